import type { Words } from "@kheo/core/ground/fields";
import { Checkbox, Group, NativeSelect, Radio, SimpleGrid } from "@mantine/core";
import { fieldId } from "../field.ts";
import { type BoxProps, givenTo, put, textIn } from "./box.ts";

/** So few are seen at once. */
export const seenAtOnce = 3;

export const optionsOf = (words: Words) => Object.entries(words).map(([value, label]) => ({ value, label }));

/** One of a few, all of them seen. */
export const OneOfFew = (props: BoxProps & { readonly words: Words }) => (
  <Radio.Group {...givenTo(props)} value={textIn(props)} onChange={put(props)}>
    <Group gap="lg" mt={4} className="choices">
      {optionsOf(props.words).map(({ value, label }) => (
        <Radio key={value} value={value} label={label} />
      ))}
    </Group>
  </Radio.Group>
);

type OneOfProps = BoxProps & {
  readonly data: readonly { readonly value: string; readonly label: string }[];
  /** What stands where nothing is chosen. */
  readonly nothing?: string;
};

/** One of a list. */
export const OneOf = (props: OneOfProps) => (
  <NativeSelect
    {...givenTo(props)}
    value={textIn(props)}
    data={
      props.value === null || props.value === "" || props.description.optional
        ? [
            { value: "", label: props.nothing ?? (props.description.optional ? "Chưa ghi" : "Chưa chọn") },
            ...props.data,
          ]
        : [...props.data]
    }
    onChange={(event) => {
      put(props)(event.currentTarget.value === "" ? null : event.currentTarget.value);
    }}
  />
);

/** Some of a few. */
export const SomeOf = (props: BoxProps & { readonly words: Words }) => (
  <Checkbox.Group
    label={props.description.label}
    error={props.errors[props.path]}
    value={[...(props.value as readonly string[])]}
    onChange={put(props)}
  >
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" mt={8}>
      {optionsOf(props.words).map(({ value, label }, position) => (
        <Checkbox key={value} value={value} label={label} {...(position === 0 && { id: fieldId(props.path) })} />
      ))}
    </SimpleGrid>
  </Checkbox.Group>
);
