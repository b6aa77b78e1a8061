import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fields } from "../movement/models.ts";
import type { Period } from "../movement/periods.ts";
import { annualReport } from "./annual-report.ts";
import {
  cellText,
  effectOf,
  headingOf,
  type ModelFact,
  percent,
  type RecognitionFact,
  type ReplicationFact,
  type ReportFacts,
  type ReportUnit,
  figureText,
} from "./reports.ts";
import { stateText } from "../rules/states.ts";

const period = (year: number): Period => ({
  id: `${year}`,
  title: `Năm ${year}`,
  opensOn: `${year}-01-01`,
  registrationClosesOn: `${year}-03-31`,
  extensions: [],
  endsOn: `${year}-12-31`,
  closedOn: null,
  editions: {},
});

const unit = (id: string, parentId: string | null, inForce = true): ReportUnit => ({ id, name: id, parentId, inForce });
const units = [
  unit("Tỉnh", null),
  unit("Phường Một", "Tỉnh"),
  unit("Phường Hai", "Tỉnh"),
  unit("Chi bộ", "Phường Một"),
];

const topics = [
  { code: "siteClearance", label: "Giải phóng mặt bằng", position: 10 },
  { code: "health", label: "Y tế", position: 20 },
];

let number = 0;
const model = (given: Partial<ModelFact> = {}): ModelFact => {
  number += 1;
  return {
    id: `model ${number}`,
    periodId: "2026",
    unitId: "Chi bộ",
    unitName: given.unitId ?? "Chi bộ",
    title: `Mô hình ${number}`,
    field: "economy",
    topic: "siteClearance",
    subjectKind: "collective",
    state: "accepted",
    continued: false,
    acceptedOn: "2026-04-01",
    discontinuedOn: null,
    verdict: null,
    recheck: null,
    outputs: "Kết quả một dòng",
    ...given,
  };
};
const recognition = (given: Partial<RecognitionFact> & Pick<RecognitionFact, "modelId">): RecognitionFact => ({
  level: "commune",
  state: "recognized",
  decisionNumber: "12-QĐ/ĐU",
  signedOn: "2026-11-20",
  ...given,
});
const replication = (given: Partial<ReplicationFact> = {}): ReplicationFact => ({
  sourceTitle: "Mô hình gốc",
  sourceUnitName: "Chi bộ",
  adopterUnitId: "Phường Hai",
  adopterUnitName: "Phường Hai",
  state: "confirmed",
  assignedOn: "2026-05-01",
  dueOn: "2026-10-31",
  confirmedOn: "2026-10-15",
  result: "",
  ...given,
});
const facts = (given: Partial<ReportFacts> = {}): ReportFacts => ({
  unitId: "Tỉnh",
  period: period(2026),
  previousPeriod: period(2025),
  cutoff: "2026-11-30",
  demonstration: false,
  head: null,
  structureOn: "2026-11-30",
  comparison: "sameTerritory",
  topics,
  units,
  heirs: {},
  models: [],
  recognitions: [],
  replications: [],
  unitVerdicts: [],
  ...given,
});
const figuresOf = (given: Partial<ReportFacts>) =>
  Object.fromEntries(annualReport(facts(given)).figures.map(({ name, value }) => [name, value]));
const tableOf = (given: Partial<ReportFacts>, wanted: string) =>
  annualReport(facts(given)).tables.find((table) => table.number === wanted)!;

const passed = (on: string, good = true) => ({ total: "80.00", classLabel: "Tốt", passed: good, on });

