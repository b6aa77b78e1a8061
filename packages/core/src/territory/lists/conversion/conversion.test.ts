import { describe, expect, test } from "vitest";
import { before, conversion, named, outcomeOf, preview, rootId, rows, table } from "../testing-province.ts";
import type { SheetRow, UnitListChoices } from "../unit-list.ts";

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

type Cells = { readonly [column in (typeof wideHeading)[number]]?: string };
const wideHeading = [
  "Đơn vị cũ",
  "Loại cũ",
  "Trực thuộc cũ",
  "Hình thức",
  "Tỷ lệ",
  "Mã mới",
  "Đơn vị mới",
  "Loại mới",
  "Trực thuộc mới",
  "Tỉnh mới",
  "Ghi chú",
] as const;
/** A table with a column for everything; the rows are counted from 2. */
const wide = (...lines: readonly Cells[]) =>
  rows(wideHeading, ...lines.map((cells) => wideHeading.map((column) => cells[column] ?? "")));
const q = "Tỉnh Quảng Ngãi";
const merging = (from: string, into: string, above = q): Cells => ({
  "Đơn vị cũ": from,
  "Hình thức": "Sáp nhập",
  "Đơn vị mới": into,
  "Trực thuộc mới": above,
});
const founding = (into: string, above = q): Cells => ({
  "Hình thức": "Thành lập",
  "Đơn vị mới": into,
  "Trực thuộc mới": above,
});
const eastern = [merging("Xã Bình Châu", "Xã Đông Sơn"), merging("Xã Bình Thanh", "Xã Đông Sơn")] as const;

/** What a table makes of a unit of a name, and the id of what it stands below. */
const made = (sheet: readonly SheetRow[], name: string, choices: UnitListChoices = {}) => {
  const read = preview(sheet, choices);
  const units = read.changes.flatMap(({ into }) => into);
  const [first, ...others] = units.filter((unit) => unit.name === name);
  return {
    ...read,
    unit: first,
    others,
    below: first?.parentId,
    idOf: (one: string) => units.find((unit) => unit.name === one)?.id,
  };
};

