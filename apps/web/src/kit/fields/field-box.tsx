import { lowerFirst } from "@kheo/core/ground/sentences";
import { emptyOf, type FieldDescription, type FieldKind } from "@kheo/core/ground/fields";
import { shareFrom, shareText } from "@kheo/core/ground/shares";
import { Button, Checkbox, Fieldset, Text, Textarea, TextInput } from "@mantine/core";
import { memo, type ReactNode, useEffect, useRef } from "react";
import { DayInput } from "../day-input.tsx";
import { type FieldErrors, fieldId } from "../field.ts";
import { NumberBox, type TypedNumber } from "../number-box.tsx";
import { type BoxProps, givenTo, inside, put, textIn, textual, type Values } from "./box.ts";
import { OneOf, OneOfFew, optionsOf, seenAtOnce, SomeOf } from "./choice-boxes.tsx";
import "./fields.css";

const innerOf = ({ path, value, errors, update, description }: BoxProps): ReactNode =>
  description.kind !== "group" && description.kind !== "rows" ? null : (
    <Boxes
      fields={description.fields}
      values={value as Values}
      errors={errors}
      below={path}
      update={(name, next) => {
        inside(update, name)(next);
      }}
    />
  );

/** Who adds a row goes on in its first box; who takes one away, at the button that adds another. */
const useFocusOfRows = () => {
  const frame = useRef<HTMLDivElement>(null);
  const goesTo = useRef<string>(undefined);
  useEffect(() => {
    if (goesTo.current === undefined) return;
    frame.current?.querySelector<HTMLElement>(goesTo.current)?.focus();
    goesTo.current = undefined;
  });
  return {
    frame,
    added: () => {
      goesTo.current = ":scope > fieldset:last-of-type :is(input, textarea, select)";
    },
    removed: () => {
      goesTo.current = ":scope > button";
    },
  };
};

const Rows = ({ path, description, value, errors, update }: BoxProps) => {
  const { frame, added, removed } = useFocusOfRows();
  if (description.kind !== "rows") return null;
  const rows = value as readonly Values[];
  const change = (next: (before: readonly Values[]) => readonly Values[]) => {
    update((before) => next(before as readonly Values[]));
  };
  const { label, hint, fields, most } = description;
  return (
    <div className="rows" ref={frame}>
      <div>
        <Text fw={600}>{label}</Text>
        {hint !== undefined && (
          <Text size="sm" c="warm.7">
            {hint}
          </Text>
        )}
      </div>
      {rows.map((row, index) => (
        <Fieldset key={index} legend={`${label} ${index + 1}`}>
          {innerOf({
            path: `${path}.${index}`,
            description,
            value: row,
            errors,
            update: (next) => {
              change((before) => before.map((other, place) => (place === index ? (next(other) as Values) : other)));
            },
          })}
          <Button
            variant="default"
            size="sm"
            mt="sm"
            onClick={() => {
              removed();
              change((before) => before.filter((_, place) => place !== index));
            }}
          >
            Bỏ {lowerFirst(label)} {index + 1}
          </Button>
        </Fieldset>
      ))}
      {errors[path] !== undefined && (
        <Text className="field-error" id={`${fieldId(path)}-error`}>
          {errors[path]}
        </Text>
      )}
      <Button
        id={fieldId(path)}
        aria-describedby={errors[path] === undefined ? undefined : `${fieldId(path)}-error`}
        variant="default"
        className="self-start"
        disabled={rows.length >= most}
        onClick={() => {
          added();
          change((before) => [...before, emptyOf(fields)]);
        }}
      >
        Thêm {lowerFirst(label)}
      </Button>
    </div>
  );
};

/** A year as typed; what is none stays text, for the field to refuse. */
const yearFrom = (typed: string): number | string | null => {
  const text = typed.trim();
  return text === "" ? null : /^\d{1,6}$/u.test(text) ? Number(text) : typed;
};

type Kinds = {
  readonly [Kind in FieldKind]: ((props: BoxProps) => ReactNode) | "drawnByTheForm";
};

