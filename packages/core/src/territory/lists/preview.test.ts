import { describe, expect, test } from "vitest";
import { carryOut } from "../carry-out.ts";
import { previewUnitList } from "./preview.ts";
import type { SheetRow, UnitListChoices } from "./unit-list.ts";
import { readUnitName } from "../unit-names.ts";
import type { Unit } from "../units.ts";

/** A small old province: unit below unit, by indentation. */
const tree = (text: string): readonly Unit[] => {
  const above: string[] = [];
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, index): Unit => {
      const depth = (line.length - line.trimStart().length) / 2;
      const id = `u${index + 1}`;
      above[depth] = id;
      const { guess } = readUnitName(line.trim());
      return {
        id,
        name: line.trim(),
        kind: guess ?? "commune",
        parentId: depth === 0 ? null : (above[depth - 1] ?? null),
        validFrom: "2020-01-01",
        validTo: null,
      };
    });
};
const rows = (...lines: readonly (readonly string[])[]): readonly SheetRow[] =>
  lines.map((cells, index) => ({ number: index + 1, cells, faults: [] }));

const before = tree(`Tỉnh Quảng Ngãi
  Thành phố Quảng Ngãi
    Phường Nguyễn Nghiêm
    Phường Trần Hưng Đạo
    Phường Chánh Lộ
    Xã Tịnh Hòa
  Thị xã Đức Phổ
    Phường Nguyễn Nghiêm
    Phường Phổ Hòa
    Xã Phổ Nhơn
    Xã Phổ Phong
  Huyện Bình Sơn
    Xã Bình Châu
    Xã Bình Thanh
  Huyện Trà Bồng
    Xã Trà Giang
    Xã Trà Bình
    Xã Trà Tân
    Xã Trà Bùi
    Xã Trà Tây
  Huyện Tư Nghĩa
    Xã Nghĩa Sơn
    Xã Nghĩa Lâm
  Huyện Sơn Hà
    Xã Sơn Hạ
    Xã Sơn Thành
    Thị trấn Di Lăng
    Xã Sơn Bao
  Huyện Lý Sơn
  Huyện Ba Tơ
    Xã Ba Xa
Tỉnh Kon Tum
  Thành phố Kon Tum
    Phường Trần Hưng Đạo
    Phường Lê Lợi
  Huyện Đăk Hà
    Thị trấn Đăk Hà
    Xã Hà Mòn
    Xã Đăk Long
    Xã Đăk Pxi
  Huyện Tu Mơ Rông
    Xã Đăk Hà
    Xã Tu Mơ Rông
  Huyện Đăk Glei
    Xã Đăk Long`);
const named = (name: string, above?: string): Unit => {
  const found = before.filter(
    (unit) =>
      unit.name === name && (above === undefined || before.find(({ id }) => id === unit.parentId)?.name === above),
  );
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`${found.length} units are called ${name}`);
  return only;
};
const rootId = named("Tỉnh Quảng Ngãi").id;

const preview = (sheet: readonly SheetRow[], choices: UnitListChoices = {}, units = before) => {
  let made = 0;
  const read = previewUnitList(sheet, {
    units,
    changedLater: new Set(),
    reach: null,
    rootId,
    choices,
    newId: () => `n${++made}`,
  });
  if (!read) throw new Error("No heading was found");
  return { ...read, row: (number: number) => read.rows.find((row) => row.number === number) };
};

const conversion = ["TT", "Đơn vị cũ", "Trực thuộc cũ", "Đơn vị mới", "Trực thuộc mới"] as const;
const table = (...lines: readonly (readonly [string, string, string, string?])[]) =>
  rows(
    conversion,
    ...lines.map(([from, below, into, above = "Tỉnh Quảng Ngãi"], index) => [
      String(index + 1),
      from,
      below,
      into,
      above,
    ]),
  );

/** What became of the units, by name: old units, the new one, its id. */
const outcomeOf = (sheet: readonly SheetRow[], choices: UnitListChoices = {}) => {
  const read = preview(sheet, choices);
  const out = carryOut(read.changes, { units: before, changedLater: new Set(), reach: null });
  const after = new Map([...out.created, ...out.renewed].map((unit) => [unit.id, unit]));
  return {
    ...read,
    ...out,
    into: (name: string) => {
      const unit = [...after.values()].find((one) => one.name === name);
      return out.successions.filter(({ toId }) => toId === unit?.id).map(({ fromId }) => fromId);
    },
  };
};

