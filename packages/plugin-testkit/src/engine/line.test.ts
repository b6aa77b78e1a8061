import { describe, expect, test } from "vitest";
import { editionId, pluginCatalog } from "@kheo/core/criteria/catalog";
import { type ScoringPlugin, defineScoringPlugin } from "@kheo/core/criteria/edition";
import { scoreLine } from "@kheo/core/criteria/line";
import { flawlessInput, sampleEdition } from "./sample-edition.ts";

const sample: ScoringPlugin = defineScoringPlugin({
  code: "SAMPLE",
  title: "Bộ mẫu để thử",
  subjectKinds: ["collective"],
  topics: [],
  scores: "any",
  editions: [
    { ...sampleEdition, edition: "2027.1", effectiveFrom: "2027-01-01", draft: true },
    sampleEdition,
    { ...sampleEdition, edition: "2025.1", effectiveFrom: "2025-01-01", passThreshold: 100 },
  ],
});
const { edition: findEdition } = pluginCatalog([sample]);

const score = (line: string) => scoreLine(line, findEdition);

const flawless = { criteriaSet: "SAMPLE", ...flawlessInput };
const lineOf = (input: unknown, id: unknown = "x") => JSON.stringify({ id, input });

/** The input with parts of it replaced: values by code, other keys as they are. */
const changed = (changes: Readonly<Record<string, unknown>>) => {
  const { values, checklists, judged, ...rest } = changes;
  const merge = (part: object, change: unknown) =>
    typeof change === "object" && change !== null && !Array.isArray(change) ? { ...part, ...change } : (change ?? part);
  return {
    ...flawless,
    values: merge(flawless.values, values),
    checklists: merge(flawless.checklists, checklists),
    judged: merge(flawless.judged, judged),
    ...rest,
  };
};

const without = (place: "values" | "checklists" | "judged", ...codes: readonly string[]) => ({
  ...flawless,
  [place]: Object.fromEntries(Object.entries(flawless[place]).filter(([code]) => !codes.includes(code))),
});

const errorOf = (line: string) => {
  const scored = score(line);
  if (!scored || !("error" in scored.output)) return null;
  expect(scored.failed).toBe(true);
  const { error } = scored.output;
  expect(error.message).toMatch(/^[A-ZĐ].*\.$/u);
  for (const field of error.fields) expect(error.message).toContain(field);
  return error;
};

const refusal = (input: unknown) => {
  const error = errorOf(lineOf(input));
  return error && [error.code, error.fields];
};

/** The line with a number's text put where the JSON has the number 77777. */
const withText = (input: unknown, text: string) => lineOf(input).replace("77777", text);

describe("lines", () => {
  test.each(["", "   ", "\t\r", "\uFEFF"])("%j is blank", (line) => {
    expect(score(line)).toBeNull();
  });

  test("a good line is scored and keeps its id", () => {
    for (const id of ["a", 7, null, ["x"], { y: 1 }, false, 0]) {
      const scored = score(`  ${lineOf(flawless, id)}\r`);
      expect(scored?.failed).toBe(false);
      expect(scored?.output).toMatchObject({ id, result: { total: 100, passed: true } });
    }
    expect(score(JSON.stringify({ input: flawless }))?.output.id).toBeNull();
  });

  test("an error keeps the id, too", () => {
    expect(score(lineOf({}, 12))?.output).toMatchObject({ id: 12, error: { code: "score.unknownSet" } });
  });

  test("other keys beside id and input are nobody's business", () => {
    expect(score(JSON.stringify({ id: 1, input: flawless, expected: {} }))?.failed).toBe(false);
  });

  test("the result is the contract's, key by key", () => {
    const { output } = score(lineOf(changed({ values: { A1: 94.19 }, bonus: 2 }))) ?? {};
    expect(JSON.stringify(output)).toBe(
      '{"id":"x","result":{"criteria":[' +
        '{"code":"A1","points":8.06},{"code":"A2","points":5},{"code":"A3","points":4},{"code":"A4","points":10},{"code":"A5","points":8},' +
        '{"code":"B1","points":3},{"code":"B2","points":3},{"code":"B3","points":5},{"code":"B4","points":3},{"code":"B5","points":4},{"code":"B6","points":5},' +
        '{"code":"C1","points":15},{"code":"C2","points":5},{"code":"C3","points":4},{"code":"C4","points":7},{"code":"C5","points":9}' +
        '],"raw":98.06,"applicableMax":100,"base":98.06,"bonus":2,"penalty":0,"total":100.06,"failedFloors":[],"classification":"excellent","passed":true}}',
    );
  });
});

