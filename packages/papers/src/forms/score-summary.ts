import type { Criterion, Edition } from "@kheo/core/criteria/edition";
import type { Evaluation } from "@kheo/core/criteria/evaluate";
import { trimmedFrom } from "@kheo/core/criteria/input";
import type { Preview } from "@kheo/core/criteria/preview";
import { type Day, formatDay } from "@kheo/core/ground/days";
import { lowerFirst } from "@kheo/core/ground/sentences";
import { judgedCodes } from "@kheo/core/movement/scoring";
import type { Issuer } from "@kheo/core/offices/issuers";
import type { Paper, Table, TableRow } from "../description/paper.ts";
import { formOf, sumOfPoints } from "./scored.ts";

/** What one model came to, as its verdict has it. */
export type ScoredModel = {
  readonly title: string;
  readonly unitName: string;
  readonly edition: Edition;
  /** What the unit's own declaration was worth before anybody looked at it. */
  readonly declared: Preview;
  readonly result: Evaluation;
  /** How many sheets were counted. */
  readonly sheets: number;
  /** The model is suspended or discontinued now. */
  readonly halted: boolean;
};

export type ScoreSummaryFacts = {
  readonly issuer: Issuer;
  readonly period: string;
  readonly heldOn: Day;
  readonly bodyName: string;
  readonly models: readonly ScoredModel[];
  readonly secretary: string;
  readonly chair: string;
  readonly demonstration: boolean;
};

const partsOf = ({ edition, declared, result }: ScoredModel) => {
  const judged = judgedCodes(edition);
  const pointsOf = (wanted: (criterion: Criterion) => boolean, of: readonly { readonly points: number | null }[]) =>
    sumOfPoints(edition.criteria.map((criterion, index) => (wanted(criterion) ? (of[index]?.points ?? null) : null)));
  const isJudged = ({ code }: Criterion) => judged.includes(code);
  const isTicked = ({ rule }: Criterion) => rule.kind === "checklist";
  const isComputed = (criterion: Criterion) => !isJudged(criterion) && !isTicked(criterion);
  return {
    declared: sumOfPoints([pointsOf((one) => !isJudged(one), declared.criteria)]),
    computed: pointsOf(isComputed, result.criteria),
    judged: pointsOf(isJudged, result.criteria),
    changed: sumOfPoints([
      pointsOf((one) => !isJudged(one), result.criteria),
      -pointsOf((one) => !isJudged(one), declared.criteria),
    ]),
  };
};

/** What a sitting has before it (PL-11): for every model how its points came about, highest first. */
export const scoreSummaryPaper = (facts: ScoreSummaryFacts): Paper => {
  const { period, heldOn, bodyName, models, secretary, chair } = facts;
  const ranked = models.toSorted((one, other) => other.result.total - one.result.total);
  const isTrimmed = models.some(
    ({ edition, sheets }) => edition.consolidation === "trimmedMean" && sheets >= trimmedFrom,
  );
  const table: Table = {
    kind: "table",
    title: "Điểm của các mô hình",
    columns: [
      { title: "TT", kind: "number", width: 9, align: "centre" },
      { title: "Mô hình", kind: "text", width: 60 },
      { title: "Đơn vị", kind: "text", width: 34 },
      { title: "Tự chấm", kind: "points", width: 17 },
      { title: "Dữ liệu", kind: "points", width: 17 },
      { title: "Phần chấm (TB)", kind: "points", width: 18 },
      { title: "Phúc tra ±", kind: "points", width: 17 },
      { title: "Thưởng", kind: "points", width: 14 },
      { title: "Trừ", kind: "points", width: 14 },
      { title: "Thống nhất", kind: "points", width: 19 },
      { title: "Xếp loại", kind: "text", width: 21 },
      { title: "Cờ", kind: "text", width: 17 },
    ],
    rows: ranked.map((model, index): TableRow => {
      const { declared, computed, judged, changed } = partsOf(model);
      const { result, edition, title, unitName, halted } = model;
      const flags = [...(result.failedFloors.length > 0 ? ["điểm liệt"] : []), ...(halted ? ["tạm hoãn"] : [])];
      return {
        cells: [
          index + 1,
          title,
          unitName,
          declared,
          computed,
          judged,
          changed,
          result.bonus,
          result.penalty,
          result.total,
          edition.classLabels[result.classification],
          flags.join(", "),
        ],
      };
    }),
    empty: "Phiên họp chưa có mô hình nào được chấm xong.",
  };
  return formOf(facts, {
    title: `Bảng tổng hợp điểm, ${bodyName}, ngày ${formatDay(heldOn)}`,
    date: heldOn,
    codes: [],
    landscape: true,
    blocks: [
      {
        kind: "name",
        name: "BẢNG TỔNG HỢP ĐIỂM",
        about: [`Mô hình “Dân vận khéo” ${lowerFirst(period)} – phiên ngày ${formatDay(heldOn)}`, bodyName],
      },
      table,
      {
        kind: "remark",
        text: `Bỏ một điểm cao nhất và một điểm thấp nhất khi có từ ${trimmedFrom} phiếu: ${isTrimmed ? "có" : "không"}. Phúc tra ±: phần cơ quan thường trực xác nhận khác với tự chấm. Cờ: điểm liệt – có tiêu chí hoặc nhóm dưới mức tối thiểu; tạm hoãn – mô hình đang tạm dừng hoặc đã dừng.`,
      },
      {
        kind: "signatures",
        columns: [
          { heading: "THƯ KÝ", name: secretary },
          { heading: "CHỦ TỊCH HỘI ĐỒNG", name: chair },
        ],
      },
    ],
  });
};