describe("the superior of a new unit", () => {
  test("is made by the same table, whichever row comes first", () => {
    const cell = founding("Chi bộ Đông", "Xã Đông Sơn");
    for (const sheet of [wide(cell, ...eastern), wide(...eastern, cell)]) {
      const { below, idOf, problems } = made(sheet, "Chi bộ Đông");
      expect(below).toBe(idOf("Xã Đông Sơn"));
      expect(problems).toEqual([]);
    }
  });

  test("is the new one of the name where the old one of it ends", () => {
    const { below, idOf, unit } = made(
      wide(
        merging("Xã Trà Giang", "Xã Đông Trà Bồng"),
        merging("Xã Trà Bình", "Xã Đông Trà Bồng"),
        merging("Xã Nghĩa Sơn", "Xã Trà Giang"),
        merging("Xã Nghĩa Lâm", "Xã Trà Giang"),
        founding("Chi bộ Giang", "Xã Trà Giang"),
      ),
      "Chi bộ Giang",
    );
    expect(unit).toBeDefined();
    expect(below).toBe(idOf("Xã Trà Giang"));
  });

  test("is asked for where an old one of the name goes on beside the new one", () => {
    const sheet = wide(
      merging("Xã Nghĩa Sơn", "Xã Trà Giang"),
      merging("Xã Nghĩa Lâm", "Xã Trà Giang"),
      founding("Chi bộ Giang", "Xã Trà Giang"),
    );
    const old = named("Xã Trà Giang").id;
    expect(preview(sheet).row(4)).toMatchObject({
      status: "ambiguous",
      message: "Có 2 đơn vị tên “Xã Trà Giang”. Hãy chọn đơn vị cấp trên mới.",
      choices: [
        { id: "row:2", label: "Xã Trà Giang (dòng 2)" },
        { id: old, label: "Xã Trà Giang – Huyện Trà Bồng – Tỉnh Quảng Ngãi" },
      ],
    });
    const taken = made(sheet, "Chi bộ Giang", { 4: ["row:2"] });
    expect(taken.below).toBe(taken.idOf("Xã Trà Giang"));
    expect(made(sheet, "Chi bộ Giang", { 4: [old] }).below).toBe(old);
  });

  test("that goes on by a row of the table is one candidate, not two", () => {
    const { id } = named("Xã Bình Châu");
    const sheet = wide(
      { "Đơn vị cũ": "Xã Bình Châu", "Hình thức": "Giữ nguyên" },
      founding("Chi bộ Châu", "Xã Bình Châu"),
    );
    expect(made(sheet, "Chi bộ Châu").below).toBe(id);
  });

  test("that goes on is chosen by its own id beside another of the name", () => {
    const [moved, other] = [named("Xã Đăk Long", "Huyện Đăk Glei").id, named("Xã Đăk Long", "Huyện Đăk Hà").id];
    const sheet = wide(
      {
        "Đơn vị cũ": "Xã Đăk Long",
        "Trực thuộc cũ": "Huyện Đăk Glei",
        "Hình thức": "Chuyển trực thuộc",
        "Đơn vị mới": "Xã Đăk Long",
        "Trực thuộc mới": q,
      },
      founding("Chi bộ Long", "Xã Đăk Long"),
    );
    expect(
      preview(sheet)
        .row(3)
        ?.choices.map(({ id, label }) => [id, label]),
    ).toEqual([
      [moved, "Xã Đăk Long (dòng 2)"],
      [other, "Xã Đăk Long – Huyện Đăk Hà – Tỉnh Kon Tum"],
    ]);
    expect(made(sheet, "Chi bộ Long", { 3: [moved] }).below).toBe(moved);
    expect(made(sheet, "Chi bộ Long", { 3: [other] }).below).toBe(other);
  });

  test("is told apart by what is named above it, in its own cell or as its province", () => {
    expect(made(wide(founding("Chi bộ Long", "Xã Đăk Long, Huyện Đăk Glei")), "Chi bộ Long").below).toBe(
      named("Xã Đăk Long", "Huyện Đăk Glei").id,
    );
    const ward = { ...founding("Chi bộ Đạo", "Phường Trần Hưng Đạo"), "Tỉnh mới": "Tỉnh Kon Tum" };
    expect(made(wide(ward), "Chi bộ Đạo").below).toBe(named("Phường Trần Hưng Đạo", "Thành phố Kon Tum").id);
  });

  test("is asked for where two new ones have the name", () => {
    const sheet = wide(
      ...eastern,
      merging("Xã Sơn Bao", "Xã Đông Sơn", "Huyện Sơn Hà"),
      merging("Xã Sơn Thành", "Xã Đông Sơn", "Huyện Sơn Hà"),
      founding("Chi bộ Đông", "Xã Đông Sơn"),
    );
    expect(
      preview(sheet)
        .row(6)
        ?.choices.map(({ id }) => id),
    ).toEqual(["row:2", "row:4"]);
    const { below, changes } = made(sheet, "Chi bộ Đông", { 6: ["row:4"] });
    const second = changes.find(({ from }) => from.includes(named("Xã Sơn Bao").id));
    expect(below).toBe(second?.into[0]?.id);
  });

  test("is not the unit itself, but may be another in force that has its name", () => {
    expect(preview(wide(founding("Xã Mới Tinh", "Xã Mới Tinh"))).row(2)).toMatchObject({
      status: "refused",
      message: "“Xã Mới Tinh” không thể trực thuộc chính mình.",
    });
    expect(made(wide(founding("Xã Trà Bình", "Xã Trà Bình")), "Xã Trà Bình").below).toBe(named("Xã Trà Bình").id);
  });

  test("that ends is followed to the only unit into which it goes", () => {
    const sheet = wide(...eastern, founding("Chi bộ Châu", "Xã Bình Châu"));
    const { below, idOf } = made(sheet, "Chi bộ Châu");
    expect(below).toBe(idOf("Xã Đông Sơn"));
  });

  test("that ends in several, or in none, has to be named anew", () => {
    const message = "Nơi trực thuộc mới “Xã Trà Bùi” kết thúc mà không có một đơn vị kế thừa duy nhất.";
    const half = (into: string): Cells => ({ ...merging("Xã Trà Bùi", into), "Hình thức": "Chia tách" });
    const cell = founding("Chi bộ Bùi", "Xã Trà Bùi");
    expect(preview(wide(half("Xã Bùi Một"), half("Xã Bùi Hai"), cell)).row(4)).toMatchObject({
      status: "refused",
      message,
    });
    const ended = { "Đơn vị cũ": "Xã Trà Bùi", "Hình thức": "Giải thể" };
    expect(preview(wide(ended, cell)).row(3)).toMatchObject({ status: "refused", message });
  });

  test("goes on when it only gives a part of itself away", () => {
    const part = { ...merging("Xã Sơn Bao", "Xã Bùi Ba"), "Hình thức": "Một phần" };
    const { below, problems } = made(wide(part, founding("Chi bộ Bao", "Xã Sơn Bao")), "Chi bộ Bao");
    expect(below).toBe(named("Xã Sơn Bao").id);
    expect(problems).toEqual([]);
  });

  test("is where the old units stood when no row says it, and the unit of the list where they stood apart", () => {
    const [near, far] = [
      wide(merging("Xã Bình Châu", "Xã Đông Sơn", ""), merging("Xã Bình Thanh", "Xã Đông Sơn", "")),
      wide(merging("Xã Bình Châu", "Xã Đông Sơn", ""), merging("Xã Trà Tân", "Xã Đông Sơn", "")),
    ];
    expect(made(near, "Xã Đông Sơn").below).toBe(named("Huyện Bình Sơn").id);
    expect(made(far, "Xã Đông Sơn").below).toBe(rootId);
    expect(made(wide(founding("Xã Mới Tinh", "")), "Xã Mới Tinh").below).toBe(rootId);
  });

  test("has to be named where the unit of the list is parted itself", () => {
    const half = (into: string): Cells => ({ ...merging(q, into, ""), "Hình thức": "Chia tách" });
    const read = made(wide(half("Tỉnh Nam"), half("Tỉnh Bắc"), founding("Xã Mới Tinh", "")), "Tỉnh Nam");
    expect(read.below).toBeNull();
    expect(read.row(4)).toMatchObject({
      status: "refused",
      message: "Chưa ghi nơi trực thuộc mới của “Xã Mới Tinh”.",
    });
  });

  test("is one for all rows of a unit", () => {
    const [first] = eastern;
    // Without a superior of its own a row says nothing else: it leads to another unit of the name.
    const apart = made(wide(first, merging("Xã Tịnh Hòa", "Xã Đông Sơn", "")), "Xã Đông Sơn");
    expect(apart.others).toHaveLength(1);
    const chosen = [
      merging("Xã Trà Tân", "Xã Đông Sơn", "Xã Đăk Long"),
      merging("Xã Trà Tây", "Xã Đông Sơn", "Xã Đăk Long"),
    ];
    const [here, there] = [named("Xã Đăk Long", "Huyện Đăk Glei").id, named("Xã Đăk Long", "Huyện Đăk Hà").id];
    expect(made(wide(...chosen), "Xã Đông Sơn", { 2: [here], 3: [here] }).below).toBe(here);
    expect(preview(wide(...chosen), { 2: [here], 3: [there] }).row(3)).toMatchObject({
      status: "refused",
      message: "“Xã Đông Sơn” có nơi trực thuộc khác ở dòng 2.",
    });
  });
});

