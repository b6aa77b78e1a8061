import type { Preview } from "@kheo/core/criteria/preview";
import { formatNumber } from "@kheo/core/ground/exact";
import type { Marks } from "@kheo/core/movement/scoring";
import type { Paper, Table, TableRow } from "../description/paper.ts";
import { formOf, type ScoredFacts, setLine, sumOfPoints } from "./scored.ts";

export type ScoreSheetFacts = ScoredFacts & {
  readonly member: { readonly name: string; readonly post: string };
  readonly serial: string;
  readonly marks: Marks;
  readonly comment: string;
  /** What the figures and the office's decisions make of the rest, for the member to know. */
  readonly known: Preview;
  /** Members who may not mark because they belong to the unit. */
  readonly recused: readonly string[];
};

const half = (value: number): string => formatNumber(value, 6);

/** What one member of a council marks (PL-10), filled in as far as they have, or to be filled in by hand. */
export const scoreSheetPaper = (facts: ScoreSheetFacts): Paper => {
  const { edition, subject, unitName, member, serial, marks, comment, known, recused } = facts;
  const judged = edition.criteria.flatMap((criterion) =>
    criterion.rule.kind === "judged" ? [{ ...criterion, rule: criterion.rule }] : [],
  );
  const others = edition.criteria.filter(({ rule }) => rule.kind !== "judged");
  const most = sumOfPoints(judged.map(({ maxPoints }) => maxPoints));
  const isWhole = judged.every(({ code }) => marks[code] !== undefined);
  const sum = isWhole ? half(sumOfPoints(judged.map(({ code }) => marks[code] ?? null))) : "……";
  const table: Table = {
    kind: "table",
    title: "Điểm của thành viên",
    columns: [
      { title: "Mã", kind: "text", width: 12, align: "centre" },
      { title: "Tiêu chí", kind: "text", width: 70 },
      { title: "Tối đa", kind: "text", width: 15, align: "centre" },
      { title: "Bước", kind: "text", width: 12, align: "centre" },
      { title: "Mức neo", kind: "text", width: 34 },
      { title: "Điểm", kind: "text", width: 22, align: "centre" },
    ],
    rows: [
      ...judged.map(({ code, title, maxPoints, rule }): TableRow => {
        const mark = marks[code];
        return {
          cells: [
            code,
            title,
            half(maxPoints),
            half(rule.step),
            rule.anchors.join("; "),
            mark === undefined ? "" : half(mark),
          ],
        };
      }),
      ...others.map(({ code, title, maxPoints }): TableRow => {
        const points = known.criteria.find((one) => one.code === code)?.points ?? null;
        return {
          as: "computed",
          cells: [code, title, half(maxPoints), "", "đã có điểm", points === null ? "" : half(points)],
        };
      }),
    ],
  };
  return formOf(facts, {
    title: `Phiếu chấm điểm ${serial} ${subject}`,
    date: null,
    codes: [`Phiếu số ${serial}`],
    landscape: false,
    blocks: [
      { kind: "name", name: "PHIẾU CHẤM ĐIỂM", about: [subject, unitName], remark: setLine(facts) },
      {
        kind: "point",
        label: "Người chấm",
        answer: [member.name, member.post].filter((text) => text !== "").join(", "),
      },
      table,
      { kind: "remark", text: "Dòng nền xám: điểm từ số liệu và phần cơ quan thường trực đã xác nhận, chỉ để biết." },
      { kind: "point", label: "Tổng điểm phần chấm", answer: `${sum}/${half(most)}` },
      { kind: "point", label: "Ý kiến", answer: comment },
      ...(recused.length === 0
        ? []
        : [{ kind: "remark", text: `Không chấm vì thuộc đơn vị đề nghị: ${recused.join("; ")}.` } as const]),
      { kind: "signatures", columns: [{}, { heading: "NGƯỜI CHẤM", name: member.name }] },
    ],
  });
};