describe("score.notJson", () => {
  test.each(["{", "abc", "[1]", "5", '"text"', "null", "true", '{"id":1,}', "{'id':1}", '{"id":NaN}'])("%s", (line) => {
    expect(score(line)?.output).toMatchObject({ id: null, error: { code: "score.notJson", fields: [] } });
  });
});

describe("score.unknownSet", () => {
  test.each([
    undefined,
    null,
    5,
    "text",
    [],
    {},
    { criteriaSet: null },
    { criteriaSet: 5 },
    { criteriaSet: "SAMPLES", values: {} },
    { ...flawless, criteriaSet: "sample" },
    { ...flawless, criteriaSet: "SAMPLE@2024.1" },
    { ...flawless, criteriaSet: "SAMPLE@" },
    { ...flawless, criteriaSet: "toString" },
    { ...flawless, criteriaSet: "__proto__" },
  ])("%j", (input) => {
    expect(refusal(input)).toEqual(["score.unknownSet", ["criteriaSet"]]);
  });

  test("a code names the newest published edition, an id exactly one", () => {
    const total = (criteriaSet: string) => score(lineOf({ ...changed({ values: { A1: 97 } }), criteriaSet }))?.output;
    expect(total("SAMPLE")).toMatchObject({ result: { passed: true } });
    expect(total(editionId("SAMPLE", sampleEdition))).toMatchObject({ result: { passed: true } });
    expect(total("SAMPLE@2025.1")).toMatchObject({ result: { passed: false } });
    expect(total("SAMPLE@2027.1")).toMatchObject({ result: { passed: true } });
  });
});

describe("score.missing", () => {
  test.each<[string, unknown, readonly string[]]>([
    ["a value", without("values", "A1"), ["values.A1"]],
    ["null is no value", changed({ values: { A1: null } }), ["values.A1"]],
    ["ticks", without("checklists", "B5"), ["checklists.B5"]],
    ["marks", without("judged", "C5"), ["judged.C5"]],
    ["an empty list of marks", changed({ judged: { B6: [] } }), ["judged.B6"]],
    [
      "all of them, in the set's order",
      { ...without("values", "C4", "A2"), checklists: {}, judged: { C5: [] } },
      ["values.A2", "checklists.B5", "judged.B6", "values.C4", "judged.C5"],
    ],
    ["a place as a whole", { ...flawless, judged: undefined }, ["judged.B6", "judged.C5"]],
    ["a place that is no object", { ...flawless, checklists: "yes" }, ["checklists.B5"]],
    [
      "a value in the wrong place is missing where it belongs",
      changed({ checklists: { A1: 5, B5: null } }),
      ["checklists.B5"],
    ],
    ["missing goes before unknown and invalid", { ...without("values", "A1"), bonus: -1, what: 1 }, ["values.A1"]],
  ])("%s", (_, input, fields) => {
    expect(refusal(input)).toEqual(["score.missing", fields]);
  });

  test("a place that no criterion needs is required all the same", () => {
    const edition = { ...sampleEdition, criteria: sampleEdition.criteria.filter(({ code }) => code !== "B5") };
    const scored = scoreLine(lineOf({ ...flawless, checklists: undefined }), () => edition);
    expect(scored?.output).toMatchObject({ error: { code: "score.missing", fields: ["checklists"] } });
  });
});

describe("score.unknown", () => {
  test.each<[string, unknown, readonly string[]]>([
    ["a code the set does not have", changed({ values: { Z9: 1 } }), ["values.Z9"]],
    ["a code of another spelling", changed({ judged: { b6: [1] } }), ["judged.b6"]],
    ["a value given as ticks", changed({ checklists: { A1: [true] } }), ["checklists.A1"]],
    ["ticks given as a value", changed({ values: { B5: 3 } }), ["values.B5"]],
    ["marks given as a value", changed({ values: { B6: 3 } }), ["values.B6"]],
    ["an unknown claim", changed({ notApplicable: ["Z1"] }), ["notApplicable.Z1"]],
    ["an unknown cap", changed({ capped: ["Z1", "toString"] }), ["capped.Z1", "capped.toString"]],
    ["a key of the input", changed({ bonuses: 1, Values: {} }), ["bonuses", "Values"]],
    ["a class without limit", changed({ classes: { notCompleted: 10 } }), ["classes.notCompleted"]],
    [
      "all of them, those of the set first and in its order",
      changed({ judged: { B5: 1, Z1: [1] }, values: { C5: 1, constructor: 2 }, what: null }),
      ["judged.B5", "values.C5", "values.constructor", "judged.Z1", "what"],
    ],
  ])("%s", (_, input, fields) => {
    expect(refusal(input)).toEqual(["score.unknown", fields]);
  });

  test("a key that every object inherits", () => {
    expect(errorOf(lineOf(flawless).replace('"A1":100', '"A1":100,"__proto__":1'))).toMatchObject({
      code: "score.unknown",
      fields: ["values.__proto__"],
    });
  });
});