describe("registered", () => {
  test("is what was accepted in the period up to the cut-off, new and continued told apart", () => {
    const models = [
      model(),
      model({ continued: true, state: "suspended" }),
      model({ state: "discontinued", discontinuedOn: "2026-09-01" }),
      // None of these counts.
      model({ state: "submitted", acceptedOn: null }),
      model({ state: "draft", acceptedOn: null }),
      model({ acceptedOn: "2026-12-01" }),
      model({ periodId: "2025", acceptedOn: "2025-04-01" }),
    ];
    expect(figuresOf({ models })).toMatchObject({ total: 3, new: 2, continued: 1 });
  });

  test("on the cut-off day itself counts", () => {
    expect(figuresOf({ models: [model({ acceptedOn: "2026-11-30" })] })).toMatchObject({ total: 1 });
  });

  test("by collectives and by persons and households stands apart", () => {
    const models = [
      model(),
      model({ subjectKind: "individual" }),
      model({ subjectKind: "household", continued: true }),
    ];
    const { total } = tableOf({ models }, "01");
    expect(total?.slice(2, 7)).toEqual([1, 1, 0, 1, 3]);
  });

  test("outside the unit of the report is not in it", () => {
    const models = [model({ unitId: "Phường Hai" })];
    expect(figuresOf({ unitId: "Phường Một", models })).toMatchObject({ total: 0 });
  });
});

describe("effective", () => {
  test.each([
    ["neither", null, null, "unassessed"],
    ["a verdict that passed", passed("2026-10-01"), null, "effective"],
    ["a verdict that did not", passed("2026-10-01", false), null, "ineffective"],
    ["a later re-check that kept it", passed("2026-10-01", false), { kept: true, on: "2026-11-01" }, "effective"],
    ["a later re-check that did not", passed("2026-10-01"), { kept: false, on: "2026-11-01" }, "ineffective"],
    ["a re-check on the same day", passed("2026-10-01"), { kept: false, on: "2026-10-01" }, "ineffective"],
    ["an earlier re-check", passed("2026-10-01"), { kept: false, on: "2026-09-01" }, "effective"],
    ["a re-check alone", null, { kept: true, on: "2026-09-01" }, "effective"],
  ] as const)("after %s", (_, verdict, recheck, effect) => {
    expect(effectOf({ verdict, recheck })).toBe(effect);
  });
});

describe("recognised", () => {
  test("at two levels is one model", () => {
    const one = model();
    const recognitions = [recognition({ modelId: one.id }), recognition({ modelId: one.id, level: "province" })];
    expect(figuresOf({ models: [one], recognitions })).toMatchObject({ recognized: 1, recognizedShare: 100 });
    expect(tableOf({ models: [one], recognitions }, "06").rows.map((row) => row[8])).toEqual(["Cấp xã", "Cấp tỉnh"]);
    expect(tableOf({ models: [one], recognitions }, "02").total?.at(-1)).toBe(1);
  });

  test("is by a decision signed in the period up to the cut-off, and not revoked", () => {
    const [one, two, three, four, five] = [model(), model(), model(), model(), model()];
    const recognitions = [
      recognition({ modelId: one.id, state: "confirmed" }),
      recognition({ modelId: two.id, state: "revoked" }),
      recognition({ modelId: three.id, signedOn: "2025-12-31" }),
      recognition({ modelId: four.id, signedOn: "2026-12-01" }),
      recognition({ modelId: five.id, state: "proposed", signedOn: null, decisionNumber: null }),
    ];
    const models = [one, two, three, four, five];
    expect(figuresOf({ models, recognitions })).toMatchObject({ recognized: 1, recognizedShare: 20 });
  });

  test("is a model of an earlier period too, when the decision is of this one", () => {
    const earlier = model({ periodId: "2025", acceptedOn: "2025-04-01" });
    const recognitions = [recognition({ modelId: earlier.id })];
    expect(figuresOf({ models: [earlier], recognitions })).toMatchObject({
      total: 0,
      recognized: 1,
      recognizedShare: null,
    });
  });

  test("is never a unit that was assessed itself: such are counted apart, each once, and by class", () => {
    const one = model();
    const without = annualReport(facts({ models: [one] }));
    const unitVerdicts = [
      { unitId: "Chi bộ", classLabel: "Tốt" },
      { unitId: "Chi bộ", classLabel: "Hoàn thành" },
      { unitId: "Phường Hai", classLabel: "Tốt" },
    ];
    const report = annualReport(facts({ models: [one], unitVerdicts }));
    expect(report.tables).toEqual(without.tables);
    expect(report.figures.slice(0, -1)).toEqual(without.figures);
    expect(report.figures.at(-1)).toMatchObject({ name: "assessedUnits", value: 2 });
    expect(report.narrative).toEqual([...without.narrative, "Kết quả đánh giá đơn vị: Hoàn thành 1; Tốt 2."]);
  });

  test("is listed from the highest score, then by name in Vietnamese order", () => {
    const scored = (title: string, total: string) => model({ title, verdict: { ...passed("2026-10-01"), total } });
    const models = [
      scored("Đường hoa", "80.00"),
      scored("Ánh sáng", "80.00"),
      scored("Dòng sông", "100.00"),
      scored("Tổ 10", "70.00"),
      scored("Tổ 2", "70.00"),
    ];
    const recognitions = models.map(({ id }) => recognition({ modelId: id }));
    const rows = tableOf({ models, recognitions }, "06").rows;
    expect(rows.map((row) => row[1])).toEqual(["Dòng sông", "Ánh sáng", "Đường hoa", "Tổ 2", "Tổ 10"]);
  });
});