describe("what the rows of a unit say together", () => {
  test("a unit that is there and is named nowhere as an old one takes the others in", () => {
    const read = made(
      wide(
        merging("Xã Bình Châu", "Xã Bình Thanh", "Huyện Bình Sơn"),
        merging("Xã Tịnh Hòa", "Xã Bình Thanh", "Huyện Bình Sơn"),
        founding("Chi bộ Thanh", "Xã Bình Thanh"),
      ),
      "Chi bộ Thanh",
      { 4: ["row:2"] },
    );
    expect(read.idOf("Xã Bình Thanh")).toBe(named("Xã Bình Thanh").id);
    expect(read.below).toBe(named("Xã Bình Thanh").id);
    expect(read.problems).toEqual([]);
  });

  test("their notes are written once each, as far as there is room", () => {
    const note = (rest: Cells, text: string): Cells => ({ ...rest, "Ghi chú": text });
    const [first, second] = eastern;
    expect(preview(wide(note(first, "Nghị quyết\n1677"), second)).changes[0]?.note).toBe("Nghị quyết 1677");
    expect(
      preview(wide(note(first, "A"), note(second, "A"), note(merging("Xã Tịnh Hòa", "Xã Đông Sơn"), "B"))).changes[0]
        ?.note,
    ).toBe("A; B");
    expect(preview(wide(note(first, "x".repeat(400)), second)).changes[0]?.note).toHaveLength(300);
  });

  test("one code, which any of them may give", () => {
    const coded = (rest: Cells, code: string): Cells => ({ ...rest, "Mã mới": code });
    const [first, second] = eastern;
    expect(made(wide(first, coded(second, "21085")), "Xã Đông Sơn").unit?.code).toBe("21085");
    expect(made(wide(coded(first, "21085"), second), "Xã Đông Sơn").unit?.code).toBe("21085");
    expect(preview(wide(coded(first, "21085"), coded(second, "21085"))).counts.refused).toBe(0);
    expect(preview(wide(coded(first, "21085"), coded(second, "21086"))).row(3)).toMatchObject({
      status: "refused",
      message: "“Xã Đông Sơn” có mã khác ở dòng 2.",
    });
  });

  test("a row that names a given unit again is refused, wherever it stands in its cell", () => {
    const read = preview(wide(...eastern, merging("Xã Tịnh Hòa, Xã Bình Thanh", "Xã Đông Sơn")));
    expect(read.row(4)).toMatchObject({ status: "refused", message: "Trùng với dòng 3." });
  });

  test("a unit goes on by one row only", () => {
    const rename: Cells = { "Đơn vị cũ": "Xã Trà Tân", "Hình thức": "Đổi tên", "Đơn vị mới": "Xã Tân Mới" };
    const message = (row: number) => ({ status: "refused", message: `“Xã Trà Tân” đã có ở dòng ${row}.` });
    const twice = preview(wide(rename, rename));
    expect(twice.row(2)).toMatchObject(message(3));
    expect(twice.row(3)).toMatchObject(message(2));
    const merged = preview(wide(merging("Xã Trà Tân", "Xã Đông Sơn"), rename));
    expect(merged.row(3)).toMatchObject(message(2));
  });

  test("a cell of several old units gives those that are not parted", () => {
    const half = (into: string): Cells => ({ ...merging("Xã Trà Bùi", into), "Hình thức": "Chia tách" });
    const read = preview(wide(half("Xã Cà Đam"), { ...merging("Xã Trà Bùi, Xã Trà Tân", "Xã Tây Trà Bồng") }));
    expect(read.changes.map(({ kind, from }) => [kind, from])).toEqual([
      ["split", [named("Xã Trà Bùi").id]],
      ["merge", [named("Xã Trà Tân").id]],
    ]);
    expect(read.row(2)).toMatchObject({ status: "change", message: "Chia tách" });
    expect(read.row(3)).toMatchObject({ status: "change", message: "Sáp nhập" });
  });

  test("a row that founds a unit to which others come adds no unit of its own", () => {
    const [first, ...others] = preview(wide(founding("Xã Đông Sơn"), ...eastern)).changes;
    expect(first).toMatchObject({ kind: "merge", from: [named("Xã Bình Châu").id, named("Xã Bình Thanh").id] });
    expect(others).toMatchObject([{ kind: "abolish", from: [named("Huyện Bình Sơn").id] }]);
  });

  test("a cell of several old units is a merger, whatever the row calls it", () => {
    const both: Cells = { ...merging("Xã Trà Tân, Xã Trà Tây", "Xã Tây Trà Bồng"), "Hình thức": "Đổi tên" };
    expect(preview(wide(both)).changes).toMatchObject([
      { kind: "merge", from: [named("Xã Trà Tân").id, named("Xã Trà Tây").id] },
    ]);
  });

  test("an old unit of which one row says “một phần” goes on, whatever the other says", () => {
    const part = { ...merging("Xã Sơn Bao", "Xã Bùi Ba"), "Hình thức": "Một phần" };
    const other = { ...merging("Xã Sơn Bao", "Xã Bùi Bốn"), "Hình thức": "" };
    expect(preview(wide(part, other)).changes).toMatchObject([{ kind: "partial", into: [{}, {}] }]);
    expect(preview(wide(other, part)).changes).toMatchObject([{ kind: "partial", into: [{}, {}] }]);
  });
});

