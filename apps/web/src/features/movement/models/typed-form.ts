import type { Topic } from "@kheo/core/criteria";
import { topicLabel } from "@kheo/core/criteria/topics";
import { boxesOf, emptyOf, textAt, type TypedOf } from "@kheo/core/ground/fields";
import {
  missingFrom,
  registrationFields,
  type RegistrationForm,
  registrationForm,
  shortPhone,
} from "@kheo/core/movement/models";
import type { FieldErrors } from "../../../kit/field.ts";
import { errorsIn, refusedAtBoxes, shapeOf } from "../../../kit/fields/typed-fields.ts";
import type { Shape } from "../../../lib/draft/draft.ts";

/** The registration form as it stands in the boxes, before it is read. */
export type TypedForm = TypedOf<typeof registrationFields>;

/** The field is for the person to choose, as the topic is: a preselected one would be counted in the statistics unread. */
export const emptyTyped: TypedForm = { ...emptyOf(registrationFields), subjectKind: "collective" };

export const typedFrom = (form: RegistrationForm): TypedForm => boxesOf(registrationFields, form);

/** The form of an earlier period to go on from; its days have passed. */
export const continuedFrom = (form: RegistrationForm): TypedForm => {
  const typed = typedFrom(form);
  return { ...typed, targets: typed.targets.map((target) => ({ ...target, dueOn: "" })) };
};

/** What is asked for: of a collective no person. */
const asked = (typed: TypedForm): TypedForm =>
  typed.subjectKind === "collective" ? { ...typed, exemplar: emptyTyped.exemplar } : typed;

const shape = shapeOf(registrationFields, registrationForm);

/** What is malformed, by the same rules as the server's; what is missing may stay missing. */
export const malformedIn = (typed: TypedForm): FieldErrors =>
  errorsIn(registrationFields, asked(typed), registrationForm);

export const registrationShape: Shape<TypedForm, RegistrationForm> = {
  contentOf: (typed) => shape.contentOf(asked(typed)),
  boxesOf: shape.boxesOf,
  malformed: (typed) => shape.malformed(asked(typed)),
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

export const refusedErrors = (refused: FieldErrors): FieldErrors => refusedAtBoxes(registrationFields, refused);

/** Everything that keeps what is typed from being submitted: what is malformed and what is missing. */
export const submissionErrors = (typed: TypedForm): FieldErrors => {
  // For what is missing it does not matter that something else is malformed.
  const missing = missingFrom(registrationShape.contentOf(typed)).map(({ path, message }) => [path, message] as const);
  const errors = { ...refusedErrors(Object.fromEntries(missing)), ...malformedIn(typed) };
  return Object.fromEntries(Object.entries(errors).toSorted(([one], [other]) => placeOf(one) - placeOf(other)));
};

/** What is on the server and is not finished: it may stay so in a draft, and is said where it stands. */
export const unfinishedIn = (typed: TypedForm, base: TypedForm): FieldErrors => {
  const phone = typed.contactPhone === base.contactPhone && typed.contactPhone !== "" ? shortPhone(typed) : null;
  return phone === null ? {} : { contactPhone: phone };
};

/** The value of a field in words, to be compared with another. */
export const fieldWords =
  (topics: readonly Topic[]) =>
  (value: unknown, path: readonly string[]): string =>
    path[0] === "topic" && typeof value === "string"
      ? topicLabel(topics, value)
      : textAt(registrationFields, path, value);