test("discontinued counts what was stopped in the period, up to the cut-off", () => {
  const stopped = (discontinuedOn: string) => model({ state: "discontinued", discontinuedOn });
  const models = [stopped("2026-06-01"), stopped("2025-12-31"), stopped("2026-12-15")];
  expect(figuresOf({ models })).toMatchObject({ discontinued: 1, total: 3 });
});

describe("replicated", () => {
  test("is what was confirmed in the period, of what was given and due in it", () => {
    const replications = [
      replication(),
      replication({ confirmedOn: "2026-12-05" }),
      replication({ state: "running", confirmedOn: null }),
      replication({ state: "proposed", assignedOn: null, confirmedOn: null }),
      replication({ state: "running", confirmedOn: null, dueOn: "2027-02-01" }),
    ];
    expect(figuresOf({ replications })).toMatchObject({ replicated: 1, replicatedShare: 33.33 });
    expect(tableOf({ replications }, "07").rows.map((row) => row[6])).toEqual(
      replications.map(({ state }) => stateText.replication[state]),
    );
  });

  test("is the adopter's: a task of a unit outside is not in the report", () => {
    expect(figuresOf({ unitId: "Phường Một", replications: [replication()] })).toMatchObject({ replicated: 0 });
  });
});

describe("the units", () => {
  test("are covered when one model was accepted; the others stand in table 08 with what they did", () => {
    const models = [
      model({ unitId: "Phường Một" }),
      model({ unitId: "Phường Hai", state: "submitted", acceptedOn: null }),
      model({ unitId: "Phường Hai", state: "draft", acceptedOn: null }),
    ];
    const more = [...units, unit("Phường Ba", "Tỉnh"), unit("Phường Bốn", "Tỉnh")];
    const given = {
      units: more,
      models: [...models, model({ unitId: "Phường Ba", state: "returned", acceptedOn: null })],
    };
    expect(figuresOf(given)).toMatchObject({ coverage: 25 });
    expect(tableOf(given, "08").rows).toEqual([
      [1, "Phường Hai", "Đã gửi 1 phiếu, chưa được tiếp nhận", "2026-03-31"],
      [2, "Phường Ba", "Có 1 phiếu phải bổ sung, chưa gửi lại", "2026-03-31"],
      [3, "Phường Bốn", "Chưa gửi phiếu đăng ký", "2026-03-31"],
    ]);
  });

  test("at the bottom make a report of one row", () => {
    const given = { unitId: "Chi bộ", models: [model()] };
    expect(tableOf(given, "01").rows.map((row) => row[1])).toEqual(["Chi bộ"]);
    expect(figuresOf(given)).toMatchObject({ total: 1, coverage: 100 });
  });

  test("whose own models stand beside those below them have a row of their own", () => {
    const given = { unitId: "Phường Một", models: [model(), model({ unitId: "Phường Một" })] };
    expect(tableOf(given, "01").rows.map((row) => [row[1], row[6]])).toEqual([
      ["Phường Một", 1],
      ["Chi bộ", 1],
    ]);
  });
});

