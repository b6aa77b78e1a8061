import type { FigureDescription, FigureValue } from "@kheo/core/plugin";
import { Group, NumberInput, Radio, Text } from "@mantine/core";
import { figureId } from "./report-problems.ts";

type FigureFieldProps = {
  readonly name: string;
  readonly description: FigureDescription;
  readonly value: FigureValue | undefined;
  readonly error: string | undefined;
  readonly onChange: (value: FigureValue) => void;
};

type Choice = readonly [value: string, text: string];

const Choices = (props: FigureFieldProps & { readonly options: readonly Choice[]; readonly chosen: string | null }) => {
  const { name, description, error, options, chosen, onChange } = props;
  return (
    <Radio.Group
      label={description.label}
      description={description.hint}
      inputWrapperOrder={["label", "input", "description", "error"]}
      error={error}
      value={chosen}
      onChange={(value) => {
        onChange(description.kind === "yesNo" ? value === "yes" : value);
      }}
    >
      <Group gap="lg" py={8}>
        {options.map(([value, text], position) => (
          <Radio key={value} value={value} label={text} {...(position === 0 && { id: figureId(name) })} />
        ))}
      </Group>
    </Radio.Group>
  );
};

const yesNo: readonly Choice[] = [
  ["yes", "Có"],
  ["no", "Không"],
];

/** One raw figure, drawn from its description. */
export const FigureField = (props: FigureFieldProps) => {
  const { name, description, value, error, onChange } = props;
  switch (description.kind) {
    case "count":
    case "amount":
      return (
        <NumberInput
          id={figureId(name)}
          label={description.label}
          description={description.hint}
          inputWrapperOrder={["label", "input", "description", "error"]}
          rightSection={
            <Text size="sm" c="warm.7" pr="sm">
              {description.unit}
            </Text>
          }
          rightSectionWidth={description.unit.length * 9 + 24}
          rightSectionPointerEvents="none"
          inputMode="decimal"
          // Fractions are refused in words, not swallowed: 3,5 must never become 35.
          decimalScale={6}
          allowNegative={description.kind === "amount" && description.signed === true}
          error={error}
          value={typeof value === "number" ? value : ""}
          onChange={(next) => {
            onChange(typeof next === "number" && Number.isFinite(next) ? next : null);
          }}
        />
      );
    case "yesNo":
      return <Choices {...props} options={yesNo} chosen={value === true ? "yes" : value === false ? "no" : null} />;
    case "choice":
      return (
        <Choices
          {...props}
          options={Object.entries(description.options)}
          chosen={typeof value === "string" ? value : null}
        />
      );
    case "targets":
      return null;
  }
};
