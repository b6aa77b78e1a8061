import { cellText } from "@kheo/core/reports/reports";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Paper, signatureOf, type Table } from "../description/paper.ts";
import { fileOf } from "../files.ts";
import { writingOf } from "../formats.ts";
import { documentText, issuers, partText, readPdf, tablesOfWord, wordsIn, wordsOfWord } from "../testing.ts";
import { laidOut } from "./lay-out.ts";
import { textWidth } from "./layout.ts";
import { widestWord, widthOf } from "./measure.ts";
import { cellPadding, tableWidths } from "./table-widths.ts";

const targets: Table = {
  kind: "table",
  title: "Chỉ tiêu của mô hình",
  columns: [
    { title: "TT", kind: "number", width: 10, align: "centre" },
    { title: "Chỉ tiêu", kind: "text", width: 65 },
    { title: "Đơn vị tính", kind: "text", width: 22 },
    { title: "Hiện trạng", kind: "number", width: 22 },
    { title: "Mục tiêu", kind: "points", width: 22 },
    { title: "Hạn", kind: "day", width: 24 },
  ],
  rows: [
    { cells: [null, "Nhóm chỉ tiêu chính"], as: "group" },
    { cells: [1, "Chiều dài đường & vỉa hè <mới>", "km", 1200, 78.06, "2026-11-30"] },
    { cells: [2, "Hộ hiến đất: ế ộ ữ ỵ Đ ơ", "hộ", 0, 86, "2026-11-30"], as: "computed" },
    { cells: [null, "Cộng", null, 1200, 164.06, null], as: "total" },
  ],
};

/** A document with all that a paper can hold. */
const paperOf = (family: keyof typeof issuers): Paper => ({
  title: "Thông báo “Dân vận khéo” năm 2026",
  issuer: issuers[family],
  date: "2026-10-05",
  numbered: { type: "TB", number: 7 },
  codes: ["Mã đăng ký: MH-2026-0012"],
  sections: [
    {
      landscape: false,
      blocks: [
        {
          kind: "name",
          name: "THÔNG BÁO",
          about: ["danh mục mô hình được triển khai năm 2026"],
          remark: "(lần thứ nhất)",
        },
        { kind: "addressed", label: "Kính gửi", to: ["Các chi bộ", "Các cơ quan, đơn vị"] },
        { kind: "heading", number: 1, text: "Danh mục" },
        { kind: "point", number: 1, label: "Tên mô hình", answer: "Tuyến đường #liên tổ $x$ [y] *z*\nDòng thứ hai" },
        { kind: "point", number: 2, label: "Thực trạng", answer: "" },
        {
          kind: "choices",
          label: "Lĩnh vực",
          choices: [
            { text: "Kinh tế", ticked: true },
            { text: "Văn hóa – xã hội", ticked: false },
          ],
        },
        targets,
        { kind: "remark", text: "Ghi chú: số liệu do đơn vị khai." },
        {
          kind: "paragraph",
          runs: ["Đề nghị các đơn vị ", { text: "nghiêm túc", bold: true }, " thực hiện."],
          ends: true,
        },
        {
          kind: "recipients",
          to: ["Như trên"],
          signature: signatureOf(issuers[family], { byDeputy: true, name: "Trần Văn Bình" }),
        },
      ],
    },
    {
      landscape: true,
      blocks: [
        {
          kind: "appendix",
          number: "Phụ lục I",
          title: "Danh sách mô hình",
          remarks: ["(Kèm theo Thông báo)"],
          onNewPage: false,
        },
        { kind: "table", title: "Danh sách", columns: targets.columns, rows: [], empty: "Không có mô hình nào." },
        { kind: "signatures", columns: [{ heading: "NGƯỜI LẬP BIỂU" }, { heading: "THỦ TRƯỞNG" }] },
      ],
    },
  ],
  foot: ["Dữ liệu minh họa"],
});

