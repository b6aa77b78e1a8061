import { Chip, Group } from "@mantine/core";
import "./tick-filter.css";

type TickFilterProps<Value extends string> = {
  readonly label: string;
  readonly options: Readonly<Record<Value, string>>;
  readonly value: readonly Value[];
  readonly onChange: (value: Value[] | undefined) => void;
};

/** Narrows a list to some of the states; none chosen means all. */
export const TickFilter = <Value extends string>({ label, options, value, onChange }: TickFilterProps<Value>) => (
  <Chip.Group
    multiple
    value={[...value]}
    onChange={(chosen) => {
      onChange(chosen.length > 0 ? chosen : undefined);
    }}
  >
    <Group component="fieldset" gap="xs" className="plain tick-filter">
      <legend className="unseen">{label}</legend>
      {Object.entries<string>(options).map(([name, text]) => (
        <Chip key={name} value={name} variant="outline" radius="sm">
          {text}
        </Chip>
      ))}
    </Group>
  </Chip.Group>
);
