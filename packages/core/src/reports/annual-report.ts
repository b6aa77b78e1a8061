import { lowerFirst } from "../ground/sentences.ts";
import { headText } from "../rules/events.ts";
import { type Field, fieldText } from "../movement/models.ts";
import { beforeText, count, discontinuedIn, isCollective, type Scope, scopeOf, unitsWithout } from "./report-scope.ts";
import { reportTables } from "./report-tables.ts";
import {
  type AnnualReport,
  type Cell,
  type Column,
  effectOf,
  type Figure,
  percent,
  percentText,
  type ReportFacts,
} from "./reports.ts";

const figuresOf = (scope: Scope): readonly Figure[] => {
  const { registered, registeredBefore, rows, replications, facts } = scope;
  const effects = registered.map(effectOf);
  const recognized = scope.recognizedModels.length;
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
    // Where no unit is assessed, nothing is said of it.
    ...(facts.unitVerdicts.length === 0
      ? []
      : [
          figure(
            "assessedUnits",
            "Đơn vị được đánh giá",
            new Set(facts.unitVerdicts.map(({ unitId }) => unitId)).size,
            "Số đơn vị có bảng điểm của chính đơn vị đã đóng trong kỳ, đến ngày chốt; không tính vào số mô hình.",
          ),
        ]),
  ];
};

const unitsAssessed = ({ facts: { unitVerdicts } }: Scope): readonly string[] => {
  const classes = [...Map.groupBy(unitVerdicts, ({ classLabel }) => classLabel)]
    .map(([label, verdicts]) => `${label} ${number(verdicts.length)}`)
    .toSorted();
  return classes.length === 0 ? [] : [`Kết quả đánh giá đơn vị: ${classes.join("; ")}.`];
};

const number = (value: number): string => value.toLocaleString("vi-VN");

/** Of which two kinds a number is made up, in words: where one of them is missing, all are of the other. */
const madeUpOf = (of: readonly [count: number, word: string], or: readonly [count: number, word: string]): string =>
  of[0] === 0
    ? `đều là ${or[1]}`
    : or[0] === 0
      ? `đều là ${of[1]}`
      : `${number(of[0])} ${of[1]}, ${number(or[0])} ${or[1]}`;

/** How a number stands to that of the year before. */
const comparedText = (now: number, facts: ReportFacts, before: number): string => {
  if (facts.previousPeriod === null || before === 0) return "";
  const difference = now - before;
  if (difference === 0) return `, bằng ${beforeText(facts)}`;
  const share = percentText(percent(Math.abs(difference), before));
  return `, ${difference < 0 ? "giảm" : "tăng"} ${number(Math.abs(difference))} mô hình (${share}) so với ${beforeText(facts)}`;
};

const registeredText = ({ registered, registeredBefore, facts, unitName }: Scope, continued: number): string => {
  const where = `${facts.period.title}, toàn ${lowerFirst(unitName)}`;
  const total = registered.length;
  const compared = comparedText(total, facts, registeredBefore.length);
  if (total === 0) return `${where} chưa đăng ký mô hình, điển hình “Dân vận khéo” nào${compared}.`;
  const collective = count(registered, isCollective);
  const kinds = madeUpOf([total - continued, "mô hình mới"], [continued, "mô hình duy trì"]);
  const subjects = madeUpOf([collective, "tập thể"], [total - collective, "cá nhân"]);
  return `${where} đăng ký ${number(total)} mô hình, điển hình “Dân vận khéo” (${kinds})${compared}; trong đó ${subjects}.`;
};

const fieldsText = ({ registered }: Scope): readonly string[] => {
  const named = (Object.keys(fieldText) as Field[]).flatMap((field) => {
    const models = count(registered, (model) => model.field === field);
    return models === 0 ? [] : [`${lowerFirst(fieldText[field])} ${number(models)}`];
  });
  return named.length === 0 ? [] : [`Theo lĩnh vực: ${named.join("; ")}.`];
};

const recognizedText = ({ registered }: Scope, recognized: number, replicated: number): string => {
  const share =
    registered.length === 0 ? "" : ` (đạt ${percentText(percent(recognized, registered.length))} số đăng ký)`;
  const tasks = replicated === 0 ? "chưa có lượt nhân rộng nào" : `${number(replicated)} lượt nhân rộng`;
  return recognized === 0
    ? `Chưa có mô hình nào được công nhận; ${tasks} được nghiệm thu.`
    : `Qua thẩm định, có ${number(recognized)} mô hình được công nhận${share}; ${tasks} được nghiệm thu.`;
};

/** The draft paragraphs, from the same figures as the tables, so that text and tables cannot disagree. */
const narrativeOf = (scope: Scope, figures: readonly Figure[]): readonly string[] => {
  const { rows } = scope;
  const value = (name: string) => Number(figures.find((figure) => figure.name === name)?.value ?? 0);
  const without = unitsWithout(scope);
  return [
    registeredText(scope, value("continued")),
    ...fieldsText(scope),
    recognizedText(scope, value("recognized"), value("replicated")),
    without.length === 0
      ? `Cả ${number(rows.length)} đơn vị trực thuộc đều có mô hình.`
      : `Còn ${number(without.length)}/${number(rows.length)} đơn vị chưa có mô hình (Biểu 08).`,
    ...unitsAssessed(scope),
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
    ...(facts.structureOn !== facts.cutoff && { structureOn: facts.structureOn }),
    ...(facts.comparison !== "sameTerritory" && { comparison: facts.comparison }),
    demonstration: facts.demonstration,
    ...(facts.head && { eventHead: headText(facts.head) }),
    figures,
    narrative: narrativeOf(scope, figures),
    tables: reportTables.map((make) => make(scope)),
  };
};
