import { describe, expect, test } from "vitest";
import { previewUnitList } from "./preview.ts";
import { before, named, outcomeOf, preview, rootId, rows, table } from "./testing-province.ts";

const list = ["TT", "Tên đơn vị", "Loại", "Trực thuộc", "Mã"] as const;

describe("a list of units", () => {
  test("makes units below others in force and in the list, whichever row comes first", () => {
    const read = preview(
      rows(
        list,
        ["1", "Chi bộ thôn 1", "", "Xã Mới", "007"],
        ["2", "Xã Mới", "", "Huyện Bình Sơn", "0123"],
        ["3", "Bình Nguyên", "xã", "huyện bình sơn, tỉnh Quảng Ngãi", ""],
        ["4", "Xã Bình Châu", "Xã", "Huyện Bình Sơn", ""],
      ),
    );
    const below = named("Huyện Bình Sơn").id;
    expect(read.kind).toBe("list");
    const [commune, cell, third] = read.changes.map(({ into }) => into[0]);
    expect(commune).toMatchObject({ name: "Xã Mới", kind: "commune", parentId: below, code: "0123" });
    expect(cell).toMatchObject({ name: "Chi bộ thôn 1", kind: "partyCell", parentId: commune?.id, code: "007" });
    expect(third).toMatchObject({ name: "Xã Bình Nguyên", parentId: below, code: null });
    expect(read.row(5)).toMatchObject({ status: "same", message: "Đơn vị đã có, không thay đổi." });
    expect(read.problems).toEqual([]);
  });

  test.each<[string, readonly string[], string]>([
    ["no name", ["1", "", "Xã", "Huyện Bình Sơn"], "Chưa ghi tên đơn vị."],
    [
      "no kind",
      ["1", "Bình Tân", "", "Huyện Bình Sơn"],
      "Chưa rõ loại của “Bình Tân”. Hãy ghi cột Loại, hoặc ghi đủ tên, ví dụ “Xã Bình Tân”.",
    ],
    ["a kind that is none", ["1", "Bình Tân", "Vùng", "Huyện Bình Sơn"], "“Vùng” không phải là một loại đơn vị."],
    ["two kinds", ["1", "Xã Bình Tân", "Phường", "Huyện Bình Sơn"], "Loại “Phường” không khớp với tên “Xã Bình Tân”."],
    [
      "a superior that is not there",
      ["1", "Xã A Bê", "", "Huyện Không Có"],
      "Không có đơn vị “Huyện Không Có” có hiệu lực vào ngày trước ngày thực hiện.",
    ],
    ["itself as superior", ["1", "Xã A Bê", "", "Xã A Bê"], "“Xã A Bê” không thể trực thuộc chính mình."],
    ["a code that is none", ["1", "Xã A Bê", "", "Huyện Bình Sơn", "chưa có"], "“chưa có” không phải là mã đơn vị."],
    [
      "a day for a name",
      ["1", "01/07/2025", "Xã", "Huyện Bình Sơn"],
      "Tên đơn vị: “01/07/2025” là số hoặc ngày, không phải là tên đơn vị.",
    ],
    ["a number for a name", ["1", "12", "Xã", "Huyện Bình Sơn"], "Tên đơn vị: tên đơn vị cần ít nhất 3 ký tự."],
    ["300 letters", ["1", `Xã ${"a".repeat(300)}`, "", "Huyện Bình Sơn"], "Tên đơn vị: tên đơn vị dài quá 200 ký tự."],
    [
      "a formula as text",
      ["1", '=HYPERLINK("http://x")', "Xã", "Huyện Bình Sơn"],
      'Tên đơn vị: “=HYPERLINK("http://x")” là công thức, không phải tên đơn vị.',
    ],
    [
      "a command as text",
      ["1", "=cmd|' /C calc'!A0", "Xã", "Huyện Bình Sơn"],
      "Tên đơn vị: “=cmd|' /C calc'!A0” là công thức, không phải tên đơn vị.",
    ],
    [
      "lost letters",
      ["1", "Xã Ph? V?n", "", "Huyện Bình Sơn"],
      "Tên đơn vị: tên có ký tự không đọc được. Hãy lưu tệp với bảng mã UTF-8.",
    ],
    ["“như trên” below nothing", ["1", "Xã A Bê", "", "nt"], "“nt” (như trên), nhưng phía trên không có gì."],
  ])("refuses %s", (_, row, message) => {
    const read = preview(rows(list, row));
    expect(read.row(2)).toMatchObject({ status: "refused", message });
    expect(read.changes).toEqual([]);
  });

  test("refuses superiors in a circle, what is below them, and names the first of two", () => {
    const read = preview(
      rows(
        list,
        ["1", "Chi bộ Một", "", "Chi bộ Hai", ""],
        ["2", "Chi bộ Hai", "", "Chi bộ Một", ""],
        ["3", "Xã A Bê", "", "Huyện Bình Sơn", ""],
        ["4", "xã  a bê", "", "Huyện Bình Sơn", ""],
      ),
    );
    expect(read.row(2)).toMatchObject({ status: "refused", message: "“Chi bộ Một” trực thuộc vòng quanh chính mình." });
    expect(read.row(3)).toMatchObject({ status: "refused", message: "“Chi bộ Hai” trực thuộc vòng quanh chính mình." });
    expect(read.row(5)).toMatchObject({ status: "refused", message: "Trùng với dòng 4." });
    expect(read.changes).toHaveLength(1);
  });

  test("a chain of superiors as long as a file allows ends with a sentence", () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => [
      String(index),
      `Chi bộ số ${index}`,
      "",
      `Chi bộ số ${index + 1}`,
      "",
    ]);
    const read = preview(rows(list, ...chain));
    expect(read.changes).toEqual([]);
    expect(read.counts.refused).toBe(20_000);
  });

  test("asks whether a name that differs in a tone mark is another unit", () => {
    const sheet = rows(list, ["1", "Xã Bình Chậu", "", "Huyện Bình Sơn", ""]);
    const asked = preview(sheet);
    expect(asked.row(2)).toMatchObject({ status: "ambiguous" });
    expect(asked.row(2)?.choices.map(({ id }) => id)).toEqual([named("Xã Bình Châu").id, "new"]);
    expect(preview(sheet, { 2: ["new"] }).changes).toHaveLength(1);
    expect(preview(sheet, { 2: [named("Xã Bình Châu").id] }).row(2)).toMatchObject({ status: "same" });
  });
});

