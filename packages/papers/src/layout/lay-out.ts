import { dateLine, numberLine } from "@kheo/core/offices/documents";
import { cellText, headingOf } from "@kheo/core/reports/reports";
import type { Block, Paper, Run, Section, Signature, Table } from "../description/paper.ts";
import { families, type StyleName } from "./families.ts";
import type {
  LaidBlock,
  LaidCell,
  LaidColumns,
  LaidPaper,
  LaidParagraph,
  LaidRow,
  LaidTable,
  Letters,
} from "./layout.ts";
import { textWidth } from "./layout.ts";
import { widthOf } from "./measure.ts";
import { tableWidths } from "./table-widths.ts";

/** A dash within a word (`7–9`, `MTTQ-BTT`) is no place at which a line may end. */
const unbroken = (text: string): string => text.replaceAll(/(?<=[\p{L}\d])[-–](?=[\p{L}\d])/gu, "\u2060$&\u2060");

const lettersOf = (run: Run): Letters =>
  typeof run === "string" ? { text: unbroken(run) } : { ...run, text: unbroken(run.text) };
const words = (style: StyleName, ...runs: readonly Run[]): LaidParagraph => ({
  kind: "paragraph",
  style,
  runs: runs.map(lettersOf),
});
const gap = (height: number): LaidBlock => ({ kind: "gap", height });

/** On a landscape page the head and the signatures keep the shares that they have of a portrait one. */
const shared = (widths: readonly number[], width: number): readonly number[] => {
  const sum = widths.reduce((all, one) => all + one, 0);
  return widths.map((one) => (one * width) / sum);
};

const headOf = (paper: Paper, width: number): readonly LaidBlock[] => {
  const { issuer, numbered, codes, date } = paper;
  const { head, motto, mark, ruled, styles } = families[issuer.family];
  const widths = shared(head, width);
  const last = motto.at(-1);
  const issuing = issuer.body.at(-1) ?? "";
  const bodies = issuer.body.map((line, index) =>
    // What the issuing body is a part of is not bold.
    words(index === issuer.body.length - 1 || issuer.body.length < 3 ? "body" : "superior", line),
  );
  const columns: LaidColumns = {
    kind: "columns",
    widths,
    cells: [
      [
        ...(issuer.superior === null ? [] : [words("superior", issuer.superior)]),
        ...bodies,
        ...(mark === null ? [] : [words("mark", mark)]),
        ...(ruled === null
          ? []
          : [{ kind: "rule", length: widthOf(issuing, styles.body.size, "bold") * ruled } as const]),
        ...(numbered ? [words("number", numberLine(issuer, numbered.type, numbered.number))] : []),
        ...codes.map((code) => words("code", code)),
      ],
      [
        ...motto.map(({ text, style }) => words(style, text)),
        ...(last ? [{ kind: "rule", length: widthOf(last.text, styles[last.style].size, "bold") } as const] : []),
        words("date", dateLine(issuer.place, date)),
      ],
    ],
  };
  return [columns];
};

const answered = (number: number | undefined, label: string, answer: string): readonly LaidBlock[] => {
  const [first = "", ...more] = answer.split("\n").filter((line) => line.trim() !== "");
  const numeral = number === undefined ? "" : `${number}. `;
  const named = words("point", { text: `${numeral}${label}: `, bold: true }, first);
  return first === ""
    ? [named, { kind: "blank" }, { kind: "blank" }]
    : [named, ...more.map((line) => words("point", line))];
};

const alignOf = ({ kind, align }: Table["columns"][number], isWords: boolean): "left" | "centre" | "right" =>
  align ?? (kind === "text" || (isWords && kind === "number") ? "left" : "right");

const laidTable = (table: Table, width: number): LaidTable => {
  const { size, widths } = tableWidths(table, width);
  const rows = table.rows.map(({ cells, as }): LaidRow => {
    if (as === "group") {
      return { as, cells: [{ text: unbroken(String(cells.find((cell) => cell !== null) ?? "")), align: "left" }] };
    }
    const laid = table.columns.map((column, index): LaidCell => {
      const cell = cells[index] ?? null;
      // A sum has nothing to say in a column of words.
      const isBlank = cell === null && (as !== undefined || column.kind === "text");
      return {
        text: isBlank ? "" : unbroken(cellText(cell, column.kind)),
        align: alignOf(column, typeof cell === "string"),
      };
    });
    return { ...(as && { as }), cells: laid };
  });
  return { kind: "table", title: table.title, widths, heads: headingOf(table.columns), size, rows };
};

/** Four empty lines for the name to be signed above. */
const roomToSign = gap(56);

