import { describe, expect, test } from "vitest";
import { conversion, named, outcomeOf, preview, rootId, rows, table } from "../testing-province.ts";

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
