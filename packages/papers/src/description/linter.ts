import { type Day, formatDay } from "@kheo/core/ground/days";
import { tableFits } from "../layout/table-widths.ts";
import { textWidth } from "../layout/layout.ts";
import type { Block, Paper, Run, Signature, Table } from "./paper.ts";

/** Why a document may not be issued as it is, in a sentence for whoever would sign it. */
export type Fault = { readonly rule: string; readonly sentence: string };

/** What is known on the day on which a paper is to be issued. */
export type Known = {
  readonly on: Day;
  /** The bodies that advise on that day, at every level. */
  readonly advising: readonly string[];
};

const wordsOf = (run: Run): string => (typeof run === "string" ? run : run.text);

const textsOf = (block: Block): readonly string[] => {
  switch (block.kind) {
    case "name":
      return [block.name, ...(block.about ?? []), block.remark ?? ""];
    case "addressed":
      return block.to;
    case "heading":
    case "remark":
      return [block.text];
    case "paragraph":
      return [block.runs.map(wordsOf).join("")];
    case "point":
      return [block.answer];
    case "choices":
      return [block.label];
    case "appendix":
      return [block.title, ...block.remarks];
    case "table":
      return block.rows.flatMap(({ cells }) => cells.filter((cell) => typeof cell === "string"));
    case "recipients":
      return block.to;
    case "signatures":
    case "scan":
      return [];
  }
};

type Read = {
  readonly paper: Paper;
  readonly known: Known;
  readonly blocks: readonly Block[];
  readonly texts: readonly string[];
  readonly signatures: readonly Signature[];
  /** Those to whom it goes. */
  readonly recipients: readonly string[];
};

/** What ended on which day, and what has taken its place: a paper of a later day names it to nobody. */
const ended: readonly (readonly [name: RegExp, last: Day, instead: string])[] = [
  [
    /Ban Dân vận (?:Trung ương|Tỉnh ủy)/u,
    "2025-02-02",
    "cơ quan tham mưu dân vận hiện nay, xem trang Cơ quan tham mưu",
  ],
  [
    /Thị ủy|Huyện ủy|UBND (?:huyện|thị xã)|cấp ủy (?:huyện|thị xã)/u,
    "2025-06-30",
    "cấp tỉnh hoặc cấp xã, vì không còn cấp huyện",
  ],
];

/** Documents that were replaced, each with the last day on which it could be cited and with what took its place. */
const replaced: readonly (readonly [cited: RegExp, last: Day, instead: string])[] = [
  [/98\/2023\/NĐ-CP/u, "2025-06-30", "Nghị định 152/2025/NĐ-CP"],
  [/(?:66|223)-QĐ\/TW/u, "2026-01-08", "Quy định 399-QĐ/TW"],
  [/36-HD\/VPTW/u, "2026-05-26", "Hướng dẫn 05-HD/VPTW"],
  [/64\/2014\/NĐ-CP/u, "2026-06-30", "Nghị định 154/2026/NĐ-CP"],
];

const advisory = /^(?:Ban (?:Tuyên giáo|Dân vận)|Khối dân vận)/u;
const academic =
  /^(?:GS|PGS|TS|ThS|BS|CN|KS|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy|Trung úy|Thiếu úy)[.\s]/u;
/** Bodies of the army and the police may print the rank of who signs. */
const ranked: readonly string[] = ["CA", "BCH"];

/** Tones on the second vowel (`hoà`, `uỷ`) and on the first (`hòa`, `ủy`), where no consonant follows. */
const olderTone = /(?<!\p{L})(?!qu)\p{L}*?(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\p{L})/iu;
const newerTone = /(?<!\p{L})(?!qu)\p{L}*?(?:[òóỏõọ][ae]|[ùúủũụ]y)(?!\p{L})/iu;

const one = (found: RegExpExecArray | null): string => found?.[0] ?? "";