describe("the year before", () => {
  const old = [
    unit("Xã Cũ A", "Tỉnh", false),
    unit("Xã Cũ B", "Tỉnh", false),
    unit("Xã Chia", "Tỉnh", false),
    unit("Thôn cũ", "Xã Cũ A"),
    unit("Xã Mất", "Phường Hai", false),
  ];
  const before = (unitId: string) => model({ unitId, periodId: "2025", acceptedOn: "2025-04-01" });
  const heirs = { "Xã Cũ A": ["Phường Một"], "Xã Cũ B": ["Phường Một"], "Xã Chia": ["Phường Một", "Phường Hai"] };
  const rowsOf = (models: readonly ModelFact[]) =>
    Object.fromEntries(
      tableOf({ units: [...units, ...old], heirs, models }, "01").rows.map((row) => [row[1], row.slice(-2)]),
    );

  test("is read on today's map: merged units count at the one that took them in, with all below them", () => {
    const models = [before("Xã Cũ A"), before("Xã Cũ B"), before("Thôn cũ"), model({ unitId: "Phường Một" })];
    expect(rowsOf(models)).toEqual({ "Phường Một": [-2, -66.67], "Phường Hai": [0, null] });
  });

  test("is read through several mergers in a row", () => {
    const chain = { "Xã Cũ A": ["Xã Cũ B"], "Xã Cũ B": ["Phường Hai"] };
    const { rows } = tableOf({ units: [...units, ...old], heirs: chain, models: [before("Thôn cũ")] }, "01");
    expect(rows.map((row) => [row[1], row.at(-2)])).toEqual([
      ["Phường Một", 0],
      ["Phường Hai", -1],
    ]);
  });

  test("of a unit that was divided is nobody's share: it counts in the report's own row, and a note says so", () => {
    expect(rowsOf([before("Xã Chia")])).toEqual({
      Tỉnh: [-1, -100],
      "Phường Một": [0, null],
      "Phường Hai": [0, null],
    });
    const now = [model({ unitId: "Xã Chia" })];
    const { notes, total } = tableOf({ units: [...units, ...old], heirs, models: now }, "01");
    expect(total?.[6]).toBe(1);
    expect(notes).toContain("1 mô hình của đơn vị đã chia tách chưa phân về đơn vị mới, ghi ở dòng “Tỉnh”.");
    const elsewhere = { ...heirs, "Xã Chia": ["Phường Một", "Nơi khác"] };
    expect(tableOf({ units: [...units, ...old], heirs: elsewhere, models: now }, "01").total?.[6]).toBe(0);
  });

  test("as it was reported then is the unit's own: what its predecessors had is not added", () => {
    const models = [
      { ...before("Xã Cũ A"), pathThen: ["Xã Cũ A", "Tỉnh"] },
      { ...before("Phường Hai"), pathThen: ["Phường Hai", "Tỉnh"] },
      { ...before("Xã Mất"), pathThen: ["Xã Mất", "Tỉnh cũ"] },
    ];
    const { rows, notes } = tableOf({ units: [...units, ...old], heirs, models, comparison: "asItWas" }, "01");
    expect(rows.map((row) => [row[1], row.at(-2)])).toEqual([
      ["Tỉnh", -1],
      ["Phường Một", 0],
      ["Phường Hai", -1],
    ]);
    expect(notes.join(" ")).toContain("không quy đổi");
  });

  test("of a unit that gave a part away and lives on stays its own", () => {
    const models = [before("Phường Hai")];
    const { rows } = tableOf({ heirs: { "Phường Hai": ["Phường Một"] }, models }, "01");
    expect(rows.map((row) => [row[1], row.at(-2)])).toEqual([
      ["Phường Một", 0],
      ["Phường Hai", -1],
    ]);
  });

  test("of a unit that ended without a successor belongs to the one above it", () => {
    expect(rowsOf([before("Xã Mất")])).toEqual({ "Phường Một": [0, null], "Phường Hai": [-1, -100] });
  });

  test("with nothing in it has no percentage, and no year before has no difference either", () => {
    const models = [model()];
    expect(tableOf({ models }, "01").total?.slice(-2)).toEqual([1, null]);
    expect(figuresOf({ models })).toMatchObject({ difference: 1 });
    expect(tableOf({ models, previousPeriod: null }, "01").total?.slice(-2)).toEqual([null, null]);
    expect(figuresOf({ models, previousPeriod: null })).toMatchObject({ difference: null });
  });
});