const heads = {
  party: [
    "ĐẢNG BỘ PHƯỜNG TRÀ CÂU",
    "CHI BỘ TỔ DÂN PHỐ 3",
    "*",
    "Số 07-TB/CB",
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "I- DANH MỤC",
    "thực hiện.",
    "T/M CHI BỘ",
    "PHÓ BÍ THƯ",
    "- Lưu Chi bộ.",
  ],
  state: [
    "ỦY BAN NHÂN DÂN",
    "PHƯỜNG TRÀ CÂU",
    "Số: 07/TB-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "I. DANH MỤC",
    "thực hiện./.",
    "TM. ỦY BAN NHÂN DÂN",
    "KT. CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "- Lưu: VT.",
  ],
  front: [
    "ỦY BAN MTTQ VIỆT NAM",
    "PHƯỜNG TRÀ CÂU",
    "BAN THƯỜNG TRỰC",
    "Số: 07/TB-MTTQ-BTT",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "I. DANH MỤC",
    "TM. BAN THƯỜNG TRỰC",
    "KT. CHỦ TỊCH",
    "- Lưu: VT, MTTQ.",
  ],
  youth: [
    "ĐOÀN THANH NIÊN PHƯỜNG TRÀ CÂU",
    "***",
    "Số 07-TB/ĐTN",
    "ĐOÀN TNCS HỒ CHÍ MINH",
    "TM. BAN THƯỜNG VỤ",
    "PHÓ BÍ THƯ",
  ],
} as const;
/** What another family would print, and this one never does. */
const foreign = {
  party: ["CỘNG HÒA", "./.", "Số:", "KT.", "K/T"],
  state: ["ĐẢNG CỘNG SẢN", "T/M", "-----"],
  front: ["ĐẢNG CỘNG SẢN", "T/M", "-----"],
  youth: ["CỘNG HÒA", "ĐẢNG CỘNG SẢN"],
} as const;

