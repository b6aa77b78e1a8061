import { type UnitKind, unitKinds, unitKindText } from "@kheo/core/territory/units";
import { NativeSelect, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { field, type FieldErrors } from "../../../kit/field.ts";
import { NumberBox } from "../../../kit/number-box.tsx";
import { UnitChoice } from "../units/unit-choice.tsx";
import type { UnitOptions } from "./plan-units.ts";
import { changeForms, type TypedChange, type TypedUnit } from "./typed-plan.ts";

export type UnitFieldsProps = {
  /** The unit's place in the change: `into.0`. */
  readonly path: string;
  readonly change: TypedChange;
  readonly unit: TypedUnit;
  readonly options: UnitOptions;
  readonly errors: FieldErrors;
  readonly set: (part: Partial<TypedUnit>) => void;
};

export const UnitFields = ({ path, change, unit, options, errors, set }: UnitFieldsProps) => {
  const asks = new Set(changeForms[change.kind].asks);
  const above = [...options.planned, ...options.inForce].filter(({ value }) => value !== unit.id);
  return (
    <Stack>
      {asks.has("name") && (
        <TextInput
          label="Tên đơn vị mới"
          {...field(`${path}.name`, errors, "Ghi cả loại đơn vị. Ví dụ: Phường Trà Câu")}
          value={unit.name}
          onChange={(event) => {
            set({ name: event.currentTarget.value });
          }}
        />
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {asks.has("kind") && (
          <NativeSelect
            label="Loại đơn vị"
            {...field(`${path}.kind`, errors)}
            value={unit.kind}
            data={[
              { value: "", label: "Chọn loại đơn vị" },
              ...unitKinds.map((kind) => ({ value: kind, label: unitKindText[kind] })),
            ]}
            onChange={(event) => {
              set({ kind: event.currentTarget.value as UnitKind | "" });
            }}
          />
        )}
        {asks.has("parent") && (
          <UnitChoice
            label="Đơn vị cấp trên"
            {...field(`${path}.parentId`, errors)}
            options={above}
            value={unit.parentId}
            choose={(parentId) => {
              set({ parentId });
            }}
          />
        )}
        {asks.has("code") && (
          <TextInput
            label="Mã đơn vị"
            {...field(`${path}.code`, errors, "Mã còn thiếu thì để trống.")}
            value={unit.code}
            autoComplete="off"
            onChange={(event) => {
              set({ code: event.currentTarget.value });
            }}
          />
        )}
        {asks.has("share") && (
          <NumberBox
            label="Phần nhận từ đơn vị cũ"
            {...field(`${path}.share`, errors, "Văn bản không ghi thì để trống.")}
            unit="%"
            value={unit.share}
            onChange={(share) => {
              set({ share });
            }}
          />
        )}
      </SimpleGrid>
    </Stack>
  );
};
