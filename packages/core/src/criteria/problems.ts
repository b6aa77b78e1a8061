import { formatNumber, isInputNumber } from "../ground/exact.ts";
import { type CompiledCriterion, cannotBeNegative, compileEdition } from "./compile.ts";
import { type Criterion, type Edition, type Rule, consolidations } from "./edition.ts";
import { type Place, type ScoringInput, areDescending, isClass, limitedClasses, limitsInForce } from "./input.ts";

/** Why an input cannot be scored, most basic first: where several apply, the first one is reported. */
export const scoringErrors = [
  "score.notJson",
  "score.unknownSet",
  "score.missing",
  "score.unknown",
  "score.notAllowed",
  "score.invalid",
] as const;
export type ScoringErrorCode = (typeof scoringErrors)[number];

/** One refusal: a code, a Vietnamese sentence, and every field it concerns, in the set's order (`values.B2`). */
export type ScoringProblem = {
  readonly code: ScoringErrorCode;
  readonly message: string;
  readonly fields: readonly string[];
};

type Complaint = { readonly code: ScoringErrorCode; readonly field: string; readonly says: string };

const lead: Readonly<Record<ScoringErrorCode, string>> = {
  "score.notJson": "Dòng không phải là một đối tượng JSON",
  "score.unknownSet": "Không có bộ tiêu chí hoặc phiên bản này",
  "score.missing": "Còn thiếu",
  "score.unknown": "Không thuộc bộ tiêu chí hoặc đặt sai chỗ",
  "score.notAllowed": "Không được phép",
  "score.invalid": "Giá trị không hợp lệ",
};

/** A problem with all its complaints in one sentence. */
export const problem = (
  code: ScoringErrorCode,
  complaints: readonly { readonly field: string; readonly says: string }[],
): ScoringProblem => {
  const details = complaints.map(({ field, says }) => `${field} ${says}`).join("; ");
  return {
    code,
    message: details === "" ? `${lead[code]}.` : `${lead[code]}: ${details}.`,
    fields: complaints.map(({ field }) => field),
  };
};

const places = ["values", "checklists", "judged"] as const satisfies readonly Place[];
const lists = ["notApplicable", "capped"] as const;
const amounts = ["bonus", "penalty", "bonusCap", "penaltyCap"] as const;
const inputKeys: ReadonlySet<string> = new Set<string>([
  "criteriaSet",
  ...places,
  ...lists,
  ...amounts,
  "consolidation",
  "classes",
  "classCap",
]);

const limitedNames: ReadonlySet<string> = new Set(limitedClasses);

const placeNames: Readonly<Record<Place, string>> = {
  values: "giá trị chỉ số",
  checklists: "kết quả kiểm mục",
  judged: "điểm chấm của người chấm",
};

const number = ({ rule }: Criterion): string =>
  `phải là số${cannotBeNegative(rule) ? " không âm" : ""}, có tối đa 6 chữ số thập phân`;