test.each([
  ["difference", 2, "number", "+2 mô hình"],
  ["difference", -13, "number", "-13 mô hình"],
  ["difference", 0, "number", "0 mô hình"],
  ["difference", null, "number", "—"],
  ["recognizedShare", 72.73, "percent", "72,73 %"],
  ["recognizedShare", null, "percent", "—"],
  ["total", 1240, "number", "1.240"],
] as const)("B-09: the figure %s of %s stands as people write it", (name, value, kind, text) => {
  expect(figureText({ name, value, kind })).toBe(text);
});

describe("the sentences", () => {
  test("say the same numbers as the tables", () => {
    const one = model({ verdict: passed("2026-10-01") });
    const models = [one, model({ continued: true, subjectKind: "individual", field: "cultureSociety" })];
    const before = [model({ periodId: "2025", acceptedOn: "2025-04-01" })];
    const { narrative } = annualReport(
      facts({ models: [...models, ...before], recognitions: [recognition({ modelId: one.id })] }),
    );
    expect(narrative).toEqual([
      "Năm 2026, toàn tỉnh đăng ký 2 mô hình, điển hình “Dân vận khéo” (1 mô hình mới, 1 mô hình duy trì), tăng 1 mô hình (100,00 %) so với cùng kỳ năm 2025 (tính đến 30/11/2025); trong đó 1 tập thể, 1 cá nhân.",
      "Theo lĩnh vực: kinh tế 1; văn hóa – xã hội 1.",
      "Qua thẩm định, có 1 mô hình được công nhận (đạt 50,00 % số đăng ký); chưa có lượt nhân rộng nào được nghiệm thu.",
      "Còn 1/2 đơn vị chưa có mô hình (Biểu 08).",
    ]);
  });

  test.each([
    [
      "nothing at all",
      [],
      [],
      ["toàn tỉnh chưa đăng ký mô hình, điển hình “Dân vận khéo” nào.", "Chưa có mô hình nào được công nhận"],
    ],
    ["only new ones of collectives", [model(), model()], [], ["(đều là mô hình mới)", "trong đó đều là tập thể."]],
    [
      "only such as are carried on, of persons",
      [model({ continued: true, subjectKind: "individual" })],
      [],
      ["(đều là mô hình duy trì)", "trong đó đều là cá nhân."],
    ],
    [
      "as many as the year before",
      [model()],
      [model({ periodId: "2025", acceptedOn: "2025-04-01" })],
      ["(đều là mô hình mới), bằng cùng kỳ năm 2025 (tính đến 30/11/2025)"],
    ],
    [
      "none after one",
      [],
      [model({ periodId: "2025", acceptedOn: "2025-04-01" })],
      ["nào, giảm 1 mô hình (100,00 %) so với cùng kỳ năm 2025"],
    ],
  ])("B-09: are such as people write of %s", (_, now, before, said) => {
    const text = annualReport(facts({ models: [...now, ...before] })).narrative.join(" ");
    for (const words of said) expect(text).toContain(words);
    expect(text).not.toMatch(/—|\b0 |toàn Tỉnh/u);
  });

  test("do not compare with a year that is not there, and fall when it was more", () => {
    expect(annualReport(facts({ previousPeriod: null })).narrative[0]).not.toContain("so với");
    const before = [1, 2].map(() => model({ periodId: "2025", acceptedOn: "2025-04-01" }));
    expect(annualReport(facts({ models: before })).narrative[0]).toContain(
      "giảm 2 mô hình (100,00 %) so với cùng kỳ năm 2025",
    );
  });
});

