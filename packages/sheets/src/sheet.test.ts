import { errorMessage, isDomainError } from "@kheo/core/rules/errors";
import { type SheetRow } from "@kheo/core/territory/lists/unit-list";
import { strToU8, unzipSync, zipSync } from "fflate";
import { type CellValue, type WriteSheet, writeXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { readSheets } from "./sheet.ts";

const heading = ["TT", "Tên đơn vị", "Loại", "Trực thuộc"];
const book = async (...sheets: (Partial<WriteSheet> & { rows: CellValue[][] })[]): Promise<Uint8Array> =>
  new Uint8Array(await writeXlsx({ sheets: sheets.map((sheet, index) => ({ name: `Trang ${index + 1}`, ...sheet })) }));
const good = await book({ rows: [heading, [1, "Xã Phổ Văn", "Xã", "Thị xã Đức Phổ"]] });

/** A workbook of which one part was written by hand. */
const remade = (change: (parts: Record<string, Uint8Array>) => void, from = good): Uint8Array => {
  const parts = unzipSync(from);
  change(parts);
  return zipSync(parts);
};
const withSheet = (sheetData: string, more = ""): Uint8Array =>
  remade((parts) => {
    parts["xl/worksheets/sheet1.xml"] = strToU8(
      `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${sheetData}</sheetData>${more}</worksheet>`,
    );
  });
const inline = (reference: string, text: string): string =>
  `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
const compound = (name: string): Uint8Array =>
  new Uint8Array(
    Buffer.concat([
      Buffer.from("d0cf11e0a1b11ae1", "hex"),
      Buffer.alloc(1_500),
      Buffer.from(name, "utf16le"),
      Buffer.alloc(600),
    ]),
  );

const sentenceOf = async (bytes: Uint8Array): Promise<string> => {
  try {
    const sheets = await readSheets(bytes);
    return `read: ${sheets.length} sheets`;
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return errorMessage(error.code, error.details);
  }
};
const readRows = async (bytes: Uint8Array): Promise<readonly SheetRow[]> => (await readSheets(bytes))[0]?.rows ?? [];
const cellsOf = async (bytes: Uint8Array) => (await readRows(bytes)).map(({ cells }) => cells);

const empty = "Tệp không có dữ liệu. Hãy kiểm tra lại tệp đã chọn.";
const notSpreadsheet =
  "Tệp này không phải là bảng tính. Hãy chọn tệp Excel (.xlsx) hoặc CSV; từ phần mềm khác, hãy lưu lại thành XLSX.";
const webPage = "Tệp này là một trang web được đổi tên thành bảng tính. Hãy mở bằng Excel rồi lưu lại thành tệp XLSX.";
const oldExcel = "Tệp này theo định dạng Excel cũ (.xls). Hãy mở bằng Excel rồi lưu lại thành tệp XLSX.";
const locked = "Tệp này có đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi chọn lại tệp.";
const tooLarge = "Tệp lớn quá 10 MB. Hãy bỏ hình ảnh, hoặc tách thành nhiều tệp nhỏ hơn.";
const bomb = "Nội dung của tệp khi mở ra quá lớn. Hãy chép riêng bảng cần nhập sang một tệp mới rồi chọn lại.";
const manyRows = "Bảng có nhiều hơn 20000 dòng. Hãy tách thành nhiều tệp nhỏ hơn.";
const manyColumns = "Bảng có nhiều hơn 50 cột. Hãy chỉ giữ lại các cột cần nhập.";
const broken =
  "Tệp bị hỏng hoặc chưa tải đủ nên không đọc được. Hãy mở bằng Excel, lưu lại thành tệp XLSX rồi chọn lại.";

const wide = (columns: number): string =>
  `<row r="1">${Array.from({ length: columns }, (_, index) => `<c><v>${index}</v></c>`).join("")}</row>`;
const rowsXml = (rows: number): string => {
  const row = `<row><c><v>1</v></c>${inline("", "Xã Phổ Văn").replace(' r=""', "")}</row>`;
  return row.repeat(rows);
};
const zeros = (bytes: number): Uint8Array => new Uint8Array(bytes);

describe("a file that cannot be read ends with a sentence, and not with the server", () => {
  test.each<[string, () => Uint8Array | Promise<Uint8Array>, string]>([
    ["nothing", () => zeros(0), empty],
    ["only spaces and line ends", () => strToU8(" \r\n\r\n  "), empty],
    ["a workbook without a cell", () => book({ rows: [] }), empty],
    ["a workbook of empty rows", () => book({ rows: [["", null], ["  "]] }), empty],
    ["only hidden sheets beside an empty one", () => book({ rows: [] }, { rows: [heading], hidden: true }), empty],
    ["a PDF", () => strToU8("%PDF-1.7 ..."), notSpreadsheet],
    ["a picture", () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), notSpreadsheet],
    ["a RAR archive", () => strToU8("Rar!\u001a\u0007"), notSpreadsheet],
    ["a gzip archive", () => new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0]), notSpreadsheet],
    ["a program", () => new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 1, 2, 3]), notSpreadsheet],
    ["text with NUL bytes", () => strToU8("TT;Tên\u0000\u0001;x\n1;2;3\n4;5;6\n7;8;9 abcdefghijkl"), notSpreadsheet],
    ["nothing but NUL bytes", () => zeros(5_000), notSpreadsheet],
    [
      "a Word file renamed",
      () => zipSync({ "[Content_Types].xml": strToU8("<Types/>"), "word/document.xml": strToU8("<w:document/>") }),
      notSpreadsheet,
    ],
    [
      "an OpenDocument sheet",
      () =>
        zipSync({
          mimetype: strToU8("application/vnd.oasis.opendocument.spreadsheet"),
          "content.xml": strToU8("<x/>"),
        }),
      notSpreadsheet,
    ],
    ["a zip of zips", () => zipSync({ "a.zip": zipSync({ "b.zip": good }), "c.xlsx": good }), notSpreadsheet],
    ["a binary workbook", () => zipSync({ "xl/workbook.bin": zeros(20) }), notSpreadsheet],
    ["a web page named .xls", () => strToU8("<html><table><tr><td>Xã</td></tr></table></html>"), webPage],
    ["a web page with a mark before it", () => strToU8("\uFEFF<!DOCTYPE html><html></html>"), webPage],
    ["Excel's XML of 2003", () => strToU8('<?xml version="1.0"?><Workbook/>'), webPage],
    ["a saved web archive", () => strToU8("MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n"), webPage],
    ["an old Excel file", () => compound("Workbook"), oldExcel],
    ["a still older one", () => compound("Book"), oldExcel],
    ["an old Word file", () => compound("WordDocument"), notSpreadsheet],
    ["a file with a password", () => compound("EncryptedPackage"), locked],
    [
      "a real file with a password",
      async () =>
        new Uint8Array(
          await writeXlsx({ sheets: [{ name: "a", rows: [["x"]] }], encryption: { password: "p", spinCount: 100 } }),
        ),
      locked,
    ],
    ["eleven megabytes", () => new Uint8Array(11 * 1024 * 1024).fill(65), tooLarge],
    ["half a workbook", () => good.subarray(0, good.length / 2), broken],
    ["the first bytes of one", () => good.subarray(0, 30), broken],
    [
      "a workbook with torn bytes",
      () => good.map((byte, index) => (index > 60 && index < 300 ? byte ^ 0xa5 : byte)),
      broken,
    ],
    ["a workbook without its sheet", () => remade((parts) => delete parts["xl/worksheets/sheet1.xml"]), broken],
    ["a workbook whose parts are empty", () => remade((parts) => (parts["xl/workbook.xml"] = zeros(0))), broken],
    [
      "entities that grow",
      () =>
        remade((parts) => {
          const growing = Array.from(
            { length: 9 },
            (_, index) => `<!ENTITY a${index + 1} "${`&a${index};`.repeat(10)}">`,
          ).join("");
          parts["xl/sharedStrings.xml"] = strToU8(
            `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">${growing}]><sst><si><t>&a9;</t></si></sst>`,
          );
        }),
      broken,
    ],
    [
      "an entity that reads a file",
      () =>
        remade((parts) => {
          parts["xl/worksheets/sheet1.xml"] = strToU8(
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData/></worksheet>',
          );
        }),
      broken,
    ],
    [
      "a sheet that unpacks to a gigabyte's beginning",
      () => remade((parts) => (parts["xl/worksheets/sheet1.xml"] = zeros(40 * 1024 * 1024))),
      bomb,
    ],
    [
      "shared strings without end",
      () => remade((parts) => (parts["xl/sharedStrings.xml"] = new Uint8Array(60 * 1024 * 1024).fill(65))),
      bomb,
    ],
    [
      "ten thousand parts",
      () => zipSync(Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`a${index}`, zeros(1)]))),
      bomb,
    ],
    [
      "a part that says it is smaller than it is",
      () => {
        const lying = remade((parts) => (parts["xl/worksheets/sheet1.xml"] = zeros(200 * 1024 * 1024)));
        const view = new DataView(lying.buffer, lying.byteOffset, lying.byteLength);
        for (let at = 0; at < lying.length - 30; at++) {
          if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) === 200 * 1024 * 1024)
            view.setUint32(at + 24, 1_000, true);
        }
        return lying;
      },
      empty,
    ],
    ["a hundred thousand rows", () => withSheet(rowsXml(100_000)), manyRows],
    [
      "a hundred thousand lines",
      () => strToU8(`${heading.join(";")}\n${"1;Xã Phổ Văn;Xã;x\n".repeat(100_000)}`),
      manyRows,
    ],
    ["16,384 columns", () => withSheet(wide(16_384)), manyColumns],
    [
      "51 columns of a CSV file",
      () => strToU8(Array.from({ length: 51 }, (_, index) => `c${index}`).join(",")),
      manyColumns,
    ],
    ["a sheet of half a million cells with text", () => withSheet(wide(60).repeat(9_000)), manyColumns],
  ])("%s", async (_, make, sentence) => {
    const bytes = await make();
    // The thread and its buffers are in this process.
    const megabytes = () => process.memoryUsage.rss() / 1024 / 1024;
    const before = megabytes();
    let peak = before;
    const watch = setInterval(() => (peak = Math.max(peak, megabytes())), 5);
    const said = await sentenceOf(bytes);
    clearInterval(watch);
    expect(said).toBe(sentence);
    expect(peak - before).toBeLessThan(300);
  });
});

