import { Stack, Text } from "@mantine/core";
import { NumberBox } from "../../../kit/number-box.tsx";
import type { TargetRow } from "./declaration-draft.ts";
import { targetId } from "./declaration-problems.ts";
import { promiseText } from "./figure-text.ts";

type TargetsFieldProps = {
  readonly rows: readonly TargetRow[];
  readonly hint: string | undefined;
  readonly errorOf: (field: string) => string | undefined;
  readonly onChange: (rows: readonly TargetRow[]) => void;
};

/** The registered targets, each with what was planned and a box for what was done. */
export const TargetsField = ({ rows, hint, errorOf, onChange }: TargetsFieldProps) => (
  <Stack gap="md">
    {hint !== undefined && <Text c="warm.7">{hint}.</Text>}
    {rows.map((row, position) => (
      <NumberBox
        key={targetId(position)}
        id={targetId(position)}
        label={row.name}
        description={`Đã đăng ký: ${promiseText(row)} ${row.unit}`.trim()}
        inputWrapperOrder={["label", "description", "input", "error"]}
        placeholder="Số đã thực hiện"
        unit={row.unit}
        error={errorOf(targetId(position))}
        value={row.done}
        onChange={(done) => {
          onChange(rows.with(position, { ...row, done }));
        }}
      />
    ))}
  </Stack>
);
