import type { Criterion } from "@kheo/core/criteria";
import { formatNumber } from "@kheo/core/ground/exact";
import { upperFirst } from "@kheo/core/ground/sentences";
import { Button, Checkbox, Group, Stack } from "@mantine/core";
import { CriterionEvidence } from "../evidence/evidence-part.tsx";
import { ticksId } from "./declaration-problems.ts";

type ChecklistDecisionProps = {
  readonly criterion: Criterion;
  readonly items: readonly { readonly label: string; readonly points: number }[];
  /** What the unit ticked. */
  readonly declared: readonly boolean[];
  /** What the office holds to be true; `undefined` until it has said so. */
  readonly decided: readonly boolean[] | undefined;
  readonly onChange: (decided: readonly boolean[]) => void;
};

const stateOf = (declared: readonly boolean[], decided: readonly boolean[] | undefined) => {
  if (decided === undefined) return <span className="state state-waiting">◔ Chưa xác nhận</span>;
  const changed = decided.filter((tick, position) => tick !== (declared[position] === true)).length;
  return changed === 0 ? (
    <span className="state state-good">● Đã xác nhận như đơn vị</span>
  ) : (
    <span className="state state-going">◑ Đã sửa {changed} nội dung so với đơn vị</span>
  );
};

/** A checklist of the unit, confirmed or corrected item by item. */
export const ChecklistDecision = ({ criterion, items, declared, decided, onChange }: ChecklistDecisionProps) => {
  const state = items.map((_, position) => (decided ?? declared)[position] === true);
  return (
    <fieldset className="plain">
      <legend>
        <strong>{criterion.code}</strong> {criterion.title}
      </legend>
      <Stack gap="sm" mt="xs">
        {items.map(({ label, points }, position) => (
          <Checkbox
            key={label}
            {...(position === 0 && { id: ticksId(criterion.code) })}
            label={`${upperFirst(label)} – ${formatNumber(points)} điểm`}
            description={declared[position] === true ? "Đơn vị: có" : "Đơn vị: không"}
            checked={state[position] === true}
            onChange={(event) => {
              onChange(state.with(position, event.currentTarget.checked));
            }}
          />
        ))}
        <CriterionEvidence code={criterion.code} />
        <Group gap="md">
          {decided === undefined && (
            <Button
              variant="default"
              size="sm"
              onClick={() => {
                onChange(state);
              }}
            >
              Xác nhận như đơn vị
            </Button>
          )}
          {stateOf(declared, decided)}
        </Group>
      </Stack>
    </fieldset>
  );
};
