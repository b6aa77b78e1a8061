import { NativeSelect } from "@mantine/core";

type ChoiceFilterProps<Value extends string> = {
  readonly label: string;
  /** Said below the box. */
  readonly description?: string;
  /** What can be chosen, in its order. */
  readonly words: Readonly<Record<Value, string>>;
  readonly value: Value | undefined;
  readonly choose: (value: Value | undefined) => void;
};

/** Narrows a list to one of a few, or to none of them. */
export const ChoiceFilter = <Value extends string>({ words, value, choose, ...said }: ChoiceFilterProps<Value>) => (
  <NativeSelect
    {...said}
    inputWrapperOrder={["label", "input", "description", "error"]}
    value={value ?? ""}
    data={[
      { value: "", label: "Tất cả" },
      ...Object.entries<string>(words).map(([one, text]) => ({ value: one, label: text })),
    ]}
    onChange={({ currentTarget }) => {
      choose(currentTarget.value === "" ? undefined : (currentTarget.value as Value));
    }}
  />
);