/** What is expected where a criterion's value stands, by the kind of its rule. */
const expectations: Readonly<Record<Rule["kind"], (criterion: Criterion) => string>> = {
  linear: number,
  stepped: number,
  perUnit: number,
  deduct: number,
  threshold: (criterion) =>
    "value" in criterion.rule ? "phải là true (đạt) hoặc false (không đạt)" : number(criterion),
  choice: ({ rule }) =>
    `phải là một trong các lựa chọn: ${"options" in rule ? rule.options.map(({ value }) => value).join(", ") : ""}`,
  checklist: ({ rule }) => `phải có đúng ${"items" in rule ? rule.items.length : 0} mục, mỗi mục là true hoặc false`,
  judged: ({ rule, maxPoints }) =>
    `phải là danh sách điểm từ 0 đến ${formatNumber(maxPoints)}, mỗi điểm là bội số của ${formatNumber("step" in rule ? rule.step : 0)}`,
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const own = (holder: unknown, key: string): unknown =>
  isRecord(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined;

const codesOf = (input: Readonly<Record<string, unknown>>, list: string): readonly unknown[] => {
  const given = own(input, list);
  return Array.isArray(given) ? (given as readonly unknown[]) : [];
};

const isAbsent = (given: unknown): boolean => given === undefined || given === null;

const complaintsOfCriterion = (
  { criterion, place, points }: CompiledCriterion,
  input: Readonly<Record<string, unknown>>,
): Complaint[] => {
  const { code, title } = criterion;
  const field = `${place}.${code}`;
  const given = own(input[place], code);
  const absent = isAbsent(given);
  const claimed = codesOf(input, "notApplicable").includes(code);
  const complaints: Complaint[] = places
    .filter((other) => other !== place && own(input[other], code) !== undefined)
    .map((other) => ({
      code: "score.unknown",
      field: `${other}.${code}`,
      says: `(${title}) phải đặt trong ${place} (${placeNames[place]})`,
    }));
  const complain = (kind: ScoringErrorCode, field: string, says: string) =>
    complaints.push({ code: kind, field, says: `(${title}) ${says}` });

  if (claimed && criterion.notApplicable === undefined)
    complain("score.notAllowed", `notApplicable.${code}`, "không được khai không phát sinh");
  else if (claimed && !absent)
    complain("score.notAllowed", `notApplicable.${code}`, "vừa có giá trị vừa khai không phát sinh");
  if (codesOf(input, "capped").includes(code) && !criterion.survey)
    complain("score.notAllowed", `capped.${code}`, "không phải là tiêu chí khảo sát");
  if (claimed) return complaints;
  if (absent || (place === "judged" && Array.isArray(given) && given.length === 0))
    complain("score.missing", field, `chưa có ${placeNames[place]}`);
  else if (Number.isNaN(points(given, "mean")))
    complain("score.invalid", field, expectations[criterion.rule.kind](criterion));
  return complaints;
};

const complaintsOfUnknown = (known: ReadonlySet<string>, input: Readonly<Record<string, unknown>>): Complaint[] => {
  const unknown = (field: string, says: string): Complaint => ({ code: "score.unknown", field, says });
  const inPlaces = places.flatMap((place) => {
    const holder = input[place];
    return (isRecord(holder) ? Object.keys(holder) : [])
      .filter((code) => !known.has(code))
      .map((code) => [place, code]);
  });
  const inLists = lists.flatMap((list) =>
    [...new Set(codesOf(input, list))]
      .filter((code): code is string => typeof code === "string" && !known.has(code))
      .map((code) => [list, code]),
  );
  return [
    ...[...inPlaces, ...inLists].map(([holder, code]) =>
      unknown(`${holder}.${code}`, "không có trong bộ tiêu chí này"),
    ),
    ...Object.keys(input)
      .filter((key) => !inputKeys.has(key))
      .map((key) => unknown(key, "không phải là mục của dữ liệu chấm điểm")),
  ];
};

const isAmount = (value: unknown): boolean => isInputNumber(value) && value >= 0;

const complaintsOfOptions = (edition: Edition, input: Readonly<Record<string, unknown>>): Complaint[] => {
  const complaints: Complaint[] = [];
  const invalid = (field: string, says: string) => complaints.push({ code: "score.invalid", field, says });
  const given = (key: string) => input[key] !== undefined;

  for (const place of places) {
    // Where a criterion needs the place, its own missing value says so already.
    if (!given(place)) complaints.push({ code: "score.missing", field: place, says: "chưa có" });
    else if (!isRecord(input[place])) invalid(place, "phải là một đối tượng theo mã tiêu chí");
  }
  for (const list of lists) {
    const codes = input[list];
    if (!isCodeList(codes)) invalid(list, "phải là danh sách mã tiêu chí");
  }
  for (const amount of amounts)
    if (given(amount) && !isAmount(input[amount])) invalid(amount, "phải là số không âm, có tối đa 6 chữ số thập phân");
  if (given("consolidation") && !consolidations.some((name) => name === input["consolidation"]))
    invalid("consolidation", `phải là một trong các cách: ${consolidations.join(", ")}`);
  if (given("classes")) {
    const limits = input["classes"];
    if (!isRecord(limits)) invalid("classes", "phải là một đối tượng gồm excellent, good, completed");
    else {
      for (const key of Object.keys(limits).filter((key) => !limitedNames.has(key)))
        complaints.push({
          code: "score.unknown",
          field: `classes.${key}`,
          says: "không phải là mức xếp loại có ngưỡng",
        });
      const wrong = limitedClasses.filter((name) => Object.hasOwn(limits, name) && !isInputNumber(limits[name]));
      for (const name of wrong) invalid(`classes.${name}`, "phải là số, có tối đa 6 chữ số thập phân");
      if (wrong.length === 0 && !areDescending(limitsInForce(edition, limits)))
        invalid("classes", "phải có ngưỡng giảm dần từ excellent, good đến completed");
    }
  }
  if (given("classCap") && !isClass(input["classCap"]))
    invalid("classCap", "phải là một trong các mức: excellent, good, completed, notCompleted");
  return complaints;
};

const nothingCounts = (edition: Edition, input: Readonly<Record<string, unknown>>): boolean =>
  edition.criteria.every(
    ({ code, notApplicable }) => notApplicable === "exclude" && codesOf(input, "notApplicable").includes(code),
  );

const isCodeList = (codes: unknown): boolean =>
  codes === undefined || (Array.isArray(codes) && codes.every((code) => typeof code === "string"));

const isLimits = (limits: unknown): boolean =>
  limits === undefined ||
  (isRecord(limits) &&
    Object.entries(limits).every(([name, limit]) => limitedNames.has(name) && typeof limit === "number"));

/**
 * Whether an input from outside is built like a `ScoringInput`, so that `evaluate` can take it and judge the rest. Where
 * it is not, `problemOf` has something to say.
 */
export const isBuiltLikeInput = (
  input: Readonly<Record<string, unknown>>,
): input is Readonly<Record<string, unknown>> & ScoringInput =>
  places.every((place) => isRecord(input[place])) &&
  lists.every((list) => isCodeList(input[list])) &&
  isLimits(input["classes"]) &&
  Object.keys(input).every((key) => inputKeys.has(key));

/**
 * Why an input cannot be scored by an edition, or `null` when it can. Nothing about the input is taken for granted: it
 * may come from outside. The first code of the table is reported, with all of its fields.
 */
export const problemOf = (edition: Edition, input: Readonly<Record<string, unknown>>): ScoringProblem | null => {
  const { criteria } = compileEdition(edition);
  const known = new Set(edition.criteria.map(({ code }) => code));
  const ofCriteria = criteria.flatMap((criterion) => complaintsOfCriterion(criterion, input));
  const complaints: Complaint[] = [
    ...ofCriteria,
    ...complaintsOfUnknown(known, input),
    ...complaintsOfOptions(edition, input).filter(
      ({ code, field }) =>
        code !== "score.missing" ||
        !ofCriteria.some((other) => other.code === code && other.field.startsWith(`${field}.`)),
    ),
  ];
  if (nothingCounts(edition, input))
    complaints.push({
      code: "score.invalid",
      field: "notApplicable",
      says: "loại trừ mọi tiêu chí, không còn gì để tính",
    });
  const code = scoringErrors.find((code) => complaints.some((complaint) => complaint.code === code));
  return code === undefined
    ? null
    : problem(
        code,
        complaints.filter((complaint) => complaint.code === code),
      );
};
