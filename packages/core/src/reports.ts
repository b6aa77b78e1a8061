import { formatDay, type Day } from "./days.ts";
import { acceptedStates, type Field, fieldText, type ModelState, type Topic, topicText } from "./models.ts";
import type { Period } from "./periods.ts";
import type { SubjectKind } from "./plugin/edition.ts";
import { type Level, levelText, type RecognitionState, recognizedStates } from "./recognition.ts";
import { type ReplicationState } from "./replication.ts";
import { stateText } from "./workflow.ts";

/** A unit as the report needs it: its last version in force on the cut-off day, or the last one before it. */
export type ReportUnit = {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly inForce: boolean;
};

/** One row of what the database knows of a model; nothing in it is computed. */
export type ModelFact = {
  readonly id: string;
  readonly periodId: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly title: string;
  readonly field: Field;
  readonly topic: Topic;
  readonly subjectKind: SubjectKind;
  readonly state: ModelState;
  readonly continued: boolean;
  readonly acceptedOn: Day | null;
  readonly discontinuedOn: Day | null;
  /** The last verdict, with its class in words. */
  readonly verdict: {
    readonly total: string;
    readonly classLabel: string;
    readonly passed: boolean;
    readonly on: Day;
  } | null;
  /** The last periodic re-check of its recognition. */
  readonly recheck: { readonly kept: boolean; readonly on: Day } | null;
  readonly outputs: string;
};

export type RecognitionFact = {
  readonly modelId: string;
  readonly level: Level;
  readonly state: RecognitionState;
  readonly decisionNumber: string | null;
  readonly signedOn: Day | null;
};

export type ReplicationFact = {
  readonly sourceTitle: string;
  readonly sourceUnitName: string;
  readonly adopterUnitId: string;
  readonly adopterUnitName: string;
  readonly state: ReplicationState;
  readonly assignedOn: Day | null;
  readonly dueOn: Day;
  readonly confirmedOn: Day | null;
  readonly report: string;
};

/** Everything a report is made from. */
export type ReportFacts = {
  readonly unitId: string;
  readonly period: Period;
  readonly previousPeriod: Period | null;
  readonly cutoff: Day;
  readonly demonstration: boolean;
  readonly units: readonly ReportUnit[];
  /** Where a unit's territory went: its successor, or `null` where it was divided and no single one follows. */
  readonly successors: Readonly<Record<string, string | null>>;
  readonly models: readonly ModelFact[];
  readonly recognitions: readonly RecognitionFact[];
  readonly replications: readonly ReplicationFact[];
};

export type Cell = string | number | null;
export type Column = {
  readonly title: string;
  /** `text` is set to the left, the others to the right; `percent` has two decimals, `points` too. */
  readonly kind: "text" | "number" | "percent" | "points" | "day";
  /** The heading above several columns. */
  readonly group?: string;
};
export type ReportTable = {
  /** `01` … `15`, as the appendices are numbered. */
  readonly number: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  readonly total: readonly Cell[] | null;
  /** Printed instead of an empty grid. */
  readonly empty: string;
  readonly notes: readonly string[];
};
/** A headline figure with its one definition. */
export type Figure = {
  readonly name: string;
  readonly title: string;
  readonly value: Cell;
  readonly kind: Column["kind"];
  readonly definition: string;
};
export type AnnualReport = {
  readonly title: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly periodId: string;
  readonly periodTitle: string;
  readonly cutoff: Day;
  readonly demonstration: boolean;
  readonly figures: readonly Figure[];
  readonly narrative: readonly string[];
  readonly tables: readonly ReportTable[];
};

/** 100 × part / whole, two decimals, half up; `null` when there is nothing to share. */
export const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.floor((part * 20_000 + whole) / (2 * whole)) / 100;

type Effect = "effective" | "ineffective" | "unassessed";

/**
 * "Hiệu quả": the last verdict passed or the last re-check kept it, whichever is later; a model with neither has not
 * been assessed, which is shown on its own so that the three add up to the total.
 */
export const effectOf = ({ verdict, recheck }: Pick<ModelFact, "verdict" | "recheck">): Effect => {
  const recheckIsLater = recheck !== null && (verdict === null || recheck.on >= verdict.on);
  const good = recheckIsLater ? recheck.kept : verdict?.passed;
  return good === undefined ? "unassessed" : good ? "effective" : "ineffective";
};

