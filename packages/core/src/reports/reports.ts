import { formatDay, type Day } from "../ground/days.ts";
import type { Head } from "../rules/events.ts";
import type { Field, ModelState } from "../movement/models.ts";
import type { Period } from "../movement/periods.ts";
import type { ModelKind, Topic } from "../criteria/edition.ts";
import type { Level, RecognitionState } from "../movement/recognition.ts";
import type { ReplicationState } from "../movement/replication.ts";

/** A unit as the report needs it: its version in force on the day of the structure, or the last one before it. */
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
  /** The code of its topic, which may be declared no longer. */
  readonly topic: string;
  readonly subjectKind: ModelKind;
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
  /** `null` where it is what a person did who has not agreed to be published. */
  readonly outputs: string | null;
  /** Its unit with all above it on the last day of its period: only where years are compared as they were. */
  readonly pathThen?: readonly string[];
};

/**
 * What the year before is compared on: its figures converted to the same territory as this year's (cùng địa bàn), or
 * those that each unit had itself, as they were reported then.
 */
export const comparisonText = {
  sameTerritory: "Cùng địa bàn, đã quy đổi",
  asItWas: "Như đã báo cáo khi đó",
} as const;
export type Comparison = keyof typeof comparisonText;
export const comparisons = Object.keys(comparisonText) as [Comparison, ...Comparison[]];

export type RecognitionFact = {
  readonly modelId: string;
  readonly level: Level;
  readonly state: RecognitionState;
  readonly decisionNumber: string | null;
  readonly signedOn: Day | null;
  /** The decision by which it was revoked after the cut-off; until then it stands. */
  readonly revokedLater?: { readonly number: string; readonly signedOn: Day } | null;
};

/** The verdict on a unit itself, by a set for units: never one of the models'. */
export type UnitVerdictFact = {
  readonly unitId: string;
  readonly classLabel: string;
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
  readonly result: string;
};

/** Everything a report is made from. */
export type ReportFacts = {
  readonly unitId: string;
  readonly period: Period;
  readonly previousPeriod: Period | null;
  readonly cutoff: Day;
  readonly demonstration: boolean;
  /** Where the event chain stands; `null` before its first link. */
  readonly head: Head | null;
  /** The day whose units are the rows: the cut-off, or a later one for figures in today's structure. */
  readonly structureOn: Day;
  readonly comparison: Comparison;
  /** The topics that are declared, in the official order. */
  readonly topics: readonly Topic[];
  readonly units: readonly ReportUnit[];
  /** Where the territory of a unit that has ended went: to several where it was divided. */
  readonly heirs: Readonly<Record<string, readonly string[]>>;
  readonly models: readonly ModelFact[];
  readonly recognitions: readonly RecognitionFact[];
  readonly replications: readonly ReplicationFact[];
  /** Of the period, each the last of its assessment. */
  readonly unitVerdicts: readonly UnitVerdictFact[];
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
  /** The day whose units are the rows, where that is not the cut-off. */
  readonly structureOn?: Day;
  /** Where the year before was not converted to the same territory. */
  readonly comparison?: Comparison;
  readonly demonstration: boolean;
  /**
   * Where the event chain stood when the report was made, as `headText` prints it: kept on paper, it tells whether the
   * log was altered later. Reports of an empty log, and those frozen before this was kept, have none.
   */
  readonly eventHead?: string;
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

/** A share as sentences and lines print it: `72,73 %`, a dash for none. */
export const percentText = (value: number | null): string => (value === null ? "—" : `${cellText(value, "percent")} %`);

/** A headline figure as it stands in a line of its own: a share with its sign, a difference with sign and unit. */
export const figureText = ({ name, value, kind }: Pick<Figure, "name" | "value" | "kind">): string => {
  if (kind === "percent" && typeof value === "number") return percentText(value);
  const text = cellText(value, kind);
  if (name !== "difference" || typeof value !== "number") return text;
  return `${value > 0 ? "+" : ""}${text} mô hình`;
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

/** What page and papers print of the structure: a line where it is not the one of the cut-off. */
export const structureLines = ({ structureOn }: AnnualReport): readonly string[] =>
  structureOn === undefined
    ? []
    : [`Số liệu xếp theo các đơn vị có hiệu lực ngày ${formatDay(structureOn)}, quy đổi theo địa bàn mới.`];

/** What page and papers print of the log, a line or none. */
export const logLines = ({ eventHead }: AnnualReport): readonly string[] =>
  eventHead === undefined ? [] : [`Dấu kiểm nhật ký: ${eventHead}`];