/** The rules, each by its name, with what it finds wrong. */
const rules: Readonly<Record<string, (read: Read) => readonly string[]>> = {
  missing: ({ texts }) =>
    texts.flatMap((text) => {
      const found = /\[CẦN BỔ SUNG: ([^\]]*)\]/u.exec(text)?.[1];
      return found === undefined ? [] : [`Còn thiếu ${found}.`];
    }),

  recipients: ({ recipients, known: { on, advising } }) =>
    recipients.flatMap((recipient) => {
      const gone = ended.find(([name, last]) => on > last && name.test(recipient));
      if (gone) return [`“${recipient}” đã kết thúc hoạt động ngày ${formatDay(gone[1])}. Hãy ghi ${gone[2]}.`];
      const name = recipient.replace(/\s*\([^)]*\)$/u, "");
      return advisory.test(name) && !advising.includes(name)
        ? [`“${name}” không phải cơ quan tham mưu vào ngày ${formatDay(on)}. Hãy xem trang Cơ quan tham mưu.`]
        : [];
    }),

  law: ({ texts, known: { on } }) =>
    replaced.flatMap(([cited, last, instead]) => {
      const found = texts.map((text) => one(cited.exec(text))).find((text) => text !== "");
      return found !== undefined && on > last
        ? [`Văn bản ${found} hết hiệu lực từ sau ngày ${formatDay(last)}. Hãy viện dẫn ${instead}.`]
        : [];
    }),

  end: ({ paper: { issuer, numbered }, texts, blocks }) => {
    if (issuer.family === "party" && texts.some((text) => text.includes("./."))) {
      return ["Văn bản của Đảng kết thúc bằng dấu chấm, không ghi “./.”."];
    }
    const isEnded = blocks.some((block) => block.kind === "paragraph" && block.ends);
    return numbered && !isEnded ? ["Chưa rõ chỗ kết thúc phần nội dung của văn bản."] : [];
  },

  authority: ({ paper: { issuer }, signatures }) =>
    signatures.flatMap(({ authority = [] }) => {
      if (issuer.family === "party" && issuer.authority !== null && authority.some((line) => /^K\/?T/u.test(line))) {
        return [`Cấp ủy là tập thể: cấp phó ký thay mặt (${issuer.authority}), không ghi ký thay.`];
      }
      return issuer.authority === null && authority.some((line) => /^T\/?M/u.test(line))
        ? [`${issuer.name} ký theo thẩm quyền của người đứng đầu, không ghi thay mặt.`]
        : [];
    }),

  addressed: ({ paper: { issuer, numbered }, blocks }) =>
    blocks.flatMap((block) => {
      if (block.kind !== "addressed" || !numbered) return [];
      if (numbered.type === "BC" && issuer.family === "party") return ["Báo cáo của Đảng không ghi “Kính gửi”."];
      const wanted = numbered.type === "TTr" && issuer.family === "party" ? "Kính trình" : "Kính gửi";
      return block.label === wanted ? [] : [`Văn bản này ghi “${wanted}”, không ghi “${block.label}”.`];
    }),

  titles: ({ paper: { issuer }, signatures }) =>
    signatures.flatMap(({ name = "" }) =>
      academic.test(name) && !ranked.includes(issuer.symbol)
        ? [`Trước họ tên người ký không ghi học hàm, học vị, quân hàm: “${name}”.`]
        : [],
    ),

  days: ({ texts }) =>
    texts.flatMap((text) => {
      const found = /(?<![\d/])\d\/\d{1,2}\/\d{4}/u.exec(text)?.[0];
      return found === undefined ? [] : [`Ngày dưới 10 có số 0 ở trước: “${found}” viết là “0${found}”.`];
    }),

  tones: ({ texts }) => {
    const all = texts.join("\n");
    const [older, newer] = [one(olderTone.exec(all)), one(newerTone.exec(all))];
    return older !== "" && newer !== ""
      ? [`Trong một văn bản chỉ dùng một cách bỏ dấu: đang có cả “${older}” và “${newer}”.`]
      : [];
  },

  tables: ({ paper }) =>
    paper.sections.flatMap(({ landscape, blocks }) =>
      blocks
        .filter((block): block is Table => block.kind === "table")
        .filter((table) => !tableFits(table, textWidth(landscape)))
        .map(({ title }) => `Bảng “${title}” có quá nhiều cột hoặc từ quá dài, không in vừa trang.`),
    ),

  person: ({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === "point" && /dân tộc|tôn giáo|đảng viên/iu.test(block.label)
        ? [`Phiếu không hỏi “${block.label}”.`]
        : [],
    ),
};

/** Everything that keeps a paper from being issued on a day; nothing where it may be. */
export const faultsOf = (paper: Paper, known: Known): readonly Fault[] => {
  const blocks = paper.sections.flatMap((section) => section.blocks);
  const read: Read = {
    paper,
    known,
    blocks,
    texts: blocks.flatMap(textsOf),
    signatures: blocks.flatMap((block) => {
      if (block.kind === "signatures") return block.columns;
      return block.kind === "recipients" ? [block.signature] : [];
    }),
    recipients: blocks.flatMap((block) => (block.kind === "recipients" || block.kind === "addressed" ? block.to : [])),
  };
  return Object.entries(rules).flatMap(([rule, find]) => find(read).map((sentence) => ({ rule, sentence })));
};
