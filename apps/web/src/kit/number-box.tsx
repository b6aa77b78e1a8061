import { Text, TextInput, type TextInputProps } from "@mantine/core";
import { useState } from "react";
import { numberFrom, numberText } from "@kheo/core/ground/written";

/** A number, the text that is not one (kept, so that it can be mended), or nothing yet. */
export type TypedNumber = number | string | null;

const shownFor = (value: TypedNumber): string => (typeof value === "number" ? numberText(value) : (value ?? ""));

const typedFrom = (text: string): TypedNumber => {
  if (text.trim() === "") return null;
  const number = numberFrom(text);
  return Number.isNaN(number) ? text : number;
};

type NumberBoxProps = Omit<TextInputProps, "value" | "onChange"> & {
  readonly value: TypedNumber;
  readonly onChange: (value: TypedNumber) => void;
  /** Stands inside the box. */
  readonly unit?: string;
};

/** A number as people write it, `48.200,5`. Nothing is swallowed while typing: what is no number is said to be none. */
export const NumberBox = ({ value, onChange, unit, ...input }: NumberBoxProps) => {
  const [text, setText] = useState(() => shownFor(value));
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      {...(unit !== undefined && {
        rightSection: (
          <Text size="sm" c="warm.7" pr="sm">
            {unit}
          </Text>
        ),
        rightSectionWidth: unit.length * 9 + 24,
        rightSectionPointerEvents: "none",
      })}
      {...input}
      value={typedFrom(text) === value ? text : shownFor(value)}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(typedFrom(event.currentTarget.value));
      }}
      onBlur={() => {
        setText(shownFor(value));
      }}
    />
  );
};
