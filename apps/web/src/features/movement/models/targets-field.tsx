import { Button, Fieldset, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { DayInput } from "../../../kit/day-input.tsx";
import { field, type FieldErrors, fieldId } from "../../../kit/field.ts";
import { noTarget, type TypedTarget } from "./typed-form.ts";

type TargetsFieldProps = {
  readonly targets: readonly TypedTarget[];
  readonly change: (targets: readonly TypedTarget[]) => void;
  readonly errors: FieldErrors;
};

type TargetBoxProps = {
  readonly index: number;
  readonly target: TypedTarget;
  readonly errors: FieldErrors;
  readonly change: (part: Partial<TypedTarget>) => void;
  readonly remove: () => void;
};

const TargetBox = ({ index, target, errors, change, remove }: TargetBoxProps) => {
  const path = `targets.${index}`;
  const text = (name: keyof TypedTarget) => ({
    value: target[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      change({ [name]: event.currentTarget.value });
    },
  });
  return (
    <Fieldset legend={`Chỉ tiêu ${index + 1}`}>
      <Stack gap="sm">
        <TextInput
          label="Tên chỉ tiêu"
          {...field(`${path}.name`, errors, "Ví dụ: Chiều dài đường được mở rộng")}
          {...text("name")}
        />
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm">
          <TextInput label="Đơn vị tính" {...field(`${path}.unit`, errors, "Ví dụ: km, hộ, %")} {...text("unit")} />
          <TextInput
            label="Hiện trạng"
            inputMode="decimal"
            {...field(`${path}.baseline`, errors, "Ví dụ: 0")}
            {...text("baseline")}
          />
          <TextInput
            label="Mục tiêu"
            inputMode="decimal"
            {...field(`${path}.goal`, errors, "Ví dụ: 1,2 (dấu phẩy trước phần lẻ)")}
            {...text("goal")}
          />
          <DayInput
            label="Hạn hoàn thành"
            {...field(`${path}.dueOn`, errors, "Ví dụ: 30/11/2026")}
            value={target.dueOn}
            onChange={(dueOn) => {
              change({ dueOn });
            }}
          />
        </SimpleGrid>
        <Button variant="default" size="sm" onClick={remove} className="self-start">
          Bỏ chỉ tiêu {index + 1}
        </Button>
      </Stack>
    </Fieldset>
  );
};

/** The numeric goals, one block each. */
export const TargetsField = ({ targets, change, errors }: TargetsFieldProps) => (
  <Stack gap="sm">
    <div>
      <Text fw={600}>Các chỉ tiêu có số liệu</Text>
      <Text size="sm" c="warm.7">
        Khi chấm điểm, kết quả thực hiện được so với các chỉ tiêu này. Cần ít nhất một chỉ tiêu.
      </Text>
    </div>
    {targets.map((target, index) => (
      <TargetBox
        key={index}
        index={index}
        target={target}
        errors={errors}
        change={(part) => {
          change(targets.map((other, place) => (place === index ? { ...other, ...part } : other)));
        }}
        remove={() => {
          change(targets.filter((_, place) => place !== index));
        }}
      />
    ))}
    {errors["targets"] && (
      <Text className="field-error" id={`${fieldId("targets")}-error`}>
        {errors["targets"]}
      </Text>
    )}
    <Button
      id={fieldId("targets")}
      aria-describedby={errors["targets"] ? `${fieldId("targets")}-error` : undefined}
      variant="default"
      className="self-start"
      disabled={targets.length >= 20}
      onClick={() => {
        change([...targets, noTarget]);
      }}
    >
      Thêm chỉ tiêu
    </Button>
  </Stack>
);