describe("what a row is called", () => {
  test.each<[string, Cells, string]>([
    ["name", { "Đơn vị cũ": "Xã Ba Xa", "Đơn vị mới": "Xã Ba Xà" }, "Xã Ba Xà"],
    ["kind", { "Đơn vị cũ": "Xã Ba Xa", "Đơn vị mới": "Phường Ba Xa" }, "Phường Ba Xa"],
  ])("“giữ nguyên” does not go with another %s", (_, cells, after) => {
    const read = preview(wide({ ...cells, "Hình thức": "Giữ nguyên" }));
    expect(read.row(2)).toMatchObject({
      status: "refused",
      message: `Ghi “Giữ nguyên” nhưng tên hoặc loại khác: “Xã Ba Xa” và “${after}”.`,
    });
    expect(read.changes).toEqual([]);
  });

  test("“giữ nguyên” goes with another superior, which is a move", () => {
    const kept = { "Đơn vị cũ": "Xã Ba Xa", "Hình thức": "Giữ nguyên", "Trực thuộc mới": q };
    expect(preview(wide(kept)).changes[0]).toMatchObject({
      kind: "move",
      into: [{ name: "Xã Ba Xa", parentId: rootId }],
    });
  });

  test("“giải thể” and “thành lập” are shown as such", () => {
    const read = preview(wide({ "Đơn vị cũ": "Xã Nghĩa Lâm", "Hình thức": "Giải thể" }, founding("Xã Mới Tinh")));
    expect(read.row(2)).toMatchObject({ status: "change", message: "Giải thể" });
    expect(read.row(3)).toMatchObject({ status: "create", message: "Thành lập" });
  });

  test("several units of a cell end together, but none that an earlier row names", () => {
    const ended = (from: string): Cells => ({ "Đơn vị cũ": from, "Hình thức": "Giải thể" });
    const both = preview(wide(ended("Xã Nghĩa Lâm, Xã Trà Tân")));
    expect(both.changes.map(({ kind, from }) => [kind, from])).toEqual([
      ["abolish", [named("Xã Nghĩa Lâm").id]],
      ["abolish", [named("Xã Trà Tân").id]],
    ]);
    const read = preview(wide(ended("Xã Nghĩa Lâm"), ended("Xã Nghĩa Lâm, Xã Trà Tân")));
    expect(read.row(3)).toMatchObject({ status: "refused", message: "Đơn vị này đã có ở dòng 2." });
    expect(read.changes.map(({ from }) => from)).toEqual([[named("Xã Nghĩa Lâm").id]]);
  });

  test.each<[string, Cells, string]>([
    [
      "no new unit",
      { "Đơn vị cũ": "Xã Ba Xa", "Hình thức": "Sáp nhập" },
      "Chưa ghi đơn vị mới. Nếu như dòng trên, ghi “nt”; nếu giải thể, ghi hình thức “Giải thể”.",
    ],
    [
      "a new unit after an end",
      { "Đơn vị cũ": "Xã Ba Xa", "Hình thức": "Giải thể", "Đơn vị mới": "Xã Mới" },
      "Hình thức “Giải thể” không có đơn vị mới.",
    ],
    ["no old unit", { "Hình thức": "Sáp nhập", "Đơn vị mới": "Xã Mới" }, "Chưa ghi đơn vị cũ."],
    ["no old unit and no form", { "Đơn vị mới": "Xã Mới" }, "Chưa ghi đơn vị cũ."],
    [
      "a kind that does not fit the new name",
      { ...merging("Xã Ba Xa", "Xã Mới"), "Loại mới": "Phường" },
      "Loại “Phường” không khớp với tên “Xã Mới”.",
    ],
    [
      "no kind that could be guessed",
      founding("Mới Tinh"),
      "Chưa rõ loại của “Mới Tinh”. Hãy ghi cột Loại, hoặc ghi đủ tên, ví dụ “Xã Mới Tinh”.",
    ],
  ])("refuses %s", (_, cells, message) => {
    const read = preview(wide(cells));
    expect(read.row(2)).toMatchObject({ status: "refused", message });
    expect(read.changes).toEqual([]);
  });

  test("the kind stands in its own column, of the old unit and of the new one", () => {
    const read = made(
      wide({
        "Đơn vị cũ": "Đăk Hà",
        "Loại cũ": "Thị trấn",
        "Hình thức": "Đổi loại",
        "Đơn vị mới": "Đăk Hà",
        "Loại mới": "Phường",
        "Trực thuộc mới": q,
      }),
      "Phường Đăk Hà",
    );
    expect(read.changes).toMatchObject([{ kind: "kindChange", from: [named("Thị trấn Đăk Hà").id] }]);
    expect(read.unit).toMatchObject({ kind: "ward", parentId: rootId });
  });

  test("“Đông Sơn” of the kind “Xã” and “Xã Đông Sơn” are one new unit", () => {
    const [first, second] = eastern;
    const { unit, others } = made(
      wide({ ...first, "Đơn vị mới": "Đông Sơn", "Loại mới": "Xã" }, second),
      "Xã Đông Sơn",
    );
    expect(unit).toMatchObject({ kind: "commune", parentId: rootId });
    expect(others).toEqual([]);
  });

  test("a unit that goes on keeps the kind that its new name does not say", () => {
    const read = preview(wide({ "Đơn vị cũ": "Xã Ba Xa", "Hình thức": "Đổi tên", "Đơn vị mới": "Ba Mới" }));
    expect(read.changes).toMatchObject([{ kind: "rename", into: [{ name: "Xã Ba Mới", kind: "commune" }] }]);
  });

  test("“Xã Ba Xa, Huyện Ba Tơ” is a commune with its district; “Xã Trà Tân và Xã Trà Tây” are two", () => {
    const both = preview(wide(merging("Xã Trà Tân và Xã Trà Tây", "Xã Tây Trà Bồng")));
    expect(both.changes.map(({ from }) => from)).toEqual([[named("Xã Trà Tân").id, named("Xã Trà Tây").id]]);
    const ward = preview(wide(merging("Phường Nguyễn Nghiêm, Thị xã Đức Phổ", "Xã Mới Tinh")));
    expect(ward.changes.map(({ from }) => from)).toEqual([[named("Phường Nguyễn Nghiêm", "Thị xã Đức Phổ").id]]);
  });

  test("what stands in the cell with an old unit and what stands beside it are both above it", () => {
    const read = preview(wide({ ...merging("Xã Ba Xa, Huyện Ba Tơ", "Xã Mới Tinh"), "Trực thuộc cũ": "Tỉnh Kon Tum" }));
    expect(read.row(2)).toMatchObject({
      status: "ambiguous",
      message: expect.stringContaining("Không có “Xã Ba Xa” thuộc “Huyện Ba Tơ, Tỉnh Kon Tum”"),
    });
  });

  test("a unit that is called “… và …” is one", () => {
    const cell = { ...named("Xã Ba Xa"), id: "both", name: "Chi bộ Xã Trà Tân và Xã Trà Tây" };
    const sheet = wide({ "Đơn vị cũ": cell.name, "Hình thức": "Giải thể" });
    expect(preview(sheet, {}, [...before, cell]).changes.map(({ from }) => from)).toEqual([["both"]]);
  });

  test("a row that is not taken stops those of the same old unit, not those of another of its name", () => {
    const part = (above: string, share: string): Cells => ({
      ...merging("Phường Nguyễn Nghiêm", "Xã Đông Sơn"),
      "Trực thuộc cũ": above,
      "Tỷ lệ": share,
    });
    const read = preview(wide(part("Thành phố Quảng Ngãi", ""), part("Thị xã Đức Phổ", "160")));
    expect(read.row(2)).toMatchObject({ status: "change" });
    expect(read.row(3)).toMatchObject({ status: "refused" });
  });

  test("two new units of one name in two provinces are two", () => {
    const [first, second] = eastern.map((cells, at): Cells => {
      return { ...cells, "Trực thuộc mới": "", "Tỉnh mới": ["Tỉnh Quảng Ngãi", "Tỉnh Kon Tum"][at] ?? "" };
    });
    const read = made(wide(first ?? {}, second ?? {}), "Xã Đông Sơn");
    expect([read.unit, ...read.others].map((one) => one?.parentId)).toEqual([rootId, named("Tỉnh Kon Tum").id]);
  });
});

