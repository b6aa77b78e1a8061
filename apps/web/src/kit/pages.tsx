import { Group, Text } from "@mantine/core";
import { Link, type LinkProps } from "@tanstack/react-router";

type PagesProps = {
  readonly page: number;
  readonly size: number;
  readonly total: number;
  readonly link: (page: number) => LinkProps;
};

/** Which rows of how many are shown, and the way to those before and after. */
export const Pages = ({ page, size, total, link }: PagesProps) => {
  const last = Math.max(1, Math.ceil(total / size));
  if (last === 1) return null;
  const first = (page - 1) * size + 1;
  const text = (value: number) => value.toLocaleString("vi-VN");
  return (
    <Group component="nav" aria-label="Các trang của danh sách" justify="space-between">
      <Text>
        Từ {text(first)} đến {text(Math.min(page * size, total))} trong {text(total)}
      </Text>
      <Group gap="sm">
        {page > 1 && (
          <Link {...link(page - 1)} className="page-link">
            Trang trước
          </Link>
        )}
        {page < last && (
          <Link {...link(page + 1)} className="page-link">
            Trang sau
          </Link>
        )}
      </Group>
    </Group>
  );
};
