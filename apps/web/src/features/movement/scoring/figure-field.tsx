import type { FigureDescription, FigureValue } from "@kheo/core/criteria";
import { countedFigures } from "@kheo/core/movement/scoring";
import { Group, Radio } from "@mantine/core";
import { NumberBox } from "../../../kit/number-box.tsx";
import { figureId } from "./declaration-problems.ts";

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
        <NumberBox
          id={figureId(name)}
          label={description.label}
          description={countedFigures[name] ?? description.hint}
          inputWrapperOrder={["label", "input", "description", "error"]}
          readOnly={countedFigures[name] !== undefined}
          unit={description.unit}
          error={error}
          value={typeof value === "number" || typeof value === "string" ? value : null}
          onChange={onChange}
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
