import { describe, expect, test } from "vitest";
import { before, preview, rows } from "./testing-province.ts";

const list = ["TT", "Tên đơn vị", "Loại", "Trực thuộc"] as const;
const madeOf = (name: string, kind: string) =>
  preview(rows(list, ["1", name, kind, "Xã Ba Xa"])).changes.flatMap(({ into }) =>
    into.map((unit) => [unit.name, unit.kind, before.find(({ id }) => id === unit.parentId)?.name]),
  );

describe("kinds of units as people write them", () => {
  test.each([
    ["Làng Rào", "Làng", "hamlet"],
    ["Làng Teng", "", "hamlet"],
    ["Xóm 1", "Thôn", "hamlet"],
    ["Ấp 2", "Ấp", "hamlet"],
    ["Bản Mới", "Bản", "hamlet"],
    ["Buôn Kô Sia", "", "hamlet"],
    ["Khu phố 3", "", "residentialGroup"],
    ["Khu phố 4", "Tổ dân phố", "residentialGroup"],
    ["KDC số 5", "", "residentialGroup"],
    ["Tổ 4", "Tổ", "residentialGroup"],
    ["Khối 7", "Khối", "residentialGroup"],
    ["Khóm Đông A", "", "residentialGroup"],
    ["Tổ 6", "Thôn", "hamlet"],
    ["Ban Dân vận Huyện ủy", "", "government"],
    ["Phòng Nội vụ", "Phòng", "government"],
    ["Văn phòng Đảng ủy", "", "government"],
    ["Thanh tra huyện", "", "government"],
    ["Ban Tổ chức", "Ban", "government"],
  ])("PC-11: “%s” (%s) keeps its name", (name, kind, read) => {
    expect(madeOf(name, kind)).toEqual([[name, read, "Xã Ba Xa"]]);
  });

  test.each([
    ["Bản Lầu", "Xã", "Xã Bản Lầu", "commune"],
    ["Buôn Đôn", "Huyện", "Huyện Buôn Đôn", "district"],
    ["Khu phố 3", "Chi bộ", "Chi bộ Khu phố 3", "partyCell"],
  ])("PC-11: “%s” is what its kind says", (name, kind, full, read) => {
    expect(madeOf(name, kind)).toEqual([[full, read, "Xã Ba Xa"]]);
  });

  test.each([
    ["Tên xã", "Bản Lầu", "Xã Bản Lầu"],
    ["Tên xã", "Trường Giang", "Xã Trường Giang"],
    ["Tên thôn", "Khu phố 3", "Khu phố 3"],
    ["Tên chi bộ", "Trường Tiểu học Hành Đức", "Chi bộ Trường Tiểu học Hành Đức"],
  ])("PC-11: below “%s”, “%s” is read with the title", (title, name, full) => {
    expect(preview(rows(["TT", title], ["1", name])).changes.map(({ into }) => into[0]?.name)).toEqual([full]);
  });

  test.each([
    ["Hợp tác xã Phổ Văn", "Chưa rõ loại của “Hợp tác xã Phổ Văn”. Hãy ghi cột Loại."],
    ["Doanh nghiệp Hải Long", "Chưa rõ loại của “Doanh nghiệp Hải Long”. Hãy ghi cột Loại."],
    ["Bình Tân", "Chưa rõ loại của “Bình Tân”. Hãy ghi cột Loại, hoặc ghi đủ tên, ví dụ “Xã Bình Tân”."],
  ])("PC-11: no hint that is no name: “%s”", (name, message) => {
    expect(preview(rows(list, ["1", name, "", "Xã Ba Xa"])).row(2)).toMatchObject({ status: "refused", message });
  });
});
