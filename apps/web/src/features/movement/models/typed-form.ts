import type { Topic } from "@kheo/core/criteria";
import { topicLabel } from "@kheo/core/criteria/topics";
import {
  emptyRegistration,
  type Field,
  fieldText,
  missingFrom,
  type RegistrationForm,
  registrationForm,
  type RegistrationItem,
  registrationItems,
  shortPhone,
  subjectKindText,
  type Target,
} from "@kheo/core/movement/models";
import { numberFrom, numberText } from "../../../kit/typed-values.ts";
import type { FieldErrors } from "../../../kit/field.ts";
import type { Shape } from "../../../lib/draft/draft.ts";

/** A target as typed: a half-typed number or day is kept as it is. */
export type TypedTarget = Readonly<Record<keyof Target, string>>;

export type TypedExemplar = {
  readonly name: string;
  readonly birthYear: string;
  readonly position: string;
  readonly consentsToPublish: boolean;
};

/** The registration form as it stands in the boxes, before it is read. */
export type TypedForm = Omit<RegistrationForm, "field" | "targets" | "exemplar"> & {
  readonly field: Field | "";
  readonly targets: readonly TypedTarget[];
  readonly exemplar: TypedExemplar;
};

const noExemplar: TypedExemplar = { name: "", birthYear: "", position: "", consentsToPublish: false };
export const noTarget: TypedTarget = { name: "", unit: "", baseline: "", goal: "", dueOn: "" };

/** The field is for the person to choose, as the topic is: a preselected one would be counted in the statistics unread. */
export const emptyTyped: TypedForm = {
  ...emptyRegistration,
  field: "",
  targets: [],
  exemplar: noExemplar,
};

export const typedFrom = (form: RegistrationForm): TypedForm => ({
  ...form,
  targets: form.targets.map((target) => ({
    ...target,
    baseline: numberText(target.baseline),
    goal: numberText(target.goal),
  })),
  exemplar: form.exemplar ? { ...form.exemplar, birthYear: String(form.exemplar.birthYear ?? "") } : noExemplar,
});

/** The form of an earlier period to go on from; its days have passed. */
export const continuedFrom = (form: RegistrationForm): TypedForm => {
  const typed = typedFrom(form);
  return { ...typed, targets: typed.targets.map((target) => ({ ...target, dueOn: "" })) };
};

const targetsFrom = ({ targets }: TypedForm) =>
  targets.map((target) => ({ ...target, baseline: numberFrom(target.baseline), goal: numberFrom(target.goal) }));

const exemplarFrom = ({ subjectKind, exemplar }: TypedForm) => {
  const { name, birthYear, position } = exemplar;
  const untouched = name.trim() === "" && birthYear.trim() === "" && position.trim() === "";
  if (subjectKind === "collective" || untouched) return null;
  return { ...exemplar, birthYear: birthYear.trim() === "" ? null : numberFrom(birthYear) };
};

const errorsBy = (problems: readonly { path: string; message: string }[]): FieldErrors => {
  const errors: Record<string, string> = {};
  for (const { path, message } of problems) {
    // The block of the person has no box of its own: its first field stands for it.
    errors[path === "exemplar" ? "exemplar.name" : path] ??= message;
  }
  return errors;
};

/** What the boxes hold as a form, whether or not the server would take it. */
const unread = (typed: TypedForm): RegistrationForm => ({
  ...typed,
  field: typed.field as Field,
  targets: targetsFrom(typed),
  exemplar: exemplarFrom(typed),
});

/** What is malformed, by the same rules as the server's; what is missing may stay missing. */
export const malformedIn = (typed: TypedForm): FieldErrors => {
  const { error } = registrationForm.safeParse(unread(typed));
  return errorsBy((error?.issues ?? []).map(({ path, message }) => ({ path: path.join("."), message })));
};

export const registrationShape: Shape<TypedForm, RegistrationForm> = {
  contentOf: (typed) => registrationForm.safeParse(unread(typed)).data ?? unread(typed),
  boxesOf: typedFrom,
  malformed: (typed) =>
    Object.keys(malformedIn(typed)).map((path) => path.split(".").slice(0, path.startsWith("items.") ? 2 : 1)),
};

/** The order of the form, which the list of errors follows. */
const order = [
  "title",
  "subjectKind",
  "field",
  "topic",
  "exemplar",
  "items.situation",
  "items.objectives",
  "targets",
  "items",
  "contact",
];

const placeOf = (path: string): number => {
  const place = order.findIndex((start) => path.startsWith(start));
  return place === -1 ? order.length : place;
};

/** Everything that keeps what is typed from being submitted: what is malformed and what is missing. */
export const submissionErrors = (typed: TypedForm): FieldErrors => {
  // For what is missing it does not matter that something else is malformed.
  const errors = { ...errorsBy(missingFrom(unread(typed))), ...malformedIn(typed) };
  return Object.fromEntries(Object.entries(errors).toSorted(([one], [other]) => placeOf(one) - placeOf(other)));
};

/** What is on the server and is not finished: it may stay so in a draft, and is said where it stands. */
export const unfinishedIn = (typed: TypedForm, base: TypedForm): FieldErrors => {
  const phone = typed.contactPhone === base.contactPhone && typed.contactPhone !== "" ? shortPhone(typed) : null;
  return phone === null ? {} : { contactPhone: phone };
};

export const refusedErrors = (fields: FieldErrors): FieldErrors =>
  errorsBy(Object.entries(fields).map(([path, message]) => ({ path, message })));

/** What a field is called on the form. */
export const fieldLabel = ([key = "", item]: readonly string[]): string =>
  key === "items" && item !== undefined ? registrationItems[item as RegistrationItem].label : (labels[key] ?? key);

const labels: Readonly<Record<string, string>> = {
  title: "Tên mô hình",
  subjectKind: "Loại",
  field: "Lĩnh vực",
  topic: "Chủ đề",
  targets: "Chỉ tiêu",
  exemplar: "Cá nhân, hộ gia đình",
  contactName: "Người liên hệ",
  contactPhone: "Điện thoại",
};

const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  subjectKind: subjectKindText,
  field: fieldText,
};

/** The value of a field in words, to be compared with another. */
export const fieldWords =
  (topics: readonly Topic[]) =>
  (value: unknown, [key = ""]: readonly string[]): string => {
    if (Array.isArray(value)) {
      return (value as readonly Target[])
        .map(({ name, unit, baseline, goal }) => `${name}: ${numberText(baseline)} → ${numberText(goal)} ${unit}`)
        .join("; ");
    }
    if (key === "exemplar" && value !== null) {
      const { name, birthYear, position } = value as NonNullable<RegistrationForm["exemplar"]>;
      return [name, ...(birthYear === null ? [] : [`sinh năm ${birthYear}`]), position].join(", ");
    }
    if (key === "topic" && typeof value === "string") return topicLabel(topics, value);
    return typeof value === "string" ? (words[key]?.[value] ?? value) : "";
  };
