import type { Criterion } from "@kheo/core/criteria";
import { formatNumber } from "@kheo/core/ground/exact";
import { upperFirst } from "@kheo/core/ground/sentences";
import { Checkbox, Stack, Text } from "@mantine/core";
import { CriterionEvidence } from "../evidence/evidence-part.tsx";
import { ticksId } from "./declaration-problems.ts";

type ChecklistFieldProps = {
  readonly criterion: Criterion;
  readonly items: readonly { readonly label: string; readonly points: number }[];
  readonly ticks: readonly boolean[] | undefined;
  readonly error: string | undefined;
  readonly onChange: (ticks: readonly boolean[]) => void;
};

/** A checklist to tick item by item; that nothing of it is there must be said too. */
export const ChecklistField = ({ criterion, items, ticks, error, onChange }: ChecklistFieldProps) => {
  const state = items.map((_, position) => ticks?.[position] === true);
  const errorId = `${ticksId(criterion.code)}-loi`;
  return (
    <fieldset className="plain" aria-describedby={error === undefined ? undefined : errorId}>
      <legend>
        <strong>{criterion.code}</strong> {criterion.title}
      </legend>
      <Stack gap="sm" mt="xs">
        {items.map(({ label, points }, position) => (
          <Checkbox
            key={label}
            {...(position === 0 && { id: ticksId(criterion.code) })}
            label={`${upperFirst(label)} – ${formatNumber(points)} điểm`}
            checked={state[position] === true}
            onChange={(event) => {
              onChange(state.with(position, event.currentTarget.checked));
            }}
          />
        ))}
        <Checkbox
          label="Không có nội dung nào"
          checked={ticks !== undefined && !state.includes(true)}
          onChange={() => {
            onChange(items.map(() => false));
          }}
        />
      </Stack>
      <CriterionEvidence code={criterion.code} adds />
      {error !== undefined && (
        <Text id={errorId} c="red.8" size="sm" mt={6}>
          {error}
        </Text>
      )}
    </fieldset>
  );
};