describe("the traps of the reform", () => {
  test("1: two wards Nguyễn Nghiêm, and a commune of that name made of neither", () => {
    const read = outcomeOf(
      table(
        ["Phường Nguyễn Nghiêm", "Thành phố Quảng Ngãi", "Phường Cẩm Thành"],
        ["Phường Chánh Lộ", "TP Quảng Ngãi", "Phường Cẩm Thành"],
        ["Phường Nguyễn Nghiêm", "TX. Đức Phổ", "Phường Đức Phổ"],
        ["Phường Phổ Hoà", "Thị xã Đức Phổ", "Phường Đức Phổ"],
        ["Xã Phổ Nhơn", "Thị xã Đức Phổ", "Xã Nguyễn Nghiêm"],
        ["Xã Phổ Phong", "Thị xã Đức Phổ", "Xã Nguyễn Nghiêm"],
      ),
    );
    expect(read.problems).toEqual([]);
    expect(read.counts).toMatchObject({ change: 6, refused: 0, ambiguous: 0 });
    expect(read.into("Phường Cẩm Thành")).toEqual([
      named("Phường Nguyễn Nghiêm", "Thành phố Quảng Ngãi").id,
      named("Phường Chánh Lộ").id,
    ]);
    expect(read.into("Phường Đức Phổ")).toContain(named("Phường Nguyễn Nghiêm", "Thị xã Đức Phổ").id);
    expect(read.into("Xã Nguyễn Nghiêm")).toEqual([named("Xã Phổ Nhơn").id, named("Xã Phổ Phong").id]);
    // Every unit of the town went past it.
    expect(read.notes).toEqual(["“Thị xã Đức Phổ” không còn đơn vị trực thuộc nên được ghi là giải thể."]);
  });

  test("1: without the district the two wards are asked about, and the choice is taken", () => {
    const sheet = table(["Phường Nguyễn Nghiêm", "", "Phường Đức Phổ"], ["Phường Phổ Hòa", "", "Phường Đức Phổ"]);
    const asked = preview(sheet);
    expect(asked.row(2)).toMatchObject({
      status: "ambiguous",
      message: "Có 2 đơn vị tên “Phường Nguyễn Nghiêm”. Hãy chọn đúng đơn vị.",
    });
    expect(asked.row(2)?.choices.map(({ label }) => label)).toEqual([
      "Phường Nguyễn Nghiêm – Thành phố Quảng Ngãi – Tỉnh Quảng Ngãi",
      "Phường Nguyễn Nghiêm – Thị xã Đức Phổ – Tỉnh Quảng Ngãi",
    ]);
    const chosen = named("Phường Nguyễn Nghiêm", "Thị xã Đức Phổ").id;
    const read = outcomeOf(sheet, { 2: [chosen] });
    expect(read.counts.ambiguous).toBe(0);
    expect(read.into("Phường Đức Phổ")).toContain(chosen);
  });

  test("2: the old Trà Giang goes into Đông Trà Bồng; the new one is made of others", () => {
    const read = outcomeOf(
      table(
        ["Xã Trà Giang", "Huyện Trà Bồng", "Xã Đông Trà Bồng"],
        ["Xã Trà Bình", "Huyện Trà Bồng", "Xã Đông Trà Bồng"],
        ["Xã Nghĩa Sơn", "Huyện Tư Nghĩa", "Xã Trà Giang"],
        ["Xã Nghĩa Lâm", "Huyện Tư Nghĩa", "Xã Trà Giang"],
      ),
    );
    expect(read.problems).toEqual([]);
    expect(read.into("Xã Trà Giang")).toEqual([named("Xã Nghĩa Sơn").id, named("Xã Nghĩa Lâm").id]);
    expect(read.ended.map(({ id }) => id)).toContain(named("Xã Trà Giang").id);
    expect(read.created.map(({ name }) => name)).toEqual(["Xã Đông Trà Bồng", "Xã Trà Giang"]);
  });

  test("3: same names in other districts, other provinces and as other kinds", () => {
    const read = outcomeOf(
      table(
        ["Phường Trần Hưng Đạo", "TP Quảng Ngãi, Tỉnh Quảng Ngãi", "Phường Cẩm Thành"],
        ["Phường Chánh Lộ", "TP Quảng Ngãi", "Phường Cẩm Thành"],
        ["Phường Trần Hưng Đạo", "TP Kon Tum, Tỉnh Kon Tum", "Phường Đăk Bla"],
        ["Phường Lê Lợi", "TP Kon Tum", "Phường Đăk Bla"],
        ["Thị trấn Đăk Hà", "Huyện Đăk Hà", "Xã Đăk Hà"],
        ["Xã Hà Mòn", "Huyện Đăk Hà", "Xã Đăk Hà"],
        ["Xã Đăk Hà", "Huyện Tu Mơ Rông", "Xã Tu Mơ Rông"],
        ["Xã Tu Mơ Rông", "Huyện Tu Mơ Rông", "Xã Tu Mơ Rông"],
        ["Xã Đăk Long", "Huyện Đăk Hà", "Xã Đăk Pxi"],
        ["Xã Đăk Pxi", "Huyện Đăk Hà", "Xã Đăk Pxi"],
        ["Xã Đăk Long", "Huyện Đăk Glei", "Xã Đăk Long"],
      ),
    );
    expect(read.problems).toEqual([]);
    expect(read.counts).toMatchObject({ change: 11, refused: 0, ambiguous: 0 });
    expect(read.into("Phường Đăk Bla")).toContain(named("Phường Trần Hưng Đạo", "Thành phố Kon Tum").id);
    expect(read.into("Xã Đăk Hà")).toEqual([named("Thị trấn Đăk Hà").id, named("Xã Hà Mòn").id]);
    const kept = named("Xã Đăk Long", "Huyện Đăk Glei").id;
    expect(read.changes.find(({ from }) => from.includes(kept))).toMatchObject({
      kind: "move",
      into: [{ id: kept, parentId: rootId }],
    });
  });

  test("4: Trà Bùi is split into two, which both take in others", () => {
    const read = outcomeOf(
      table(
        ["Xã Trà Tân", "Huyện Trà Bồng", "Xã Cà Đam"],
        ["Xã Trà Bùi", "Huyện Trà Bồng", "Xã Cà Đam"],
        ["Xã Trà Tây", "Huyện Trà Bồng", "Xã Tây Trà Bồng"],
        ["Xã Trà Bùi", "Huyện Trà Bồng", "Xã Tây Trà Bồng"],
      ),
    );
    expect(read.problems).toEqual([]);
    const splits = read.changes.filter(({ kind }) => kind === "split");
    expect(splits).toHaveLength(1);
    expect(splits[0]?.from).toEqual([named("Xã Trà Bùi").id]);
    expect(splits[0]?.into.map(({ name, share }) => [name, share])).toEqual([
      ["Xã Cà Đam", null],
      ["Xã Tây Trà Bồng", null],
    ]);
    expect(read.changes.filter(({ kind }) => kind === "merge").map(({ from }) => from)).toEqual([
      [named("Xã Trà Tân").id],
      [named("Xã Trà Tây").id],
    ]);
  });

  test("4: when one half of a split is not taken, the other is not either", () => {
    const read = preview(
      rows(
        [...conversion, "Tỷ lệ"],
        ["1", "Xã Trà Bùi", "Huyện Trà Bồng", "Xã Cà Đam", "Tỉnh Quảng Ngãi", "40"],
        ["2", "Xã Trà Bùi", "Huyện Trà Bồng", "Xã Tây Trà Bồng", "Tỉnh Quảng Ngãi", "160"],
      ),
    );
    expect(read.row(3)?.message).toBe("Tỷ lệ “160” cần là một số từ 0 đến 100.");
    expect(read.row(2)?.message).toBe("Dòng 3 của cùng đơn vị cũ chưa nhận được, nên dòng này cũng chưa nhận.");
    expect(read.changes).toEqual([]);
  });

  test("5: a commune joins those of another district", () => {
    const read = outcomeOf(
      table(
        ["Xã Bình Châu", "Huyện Bình Sơn", "Xã Đông Sơn"],
        ["Xã Bình Thanh", "Huyện Bình Sơn", "nt"],
        ["Xã Tịnh Hoà", "TP. Quảng Ngãi", "như trên", "nt"],
      ),
    );
    expect(read.problems).toEqual([]);
    expect(read.into("Xã Đông Sơn")).toEqual([
      named("Xã Bình Châu").id,
      named("Xã Bình Thanh").id,
      named("Xã Tịnh Hòa").id,
    ]);
  });

  test("6: a commune bears the name of its district", () => {
    const read = outcomeOf(
      table(
        ["Xã Bình Châu", "Bình Sơn", "Xã Bình Sơn"],
        ["Xã Bình Thanh", "Bình Sơn", "Xã Bình Sơn"],
        ["Huyện Bình Sơn", "Tỉnh Quảng Ngãi", "Xã Bình Sơn"],
      ),
    );
    expect(read.problems).toEqual([]);
    expect(read.into("Xã Bình Sơn")).toEqual([
      named("Xã Bình Châu").id,
      named("Xã Bình Thanh").id,
      named("Huyện Bình Sơn").id,
    ]);
  });

  test("6: a unit that joins its own superior comes to stand where that stood", () => {
    const read = outcomeOf(
      table(["Huyện Lý Sơn", "Tỉnh Quảng Ngãi", "Tỉnh Quảng Ngãi", ""], ["Tỉnh Quảng Ngãi", "", "Tỉnh Quảng Ngãi", ""]),
    );
    expect(read.problems).toEqual([]);
    expect(read.into("Tỉnh Quảng Ngãi")).toEqual([named("Huyện Lý Sơn").id, named("Tỉnh Quảng Ngãi").id]);
  });

  test("7: a district becomes a special zone and stays who it is", () => {
    const read = preview(table(["Huyện Lý Sơn", "Tỉnh Quảng Ngãi", "Đặc khu Lý Sơn"]));
    const { id } = named("Huyện Lý Sơn");
    expect(read.changes).toEqual([
      {
        kind: "kindChange",
        from: [id],
        into: [{ id, name: "Đặc khu Lý Sơn", kind: "specialZone", parentId: rootId, code: null, share: null }],
        posts: "carry",
        note: "",
      },
    ]);
    expect(read.problems).toEqual([]);
  });

  test("8: a commune filed under the wrong district is asked about", () => {
    const read = preview(
      table(["Xã Phổ Nhơn", "Huyện Bình Sơn", "Xã Nguyễn Nghiêm"], ["Xã Phổ Phong", "Thị xã Đức Phổ", "nt"]),
    );
    expect(read.row(2)).toMatchObject({
      status: "ambiguous",
      message:
        "Không có “Xã Phổ Nhơn” thuộc “Huyện Bình Sơn”, nhưng có đơn vị cùng tên ở nơi khác. Hãy chọn đúng đơn vị hoặc sửa tệp.",
      choices: [{ label: "Xã Phổ Nhơn – Thị xã Đức Phổ – Tỉnh Quảng Ngãi" }],
    });
    expect(read.changes.flatMap(({ from }) => from)).not.toContain(named("Xã Phổ Nhơn").id);
  });

  test("9: Sơn Hà and Sơn Hạ are two communes, and neither is taken for the other", () => {
    const read = outcomeOf(
      table(
        ["Xã Sơn Hạ", "Huyện Sơn Hà", "Xã Sơn Hạ"],
        ["Xã Sơn Thành", "Huyện Sơn Hà", "Xã Sơn Hạ"],
        ["Thị trấn Di Lăng", "Huyện Sơn Hà", "Xã Sơn Hà"],
        ["Xã Sơn Bao", "Huyện Sơn Hà", "Xã Sơn Hà"],
      ),
    );
    expect(read.problems).toEqual([]);
    expect(read.into("Xã Sơn Hạ")).toEqual([named("Xã Sơn Hạ").id, named("Xã Sơn Thành").id]);
    expect(read.into("Xã Sơn Hà")).toEqual([named("Thị trấn Di Lăng").id, named("Xã Sơn Bao").id]);
    const wrong = preview(table(["Xã Sơn Há", "Huyện Sơn Hà", "Xã Mới"]));
    expect(wrong.row(2)).toMatchObject({
      status: "ambiguous",
      message: expect.stringContaining("chỉ có tên gần giống"),
    });
  });
});

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
    ["a kind that is none", ["1", "Bình Tân", "Làng", "Huyện Bình Sơn"], "“Làng” không phải là một loại đơn vị."],
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
      "Tên đơn vị: “01/07/2025” không phải là tên đơn vị.",
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
