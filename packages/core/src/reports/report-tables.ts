import { topicLabel } from "../criteria/topics.ts";
import { deadlineOf } from "../movement/periods.ts";
import { type Field, fieldText, type ModelState } from "../movement/models.ts";
import { levelText } from "../movement/recognition.ts";
import {
  beforeText,
  count,
  discontinuedIn,
  isCollective,
  type PlacedModel,
  type Scope,
  unitsWithout,
} from "./report-scope.ts";
import { type Cell, type Column, effectOf, percent, type ReportTable } from "./reports.ts";
import { formatDay } from "../ground/days.ts";
import { compareNames } from "../ground/text.ts";
import { stateText } from "../rules/states.ts";

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
        : scope.facts.comparison === "sameTerritory"
          ? `So với ${beforeText(scope.facts)}; số liệu quy đổi theo địa bàn mới. Kỳ trước bằng 0 thì tỷ lệ ghi “—”.`
          : `So với ${beforeText(scope.facts)} như từng đơn vị đã báo cáo khi đó, không quy đổi theo địa bàn mới; đơn vị chưa có khi đó thì ghi “—”.`,
      ...(scope.unplaced.length === 0
        ? []
        : [
            `${scope.unplaced.length} mô hình của đơn vị đã chia tách chưa phân về đơn vị mới, ghi ở dòng “${scope.unitName}”.`,
          ]),
    ],
  };
};

const byField: TableMaker = (scope) => {
  const fields = Object.keys(fieldText) as Field[];
  const cells = (holds: (model: PlacedModel) => boolean): Cell[] => {
    const registered = scope.registered.filter(holds);
    const recognized = scope.recognizedModels.filter(holds);
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
  const recognized = scope.recognizedModels;
  const { topics } = scope.facts;
  const declared = new Set(topics.map(({ code }) => code));
  const rowOf = (title: string, holds: (model: PlacedModel) => boolean) => {
    const registered = scope.registered.filter(holds);
    return [
      title,
      count(registered, isCollective),
      count(registered, (model) => !isCollective(model)),
      registered.length,
      count(recognized, holds),
    ];
  };
  const isOther = (model: PlacedModel) => !declared.has(model.topic);
  const rows = [
    ...topics.map(({ code, label }) => rowOf(label, (model) => model.topic === code)),
    ...([...scope.registered, ...recognized].some(isOther) ? [rowOf("Chủ đề khác", isOther)] : []),
  ].map((row, index) => [index + 1, ...row]);
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
        compareNames(a.model.title, b.model.title),
    )
    .map(({ model, level, decisionNumber, signedOn }, index) => [
      index + 1,
      model.title,
      model.unitName,
      fieldText[model.field],
      topicLabel(scope.facts.topics, model.topic),
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
  notes: [
    ...(scope.recognized.some(({ model }) => model.outputs === null)
      ? ["Tên và kết quả của điển hình chưa đồng ý công khai không ghi trong báo cáo."]
      : []),
    ...scope.recognized.flatMap(({ model, revokedLater }) =>
      revokedLater
        ? [
            `Sau ngày chốt số liệu, việc công nhận “${model.title}” bị thu hồi theo Quyết định số ${revokedLater.number} ngày ${formatDay(revokedLater.signedOn)}.`,
          ]
        : [],
    ),
  ],
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
    replication.result === "" ? null : replication.result,
  ]),
  total: null,
  empty: "Chưa giao nhiệm vụ nhân rộng nào trong kỳ.",
  notes: [],
});

const withoutModel: TableMaker = (scope) => {
  const { period, cutoff } = scope.facts;
  const waiting = (rowId: string, states: readonly ModelState[]) =>
    count(scope.all, (model) => model.rowId === rowId && model.periodId === period.id && states.includes(model.state));
  const reason = (rowId: string): string => {
    const submitted = waiting(rowId, ["submitted"]);
    const returned = waiting(rowId, ["returned"]);
    if (submitted > 0) return `Đã gửi ${submitted} phiếu, chưa được tiếp nhận`;
    // What is being drafted is told to nobody who reads a report.
    return returned > 0 ? `Có ${returned} phiếu phải bổ sung, chưa gửi lại` : "Chưa gửi phiếu đăng ký";
  };
  return {
    number: "08",
    title: "Đơn vị chưa có mô hình",
    columns: columns(["TT", "number"], ["Đơn vị", "text"], ["Tình trạng", "text"], ["Hạn đăng ký", "day"]),
    rows: unitsWithout(scope).map((row, index) => [
      index + 1,
      row.name,
      reason(row.id),
      deadlineOf(period, row.id, cutoff),
    ]),
    total: null,
    empty: "Mọi đơn vị đều đã có mô hình.",
    notes: [],
  };
};

/** The report's tables, in the order they are printed. Add one here and page, Word and Excel have it. */
export const reportTables: readonly TableMaker[] = [
  quantities,
  byField,
  byTopic,
  recognizedList,
  replicationList,
  withoutModel,
];