describe.each(["party", "state", "front", "youth"] as const)("a document of the family %s", (family) => {
  const paper = paperOf(family);

  test("says in Word, to another program, what its family prints, in order, and nothing of another", async () => {
    const text = (await wordsOfWord(await fileOf({ format: "docx", paper }))).replaceAll("\u00A0", " ");
    let after = 0;
    for (const words of [...heads[family], "Trần Văn Bình"].toSorted(
      (one, other) => text.indexOf(one) - text.indexOf(other),
    )) {
      expect(text.slice(after)).toContain(words);
      after = text.indexOf(words, after);
    }
    for (const words of foreign[family]) expect(text).not.toContain(words);
    expect(text).toContain("Trà Câu, ngày 05 tháng 10 năm 2026");
    expect(text).toContain("☒ Kinh tế");
    expect(text).toContain("☐ Văn hóa – xã hội");
  });

  test("says in its PDF the very words of its Word file, none of them broken", async () => {
    const [word, pdf] = [
      await fileOf({ format: "docx", paper }),
      await readPdf(await fileOf({ format: "pdf", paper })),
    ];
    // The page numbers are the program's that shows a Word file.
    const inWord = wordsIn(await documentText(word));
    const inPdf = wordsIn(pdf.pages.join("\n")).filter((one) => one !== "2");
    expect(new Set(inPdf)).toEqual(new Set(inWord.filter((one) => one !== "2")));
  });

  test("has its fonts within it, is marked for whoever has it read out, and says its language and title", async () => {
    const { title, language, marks, fonts, sizes, pages } = await readPdf(await fileOf({ format: "pdf", paper }));
    expect([title, language]).toEqual([paper.title, "vi"]);
    expect(pages).toHaveLength(2);
    expect([...marks]).toEqual(expect.arrayContaining(["H1", "P", "Table", "TH", "TD"]));
    expect([...fonts].filter((name) => !name.startsWith("LiberationSerif"))).toEqual([]);
    expect(fonts.size).toBeGreaterThan(1);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(9);
  });

  test("names Times New Roman in Word, its parts are styles, and its tables have the widths that were decided", async () => {
    const file = await fileOf({ format: "docx", paper });
    const [styles, document] = [partText(file, "word/styles.xml"), partText(file, "word/document.xml")];
    expect(new Set([...styles.matchAll(/w:ascii="([^"]+)"/gu)].map(([, name]) => name))).toEqual(
      new Set(["Times New Roman"]),
    );
    for (const name of ["Tên loại", "Trích yếu", "Nội dung", "Đề mục", "Quyền hạn ký", "Nơi nhận"]) {
      expect(styles).toContain(`<w:name w:val="${name}"/>`);
    }
    expect(document).toContain('<w:pStyle w:val="typeName"/>');
    const laid = laidOut(paper).sections.flatMap(({ blocks }) => blocks);
    const tables = laid.flatMap((block) => (block.kind === "table" || block.kind === "columns" ? [block.widths] : []));
    const grids = [...document.matchAll(/<w:tblGrid>(.*?)<\/w:tblGrid>/gu)].map(([, grid]) =>
      [...(grid ?? "").matchAll(/w:w="(\d+)"/gu)].map(([, width]) => Number(width)),
    );
    expect(grids).toEqual(tables.map((widths) => widths.map((width) => Math.round((width * 1440) / 25.4))));
  });

  test("draws its lines as borders as long as was measured, never as letters", async () => {
    const document = partText(await fileOf({ format: "docx", paper }), "word/document.xml");
    expect(document).not.toMatch(/_{3,}|─/u);
    const lines = [
      ...document.matchAll(/<w:top w:val="single"[^>]*\/><\/w:pBdr>.*?<w:ind w:left="(\d+)" w:right="(\d+)"\/>/gu),
    ];
    expect(lines.length).toBeGreaterThan(0);
  });

  test("is made again byte for byte", async () => {
    for (const format of ["docx", "pdf", "zip"] as const) {
      expect(
        Buffer.from(await fileOf(writingOf(format, paper))).equals(Buffer.from(await fileOf(writingOf(format, paper)))),
      ).toBe(true);
    }
  });
});

test("the cells of a table stand in Word in their rows, what is marked as they are written", async () => {
  const html = await tablesOfWord(await fileOf({ format: "docx", paper: paperOf("state") }));
  expect(html).toContain("Chiều dài đường &amp; vỉa hè &lt;mới&gt;");
  const said = targets.rows.flatMap(({ cells }) =>
    cells.flatMap((cell, index) => (cell === null ? [] : [cellText(cell, targets.columns[index]?.kind ?? "text")])),
  );
  for (const words of said) {
    expect(html).toContain(words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"));
  }
});

const word = fc.stringMatching(/^[A-Za-zÀ-ỹĐđ0-9/,.-]{1,14}$/u);
const sentence = fc.array(word, { minLength: 0, maxLength: 6 }).map((words) => words.join(" "));
const randomTable = fc
  .array(
    fc.tuple(
      sentence.filter((title) => title !== ""),
      fc.option(fc.integer({ min: 5, max: 80 }), { nil: undefined }),
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .chain((columns) =>
    fc
      .array(fc.array(sentence, { minLength: columns.length, maxLength: columns.length }), { maxLength: 8 })
      .map((rows): Table => ({
        kind: "table",
        title: "Bảng",
        columns: columns.map(([title, width]) => ({ title, kind: "text", ...(width !== undefined && { width }) })),
        rows: rows.map((cells) => ({ cells })),
      })),
  );

test("B-05: columns fill the width, and none is narrower than its longest word in letters of at least nine points", () => {
  fc.assert(
    fc.property(randomTable, fc.boolean(), (table, landscape) => {
      const width = textWidth(landscape);
      const { size, widths } = tableWidths(table, width);
      expect(size).toBeGreaterThanOrEqual(9);
      expect(widths.reduce((sum, one) => sum + one, 0)).toBeCloseTo(width, 6);
      const needed = table.columns.map(
        ({ title }, index) =>
          Math.max(
            widestWord(title, size, "bold"),
            ...table.rows.map(({ cells }) => widestWord(String(cells[index] ?? ""), size)),
          ) +
          2 * cellPadding,
      );
      // Where the words do not fit beside each other even in the smallest letters, nothing can keep them whole.
      if (needed.reduce((sum, one) => sum + one + 0.6, 0) > width) return;
      for (const [index, least] of needed.entries()) expect(widths[index]).toBeGreaterThanOrEqual(least);
    }),
  );
});

test("letters are as wide as those of the printed serif", () => {
  // 12 pt: a digit is half an em, so ten are 60 pt.
  expect(widthOf("0123456789", 12)).toBeCloseTo((60 * 25.4) / 72, 3);
  expect(widthOf("Ủy ban", 13, "bold")).toBeGreaterThan(widthOf("Ủy ban", 13));
});
