import type { Clash } from "@kheo/core/ground/changes";
import { Facts } from "./facts.tsx";
import { Alert, Button, Group, Stack, Text } from "@mantine/core";

type ClashChoicesProps = {
  /** Who changed the same fields, and that nothing is overwritten. */
  readonly sentence: string;
  readonly clashes: readonly Clash[];
  readonly labelOf: (path: readonly string[]) => string;
  readonly textOf: (value: unknown, path: readonly string[]) => string;
  readonly choose: (clash: Clash, whose: "theirs" | "mine") => void;
};

const orNothing = (text: string): string => (text === "" ? "(để trống)" : text);

/** Fields that two people changed: both values of each, side by side, and a choice. */
export const ClashChoices = ({ sentence, clashes, labelOf, textOf, choose }: ClashChoicesProps) => (
  <Alert color="red" variant="light" role="alert" title="Hai người sửa cùng một chỗ">
    <Stack gap="md">
      <Text>{sentence}</Text>
      {clashes.map((clash) => (
        <Stack key={clash.path.join(".")} gap="xs">
          <Text fw={600}>{labelOf(clash.path)}</Text>
          <Facts
            facts={[
              { label: "Bản đã lưu", value: orNothing(textOf(clash.theirs, clash.path)) },
              { label: "Đồng chí nhập", value: orNothing(textOf(clash.mine, clash.path)) },
            ]}
          />
          <Group gap="sm">
            <Button
              variant="default"
              aria-label={`Lấy bản đã lưu: ${labelOf(clash.path)}`}
              onClick={() => {
                choose(clash, "theirs");
              }}
            >
              Lấy bản đã lưu
            </Button>
            <Button
              variant="default"
              aria-label={`Giữ bản của tôi: ${labelOf(clash.path)}`}
              onClick={() => {
                choose(clash, "mine");
              }}
            >
              Giữ bản của tôi
            </Button>
          </Group>
        </Stack>
      ))}
    </Stack>
  </Alert>
);