const signed = ({ heading, authority = [], post, name = "" }: Signature): readonly LaidBlock[] => [
  ...(heading === undefined ? [] : [words("signing", heading)]),
  ...authority.map((line) => words("signing", line)),
  ...(post === undefined ? [] : [words("post", post)]),
  roomToSign,
  words("signed", name),
];

const roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];

const ended = (runs: readonly Run[], mark: string): readonly Run[] => {
  const last = lettersOf(runs.at(-1) ?? "");
  return [...runs.slice(0, -1), { ...last, text: last.text.replace(/[.;,\s]*$/u, mark) }];
};

/** One block of a description as it is laid out in the family of its issuer. */
const blocksOf = (block: Block, paper: Paper, width: number): readonly LaidBlock[] => {
  const look = families[paper.issuer.family];
  switch (block.kind) {
    case "name": {
      const { name, about = [], remark } = block;
      const longest = Math.max(...about.map((line) => widthOf(line, look.styles.about.size, "bold")), 0);
      const below =
        look.ruled === null
          ? words("dashes", "-----")
          : ({ kind: "rule", length: Math.min(longest, width) * look.ruled } as const);
      return [
        words("typeName", name),
        ...about.map((line) => words("about", line)),
        ...(remark === undefined ? [] : [words("remark", remark)]),
        ...(about.length > 0 && paper.numbered ? [below] : []),
      ];
    }
    case "addressed": {
      const { label, to } = block;
      const [only = "", ...others] = to;
      if (others.length === 0) return [words("addressee", { text: `${label}: `, italic: true }, only)];
      return [
        words("addressee", { text: `${label}:`, italic: true }),
        ...to.map((one, index) => words("text", `- ${one}${index === to.length - 1 ? "." : ";"}`)),
      ];
    }
    case "heading":
      return [words("heading", `${roman[block.number - 1]}${look.afterNumeral} ${block.text.toLocaleUpperCase("vi")}`)];
    case "paragraph":
      return [words("text", ...(block.ends ? ended(block.runs, look.end) : block.runs))];
    case "point":
      return answered(block.number, block.label, block.answer);
    case "choices":
      return [
        words(
          "choices",
          { text: `${block.label}: `, bold: true },
          block.choices
            .map(({ text, ticked }) => `${ticked ? "☒" : "☐"}\u00A0${text.replaceAll(" ", "\u00A0")}`)
            .join("   "),
        ),
      ];
    case "remark":
      return [words("note", block.text)];
    case "scan":
      return [{ ...block, width: 40 }, words("note", block.label)];
    case "appendix":
      return [
        { ...words("appendixNumber", block.number), ...(block.onNewPage && { onNewPage: true }) },
        words("appendixTitle", block.title.toLocaleUpperCase("vi")),
        ...block.remarks.map((line) => words("appendixRemark", line)),
      ];
    case "table":
      return block.rows.length === 0 && block.empty !== undefined
        ? [words("empty", block.empty)]
        : [laidTable(block, width)];
    case "signatures":
      return [
        {
          kind: "columns",
          widths: block.columns.map(() => width / block.columns.length),
          cells: block.columns.map(signed),
        },
      ];
    case "recipients":
      return [
        {
          kind: "columns",
          widths: shared(look.foot, width),
          cells: [
            [
              words("recipientsLabel", "Nơi nhận:"),
              ...[...block.to, paper.issuer.kept].map((one, index, { length }) =>
                words("recipient", `- ${one}${index === length - 1 ? "." : ";"}`),
              ),
            ],
            signed(block.signature),
          ],
        },
      ];
  }
};

const isSigned = ({ kind }: Block): boolean => kind === "signatures" || kind === "recipients";

/** No page holds signatures alone. */
const besideNext = (block: LaidBlock): LaidBlock => (block.kind === "paragraph" ? { ...block, withNext: true } : block);

const laidSection = (paper: Paper, { landscape, blocks }: Section, isFirst: boolean) => {
  const width = textWidth(landscape);
  return {
    landscape,
    blocks: [
      ...(isFirst ? headOf(paper, width) : []),
      ...blocks.flatMap((block, index) => {
        const laid = blocksOf(block, paper, width);
        if (isSigned(block) && index > 0) return [gap(12), ...laid];
        const next = blocks[index + 1];
        return next && isSigned(next) ? laid.map((one, at) => (at === laid.length - 1 ? besideNext(one) : one)) : laid;
      }),
    ],
  };
};

/** A description with every size, length and line of its family decided. */
export const laidOut = (paper: Paper): LaidPaper => ({
  title: paper.title,
  styles: families[paper.issuer.family].styles,
  sections: paper.sections.map((section, index) => laidSection(paper, section, index === 0)),
  foot: paper.foot,
});
