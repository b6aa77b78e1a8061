import { type AnnualReport, cellText } from "@kheo/core/reports/reports";
import { readXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import { annualReportPaper } from "./forms/annual-report.ts";
import { fileOf } from "./files.ts";
import { documentText, issuers, partText, readPdf } from "./testing.ts";
import { writtenInThread } from "./written.ts";

const report: AnnualReport = {
  title: "Báo cáo tổng kết phong trào thi đua “Dân vận khéo” – Năm 2026",
  unitId: "unit",
  unitName: "Phường Trà Câu",
  periodId: "period",
  periodTitle: "Năm 2026",
  cutoff: "2026-11-30",
  demonstration: true,
  eventHead: "208-9f3a-12bc-77de-0a41",
  figures: [
    { name: "total", title: "Tổng đăng ký", value: 1240, kind: "number", definition: "Mới cộng duy trì." },
    { name: "share", title: "Tỷ lệ công nhận", value: 69.1, kind: "percent", definition: "Công nhận chia đăng ký." },
  ],
  narrative: ["Năm 2026, toàn phường đăng ký 1.240 mô hình: ế ộ ữ ỵ Đ ơ."],
  tables: [
    {
      number: "01",
      title: "Tổng hợp số lượng mô hình",
      columns: [
        { title: "TT", kind: "number" },
        { title: "Đơn vị", kind: "text" },
        { title: "Tập thể", kind: "number", group: "Đăng ký mới" },
        { title: "Cá nhân", kind: "number", group: "Đăng ký mới" },
        { title: "Ngày ký", kind: "day" },
        { title: "Điểm", kind: "points" },
      ],
      rows: [[1, "Chi bộ tổ dân phố 3", 1200, 40, "2026-11-20", 78.06]],
      total: [null, "Tổng cộng", 1200, 40, null, null],
      empty: "Chưa có đơn vị nào.",
      notes: ["Cột Cá nhân gồm cả hộ gia đình."],
    },
    {
      number: "08",
      title: "Đơn vị chưa có mô hình",
      columns: [{ title: "TT", kind: "number" }],
      rows: [],
      total: null,
      empty: "Mọi đơn vị đều đã có mô hình.",
      notes: [],
    },
  ],
};

const workbook = (of: AnnualReport) => fileOf({ format: "xlsx", report: of });
const paperOf = (of: AnnualReport) =>
  annualReportPaper(of, { issuer: issuers.front, recipients: ["Ban Dân vận Tỉnh ủy (b/c)"] });
const word = (of: AnnualReport) => fileOf({ format: "docx", paper: paperOf(of) });

test("the workbook keeps numbers as numbers and days as days, with grouped headings merged", async () => {
  const { sheets } = await readXlsx(await workbook(report));
  expect(sheets.map(({ name }) => name)).toEqual(["Tổng hợp", "Biểu 01", "Biểu 08"]);
  const rows = sheets[1]?.rows ?? [];
  const row = rows.find((cells) => cells[1] === "Chi bộ tổ dân phố 3");
  expect(row?.slice(0, 4)).toEqual([1, "Chi bộ tổ dân phố 3", 1200, 40]);
  expect(row?.[4]).toEqual(new Date("2026-11-20T00:00:00Z"));
  expect(row?.[5]).toBe(78.06);
  expect(rows.find((cells) => cells[1] === "Tổng cộng")?.slice(2, 4)).toEqual([1200, 40]);
  expect(sheets[1]?.merges).toContainEqual({ startRow: 3, startCol: 2, endRow: 3, endCol: 3 });
  expect(sheets[2]?.rows.flat()).toContain("Mọi đơn vị đều đã có mô hình.");
});

const withStructure = { ...report, structureOn: "2026-06-30" };
const ungrouped: AnnualReport = { ...report, tables: report.tables.slice(1) };
test.each([
  ["of one row and of two", report, ["'Biểu 01'!$4:$5", "'Biểu 08'!$4:$4"]],
  ["below a line more", withStructure, ["'Biểu 01'!$5:$6", "'Biểu 08'!$5:$5"]],
  ["of one table", ungrouped, ["'Biểu 08'!$4:$4"]],
] as const)(
  "B-06: heads %s are repeated on every printed page, by a name that Excel reads",
  async (_, given, heads) => {
    const xml = partText(await workbook(given), "xl/workbook.xml");
    const names = [...xml.matchAll(/<definedName name="_xlnm\.Print_Titles" localSheetId="(\d+)">([^<]+)</gu)];
    expect(names.map(([, sheet, range]) => [Number(sheet), range?.replaceAll("&apos;", "'")])).toEqual(
      heads.map((range, index) => [index + 1, range]),
    );
  },
);

test("the Word file carries every letter, every figure as papers print it, and says that it is a demonstration", async () => {
  const text = await documentText(await word(report));
  for (const words of [
    "PHƯỜNG TRÀ CÂU",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "TM. BAN THƯỜNG TRỰC",
    "- Ban Dân vận Tỉnh ủy (b/c);",
    "ế ộ ữ ỵ Đ ơ",
    "78,06",
    "20/11/2026",
    "1.200",
    "69,10 %",
  ]) {
    expect(text).toContain(words);
  }
  expect(text).toContain("Dữ liệu minh họa");
  expect(text).toContain("Mọi đơn vị đều đã có mô hình.");
});

test("both papers carry the head of the log, and those of an older report none", async () => {
  const mark = "Dấu kiểm nhật ký: 208-9f3a-12bc-77de-0a41";
  const { eventHead: _, ...older } = report;
  const cells = async (of: AnnualReport) => (await readXlsx(await workbook(of))).sheets[0]?.rows.flat();
  expect(await documentText(await word(report))).toContain(mark);
  expect(await cells(report)).toContain(mark);
  expect(await documentText(await word(older))).not.toContain("Dấu kiểm");
  expect((await cells(older))?.join("")).not.toContain("Dấu kiểm");
});

test("a cell without a value is a dash, never a zero", () => {
  expect(cellText(null, "number")).toBe("—");
  expect(cellText(0, "percent")).toBe("0,00");
});

test("S-13: a paper is written in a thread as it is outside of one", async () => {
  const paper = await writtenInThread({ format: "docx", paper: paperOf(report) });
  expect(Buffer.from(paper).equals(Buffer.from(await word(report)))).toBe(true);
});

test("B-08: the report has the head and the signature of who issues it, and addresses nobody that it does not name", async () => {
  const text = await documentText(await word(report));
  for (const wrong of ["ĐẢNG CỘNG SẢN", "-BC/ĐU", "ĐƠN VỊ BÁO CÁO", "Như trên"]) expect(text).not.toContain(wrong);
  const { pages } = await readPdf(await fileOf({ format: "pdf", paper: paperOf(report) }));
  expect(pages.filter((page) => page.includes("Dấu kiểm nhật ký"))).toHaveLength(1);
  expect(pages.every((page) => page.includes("Dữ liệu minh họa"))).toBe(true);
});

test("B-07: an appendix in Excel is as wide as its page in letters of at least nine points, its rows as high as their lines", async () => {
  const long = "Vận động Nhân dân hiến đất, tháo dỡ tường rào, cổng ngõ để mở rộng tuyến đường liên tổ dân phố ".repeat(
    3,
  );
  const [table] = report.tables;
  if (!table) throw new Error("The report has no table");
  const wide = {
    ...table,
    columns: [...table.columns, { title: "Ghi chú", kind: "text" as const }],
    rows: [[1, "Chi bộ tổ dân phố 3", 1200, 40, "2026-11-20", 78.06, long.trim()]],
    total: [null, "Tổng cộng", 1200, 40, null, null, null],
  };
  const file = await workbook({ ...report, tables: [wide] });
  const sheet = partText(file, "xl/worksheets/sheet2.xml");
  const digits = [...sheet.matchAll(/<col [^>]*width="([\d.]+)"/gu)].map(([, width]) => Number(width));
  const millimetres = digits.reduce((sum, one) => sum + one, 0) * ((6 * 25.4) / 72);
  expect(millimetres).toBeLessThanOrEqual(257.1);
  const sizes = [...partText(file, "xl/styles.xml").matchAll(/<sz val="([\d.]+)"/gu)].map(([, size]) => Number(size));
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(9);
  const height = (row: number) => Number(new RegExp(`<row r="${row}"[^>]* ht="([\\d.]+)"`, "u").exec(sheet)?.[1]);
  // Heads stand in rows 4 and 5; the long text needs several lines, the sum below it one.
  expect(height(6)).toBeGreaterThan(3 * height(7) - 6);
});