describe("a level that falls away", () => {
  const { id } = named("Huyện Ba Tơ");
  const emptied = (...lines: readonly Cells[]) =>
    preview(wide(...lines)).changes.filter(({ note }) => note === "Không còn đơn vị trực thuộc.");

  test("when its last unit goes past it, by itself or into one that stands above it already", () => {
    const ended = [{ kind: "abolish", from: [id], into: [], posts: "end" }];
    expect(emptied(merging("Xã Ba Xa", "Huyện Lý Sơn"))).toMatchObject(ended);
    expect(emptied({ "Đơn vị cũ": "Xã Ba Xa", "Hình thức": "Giữ nguyên", "Trực thuộc mới": q })).toMatchObject(ended);
  });

  test("when what is above it goes into another", () => {
    const province = (name: string): Cells => merging(name, "Tỉnh Quảng Ngãi Mới", "");
    const moved = {
      ...merging("Xã Đăk Long", "Xã Đăk Long", "Tỉnh Quảng Ngãi Mới"),
      "Trực thuộc cũ": "Huyện Đăk Glei",
    };
    const changes = emptied(province(q), province("Tỉnh Kon Tum"), { ...moved, "Hình thức": "Chuyển trực thuộc" });
    expect(changes.map(({ from }) => from)).toEqual([[named("Huyện Đăk Glei").id]]);
  });

  test("stays when its unit just ends, goes elsewhere with a half of it, or when others come to it", () => {
    const half = (into: string, above: string): Cells => ({
      ...merging("Xã Ba Xa", into, above),
      "Hình thức": "Chia tách",
    });
    expect(emptied({ "Đơn vị cũ": "Xã Ba Xa", "Hình thức": "Giải thể" })).toEqual([]);
    expect(emptied(half("Xã Ba Một", q), half("Xã Ba Hai", "Huyện Sơn Hà"))).toEqual([]);
    const past = {
      "Đơn vị cũ": "Xã Ba Xa",
      "Hình thức": "Chuyển trực thuộc",
      "Đơn vị mới": "Xã Ba Xa",
      "Trực thuộc mới": q,
    };
    expect(emptied(past, founding("Xã Ba Mới", "Huyện Ba Tơ"))).toEqual([]);
    expect(emptied(past, merging("Xã Trà Tân", "Huyện Ba Tơ"), merging("Xã Trà Tây", "Huyện Ba Tơ"))).toEqual([]);
  });
});