describe("score.notAllowed", () => {
  test.each<[string, unknown, readonly string[]]>([
    ["a claim without policy", { ...without("values", "A2"), notApplicable: ["A2"] }, ["notApplicable.A2"]],
    ["a claim without policy beside its value", changed({ notApplicable: ["B3"] }), ["notApplicable.B3"]],
    [
      "ticks and marks have no policy",
      changed({ notApplicable: ["B6", "B5"] }),
      ["notApplicable.B5", "notApplicable.B6"],
    ],
    ["a code both valued and not applicable", changed({ notApplicable: ["C2"] }), ["notApplicable.C2"]],
    ["a cap on what is no survey", changed({ capped: ["C1", "A1"] }), ["capped.A1", "capped.C1"]],
    [
      "all of them, before what is invalid",
      changed({ notApplicable: ["C2", "A1"], capped: ["B6"], penalty: -1 }),
      ["notApplicable.A1", "capped.B6", "notApplicable.C2"],
    ],
  ])("%s", (_, input, fields) => {
    expect(refusal(input)).toEqual(["score.notAllowed", fields]);
  });
});

describe("score.invalid", () => {
  test.each<[string, unknown, readonly string[]]>([
    ["a text for a number", changed({ values: { A1: "100" } }), ["values.A1"]],
    ["a text that says NaN", changed({ values: { A1: "NaN" } }), ["values.A1"]],
    ["yes for a number", changed({ values: { A3: true } }), ["values.A3"]],
    ["a list for a number", changed({ values: { B3: [1] } }), ["values.B3"]],
    ["an object for a number", changed({ values: { B3: {} } }), ["values.B3"]],
    ["a fraction of nothing", changed({ values: { A1: { fraction: "1/0" } } }), ["values.A1"]],
    ["seven decimals", changed({ values: { A3: 12.0000001 } }), ["values.A3"]],
    ["a negative share", changed({ values: { A1: -0.000001 } }), ["values.A1"]],
    ["a negative share of a threshold", changed({ values: { B2: -1 } }), ["values.B2"]],
    ["a negative mean share", changed({ values: { C1: -1 } }), ["values.C1"]],
    ["a negative count", changed({ values: { B3: -1, B4: -2 } }), ["values.B3", "values.B4"]],
    ["a number for a condition", changed({ values: { B1: 1 } }), ["values.B1"]],
    ["a text for a condition", changed({ values: { B1: "true" } }), ["values.B1"]],
    ["no such option", changed({ values: { A5: "Good" } }), ["values.A5"]],
    ["an inherited option", changed({ values: { A5: "toString" } }), ["values.A5"]],
    ["a number for an option", changed({ values: { A5: 8 } }), ["values.A5"]],
    ["fewer ticks", changed({ checklists: { B5: [true, true] } }), ["checklists.B5"]],
    ["more ticks", changed({ checklists: { B5: [true, true, true, false] } }), ["checklists.B5"]],
    ["no ticks", changed({ checklists: { B5: [] } }), ["checklists.B5"]],
    ["ticks that are no ticks", changed({ checklists: { B5: [1, 1, 0] } }), ["checklists.B5"]],
    ["a tick that is null", changed({ checklists: { B5: [true, null, true] } }), ["checklists.B5"]],
    ["ticks that are a number", changed({ checklists: { B5: 3 } }), ["checklists.B5"]],
    ["a mark above the maximum", changed({ judged: { B6: [5.5] } }), ["judged.B6"]],
    ["a mark below 0", changed({ judged: { B6: [4, -0.5] } }), ["judged.B6"]],
    ["a mark off the step", changed({ judged: { B6: [4, 4.25] } }), ["judged.B6"]],
    ["a mark that is a text", changed({ judged: { B6: ["4"] } }), ["judged.B6"]],
    ["a mark that is null", changed({ judged: { B6: [4, null] } }), ["judged.B6"]],
    ["marks that are one number", changed({ judged: { B6: 4 } }), ["judged.B6"]],
    ["a negative bonus", changed({ bonus: -0.5 }), ["bonus"]],
    ["a negative cap", changed({ bonusCap: -1, penaltyCap: -1 }), ["bonusCap", "penaltyCap"]],
    ["a bonus that is a text", changed({ bonus: "2" }), ["bonus"]],
    ["a penalty that is null", changed({ penalty: null }), ["penalty"]],
    ["a penalty with seven decimals", changed({ penalty: 0.1234567 }), ["penalty"]],
    ["no such consolidation", changed({ consolidation: "max" }), ["consolidation"]],
    ["no such class", changed({ classCap: "best" }), ["classCap"]],
    ["limits that rise", changed({ classes: { excellent: 80, good: 85, completed: 70 } }), ["classes"]],
    ["a limit above the default before it", changed({ classes: { completed: 85 } }), ["classes"]],
    ["a limit that is a text", changed({ classes: { good: "80" } }), ["classes.good"]],
    ["limits that are a list", changed({ classes: [90, 80, 70] }), ["classes"]],
    ["claims that are no list", changed({ notApplicable: "C2" }), ["notApplicable"]],
    ["claims that are no codes", changed({ notApplicable: [5] }), ["notApplicable"]],
    [
      "all of them, those of the criteria in the set's order",
      changed({ judged: { C5: [100], B6: [0.1] }, values: { C4: "x", A1: "y" }, penalty: -1, bonus: -1 }),
      ["values.A1", "judged.B6", "values.C4", "judged.C5", "bonus", "penalty"],
    ],
  ])("%s", (_, input, fields) => {
    expect(refusal(input)).toEqual(["score.invalid", fields]);
  });

  test("nothing counts", () => {
    const only = { ...sampleEdition.criteria[0]!, maxPoints: 100 };
    const edition = { ...sampleEdition, criteria: [only], floors: [] };
    const input = { criteriaSet: "SAMPLE", values: {}, checklists: {}, judged: {}, notApplicable: ["A1"] };
    expect(scoreLine(lineOf(input), () => edition)?.output).toMatchObject({
      error: { code: "score.invalid", fields: ["notApplicable"] },
    });
  });

  test.each([
    "1e400",
    "-1e400",
    "70.00000000000000001",
    "99.9999999999999999999",
    "0.1234567",
    "1e-7",
    "123456789.12345678",
  ])("the number %s, whatever a double makes of it", (text) => {
    expect(errorOf(withText(changed({ values: { A1: 77777 } }), text))).toMatchObject({
      code: "score.invalid",
      fields: ["values.A1"],
    });
  });

  test.each(["5.0000000000000000001", "4.99999999999999999999", "1e400"])("the mark %s", (text) => {
    expect(errorOf(withText(changed({ judged: { B6: [4, 77777] } }), text))).toMatchObject({ fields: ["judged.B6"] });
  });

  test("a number that cannot be read is no code, no tick and no option either", () => {
    const at = (changes: Readonly<Record<string, unknown>>) => errorOf(withText(changed(changes), "1e400"))?.fields;
    expect(at({ checklists: { B5: [true, true, 77777] } })).toEqual(["checklists.B5"]);
    expect(at({ values: { A5: 77777 } })).toEqual(["values.A5"]);
    expect(at({ notApplicable: [77777] })).toEqual(["notApplicable"]);
    expect(at({ classes: { good: 77777 } })).toEqual(["classes.good"]);
  });

  test.each([
    "100.000000000000000000",
    "1e2",
    "1.0E+2",
    "10000e-2",
    "1000000000000000000000000",
    "0.1e3",
    "99999999999.123456",
  ])("the number %s is fine", (text) => {
    expect(score(withText(changed({ values: { A1: 77777 } }), text))?.output).toMatchObject({ result: { total: 100 } });
  });

  test("long digits in strings are left alone", () => {
    const line = withText(flawless, "").replace('"x"', '"a \\"1e400\\" 0.12345678901234567890"');
    expect(score(line)?.output).toMatchObject({ id: 'a "1e400" 0.12345678901234567890', result: { total: 100 } });
  });
});

