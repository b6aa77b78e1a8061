import { describe, expect, test } from "vitest";
import type { Unit } from "../units.ts";
import { before, named, preview, rows } from "./testing-province.ts";
import type { UnitListChoices } from "./unit-list.ts";

const ward = named("Phường Phổ Hòa").id;
const unit = (id: string, name: string, kind: Unit["kind"]): Unit => {
  return { ...named("Xã Ba Xa"), id, name, kind, parentId: ward };
};
const units: readonly Unit[] = [
  ...before,
  unit("cell", "Chi bộ tổ dân phố 3, phường Phổ Hòa", "partyCell"),
  unit("police", "Chi bộ Công an phường, phường Phổ Hòa", "partyCell"),
  unit("committee", "Đảng ủy phường Phổ Hòa", "partyCommittee"),
  unit("government", "UBND phường Phổ Hòa", "government"),
  unit("women", "Hội LHPN phường Phổ Hòa", "union"),
  unit("youth", "Đoàn Thanh niên Cộng sản Hồ Chí Minh phường Phổ Hòa", "union"),
  unit("front", "Ủy ban MTTQ Việt Nam phường", "front"),
  unit("hamlet", "Thôn 1", "hamlet"),
  { ...unit("staff", "Chi bộ các cơ quan Đảng, phường Phổ Hòa", "partyCell"), parentId: "committee" },
  { ...unit("school", "Chi bộ Trường THCS, phường Phổ Hòa", "partyCell"), parentId: "committee" },
  { ...unit("farmers", "Hội Nông dân phường Phổ Hòa", "union"), parentId: "front" },
];
const list = ["Tên đơn vị", "Loại", "Trực thuộc"] as const;
const read = (lines: readonly (readonly [string, string])[], choices: UnitListChoices = {}) =>
  preview(rows(list, ...lines.map((line) => [...line, "Phường Phổ Hòa"])), choices, units);

describe("units that are there under another spelling", () => {
  test.each([
    ["Chi bộ tổ dân phố 3", "Chi bộ", "cell"],
    ["Chi bộ TDP số 3", "Chi bộ", "cell"],
    ["Chi bộ tổ dân phố 03 - Phổ Hòa", "Chi bộ", "cell"],
    ["Chi bộ Công an phường", "Chi bộ", "police"],
    ["Đảng ủy", "Đảng ủy", "committee"],
    ["Đảng bộ phường", "Đảng ủy", "committee"],
    ["UBND phường", "Cơ quan chính quyền", "government"],
    ["Ủy ban nhân dân phường Phổ Hòa", "Cơ quan chính quyền", "government"],
    ["Ủy ban nhân dân Phổ Hoà", "Cơ quan chính quyền", "government"],
    ["Hội Liên hiệp Phụ nữ phường Phổ Hòa", "Đoàn thể", "women"],
    ["Hội Phụ nữ", "Đoàn thể", "women"],
    ["Đoàn TNCS Hồ Chí Minh", "Đoàn thể", "youth"],
    ["Đoàn TNCSHCM phường", "Đoàn thể", "youth"],
    ["Mặt trận Tổ quốc phường", "Mặt trận", "front"],
    ["Thôn 01", "Thôn", "hamlet"],
    // Below a body of the ward, where a list of the ward does not look.
    ["Chi bộ các cơ quan Đảng", "Chi bộ", "staff"],
    ["Chi bộ Trường THCS phường", "Chi bộ", "school"],
    ["Hội Nông dân phường", "Đoàn thể", "farmers"],
  ])("B-19: “%s” is asked about", (name, kind, id) => {
    const there = units.find((one) => one.id === id)?.name;
    const found = read([[name, kind]]);
    expect(found.row(2)).toMatchObject({
      status: "ambiguous",
      message: `Đã có “${there}”, có thể là cùng một đơn vị. Hãy chọn: là đơn vị đó, hay đơn vị mới.`,
    });
    expect(found.row(2)?.choices.map((choice) => choice.id)).toEqual([id, "new"]);
    expect(found.changes).toEqual([]);
    expect(read([[name, kind]], { 2: ["new"] }).counts).toMatchObject({ create: 1 });
    expect(read([[name, kind]], { 2: [id] }).counts).toMatchObject({ same: 1 });
  });

  test.each([
    ["Chi bộ tổ dân phố 4", "Chi bộ"],
    ["Chi bộ tổ dân phố 13", "Chi bộ"],
    ["Công an phường", "Lực lượng vũ trang"],
    ["Hội Cựu chiến binh phường", "Đoàn thể"],
    ["Đảng ủy Quân sự", "Đảng ủy"],
    ["Thôn 10", "Thôn"],
  ])("B-19: “%s” is another unit", (name, kind) => {
    expect(read([[name, kind]]).counts).toMatchObject({ create: 1, ambiguous: 0 });
  });
});

describe("units that a list names twice under two spellings", () => {
  const twins = [
    ["HĐND phường", "Cơ quan chính quyền"],
    ["Hội đồng nhân dân phường Phổ Hòa", "Cơ quan chính quyền"],
  ] as const;

  test("B-19: the second is asked about", () => {
    const found = read(twins);
    expect(found.row(2)).toMatchObject({ status: "create" });
    expect(found.row(3)).toMatchObject({
      status: "ambiguous",
      message: "Dòng 2 ghi “HĐND phường”, có thể là cùng một đơn vị. Hãy chọn: là đơn vị đó, hay đơn vị mới.",
      choices: [
        { id: "row:2", label: "HĐND phường (dòng 2)" },
        { id: "new", label: "Lập đơn vị mới “Hội đồng nhân dân phường Phổ Hòa”" },
      ],
    });
    expect(read(twins, { 3: ["new"] }).counts).toMatchObject({ create: 2 });
    expect(read(twins, { 3: ["row:2"] }).counts).toMatchObject({ create: 1, same: 1 });
  });

  test("B-19: names that differ in marks are two where both are listed", () => {
    const both = [
      ["Thôn Sơn Hà", "Thôn"],
      ["Thôn Sơn Hạ", "Thôn"],
    ] as const;
    expect(read(both).counts).toMatchObject({ create: 2, ambiguous: 0 });
  });
});