type Row = { readonly id: string; readonly name: string };

/** The facts read once more, with each model at the row of the report it belongs to. */
type Scope = {
  readonly facts: ReportFacts;
  readonly unitName: string;
  readonly rows: readonly Row[];
  readonly registered: readonly PlacedModel[];
  readonly registeredBefore: readonly PlacedModel[];
  readonly all: readonly PlacedModel[];
  readonly discontinued: readonly PlacedModel[];
  readonly recognized: readonly (RecognitionFact & { readonly model: PlacedModel })[];
  readonly replications: readonly (ReplicationFact & { readonly rowId: string })[];
};
type PlacedModel = ModelFact & { readonly rowId: string };

const scopeOf = (facts: ReportFacts): Scope => {
  const units = new Map(facts.units.map((unit) => [unit.id, unit]));
  const here = units.get(facts.unitId);

  // The row of a unit: the unit directly under the report's own that it belongs to on the cut-off day. A unit that
  // no longer exists is followed to its successor, else to its parent, so that last year's figures are comparable.
  const known = new Map<string, string | null>([[facts.unitId, facts.unitId]]);
  const rowOf = (unitId: string): string | null => {
    const done = known.get(unitId);
    if (done !== undefined) return done;
    known.set(unitId, null);
    const unit = units.get(unitId);
    if (!unit) return null;
    const successor = facts.successors[unitId];
    const next = !unit.inForce && successor !== undefined ? successor : unit.parentId;
    const row = next === null ? null : next === facts.unitId && unit.inForce ? unitId : rowOf(next);
    known.set(unitId, row);
    return row;
  };

  const placed = facts.models.flatMap((model) => {
    const rowId = rowOf(model.unitId);
    return rowId === null ? [] : [{ ...model, rowId }];
  });
  const byId = new Map(placed.map((model) => [model.id, model]));
  const acceptedIn = (period: Period | null, until: Day) =>
    placed.filter(
      (model) =>
        period !== null &&
        model.periodId === period.id &&
        acceptedStates.includes(model.state) &&
        model.acceptedOn !== null &&
        model.acceptedOn <= until,
    );
  const children = facts.units.filter((unit) => unit.parentId === facts.unitId && unit.inForce);
  const registered = acceptedIn(facts.period, facts.cutoff);
  const registeredBefore = acceptedIn(facts.previousPeriod, facts.previousPeriod?.endsOn ?? "");
  const recognized = facts.recognitions.flatMap((recognition) => {
    const model = byId.get(recognition.modelId);
    const { signedOn } = recognition;
    const inPeriod = signedOn !== null && signedOn >= facts.period.opensOn && signedOn <= facts.cutoff;
    return model && inPeriod && recognizedStates.includes(recognition.state) ? [{ ...recognition, model }] : [];
  });
  const discontinued = placed.filter(
    ({ discontinuedOn: on }) => on !== null && on >= facts.period.opensOn && on <= facts.cutoff,
  );
  // Its own row only where something is counted in it; and then always, so that the rows add up to the total.
  const counted = [...registered, ...registeredBefore, ...discontinued, ...recognized.map(({ model }) => model)];
  const own = counted.some((model) => model.rowId === facts.unitId);

  return {
    facts,
    unitName: here?.name ?? "",
    rows: [...(own || children.length === 0 ? [{ id: facts.unitId, name: here?.name ?? "" }] : []), ...children],
    all: placed,
    registered,
    registeredBefore,
    recognized,
    discontinued,
    replications: facts.replications.flatMap((replication) => {
      const rowId = rowOf(replication.adopterUnitId);
      return rowId === null ? [] : [{ ...replication, rowId }];
    }),
  };
};

const count = <T>(list: readonly T[], holds: (item: T) => boolean): number => list.filter(holds).length;
const isCollective = (model: Pick<ModelFact, "subjectKind">) => model.subjectKind === "collective";
const distinctModels = (recognized: Scope["recognized"]): readonly PlacedModel[] => [
  ...new Map(recognized.map(({ model }) => [model.id, model])).values(),
];
const discontinuedIn = (scope: Scope, rowId?: string) =>
  count(scope.discontinued, (model) => rowId === undefined || model.rowId === rowId);