describe("what is allowed", () => {
  test.each<[string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>]>([
    ["a growth may be below 0", { values: { C2: -3 } }, { total: 95 }],
    ["early is no mistake", { values: { A4: -10 } }, { total: 100 }],
    ["shares may be above 100", { values: { A1: 104 } }, { total: 100 }],
    ["an exact fraction", { values: { A1: { fraction: "4050/43" } } }, { raw: 98.06 }],
    ["claims and caps named twice", { capped: ["C4", "C4"] }, { total: 96.5 }],
    ["empty lists", { notApplicable: [], capped: [] }, { total: 100 }],
    ["some limits only", { classes: { excellent: 101 } }, { classification: "good" }],
    ["equal limits", { classes: { excellent: 100, good: 100, completed: 100 } }, { classification: "excellent" }],
    ["caps of 0", { bonus: 3, bonusCap: 0, penalty: 2, penaltyCap: 0 }, { bonus: 0, penalty: 0, total: 100 }],
    ["one mark", { judged: { B6: [0] } }, { total: 95 }],
  ])("%s", (_, changes, result) => {
    expect(score(lineOf(changed(changes)))?.output).toMatchObject({ result });
  });

  test("a null beside a claim is no value", () => {
    expect(score(lineOf(changed({ values: { C2: null }, notApplicable: ["C2"] })))?.failed).toBe(false);
  });
});
