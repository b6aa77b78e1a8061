import { emptyOf, type Fields, labelAt, schemaOf, textAt, type TypedOf, type ValuesOf } from "@kheo/core/ground/fields";
import { Button, Group, Stack } from "@mantine/core";
import { type ReactNode, useRef, useState } from "react";
import type { z } from "zod";
import type { FieldChange } from "@kheo/core/ground/changes";
import { copiesOf } from "../../lib/draft/copies.ts";
import type { Content } from "../../lib/draft/draft.ts";
import { savedOver } from "../../lib/draft/saved-over.ts";
import { useDraft } from "../../lib/draft/use-draft.ts";
import { keptName } from "../../lib/kept.ts";
import { useSession } from "../../lib/session.ts";
import { errorCode, fieldErrors, sayError } from "../../lib/trpc.ts";
import { DraftLine } from "../draft-line.tsx";
import { lowerFirst } from "@kheo/core/ground/sentences";
import { DraftNotices, RestoredNotice } from "../draft-notices.tsx";
import { ErrorList } from "../error-list.tsx";
import { type FieldErrors, problemsOf } from "../field.ts";
import { type BoxProps } from "./box.ts";
import { Boxes } from "./field-box.tsx";
import type { FormName } from "../../lib/forms.ts";
import { Question } from "./question.tsx";
import { errorsIn, refusedAtBoxes, shapeOf } from "./typed-fields.ts";

/** What is sent: the whole, and what was made of what stood there; under the key that makes one record of it. */
export type Sending<Of extends Fields> = {
  readonly values: ValuesOf<Of>;
  readonly changes: readonly FieldChange[];
  readonly key: string;
  /** The version that was typed over; 0 for what is new. */
  readonly version: number;
};

/** A form as its own parts see it. */
export type FormInHand<Of extends Fields> = {
  readonly typed: TypedOf<Of>;
  readonly set: (part: Partial<TypedOf<Of>>) => void;
  readonly errors: FieldErrors;
  /** The boxes of some fields, all of them without names. */
  readonly boxes: (...names: readonly (keyof Of & string)[]) => ReactNode;
};

type FieldsFormProps<Of extends Fields, Answer> = {
  readonly fields: Of;
  /** Which form it is, and of what: what is typed is kept under it on this device. */
  readonly form: FormName;
  readonly of: readonly string[];
  /** What stands in the boxes before anybody types. */
  readonly start: TypedOf<Of>;
  /** The version of the thing that is edited; nothing for one that is made. */
  readonly version?: number;
  /** The version of the thing that an act is over, where what is typed is no content of it. */
  readonly over?: number;
  /** Rules beyond those of the single fields, as the server reads them too. */
  readonly rules?: z.ZodType;
  /** What else keeps it from being sent, such as a day that has passed. */
  readonly problems?: (typed: TypedOf<Of>) => FieldErrors;
  /** The box at which a refusal of the whole stands, by its code. */
  readonly refusedAt?: Readonly<Record<string, keyof Of & string>>;
  readonly send: (sending: Sending<Of>) => Promise<Answer>;
  /** What stands there now, for what is written whole over its version: where somebody else was first, it is asked. */
  readonly current?: () => Promise<{ readonly values: ValuesOf<Of>; readonly version: number }>;
  readonly sent: (answer: Answer, values: ValuesOf<Of>) => unknown;
  /** What will happen, where it cannot be undone: it is asked before anything is sent. */
  readonly asks?: (typed: TypedOf<Of>) => string | null;
  readonly button: string | ((typed: TypedOf<Of>) => string);
  /** What the list of errors is called. */
  readonly refusal?: string;
  /** Gives it up. */
  readonly close?: () => void;
  readonly closing?: string;
  /** Boxes that the form draws itself: whatever can be chosen is known to it. */
  readonly render?: { readonly [Name in keyof Of & string]?: (box: BoxProps, typed: TypedOf<Of>) => ReactNode };
  /** Fields that are not asked for now, and are sent as nobody had typed into them. */
  readonly without?: (typed: TypedOf<Of>) => readonly (keyof Of & string)[];
  /** What else changes with what somebody has changed. */
  readonly follow?: (typed: TypedOf<Of>, before: TypedOf<Of>) => Partial<TypedOf<Of>>;
  readonly name?: string;
  /** It is all that its page is for: its button stays within reach. */
  readonly isPage?: true;
  readonly children?: (form: FormInHand<Of>) => ReactNode;
};

/** Whether a form was left with something typed into it. */
export const useIsLeft = (form: FormName, ...of: readonly string[]): boolean => {
  const { personId } = useSession();
  const [isLeft] = useState(() => copiesOf(keptName(personId, form, ...of)).length > 0);
  return isLeft;
};

type Begun = { readonly begin: () => void };