const columns = (...list: readonly (readonly [title: string, kind: Column["kind"], group?: string])[]): Column[] =>
  list.map(([title, kind, group]) => ({ title, kind, ...(group !== undefined && { group }) }));

type TableMaker = (scope: Scope) => ReportTable;

const summed = (rows: readonly (readonly Cell[])[], label: string, from: number): Cell[] | null => {
  const [first] = rows;
  return first
    ? first.map((_, column) =>
        column === 0 ? null : column < from ? label : rows.reduce((sum, row) => sum + Number(row[column] ?? 0), 0),
      )
    : null;
};

const quantities: TableMaker = (scope) => {
  const before = scope.facts.previousPeriod;
  const cells = (
    registered: readonly PlacedModel[],
    previous: readonly PlacedModel[],
    discontinued: number,
  ): Cell[] => {
    const effects = registered.map(effectOf);
    const difference = registered.length - previous.length;
    return [
      count(registered, (model) => !model.continued && isCollective(model)),
      count(registered, (model) => !model.continued && !isCollective(model)),
      count(registered, (model) => model.continued && isCollective(model)),
      count(registered, (model) => model.continued && !isCollective(model)),
      registered.length,
      discontinued,
      count(effects, (effect) => effect === "effective"),
      count(effects, (effect) => effect === "ineffective"),
      count(effects, (effect) => effect === "unassessed"),
      before === null ? null : difference,
      previous.length === 0 ? null : (difference < 0 ? -1 : 1) * Number(percent(Math.abs(difference), previous.length)),
    ];
  };
  return {
    number: "01",
    title: "Tổng hợp số lượng mô hình",
    columns: columns(
      ["TT", "number"],
      ["Đơn vị", "text"],
      ["Tập thể", "number", "Đăng ký mới"],
      ["Cá nhân", "number", "Đăng ký mới"],
      ["Tập thể", "number", "Duy trì"],
      ["Cá nhân", "number", "Duy trì"],
      ["Tổng", "number"],
      ["Dừng", "number"],
      ["Hiệu quả", "number", "Đánh giá"],
      ["Chưa hiệu quả", "number", "Đánh giá"],
      ["Chưa đánh giá", "number", "Đánh giá"],
      ["±", "number", "So với kỳ trước"],
      ["%", "percent", "So với kỳ trước"],
    ),
    rows: scope.rows.map((row, index) => [
      index + 1,
      row.name,
      ...cells(
        scope.registered.filter((model) => model.rowId === row.id),
        scope.registeredBefore.filter((model) => model.rowId === row.id),
        discontinuedIn(scope, row.id),
      ),
    ]),
    total: [null, "Tổng cộng", ...cells(scope.registered, scope.registeredBefore, discontinuedIn(scope))],
    empty: "Chưa có đơn vị nào trong phạm vi báo cáo.",
    notes: [
      "Cột Cá nhân gồm cả hộ gia đình.",
      before === null
        ? "Chưa có kỳ trước để so sánh."
        : `So với ${before.title}; số liệu kỳ trước quy đổi theo địa bàn hiện nay. Kỳ trước bằng 0 thì tỷ lệ ghi “—”.`,
    ],
  };
};

const byField: TableMaker = (scope) => {
  const fields = Object.keys(fieldText) as Field[];
  const cells = (holds: (model: PlacedModel) => boolean): Cell[] => {
    const registered = scope.registered.filter(holds);
    const recognized = distinctModels(scope.recognized).filter(holds);
    return [
      ...fields.flatMap((field) => [
        count(registered, (model) => model.field === field),
        count(recognized, (model) => model.field === field),
      ]),
      registered.length,
      recognized.length,
    ];
  };
  return {
    number: "02",
    title: "Tổng hợp theo lĩnh vực",
    columns: columns(
      ["TT", "number"],
      ["Đơn vị", "text"],
      ...[...fields.map((field) => fieldText[field]), "Cộng"].flatMap(
        (group) =>
          [
            ["Đăng ký", "number", group],
            ["Công nhận", "number", group],
          ] as const,
      ),
    ),
    rows: scope.rows.map((row, index) => [index + 1, row.name, ...cells((model) => model.rowId === row.id)]),
    total: [null, "Tổng cộng", ...cells(() => true)],
    empty: "Chưa có đơn vị nào trong phạm vi báo cáo.",
    notes: [],
  };
};

