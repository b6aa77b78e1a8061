import { Button, Group, Text } from "@mantine/core";

type TurnProps = {
  readonly page: number;
  readonly size: number;
  readonly total: number;
  readonly turn: (page: number) => void;
};

const text = (value: number): string => value.toLocaleString("vi-VN");

/** Turns the pages of a list that stands in a form: nothing that was chosen in it is left for another address. */
export const Turn = ({ page, size, total, turn }: TurnProps) => {
  const last = Math.max(1, Math.ceil(total / size));
  if (last === 1) return null;
  return (
    <Group component="nav" aria-label="Các trang của danh sách" justify="space-between">
      <Text>
        Từ {text((page - 1) * size + 1)} đến {text(Math.min(page * size, total))} trong {text(total)}
      </Text>
      <Group gap="sm">
        <Button
          variant="default"
          disabled={page === 1}
          onClick={() => {
            turn(page - 1);
          }}
        >
          Trang trước
        </Button>
        <Button
          variant="default"
          disabled={page === last}
          onClick={() => {
            turn(page + 1);
          }}
        >
          Trang sau
        </Button>
      </Group>
    </Group>
  );
};