describe("a table as people send it", () => {
  test("titles, two lines of heading, sections, totals, numbers and empty lines", () => {
    const read = preview(
      rows(
        ["BẢNG CHUYỂN ĐỔI ĐƠN VỊ HÀNH CHÍNH CŨ SANG MỚI"],
        ["TT", "Đơn vị cũ", "Đơn vị mới", "Đơn vị mới", "Ghi chú"],
        ["TT", "Đơn vị cũ", "Tên", "Trực thuộc", "Ghi chú"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["I", "Huyện Bình Sơn", "", "", ""],
        ["1", "Xã Bình Châu\nXã Bình Thanh", "Xã Đông Sơn", "Tỉnh Quảng Ngãi", "Nghị quyết 1677"],
        ["", "", "", "", ""],
        ["II. Huyện Ba Tơ", "II. Huyện Ba Tơ", "II. Huyện Ba Tơ", "II. Huyện Ba Tơ", "II. Huyện Ba Tơ"],
        ["2", "Xã Ba Xa", "Xã Ba Xa", '"', ""],
        ["Tổng cộng", "3", "2", "", ""],
      ),
    );
    expect(read.rows.map(({ number, status, message }) => [number, status, message])).toEqual([
      [1, "skipped", "Dòng phía trên tiêu đề bảng."],
      [2, "skipped", "Tiêu đề bảng."],
      [3, "skipped", "Tiêu đề bảng."],
      [4, "skipped", "Dòng chỉ có số."],
      [5, "skipped", "Tiêu đề mục: các dòng dưới trực thuộc “Huyện Bình Sơn”."],
      [6, "change", "Sáp nhập"],
      [7, "skipped", "Dòng trống."],
      [8, "skipped", "Tiêu đề mục: các dòng dưới trực thuộc “Huyện Ba Tơ”."],
      [9, "change", "Chuyển trực thuộc"],
      [10, "skipped", "Dòng tổng cộng."],
    ]);
    expect(read.changes.map(({ kind, note }) => [kind, note])).toEqual([
      ["merge", "Nghị quyết 1677"],
      ["move", ""],
      ["abolish", "Không còn đơn vị trực thuộc."],
      ["abolish", "Không còn đơn vị trực thuộc."],
    ]);
    expect(read.problems).toEqual([]);
  });

  test("every form of change by its word", () => {
    const heading = [
      "TT",
      "Đơn vị cũ",
      "Trực thuộc cũ",
      "Hình thức",
      "Tỷ lệ",
      "Đơn vị mới",
      "Trực thuộc mới",
      "Mã mới",
    ];
    const q = "Tỉnh Quảng Ngãi";
    const read = preview(
      rows(
        heading,
        ["1", "Xã Ba Xa", "Huyện Ba Tơ", "Giữ nguyên", "", "", "", ""],
        ["2", "Xã Trà Tân", "Huyện Trà Bồng", "Đổi tên", "", "Xã Trà Tân Mới", "Huyện Trà Bồng", ""],
        ["3", "Xã Trà Bình", "Huyện Trà Bồng", "Đổi loại", "", "Phường Trà Bình", "Huyện Trà Bồng", "01234"],
        ["4", "Xã Trà Tây", "Huyện Trà Bồng", "Chuyển trực thuộc", "", "Xã Trà Tây", "Huyện Ba Tơ", ""],
        ["5", "Xã Nghĩa Lâm", "Huyện Tư Nghĩa", "Giải thể", "", "", "", ""],
        ["6", "", "", "Thành lập", "", "Xã Hoàn Toàn Mới", q, ""],
        ["7", "Xã Trà Bùi", "Huyện Trà Bồng", "Chia tách", "40%", "Xã Bùi Một", q, ""],
        ["8", "Xã Trà Bùi", "Huyện Trà Bồng", "Chia tách", "60", "Xã Bùi Hai", q, ""],
        ["9", "Xã Sơn Bao", "Huyện Sơn Hà", "Điều chỉnh một phần", "10", "Xã Bùi Ba", q, ""],
        ["10", "Xã Sơn Hạ", "Huyện Sơn Hà", "Bay đi", "", "Xã X Y", q, ""],
      ),
    );
    expect(read.changes.map(({ kind }) => kind).toSorted()).toEqual(
      ["unchanged", "rename", "kindChange", "move", "abolish", "create", "split", "partial"].toSorted(),
    );
    expect(read.changes.find(({ kind }) => kind === "split")?.into.map(({ share }) => share)).toEqual([40, 60]);
    expect(read.changes.find(({ kind }) => kind === "kindChange")?.into[0]?.code).toBe("01234");
    expect(read.row(11)).toMatchObject({ status: "refused", message: "“Bay đi” không phải là một hình thức sắp xếp." });
    expect(read.row(2)).toMatchObject({ status: "same" });
    expect(read.problems).toEqual([]);
  });

  test("old fonts, the other form of Unicode, and control characters", () => {
    const read = outcomeOf(
      table(
        ["X· B×nh Ch©u", "HuyÖn B×nh S¬n", "X· §«ng S¬n", "TØnh Qu¶ng Ng·i"],
        ["Xaõ Bình Thanh", "Huyeän Bình Sôn", "Xaõ Ñoâng Sôn", "Tænh Quaûng Ngaõi"],
        ["Xã Tịnh Hòa\u0000".normalize("NFD"), "Thành phố Quảng Ngãi".normalize("NFD"), "Xã Đông Sơn".normalize("NFD")],
      ),
    );
    expect(read.problems).toEqual([]);
    expect(read.created.map(({ name }) => name)).toEqual(["Xã Đông Sơn"]);
    expect(read.into("Xã Đông Sơn")).toHaveLength(3);
    expect(read.row(2)?.message).toBe("Sáp nhập. Chữ đã chuyển từ bảng mã TCVN3 (ABC).");
  });

  test("a table without a heading is not guessed at", () => {
    const read = previewUnitList(rows(["1", "Xã A"], ["2", "Xã B"]), {
      units: before,
      changedLater: new Set(),
      reach: null,
      rootId,
      choices: {},
      newId: () => "n",
    });
    expect(read).toBeNull();
  });

  test("the same line twice is refused and names the first", () => {
    const line = ["Xã Bình Châu", "Huyện Bình Sơn", "Xã Đông Sơn"] as const;
    const read = preview(table(line, ["Xã Bình Thanh", "Huyện Bình Sơn", "Xã Đông Sơn"], line));
    expect(read.row(4)).toMatchObject({ status: "refused", message: "Trùng với dòng 2." });
  });

  test("a cell without a value is refused where it counts", () => {
    const sheet = table(["Xã Bình Châu", "Huyện Bình Sơn", "Xã Đông Sơn"]);
    const fault = (column: number) =>
      preview(
        sheet.map((row) => (row.number === 2 ? { ...row, faults: [{ column, message: "Ô báo lỗi #REF!." }] } : row)),
      );
    expect(fault(1).row(2)).toMatchObject({ status: "refused", message: "Ô báo lỗi #REF!." });
    expect(fault(0).row(2)).toMatchObject({ status: "change" });
  });
});
