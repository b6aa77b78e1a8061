import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boxesOf, contentOf, emptyOf, fieldAt, type Fields, fieldText, labelAt, schemaOf, textAt } from "./fields.ts";
import { shareFrom, shareText } from "./shares.ts";

const fields = {
  name: { kind: "line", label: "Tên", min: 3, max: 20 },
  note: { kind: "paragraph", label: "Ghi chú", max: 40, optional: true },
  households: { kind: "count", label: "Số hộ", unit: "hộ" },
  length: { kind: "amount", label: "Chiều dài", most: 1000, optional: true },
  begunOn: { kind: "day", label: "Ngày bắt đầu" },
  endedOn: { kind: "day", label: "Ngày kết thúc", optional: true },
  bornIn: { kind: "year", label: "Năm sinh", optional: true },
  phone: { kind: "phone", label: "Điện thoại" },
  isPublic: { kind: "yesNo", label: "Công khai" },
  area: { kind: "choice", label: "Địa bàn", options: { plain: "Đồng bằng", coast: "Ven biển" } },
  livelihoods: { kind: "choices", label: "Sinh kế", options: { farming: "Trồng trọt", fishing: "Đánh bắt" } },
  quorum: { kind: "share", label: "Tỷ lệ có mặt" },
  unitId: { kind: "unit", label: "Đơn vị", optional: true },
  memberIds: { kind: "units", label: "Thành viên", least: 1, most: 2 },
  person: {
    kind: "group",
    label: "Người đại diện",
    optional: true,
    fields: {
      name: { kind: "line", label: "Họ tên", max: 20 },
      agrees: { kind: "yesNo", label: "Đồng ý" },
    },
  },
  targets: {
    kind: "rows",
    label: "Chỉ tiêu",
    most: 2,
    fields: {
      name: { kind: "line", label: "Tên chỉ tiêu", max: 20 },
      goal: { kind: "amount", label: "Mục tiêu", optional: true },
    },
  },
} as const satisfies Fields;

const schema = schemaOf(fields);
const [one, two, three] = ["1", "2", "3"].map((last) => `00000000-0000-4000-8000-00000000000${last}`) as [
  string,
  string,
  string,
];

const whole = {
  name: "Tuyến đường",
  note: "",
  households: 86,
  length: 1.2,
  begunOn: "2026-03-01",
  endedOn: null,
  bornIn: 1968,
  phone: "0912 345 678",
  isPublic: true,
  area: "coast",
  livelihoods: ["farming"],
  quorum: { part: 2, of: 3 },
  unitId: one,
  memberIds: [one],
  person: { name: "Trần Thị B", agrees: false },
  targets: [{ name: "Đường", goal: 3.5 }],
} as const;

const refusals = (given: object): readonly string[] | undefined =>
  schema.safeParse({ ...whole, ...given }).error?.issues.map(({ message }) => message);

describe("what is accepted", () => {
  test("is what was described, as it is", () => {
    expect(schema.parse(whole)).toEqual(whole);
  });

  test("needs nothing of what may be left empty", () => {
    const { note, length, endedOn, bornIn, unitId, person, ...needed } = whole;
    const nothing = { note: "", length: null, endedOn: null, bornIn: null, unitId: null, person: null };
    expect(schema.parse(needed)).toEqual({ ...needed, ...nothing });
    expect([note, length, endedOn, bornIn, unitId, person]).toHaveLength(6);
  });

  test.each([
    [{ name: "Tu" }, "Tên: cần ít nhất 3 ký tự."],
    [{ name: "T".repeat(21) }, "Tên: dài quá 20 ký tự (21)."],
    [{ name: null }, "Tên: cần nhập chữ."],
    [{ note: "n".repeat(41) }, "Ghi chú: dài quá 40 ký tự (41)."],
    [{ households: null }, "Số hộ: cần nhập một số nguyên."],
    [{ households: 1.5 }, "Số hộ: cần nhập một số nguyên."],
    [{ households: -1 }, "Số hộ: không được âm."],
    [{ households: "nhiều" }, "Số hộ: cần nhập một số nguyên."],
    [{ length: 1000.5 }, "Chiều dài: quá lớn, tối đa 1.000."],
    [{ length: 0.000_000_1 }, "Chiều dài: tối đa 6 chữ số thập phân."],
    [{ begunOn: "" }, "Ngày bắt đầu: cần một ngày có thật, ví dụ 31/03/2026."],
    [{ endedOn: "31/02/2026" }, "Ngày kết thúc: cần một ngày có thật, ví dụ 31/03/2026."],
    [{ bornIn: 68 }, "Năm sinh: cần bốn chữ số, ví dụ 1968."],
    [{ phone: "số máy bàn" }, "Điện thoại: chỉ gồm chữ số, ví dụ 0912 345 678."],
    [{ isPublic: null }, "Công khai: cần chọn có hoặc không."],
    [{ area: null }, "Địa bàn: cần chọn trong danh sách."],
    [{ area: "island" }, "Địa bàn: cần chọn trong danh sách."],
    [{ livelihoods: ["mining"] }, "Sinh kế: cần chọn trong danh sách."],
    [{ quorum: "hai phần ba" }, "Tỷ lệ có mặt: cần một phân số như 2/3, mẫu số không quá 100."],
    [{ quorum: { part: 4, of: 3 } }, "Tỷ lệ có mặt: tử số không được lớn hơn mẫu số."],
    [{ unitId: "xã nào đó" }, "Đơn vị: cần chọn trong danh sách."],
    [{ memberIds: [] }, "Thành viên: cần chọn ít nhất 1."],
    [{ memberIds: [one, two, three] }, "Thành viên: chọn nhiều nhất 2."],
    [{ person: { name: "", agrees: true } }, "Họ tên: chưa nhập."],
    [{ targets: [{ name: "", goal: 1 }] }, "Tên chỉ tiêu: chưa nhập."],
    [{ targets: Array.from({ length: 3 }, () => whole.targets[0]) }, "Chỉ tiêu: tối đa 2 dòng."],
  ])("is not %o", (given, message) => {
    expect(refusals(given)).toEqual([message]);
  });

  test("is nothing beside what was described", () => {
    expect(schema.parse({ ...whole, state: "closed" })).toEqual(whole);
  });

  test("names each of several once, in the order of their words", () => {
    expect(schema.parse({ ...whole, livelihoods: ["fishing", "farming", "fishing"].slice(0, 2) }).livelihoods).toEqual([
      "farming",
      "fishing",
    ]);
    expect(schema.parse({ ...whole, memberIds: [two, two] }).memberIds).toEqual([two]);
  });
});

