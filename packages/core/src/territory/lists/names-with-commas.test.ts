import { describe, expect, test } from "vitest";
import type { Unit } from "../units.ts";
import { before, named, preview, rootId, rows } from "./testing-province.ts";

const unit = (id: string, name: string, kind: Unit["kind"], parentId: string | null): Unit => {
  return { ...named("Xã Ba Xa"), id, name, kind, parentId };
};
const units: readonly Unit[] = [
  ...before,
  unit("sea", "Tỉnh Bà Rịa - Vũng Tàu", "province", null),
  unit("town", "Thành phố Vũng Tàu", "provincialCity", "sea"),
  unit("tam", "Phường Thắng Tam", "ward", "town"),
  unit("nhat", "Phường Thắng Nhất", "ward", "town"),
  unit("office", "Phòng Văn hóa - Xã hội phường Thắng Tam", "government", "tam"),
  unit("cell", "Chi bộ Công an phường, phường Thắng Tam", "partyCell", "tam"),
  unit("both", "Phòng Kinh tế, Hạ tầng và Đô thị", "government", "tam"),
];
const read = (...lines: readonly (readonly string[])[]) => preview(rows(...lines), {}, units);

describe("names with what parts names", () => {
  test.each([
    "Thành phố Vũng Tàu, Tỉnh Bà Rịa - Vũng Tàu",
    "Thành phố Vũng Tàu - Tỉnh Bà Rịa - Vũng Tàu",
    "Thành phố Vũng Tàu; Tỉnh Bà Rịa – Vũng Tàu",
    "TP. Vũng Tàu, Bà Rịa-Vũng Tàu",
    "Tỉnh Bà Rịa - Vũng Tàu",
  ])("PC-12: “%s” is found as a superior", (superior) => {
    const found = read(
      ["Đơn vị cũ", "Trực thuộc cũ", "Đơn vị mới"],
      ["Phường Thắng Tam", superior, "Phường Vũng Tàu"],
      ["Phường Thắng Nhất", superior, "Phường Vũng Tàu"],
    );
    expect(found.counts).toMatchObject({ change: 2, refused: 0, ambiguous: 0 });
    expect(found.changes[0]).toMatchObject({ kind: "merge", from: ["tam", "nhat"] });
  });

  test.each([
    ["Phòng Văn hóa - Xã hội phường Thắng Tam", "office"],
    ["Phòng Văn hóa – Xã hội phường Thắng Tam, phường Thắng Tam", "office"],
    ["Chi bộ Công an phường, phường Thắng Tam", "cell"],
    ["Chi bộ Công an phường, phường Thắng Tam, thành phố Vũng Tàu", "cell"],
    ["Phòng Kinh tế, Hạ tầng và Đô thị - Phường Thắng Tam", "both"],
  ])("PC-12: “%s” is a superior of a list", (superior, id) => {
    const found = read(["Tên đơn vị", "Trực thuộc", "Loại"], ["Tổ công tác Một", superior, "Chi bộ"]);
    expect(found.changes).toMatchObject([{ kind: "create", into: [{ parentId: id }] }]);
  });

  test("PC-12: a unit that is listed is tried whole too", () => {
    const found = read(
      ["Tên đơn vị", "Loại", "Trực thuộc"],
      ["Chi bộ Một", "Chi bộ", "Phòng Kinh tế - Ngân sách, Xã Ba Xa"],
      ["Phòng Kinh tế - Ngân sách", "Phòng", "Xã Ba Xa"],
    );
    expect(found.counts).toMatchObject({ create: 2, refused: 0 });
  });

  test("PC-12: a cell of several old units of which one has a comma", () => {
    const found = read(
      ["Đơn vị cũ", "Đơn vị mới", "Loại mới", "Trực thuộc mới"],
      [
        "Phòng Kinh tế, Hạ tầng và Đô thị, Phòng Văn hóa - Xã hội phường Thắng Tam",
        "Phòng Tổng hợp",
        "Phòng",
        "Phường Thắng Tam, Thành phố Vũng Tàu, Tỉnh Bà Rịa - Vũng Tàu",
      ],
    );
    expect(found.changes).toMatchObject([
      { kind: "merge", from: ["both", "office"], into: [{ name: "Phòng Tổng hợp", parentId: "tam" }] },
    ]);
  });

  test("PC-12: a section with a dash in its name", () => {
    const found = read(
      ["TT", "Tên đơn vị", "Loại"],
      ["I", "Tỉnh Bà Rịa - Vũng Tàu", ""],
      ["1", "Huyện Xuyên", "Huyện"],
    );
    expect(found.changes).toMatchObject([{ into: [{ parentId: "sea" }] }]);
    expect(rootId).not.toBe("sea");
  });
});