const byTopic: TableMaker = (scope) => {
  const recognized = distinctModels(scope.recognized);
  const rows = (Object.keys(topicText) as Topic[]).map((topic, index) => {
    const registered = scope.registered.filter((model) => model.topic === topic);
    return [
      index + 1,
      topicText[topic],
      count(registered, isCollective),
      count(registered, (model) => !isCollective(model)),
      registered.length,
      count(recognized, (model) => model.topic === topic),
    ];
  });
  return {
    number: "03",
    title: "Tổng hợp theo chủ đề trọng tâm",
    columns: columns(
      ["TT", "number"],
      ["Chủ đề", "text"],
      ["Tập thể", "number", "Đăng ký"],
      ["Cá nhân", "number", "Đăng ký"],
      ["Tổng", "number", "Đăng ký"],
      ["Công nhận", "number"],
    ),
    rows,
    total: summed(rows, "Tổng cộng", 2),
    empty: "",
    notes: [],
  };
};

const recognizedList: TableMaker = (scope) => ({
  number: "06",
  title: "Danh sách mô hình được công nhận",
  columns: columns(
    ["TT", "number"],
    ["Mô hình", "text"],
    ["Đơn vị", "text"],
    ["Lĩnh vực", "text"],
    ["Chủ đề", "text"],
    ["Loại", "text"],
    ["Điểm", "points"],
    ["Xếp loại", "text"],
    ["Cấp", "text"],
    ["Quyết định", "text"],
    ["Ngày ký", "day"],
    ["Kết quả", "text"],
  ),
  rows: scope.recognized
    .toSorted(
      (a, b) =>
        Number(b.model.verdict?.total ?? 0) - Number(a.model.verdict?.total ?? 0) ||
        a.model.title.localeCompare(b.model.title, "vi", { numeric: true }),
    )
    .map(({ model, level, decisionNumber, signedOn }, index) => [
      index + 1,
      model.title,
      model.unitName,
      fieldText[model.field],
      topicText[model.topic],
      isCollective(model) ? "Tập thể" : "Cá nhân",
      model.verdict === null ? null : Number(model.verdict.total),
      model.verdict?.classLabel ?? null,
      levelText[level],
      decisionNumber,
      signedOn,
      model.outputs,
    ]),
  total: null,
  empty: "Chưa có mô hình nào được công nhận trong kỳ.",
  notes: [],
});

const replicationList: TableMaker = (scope) => ({
  number: "07",
  title: "Nhân rộng mô hình",
  columns: columns(
    ["TT", "number"],
    ["Mô hình gốc", "text"],
    ["Đơn vị gốc", "text"],
    ["Đơn vị nhân rộng", "text"],
    ["Ngày giao", "day"],
    ["Hạn", "day"],
    ["Trạng thái", "text"],
    ["Ngày nghiệm thu", "day"],
    ["Kết quả", "text"],
  ),
  rows: scope.replications.map((replication, index) => [
    index + 1,
    replication.sourceTitle,
    replication.sourceUnitName,
    replication.adopterUnitName,
    replication.assignedOn,
    replication.dueOn,
    stateText.replication[replication.state],
    replication.confirmedOn,
    replication.report === "" ? null : replication.report,
  ]),
  total: null,
  empty: "Chưa giao nhiệm vụ nhân rộng nào trong kỳ.",
  notes: [],
});

const unitsWithout = (scope: Scope): readonly Row[] => {
  const having = new Set(scope.registered.map((model) => model.rowId));
  return scope.rows.filter((row) => !having.has(row.id));
};

const withoutModel: TableMaker = (scope) => {
  const { period } = scope.facts;
  const waiting = (rowId: string, states: readonly ModelState[]) =>
    count(scope.all, (model) => model.rowId === rowId && model.periodId === period.id && states.includes(model.state));
  const reason = (rowId: string): string => {
    const submitted = waiting(rowId, ["submitted"]);
    const drafts = waiting(rowId, ["draft", "returned"]);
    if (submitted > 0) return `Đã gửi ${submitted} phiếu, chưa được tiếp nhận`;
    return drafts > 0 ? `Có ${drafts} phiếu đang soạn, chưa gửi` : "Chưa lập phiếu đăng ký";
  };
  return {
    number: "08",
    title: "Đơn vị chưa có mô hình",
    columns: columns(["TT", "number"], ["Đơn vị", "text"], ["Tình trạng", "text"], ["Hạn đăng ký", "day"]),
    rows: unitsWithout(scope).map((row, index) => [index + 1, row.name, reason(row.id), period.registrationClosesOn]),
    total: null,
    empty: "Mọi đơn vị đều đã có mô hình.",
    notes: [],
  };
};