/** Facts of every kind, over a tree with units that ended, merged and were divided. */
const anyFacts = (() => {
  const wards = ["Phường Một", "Phường Hai", "Phường Ba"];
  const gone = ["Xã Cũ A", "Xã Cũ B"];
  const anyUnits = fc
    .record({ successors: fc.subarray(wards, { minLength: 1 }), ended: fc.boolean() })
    .map(({ successors, ended }) => ({
      units: [
        unit("Tỉnh", null),
        ...wards.map((id) => unit(id, "Tỉnh")),
        ...gone.map((id) => unit(id, "Tỉnh", !ended)),
        unit("Chi bộ", "Phường Một"),
        unit("Thôn", "Xã Cũ A"),
      ],
      heirs: ended ? { "Xã Cũ A": successors, "Xã Cũ B": ["Xã Cũ A"] } : {},
    }));
  const day = fc.constantFrom("2025-05-05", "2026-02-02", "2026-11-30", "2026-12-20");
  const anyModel = fc
    .record({
      unitId: fc.constantFrom("Tỉnh", ...wards, ...gone, "Chi bộ", "Thôn"),
      periodId: fc.constantFrom("2025", "2026"),
      field: fc.constantFrom(...fields),
      topic: fc.constantFrom(...topics.map(({ code }) => code), "canals"),
      subjectKind: fc.constantFrom("collective", "individual", "household"),
      state: fc.constantFrom("draft", "submitted", "accepted", "suspended", "discontinued"),
      continued: fc.boolean(),
      acceptedOn: fc.option(day),
      discontinuedOn: fc.option(day),
      verdict: fc.option(fc.tuple(day, fc.boolean()).map(([on, good]) => passed(on, good))),
      recheck: fc.option(fc.record({ kept: fc.boolean(), on: day })),
    })
    .map((given) => model(given));
  return fc
    .tuple(anyUnits, fc.array(anyModel, { maxLength: 25 }), fc.infiniteStream(fc.nat(5)))
    .map(([tree, models, dice]) =>
      facts({
        ...tree,
        models,
        recognitions: models.flatMap(({ id }) => {
          const roll = dice.next().value ?? 0;
          const state = (["recognized", "published", "revoked", "proposed"] as const)[roll % 4] ?? "recognized";
          return roll === 5
            ? []
            : [recognition({ modelId: id, state }), recognition({ modelId: id, level: "province" })];
        }),
        unitId: "Tỉnh",
      }),
    );
})();

describe("whatever the facts are", () => {
  const check = (holds: (report: ReturnType<typeof annualReport>) => void) =>
    fc.assert(
      fc.property(anyFacts, (given) => holds(annualReport(given))),
      { numRuns: 300 },
    );
  const figure = (report: ReturnType<typeof annualReport>, name: string) =>
    Number(report.figures.find((one) => one.name === name)?.value);
  const table = (report: ReturnType<typeof annualReport>, wanted: string) =>
    report.tables.find((one) => one.number === wanted)!;

  test("new and continued make the total; effective, not and not assessed make it too", () => {
    check((report) => {
      expect(figure(report, "new") + figure(report, "continued")).toBe(figure(report, "total"));
      const assessed = figure(report, "effective") + figure(report, "ineffective") + figure(report, "unassessed");
      expect(assessed).toBe(figure(report, "total"));
      for (const row of table(report, "01").rows) {
        const [, , ...cells] = row.map(Number);
        const [a = 0, b = 0, c = 0, d = 0, total, , effective = 0, not = 0, unassessed = 0] = cells;
        expect([a + b + c + d, effective + not + unassessed]).toEqual([total, total]);
      }
    });
  });

  test("the rows of a table add up to its total, and the tables agree with each other", () => {
    check((report) => {
      for (const { number: name, rows, total, columns } of report.tables) {
        for (const [index, { kind, title }] of columns.entries()) {
          if (total === null || kind !== "number" || index === 0) continue;
          const sum = rows.reduce((all, row) => all + Number(row[index]), 0);
          expect({ name, title, value: total[index] }).toEqual({ name, title, value: sum });
        }
      }
      const registered = figure(report, "total");
      expect(table(report, "01").total?.[6]).toBe(registered);
      expect(table(report, "02").total?.at(-2)).toBe(registered);
      expect(table(report, "03").total?.[4]).toBe(registered);
      expect(table(report, "02").total?.at(-1)).toBe(figure(report, "recognized"));
      expect(table(report, "03").total?.[5]).toBe(figure(report, "recognized"));
    });
  });

  test("every row has a cell for every column, and every figure a definition", () => {
    check((report) => {
      for (const { columns, rows, total } of report.tables) {
        for (const row of [...rows, ...(total === null ? [] : [total])]) expect(row).toHaveLength(columns.length);
      }
      for (const { definition } of report.figures) expect(definition).toMatch(/\.$/u);
    });
  });
});