describe("a file that can be read", () => {
  test("shows its cells as people see them", async () => {
    const rows = await readRows(
      await book({
        rows: [
          heading,
          [1, "Xã Phổ Văn", true, new Date("2025-07-01T00:00:00Z")],
          [2, "  hai\r\ndòng ", 0.5, 21451],
          [],
          [null, 7, 0.4, "Ia H'Drai"],
        ],
        cells: new Map([
          ["2,2", { style: { numFmt: "0%" } }],
          ["4,1", { style: { numFmt: "00000" } }],
          ["1,3", { style: { numFmt: "mm-dd-yy" } }],
        ]),
      }),
    );
    expect(rows.map(({ number, cells }) => [number, ...cells])).toEqual([
      [1, ...heading],
      [2, "1", "Xã Phổ Văn", "TRUE", "01/07/2025"],
      [3, "2", "hai\ndòng", "50%", "21451"],
      [5, "", "00007", "0.4", "Ia H'Drai"],
    ]);
  });

  test("merged cells show their value everywhere, hidden sheets nothing", async () => {
    const sheets = await readSheets(
      await book(
        { rows: [["bí mật"]], hidden: true },
        {
          rows: [
            ["Đơn vị cũ", "", "Đơn vị mới"],
            ["Xã A", "Huyện B", "Xã C"],
            ["Xã D", "", ""],
          ],
          merges: [
            { startRow: 0, startCol: 0, endRow: 0, endCol: 1 },
            { startRow: 1, startCol: 1, endRow: 2, endCol: 1 },
            { startRow: 1, startCol: 2, endRow: 2, endCol: 2 },
          ],
        },
      ),
    );
    expect(sheets).toHaveLength(1);
    expect(sheets[0]?.rows.map(({ cells }) => cells)).toEqual([
      ["Đơn vị cũ", "Đơn vị cũ", "Đơn vị mới"],
      ["Xã A", "Huyện B", "Xã C"],
      ["Xã D", "Huyện B", "Xã C"],
    ]);
  });

  test("a whole sheet merged into one cell is no more than its rows", async () => {
    const merged = withSheet(
      `<row r="1">${inline("A1", "Danh sách")}</row><row r="3">${inline("A3", "x")}</row>`,
      '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    );
    const rows = await readRows(merged);
    expect(rows.length).toBeLessThanOrEqual(3);
    expect(rows.every(({ cells }) => cells.every((cell) => cell === "Danh sách" || cell === ""))).toBe(true);
  });

  test("formulas show what they last came to, and are never worked out", async () => {
    const rows = await readRows(
      withSheet(
        `<row r="1">${inline("A1", "Tên")}</row><row r="2"><c r="A2" t="str"><f>A1&amp;"x"</f><v>Xã Phổ Văn</v></c></row>` +
          `<row r="3"><c r="A3"><f>HYPERLINK("http://x","Xã")</f></c></row><row r="4"><c r="A4" t="e"><f>#REF!+1</f><v>#REF!</v></c></row>` +
          `<row r="5">${inline("A5", "=cmd|' /C calc'!A0")}</row><row r="6"><c r="B6" t="e"><v>#N/A</v></c></row>`,
      ),
    );
    expect(rows.map(({ number, cells, faults }) => [number, cells[0] ?? "", faults])).toEqual([
      [1, "Tên", []],
      [2, "Xã Phổ Văn", []],
      [
        3,
        "",
        [
          {
            column: 0,
            message: "Ô A3 là công thức chưa có kết quả. Hãy mở tệp bằng Excel, lưu lại, hoặc dán thành giá trị.",
          },
        ],
      ],
      [4, "#REF!", [{ column: 0, message: "Ô A4 đang báo lỗi #REF!. Hãy sửa ô này trong tệp." }]],
      [5, "=cmd|' /C calc'!A0", []],
      [6, "", [{ column: 1, message: "Ô B6 đang báo lỗi #N/A. Hãy sửa ô này trong tệp." }]],
    ]);
  });

  const lines = 'TT;Tên đơn vị;Trực thuộc\r\n1;"Xã ""Phổ"" Văn";"Thị xã\r\nĐức Phổ"\r\n\r\n2;Xã Ba;nt\r\n';
  const expected = [
    ["TT", "Tên đơn vị", "Trực thuộc"],
    ["1", 'Xã "Phổ" Văn', "Thị xã\nĐức Phổ"],
    ["2", "Xã Ba", "nt"],
  ];
  const utf16be = (text: string) => new Uint8Array(Buffer.from(`\uFEFF${text}`, "utf16le").swap16());
  test.each<[string, Uint8Array]>([
    ["semicolons", strToU8(lines)],
    ["a mark before UTF-8", strToU8(`\uFEFF${lines}`)],
    ["commas", strToU8(lines.replaceAll(";", ","))],
    ["tabs", strToU8(lines.replaceAll(";", "\t"))],
    ["line ends of Unix", strToU8(lines.replaceAll("\r\n", "\n"))],
    ["a line that tells the separator", strToU8(`sep=;\r\n${lines}`)],
    ["UTF-16 as Excel writes it", new Uint8Array(Buffer.from(`\uFEFF${lines.replaceAll(";", "\t")}`, "utf16le"))],
    ["UTF-16 the other way round", utf16be(lines)],
    ["UTF-16 without its mark", new Uint8Array(Buffer.from(lines, "utf16le"))],
  ])("CSV with %s", async (_, bytes) => {
    expect(await cellsOf(bytes)).toEqual(expected);
  });

  test("CSV of one byte a letter keeps the letters of the old fonts", async () => {
    expect(await cellsOf(new Uint8Array(Buffer.from("TT;Tªn\n1;X· Phæ V¨n", "latin1")))).toEqual([
      ["TT", "Tªn"],
      ["1", "X· Phæ V¨n"],
    ]);
  });

  test("half of a letter and letters of no language do no harm", async () => {
    const bytes = await book({ rows: [heading, [1, "Xã \uD83D Văn", "\uFFFE", "x"]] });
    expect((await readRows(bytes)).map(({ number }) => number)).toEqual([1, 2]);
  });

  test("twenty thousand rows are read", async () => {
    expect(await readRows(withSheet(rowsXml(20_000)))).toHaveLength(20_000);
  });
});