/** The report's tables, in the order they are printed. Add one here and page, Word and Excel have it. */
const tables: readonly TableMaker[] = [quantities, byField, byTopic, recognizedList, replicationList, withoutModel];

const figuresOf = (scope: Scope): readonly Figure[] => {
  const { registered, registeredBefore, rows, replications, facts } = scope;
  const effects = registered.map(effectOf);
  const recognized = distinctModels(scope.recognized).length;
  const covered = rows.length - unitsWithout(scope).length;
  const due = replications.filter(
    (task) => task.assignedOn !== null && task.dueOn >= facts.period.opensOn && task.dueOn <= facts.period.endsOn,
  ).length;
  const confirmed = count(
    replications,
    (task) => task.confirmedOn !== null && task.confirmedOn >= facts.period.opensOn && task.confirmedOn <= facts.cutoff,
  );
  const difference = registered.length - registeredBefore.length;
  const figure = (name: string, title: string, value: Cell, definition: string, kind: Column["kind"] = "number") => ({
    name,
    title,
    value,
    kind,
    definition,
  });
  return [
    figure("total", "Tổng đăng ký", registered.length, "Đăng ký mới cộng duy trì, đã được tiếp nhận đến ngày chốt."),
    figure(
      "new",
      "Đăng ký mới",
      count(registered, (model) => !model.continued),
      "Đăng ký được tiếp nhận trong kỳ, không nối tiếp mô hình của kỳ trước.",
    ),
    figure(
      "continued",
      "Duy trì",
      count(registered, (model) => model.continued),
      "Đăng ký được tiếp nhận trong kỳ, nối tiếp mô hình của kỳ trước.",
    ),
    figure(
      "effective",
      "Hiệu quả",
      count(effects, (effect) => effect === "effective"),
      "Kết quả chấm điểm gần nhất đạt, hoặc lần kiểm tra lại gần nhất giữ vững.",
    ),
    figure(
      "ineffective",
      "Chưa hiệu quả",
      count(effects, (effect) => effect === "ineffective"),
      "Kết quả chấm điểm gần nhất chưa đạt, hoặc lần kiểm tra lại gần nhất giảm sút.",
    ),
    figure(
      "unassessed",
      "Chưa đánh giá",
      count(effects, (effect) => effect === "unassessed"),
      "Chưa đóng chấm điểm và chưa kiểm tra lại.",
    ),
    figure("discontinued", "Dừng", discontinuedIn(scope), "Mô hình được ghi dừng trong kỳ, đến ngày chốt."),
    figure(
      "recognized",
      "Được công nhận",
      recognized,
      "Số mô hình khác nhau có quyết định công nhận ký trong kỳ, đến ngày chốt, chưa bị thu hồi.",
    ),
    figure(
      "recognizedShare",
      "Tỷ lệ công nhận",
      percent(recognized, registered.length),
      "Được công nhận chia tổng đăng ký.",
      "percent",
    ),
    figure(
      "replicated",
      "Nhân rộng hoàn thành",
      confirmed,
      "Nhiệm vụ nhân rộng được nghiệm thu trong kỳ, đến ngày chốt.",
    ),
    figure(
      "replicatedShare",
      "Tỷ lệ nhân rộng",
      percent(confirmed, due),
      "Nghiệm thu chia số nhiệm vụ đã giao có hạn trong kỳ.",
      "percent",
    ),
    figure(
      "coverage",
      "Độ phủ",
      percent(covered, rows.length),
      "Đơn vị có ít nhất một đăng ký được tiếp nhận chia tổng số đơn vị trực thuộc.",
      "percent",
    ),
    figure(
      "difference",
      "So với kỳ trước",
      facts.previousPeriod === null ? null : difference,
      "Tổng đăng ký trừ tổng đăng ký kỳ trước, cùng địa bàn.",
    ),
  ];
};