describe("boxes", () => {
  test("that nobody has typed into hold nothing, and are refused only where something must be", () => {
    const empty = emptyOf(fields);
    const wrong = schema.safeParse(contentOf(fields, empty)).error?.issues.map(({ path }) => path.join("."));
    expect(wrong).toEqual(["name", "households", "begunOn", "area", "quorum", "memberIds"]);
    expect(contentOf(fields, empty).person).toBeNull();
  });

  test("of what is stored give it back", () => {
    expect(contentOf(fields, boxesOf(fields, whole))).toEqual(whole);
    const nothing = { ...whole, length: null, endedOn: null, bornIn: null, unitId: null, person: null, targets: [] };
    expect(contentOf(fields, boxesOf(fields, nothing))).toEqual(nothing);
  });

  test("of a group that may be left out are nothing until something is typed into one of them", () => {
    const typed = { ...emptyOf(fields), person: { name: "  ", agrees: false } };
    expect(contentOf(fields, typed).person).toBeNull();
    expect(contentOf(fields, { ...typed, person: { name: "", agrees: true } }).person).toEqual({
      name: "",
      agrees: true,
    });
  });

  test("keep every text that is no number yet, for the field to refuse", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (typed) => {
        const content = contentOf(fields, { ...boxesOf(fields, whole), households: typed });
        expect(content.households).toBe(typed);
        expect(schema.safeParse(content).success).toBe(false);
      }),
    );
  });
});

describe("a path", () => {
  test.each([
    [["name"], "Tên"],
    [["person", "name"], "Họ tên"],
    [["targets", "0"], "Chỉ tiêu"],
    [["targets", "0", "goal"], "Mục tiêu"],
    [["quorum", "part"], "part"],
    [["toString"], "toString"],
  ])("%j leads to what is called %s", (path, label) => {
    expect(labelAt(fields, path)).toBe(label);
  });

  test("leads nowhere beside what was described", () => {
    expect(fieldAt(fields, ["quorum", "part"])).toBeUndefined();
    expect(fieldAt(fields, [])).toBeUndefined();
  });
});

describe("a value in words", () => {
  test.each([
    [["households"], 1234, "1.234 hộ"],
    [["length"], 1.2, "1,2"],
    [["begunOn"], "2026-03-01", "01/03/2026"],
    [["area"], "coast", "Ven biển"],
    [["livelihoods"], ["farming", "fishing"], "Trồng trọt; Đánh bắt"],
    [["isPublic"], false, "không"],
    [["quorum"], { part: 2, of: 3 }, "2/3"],
    [["memberIds"], [one, two], "2 đơn vị"],
    [["person"], whole.person, "họ tên: Trần Thị B"],
    [
      ["targets"],
      [...whole.targets, { name: "Cầu", goal: null }],
      "tên chỉ tiêu: Đường, mục tiêu: 3,5; tên chỉ tiêu: Cầu",
    ],
    [["length"], null, ""],
    [["person"], null, ""],
    [["nothing"], "x", ""],
  ])("%j: %j is %s", (path, value, words) => {
    expect(textAt(fields, path, value)).toBe(words);
  });

  test("of one of a few that is no more is what is stored", () => {
    expect(fieldText(fields.area, "island")).toBe("island");
  });
});

test("a share is read as it is written, and what is none stays as it was typed", () => {
  fc.assert(
    fc.property(fc.nat(9999), fc.nat(9999), (part, of) => {
      expect(shareFrom(`${part} / ${of}`)).toEqual({ part, of });
      expect(shareFrom(shareText({ part, of }))).toEqual({ part, of });
    }),
  );
  expect(shareFrom("2 trên 3")).toBe("2 trên 3");
});