test("a topic that is declared no longer is counted among the others, and listed by its code", () => {
  const models = [model({ topic: "health" }), model({ topic: "canals", subjectKind: "household" })];
  expect(tableOf({ models: models.slice(0, 1) }, "03").rows.map((row) => row.slice(0, 5))).toEqual([
    [1, "Giải phóng mặt bằng", 0, 0, 0],
    [2, "Y tế", 1, 0, 1],
  ]);
  const recognitions = models.map(({ id }) => recognition({ modelId: id }));
  const { rows, total } = tableOf({ models, recognitions }, "03");
  expect(rows.slice(1)).toEqual([
    [2, "Y tế", 1, 0, 1, 1],
    [3, "Chủ đề khác", 0, 1, 1, 1],
  ]);
  expect(total).toEqual([null, "Tổng cộng", 1, 1, 2, 2]);
  expect(tableOf({ models, recognitions }, "06").rows.map((row) => row[4])).toEqual(["Y tế", "canals"]);
});

describe("percentages", () => {
  test("are rounded half up, and of nothing there is none", () => {
    expect([percent(796, 1152), percent(24, 43), percent(1, 8), percent(1, 800), percent(0, 5)]).toEqual([
      69.1, 55.81, 12.5, 0.13, 0,
    ]);
    expect(percent(3, 0)).toBeNull();
  });

  test("are within half a hundredth of the true share", () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 100_000 }), (part, whole) => {
        expect(Math.abs(Number(percent(part, whole)) - (100 * part) / whole)).toBeLessThanOrEqual(0.005 + 1e-9);
      }),
    );
  });
});

describe("on paper", () => {
  test.each([
    [null, "number", "—"],
    ["2026-03-31", "day", "31/03/2026"],
    ["Phường Một", "text", "Phường Một"],
    [1152, "number", "1.152"],
    [69.1, "percent", "69,10"],
    [78.06, "points", "78,06"],
    [-12, "number", "-12"],
  ] as const)("%s (%s) is “%s”", (cell, kind, text) => {
    expect(cellText(cell, kind)).toBe(text);
  });

  test("a heading without groups is one row", () => {
    expect(
      headingOf([
        { title: "TT", kind: "number" },
        { title: "Đơn vị", kind: "text" },
      ]),
    ).toEqual([
      [
        { title: "TT", column: 0, columns: 1, rows: 1 },
        { title: "Đơn vị", column: 1, columns: 1, rows: 1 },
      ],
    ]);
  });

  test("a heading with groups is two rows: groups over their columns, the others over both", () => {
    expect(
      headingOf([
        { title: "TT", kind: "number" },
        { title: "Tập thể", kind: "number", group: "Mới" },
        { title: "Cá nhân", kind: "number", group: "Mới" },
        { title: "Tập thể", kind: "number", group: "Duy trì" },
        { title: "Tổng", kind: "number" },
      ]),
    ).toEqual([
      [
        { title: "TT", column: 0, columns: 1, rows: 2 },
        { title: "Mới", column: 1, columns: 2, rows: 1 },
        { title: "Duy trì", column: 3, columns: 1, rows: 1 },
        { title: "Tổng", column: 4, columns: 1, rows: 2 },
      ],
      [
        { title: "Tập thể", column: 1, columns: 1, rows: 1 },
        { title: "Cá nhân", column: 2, columns: 1, rows: 1 },
        { title: "Tập thể", column: 3, columns: 1, rows: 1 },
      ],
    ]);
  });

  test("the heading of every table covers every column in both rows", () => {
    for (const { columns } of annualReport(facts()).tables) {
      const rows = headingOf(columns);
      const covered = columns.map((_, column) =>
        rows
          .flat()
          .filter((cell) => cell.column <= column && column < cell.column + cell.columns)
          .reduce((sum, cell) => sum + cell.rows, 0),
      );
      expect(new Set(covered)).toEqual(new Set([rows.length]));
    }
  });
});