const Form = <Of extends Fields, Answer>(props: FieldsFormProps<Of, Answer> & Begun) => {
  const { fields, form, of, start, version, rules = schemaOf(fields), render, button, close, begin } = props;
  const { personId } = useSession();
  const [isDemanded, demand] = useState(false);
  const [asked, ask] = useState<string | null>(null);
  const [refusals, setRefusals] = useState(0);
  const answer = useRef<{ readonly is: Answer; readonly to: ValuesOf<Of> } | null>(null);
  const refuse = () => {
    setRefusals((count) => count + 1);
  };
  const hiddenIn = (boxes: TypedOf<Of>): readonly (keyof Of & string)[] => props.without?.(boxes) ?? [];
  /** The boxes as they are asked for: the others as if nobody had typed into them. */
  const wanted = (boxes: TypedOf<Of>): TypedOf<Of> => {
    const empty = emptyOf(fields);
    return { ...boxes, ...Object.fromEntries(hiddenIn(boxes).map((name) => [name, empty[name]])) };
  };
  const shape = shapeOf(fields, rules);
  const draft = useDraft<TypedOf<Of> & Content, ValuesOf<Of> & Content>({
    name: keptName(personId, form, ...of),
    shape: {
      ...shape,
      contentOf: (boxes) => shape.contentOf(wanted(boxes)),
      malformed: (boxes) => shape.malformed(wanted(boxes)),
    },
    stored: start,
    version: version ?? null,
    autosaves: false,
    over: props.over,
    send: async ({ key, content, changes, version: over }) => {
      const save = async (values: ValuesOf<Of> & Content, version: number) => {
        answer.current = { is: await props.send({ key, values, changes, version }), to: values };
        return version + 1;
      };
      const { current } = props;
      if (!current) return { content, version: await save(content, over ?? 0) };
      return savedOver({ content, changes, version: over ?? 0 }, save, async () => {
        const now = await current();
        return { content: now.values, version: now.version };
      });
    },
    onSaved: () => {
      const { current } = answer;
      // Everything stands there already.
      if (current === null) return close?.();
      begin();
      return props.sent(current.is, current.to);
    },
    onStopped: refuse,
  });
  const { standing, typed, restoredAt } = draft;
  const wrongIn = (boxes: TypedOf<Of>): FieldErrors => {
    const wrong = errorsIn(fields, wanted(boxes), rules);
    return { ...props.problems?.(boxes), ...wrong };
  };
  const refused = ((): FieldErrors => {
    if (standing.kind !== "refused") return {};
    const at = props.refusedAt?.[errorCode(standing.error) ?? ""];
    if (at !== undefined) return { [at]: sayError(standing.error) };
    return refusedAtBoxes(fields, fieldErrors(standing.error));
  })();
  const errors = { ...(isDemanded && wrongIn(typed)), ...refused };
  const label = typeof button === "string" ? button : button(typed);
  const isOnItsWay = standing.kind === "saving" || standing.kind === "waiting";
  const hidden = new Set<string>(hiddenIn(typed));
  const change = (next: (before: TypedOf<Of>) => TypedOf<Of>) => {
    ask(null);
    draft.change((before) => {
      const now = next(before);
      return { ...before, ...now, ...props.follow?.(now, before) };
    });
  };
  const boxes = (...names: readonly (keyof Of & string)[]): ReactNode => (
    <Boxes
      fields={Object.fromEntries(
        Object.entries(fields).filter(([name]) => !hidden.has(name) && (names.length === 0 || names.includes(name))),
      )}
      values={typed}
      errors={errors}
      render={(name, box) => render?.[name as keyof Of & string]?.(box, typed)}
      update={(name, next) => {
        change((before) => ({ ...before, [name]: next(before[name]) }));
      }}
    />
  );
  return (
    <form
      noValidate
      {...(props.name !== undefined && { "aria-label": props.name })}
      onSubmit={(event) => {
        event.preventDefault();
        demand(true);
        if (Object.keys(wrongIn(typed)).length > 0) {
          refuse();
          return;
        }
        const question = asked === null ? (props.asks?.(typed) ?? null) : null;
        ask(question);
        if (question === null) draft.saveNow();
      }}
    >
      <Stack gap="lg">
        <DraftNotices
          draft={draft}
          labelOf={(path) => labelAt(fields, path)}
          textOf={(value, path) => textAt(fields, path, value)}
          isSaid={Object.keys(errors).length > 0}
        >
          {restoredAt !== null && (
            <RestoredNotice
              at={restoredAt}
              discard={() => {
                draft.forget();
                begin();
              }}
            />
          )}
          <ErrorList
            problems={problemsOf(errors)}
            refusals={refusals}
            {...(props.refusal !== undefined && { title: props.refusal })}
          />
        </DraftNotices>
        {/* Closed while it is sent: what is typed meanwhile would be in neither copy. */}
        <fieldset className="plain" disabled={isOnItsWay}>
          <Stack gap="lg">
            {props.children?.({
              typed,
              errors,
              boxes,
              set: (part) => {
                change((before) => ({ ...before, ...part }));
              },
            }) ?? boxes()}
          </Stack>
        </fieldset>
        {asked !== null && <Question>{asked}</Question>}
        <Group justify="space-between" gap="sm" {...(props.isPage && { className: "action-bar" })}>
          <DraftLine standing={standing} autosaves={false} act="gửi" />
          <Group gap="sm">
            {asked !== null && (
              <Button
                variant="default"
                onClick={() => {
                  ask(null);
                }}
              >
                Sửa lại
              </Button>
            )}
            {close && asked === null && (
              <Button
                variant="default"
                onClick={() => {
                  draft.forget();
                  close();
                }}
              >
                {props.closing ?? "Thôi"}
              </Button>
            )}
            <Button type="submit" loading={standing.kind === "saving"} disabled={standing.kind === "waiting"}>
              {asked === null ? label : `Xác nhận ${lowerFirst(label)}`}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
};

/**
 * A form drawn from the descriptions of its fields. What is typed is kept on the device at every stroke, sent once
 * under one key however often it is tried, waits for a network or a session by itself, and is met field by field with
 * what somebody else has changed.
 */
export const FieldsForm = <Of extends Fields, Answer>(props: FieldsFormProps<Of, Answer>) => {
  const [beginnings, begin] = useState(0);
  return (
    <Form
      key={beginnings}
      {...props}
      begin={() => {
        begin((count) => count + 1);
      }}
    />
  );
};
