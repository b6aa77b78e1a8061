import type { Criterion, Edition, FigureValues } from "@kheo/core/criteria/edition";
import type { IndicatorValue } from "@kheo/core/criteria/input";
import { type Preview, preview } from "@kheo/core/criteria/preview";
import { type Exact, formatNumber, isFraction } from "@kheo/core/ground/exact";
import { type Claims, judgedCodes, type Ticks } from "@kheo/core/movement/scoring";
import { type Paper, signatureOf, type Table, type TableRow } from "../description/paper.ts";
import { formOf, type ScoredFacts, setLine, sumOfPoints } from "./scored.ts";

const isExact = (value: IndicatorValue): value is Exact => typeof value === "number" || isFraction(value);

/** What the figures make of a criterion, as the paper prints it: `94,19 %`, `Đạt`, the words of what was chosen. */
const dataText = (
  { rule, indicator }: Criterion,
  value: IndicatorValue | undefined,
  ticks: readonly boolean[],
): string => {
  if (rule.kind === "checklist") {
    return ticks.length === 0 ? "" : `${ticks.filter(Boolean).length}/${rule.items.length} nội dung`;
  }
  if (value === undefined) return "";
  if (isExact(value)) return `${formatNumber(value)} ${indicator?.unit ?? ""}`.trim();
  if (typeof value === "boolean") return value ? "Đạt" : "Không đạt";
  return rule.kind === "choice" ? (rule.options.find((option) => option.value === value)?.label ?? value) : value;
};

/** The criteria in their groups, each group with its sum in the given columns. */
const grouped = (
  edition: Edition,
  rowOf: (criterion: Criterion, position: number) => TableRow,
  sumOf: (group: string) => TableRow["cells"],
): readonly TableRow[] =>
  edition.groups.flatMap(({ code, title }): readonly TableRow[] => [
    { as: "group", cells: [`${code}. ${title}`] },
    ...edition.criteria.flatMap((criterion, position) =>
      criterion.group === code ? [rowOf(criterion, position)] : [],
    ),
    { as: "total", cells: sumOf(code) },
  ]);

export type SelfScoreFacts = ScoredFacts & {
  readonly figures: FigureValues;
  readonly ticks: Ticks;
  readonly claims: Claims;
};

/** What the unit said itself (PL-09): computed points beside its own ticks; what the council marks is left open. */
export const selfScorePaper = (facts: SelfScoreFacts): Paper => {
  const { edition, subject, figures, ticks, claims, issuer } = facts;
  const sofar: Preview = preview(edition, { figures, ticks, marks: {}, claims: Object.keys(claims) });
  const judged = judgedCodes(edition);
  const pointsOf = (code: string) => sofar.criteria.find((one) => one.code === code)?.points ?? null;
  const isOwn = ({ rule }: Criterion) => rule.kind === "checklist";
  const of = (group: string, own: boolean) =>
    sumOfPoints(
      edition.criteria
        .filter((criterion) => criterion.group === group && isOwn(criterion) === own)
        .map(({ code }) => pointsOf(code)),
    );
  const most = (group?: string) =>
    sumOfPoints(
      edition.criteria.filter((one) => group === undefined || one.group === group).map((one) => one.maxPoints),
    );
  const all = (own: boolean) => sumOfPoints(edition.groups.map(({ code }) => of(code, own)));
  const rows = grouped(
    edition,
    (criterion): TableRow => {
      const { code, title, maxPoints } = criterion;
      const claim = claims[code];
      const points = claim === undefined ? pointsOf(code) : null;
      const explained =
        claim === undefined ? (judged.includes(code) ? "hội đồng cho điểm" : "") : `Không phát sinh: ${claim}`;
      const own = isOwn(criterion);
      return {
        ...(!own && !judged.includes(code) && { as: "computed" }),
        cells: [
          code,
          title,
          maxPoints,
          dataText(criterion, sofar.derivation.values[code], ticks[code] ?? []),
          own ? (points ?? "") : "",
          own || judged.includes(code) ? "" : points,
          "",
          explained,
        ],
      };
    },
    (group) => [null, `Cộng nhóm ${group}`, most(group), null, of(group, true), of(group, false), null, null],
  );
  const table: Table = {
    kind: "table",
    title: "Điểm tự chấm từng tiêu chí",
    columns: [
      { title: "Mã", kind: "text", width: 13, align: "centre" },
      { title: "Tiêu chí", kind: "text", width: 72 },
      { title: "Điểm tối đa", kind: "points", width: 18 },
      { title: "Số liệu", kind: "text", width: 38 },
      { title: "Điểm tự chấm", kind: "points", width: 20 },
      { title: "Điểm máy tính", kind: "points", width: 20 },
      { title: "Minh chứng", kind: "text", width: 44 },
      { title: "Giải trình", kind: "text", width: 32 },
    ],
    rows: [
      ...rows,
      { as: "total", cells: [null, "Cộng", most(), null, all(true), all(false), null, null] },
      { cells: ["", "Thưởng", "", "", "", "", "", ""] },
      { cells: ["", "Trừ", "", "", "", "", "", ""] },
      {
        as: "total",
        cells: [null, "Tổng (chưa kể phần hội đồng cho điểm)", most(), null, sofar.points, null, null, null],
      },
    ],
  };
  return formOf(facts, {
    title: `Bảng tự chấm điểm ${subject}`,
    date: null,
    codes: [],
    landscape: true,
    blocks: [
      { kind: "name", name: "BẢNG TỰ CHẤM ĐIỂM", about: [subject], remark: setLine(facts) },
      table,
      { kind: "remark", text: "Dòng nền xám: điểm do máy tính từ số liệu gốc, đơn vị không ghi điểm." },
      { kind: "signatures", columns: [{ heading: "NGƯỜI LẬP" }, signatureOf(issuer)] },
    ],
  });
};
