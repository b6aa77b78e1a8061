import { TextInput, type TextInputProps } from "@mantine/core";
import { useState } from "react";
import { dayFrom, dayTyped, isDay } from "@kheo/core/ground/written";

type DayInputProps = Omit<TextInputProps, "value" | "onChange"> & {
  /** `YYYY-MM-DD`, or what was typed where that is no day. */
  readonly value: string;
  readonly onChange: (value: string) => void;
};

const shownFor = (day: string): string => (isDay(day) ? dayTyped(day) : day);

/** A day typed as people write it. The browser's own picker is not used: it follows the language of the browser. */
export const DayInput = ({ value, onChange, error, ...input }: DayInputProps) => {
  const [text, setText] = useState(() => shownFor(value));
  const [left, setLeft] = useState(false);
  const wrong = left && value !== "" && !isDay(value);
  return (
    <TextInput
      description="Ví dụ: 31/03/2026"
      inputWrapperOrder={["label", "input", "description", "error"]}
      inputMode="numeric"
      autoComplete="off"
      {...input}
      error={error ?? (wrong ? "Ngày chưa đúng. Hãy nhập ngày/tháng/năm, ví dụ 31/03/2026." : undefined)}
      value={dayFrom(text) === value ? text : shownFor(value)}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(dayFrom(event.currentTarget.value));
      }}
      onFocus={() => {
        setLeft(false);
      }}
      onBlur={({ relatedTarget }) => {
        // A sentence that appears under a button that is being pressed moves it away.
        setLeft(!(relatedTarget instanceof HTMLButtonElement));
        setText(shownFor(value));
      }}
    />
  );
};