const number = (value: number): string => value.toLocaleString("vi-VN");
const percentText = (value: number | null): string =>
  value === null ? "—" : `${value.toLocaleString("vi-VN", { minimumFractionDigits: 2 })}%`;

/** The draft paragraphs, from the same figures as the tables, so that text and tables cannot disagree. */
const narrativeOf = (scope: Scope, figures: readonly Figure[]): readonly string[] => {
  const { registered, facts, rows } = scope;
  const value = (name: string) => Number(figures.find((figure) => figure.name === name)?.value ?? 0);
  const before = scope.registeredBefore.length;
  const difference = registered.length - before;
  const comparison =
    facts.previousPeriod === null || before === 0
      ? ""
      : `, ${difference < 0 ? "giảm" : "tăng"} ${number(Math.abs(difference))} mô hình (${percentText(percent(Math.abs(difference), before))}) so với ${facts.previousPeriod.title}`;
  const fields = (Object.keys(fieldText) as Field[])
    .map((field) => `${fieldText[field].toLowerCase()} ${number(count(registered, (model) => model.field === field))}`)
    .join("; ");
  const without = unitsWithout(scope);
  return [
    `${facts.period.title}, toàn ${scope.unitName} đăng ký ${number(registered.length)} mô hình, điển hình “Dân vận khéo” (${number(value("new"))} mô hình mới, ${number(value("continued"))} mô hình duy trì)${comparison}; trong đó ${number(count(registered, isCollective))} tập thể, ${number(count(registered, (model) => !isCollective(model)))} cá nhân.`,
    `Theo lĩnh vực: ${fields}.`,
    `Qua thẩm định, có ${number(value("recognized"))} mô hình được công nhận (đạt ${percentText(percent(value("recognized"), registered.length))} số đăng ký), ${number(value("replicated"))} lượt nhân rộng được nghiệm thu.`,
    without.length === 0
      ? `Cả ${number(rows.length)} đơn vị trực thuộc đều có mô hình.`
      : `Còn ${number(without.length)}/${number(rows.length)} đơn vị chưa có mô hình (Biểu 08).`,
  ];
};

/** The annual report of a unit and a period: pure, from facts to tables. */
export const annualReport = (facts: ReportFacts): AnnualReport => {
  const scope = scopeOf(facts);
  const figures = figuresOf(scope);
  return {
    title: `Báo cáo tổng kết phong trào thi đua “Dân vận khéo” – ${facts.period.title}`,
    unitId: facts.unitId,
    unitName: scope.unitName,
    periodId: facts.period.id,
    periodTitle: facts.period.title,
    cutoff: facts.cutoff,
    demonstration: facts.demonstration,
    figures,
    narrative: narrativeOf(scope, figures),
    tables: tables.map((make) => make(scope)),
  };
};

/** A cell as page and paper print it: `—` for nothing, dd/mm/yyyy, a comma for decimals. */
export const cellText = (cell: Cell, kind: Column["kind"]): string => {
  if (cell === null) return "—";
  if (kind === "day" && typeof cell === "string") return formatDay(cell);
  if (typeof cell === "string") return cell;
  const decimals = kind === "percent" || kind === "points" ? 2 : 0;
  return cell.toLocaleString("vi-VN", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
};

/** A cell of a table's heading. One without a group spans both rows of a grouped heading. */
export type HeadingCell = {
  readonly title: string;
  readonly column: number;
  readonly columns: number;
  readonly rows: number;
};

/** The heading of a table in one row, or in two where columns are grouped; page and papers draw it from this. */
export const headingOf = (columns: readonly Column[]): readonly (readonly HeadingCell[])[] => {
  if (columns.every(({ group }) => group === undefined)) {
    return [columns.map(({ title }, column) => ({ title, column, columns: 1, rows: 1 }))];
  }
  const upper: HeadingCell[] = [];
  const lower: HeadingCell[] = [];
  for (const [column, { title, group }] of columns.entries()) {
    const last = upper.at(-1);
    if (group === undefined) upper.push({ title, column, columns: 1, rows: 2 });
    else {
      lower.push({ title, column, columns: 1, rows: 1 });
      if (last?.rows === 1 && last.title === group) upper[upper.length - 1] = { ...last, columns: last.columns + 1 };
      else upper.push({ title: group, column, columns: 1, rows: 1 });
    }
  }
  return [upper, lower];
};