const boxes: Kinds = {
  line: (props) => <TextInput autoComplete="off" {...givenTo(props)} {...textual(props)} />,
  paragraph: (props) => <Textarea maxRows={24} {...givenTo(props)} {...textual(props)} />,
  phone: (props) => <TextInput type="tel" {...givenTo(props)} {...textual(props)} />,
  count: (props) => <Quantity {...props} />,
  amount: (props) => <Quantity {...props} />,
  year: (props) => (
    <TextInput
      inputMode="numeric"
      autoComplete="off"
      {...givenTo(props)}
      value={textIn(props)}
      onChange={(event) => {
        put(props)(yearFrom(event.currentTarget.value));
      }}
    />
  ),
  day: (props) => <DayInput {...givenTo(props)} value={textIn(props)} onChange={put(props)} />,
  yesNo: (props) => (
    <Checkbox
      id={fieldId(props.path)}
      label={props.description.label}
      checked={props.value === true}
      onChange={(event) => {
        put(props)(event.currentTarget.checked);
      }}
    />
  ),
  choice: (props) => {
    if (props.description.kind !== "choice") return null;
    const { options, optional } = props.description;
    return Object.keys(options).length <= seenAtOnce && !optional ? (
      <OneOfFew {...props} words={options} />
    ) : (
      <OneOf {...props} data={optionsOf(options)} />
    );
  },
  choices: (props) =>
    props.description.kind === "choices" ? <SomeOf {...props} words={props.description.options} /> : null,
  share: (props) => (
    <TextInput
      autoComplete="off"
      {...givenTo(props)}
      value={shareText(props.value as string)}
      onChange={(event) => {
        put(props)(shareFrom(event.currentTarget.value));
      }}
    />
  ),
  group: (props) => <Fieldset legend={props.description.label}>{innerOf(props)}</Fieldset>,
  rows: (props) => <Rows {...props} />,
  listed: "drawnByTheForm",
  unit: "drawnByTheForm",
  body: "drawnByTheForm",
  person: "drawnByTheForm",
  model: "drawnByTheForm",
  units: "drawnByTheForm",
  models: "drawnByTheForm",
};

const Quantity = (props: BoxProps) => (
  <NumberBox
    {...givenTo(props)}
    {...("unit" in props.description && props.description.unit !== undefined && { unit: props.description.unit })}
    value={props.value as TypedNumber}
    onChange={put(props)}
  />
);

/** The box of a field; what has none of its own is drawn by the form that knows what can be chosen. */
// Growing boxes measure themselves on every draw; only the one being typed into needs to.
export const FieldBox = memo(
  (props: BoxProps): ReactNode => {
    const box = boxes[props.description.kind];
    return box === "drawnByTheForm" ? null : box(props);
  },
  (before, now) =>
    before.path === now.path &&
    before.value === now.value &&
    (before.errors === now.errors ||
      (!["group", "rows"].includes(now.description.kind) && before.errors[now.path] === now.errors[now.path])),
);
FieldBox.displayName = "FieldBox";

/** Half of the width of a form is enough for these. */
const isNarrow = (description: FieldDescription): boolean =>
  ["count", "amount", "year", "day", "phone", "share", "unit", "body", "person", "listed"].includes(description.kind) ||
  (description.kind === "choice" &&
    (description.optional === true || Object.keys(description.options).length > seenAtOnce)) ||
  (description.kind === "line" && description.max < 200);

type BoxesProps = {
  readonly fields: Readonly<Record<string, FieldDescription>>;
  readonly values: Values;
  readonly errors: FieldErrors;
  readonly update: (name: string, next: (before: unknown) => unknown) => void;
  /** Where these fields stand within the form. */
  readonly below?: string;
  /** Boxes that the form draws itself. */
  readonly render?: (name: string, box: BoxProps) => ReactNode;
};

/** The boxes of some fields in their order. */
export const Boxes = ({ fields, values, errors, update, below, render }: BoxesProps) => (
  <div className="boxes-frame">
    <div className="boxes">
      {Object.entries(fields).map(([name, description]) => {
        const path = below === undefined ? name : `${below}.${name}`;
        const props: BoxProps = {
          path,
          description,
          value: values[name],
          errors,
          update: (next) => {
            update(name, next);
          },
        };
        return (
          <div key={name} className={isNarrow(description) ? "narrow" : "wide"}>
            {render?.(name, props) ?? <FieldBox {...props} />}
          </div>
        );
      })}
    </div>
  </div>
);
