import {
  type RegistrationItem,
  registrationFields,
  registrationItemNames,
  registrationItems,
} from "@kheo/core/movement/models";
import { Stack } from "@mantine/core";
import type { FieldErrors } from "../../../kit/field.ts";
import { type BoxProps, inside } from "../../../kit/fields/box.ts";
import { OneOf } from "../../../kit/fields/choice-boxes.tsx";
import { Boxes } from "../../../kit/fields/field-box.tsx";
import { Section } from "../../../kit/section.tsx";
import { useSession } from "../../../lib/session.ts";
import { topicChoices } from "./topic-choices.ts";
import type { TypedForm } from "./typed-form.ts";

type RegistrationFieldsProps = {
  readonly typed: TypedForm;
  readonly update: (name: string, next: (before: unknown) => unknown) => void;
  readonly errors: FieldErrors;
};

const { title, subjectKind, field, topic, targets, exemplar, contactName, contactPhone } = registrationFields;

/** Item 1 is the name; the others are numbered as they are on the paper. */
const numbered = (names: readonly RegistrationItem[]) =>
  Object.fromEntries(
    names.map((name) => {
      const item = registrationItems[name];
      return [name, { ...item, label: `${registrationItemNames.indexOf(name) + 2}. ${item.label}` }];
    }),
  );
const aboutFields = { title: { ...title, label: `1. ${title.label}` }, subjectKind, field, topic };
const untilTargets = numbered(registrationItemNames.slice(0, registrationItemNames.indexOf("objectives") + 1));
const afterTargets = numbered(registrationItemNames.slice(registrationItemNames.indexOf("objectives") + 1));

const TopicBox = ({ box }: { readonly box: BoxProps }) => {
  const { topics } = useSession();
  return (
    <OneOf {...box} data={topicChoices(topics, (box.value as string | null) ?? undefined)} nothing="Chọn một chủ đề" />
  );
};

/** The ten items of the registration form, with the goals, the person and whom to ask. */
export const RegistrationFields = ({ typed, update, errors }: RegistrationFieldsProps) => {
  const given = { values: typed, errors, update };
  const inner = (name: "items" | "exemplar") => ({
    below: name,
    values: typed[name],
    errors,
    update: (part: string, next: (before: unknown) => unknown) => {
      inside((change) => {
        update(name, change);
      }, part)(next);
    },
  });
  return (
    <Stack gap="lg">
      <Section title="Mô hình">
        <Boxes
          {...given}
          fields={aboutFields}
          render={(name, box) => (name === "topic" ? <TopicBox box={box} /> : undefined)}
        />
      </Section>
      {typed.subjectKind !== "collective" && (
        <Section
          title={typed.subjectKind === "household" ? "Người đại diện hộ gia đình" : "Cá nhân điển hình"}
          lead="Không ghi dân tộc, tôn giáo, đảng tịch."
        >
          <Boxes {...inner("exemplar")} fields={exemplar.fields} />
        </Section>
      )}
      <Section title={registrationFields.items.label}>
        <Boxes {...inner("items")} fields={untilTargets} />
        <Boxes {...given} fields={{ targets }} />
        <Boxes {...inner("items")} fields={afterTargets} />
      </Section>
      <Section title={contactName.label}>
        <Boxes {...given} fields={{ contactName: { ...contactName, label: "Họ tên" }, contactPhone }} />
      </Section>
    </Stack>
  );
};
