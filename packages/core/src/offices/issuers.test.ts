import { expect, test } from "vitest";
import { decidingBodies, issuerAt, issuerOf, type NamedUnit } from "./issuers.ts";

const province: NamedUnit = { name: "Tỉnh Quảng Ngãi", kind: "province" };
const ward: NamedUnit = { name: "Phường Trà Câu", kind: "ward" };
const inWard = [ward, province];

test.each([
  [
    "partyCell",
    "Chi bộ tổ dân phố 3, phường Trà Câu",
    "party",
    "ĐẢNG BỘ PHƯỜNG TRÀ CÂU",
    ["CHI BỘ TỔ DÂN PHỐ 3"],
    "CB",
    "T/M CHI BỘ",
    "BÍ THƯ",
  ],
  [
    "partyCommittee",
    "Đảng ủy phường Trà Câu",
    "party",
    "ĐẢNG BỘ TỈNH QUẢNG NGÃI",
    ["ĐẢNG ỦY PHƯỜNG TRÀ CÂU"],
    "ĐU",
    "T/M BAN THƯỜNG VỤ",
    "BÍ THƯ",
  ],
  [
    "front",
    "Ủy ban MTTQ Việt Nam phường Trà Câu",
    "front",
    null,
    ["ỦY BAN MTTQ VIỆT NAM", "PHƯỜNG TRÀ CÂU", "BAN THƯỜNG TRỰC"],
    "MTTQ-BTT",
    "TM. BAN THƯỜNG TRỰC",
    "CHỦ TỊCH",
  ],
  [
    "residentialGroup",
    "Tổ dân phố 3",
    "front",
    null,
    ["BAN CÔNG TÁC MẶT TRẬN", "TỔ DÂN PHỐ 3"],
    "BCTMT",
    "TM. BAN CÔNG TÁC MẶT TRẬN",
    "TRƯỞNG BAN",
  ],
  [
    "government",
    "UBND phường Trà Câu",
    "state",
    null,
    ["ỦY BAN NHÂN DÂN", "PHƯỜNG TRÀ CÂU"],
    "UBND",
    "TM. ỦY BAN NHÂN DÂN",
    "CHỦ TỊCH",
  ],
  [
    "government",
    "Phòng Văn hóa - Xã hội",
    "state",
    "UBND PHƯỜNG TRÀ CÂU",
    ["PHÒNG VĂN HÓA - XÃ HỘI"],
    "VHXH",
    null,
    "TRƯỞNG PHÒNG",
  ],
  [
    "armedForces",
    "Công an phường Trà Câu",
    "state",
    "CÔNG AN TỈNH QUẢNG NGÃI",
    ["CÔNG AN PHƯỜNG TRÀ CÂU"],
    "CA",
    null,
    "TRƯỞNG CÔNG AN",
  ],
  [
    "union",
    "Hội LHPN phường Trà Câu",
    "front",
    null,
    ["HỘI LHPN PHƯỜNG TRÀ CÂU"],
    "HLHPN",
    "TM. BAN THƯỜNG VỤ",
    "CHỦ TỊCH",
  ],
  [
    "union",
    "Đoàn Thanh niên phường Trà Câu",
    "youth",
    null,
    ["ĐOÀN THANH NIÊN PHƯỜNG TRÀ CÂU"],
    "ĐTN",
    "TM. BAN THƯỜNG VỤ",
    "BÍ THƯ",
  ],
  [
    "publicServiceUnit",
    "Trường Tiểu học số 1",
    "state",
    "UBND PHƯỜNG TRÀ CÂU",
    ["TRƯỜNG TIỂU HỌC SỐ 1"],
    "TTHS1",
    null,
    "HIỆU TRƯỞNG",
  ],
] as const)(
  "a paper of a %s, %s, has the head and the signature of its family",
  (kind, name, family, superior, body, symbol, authority, head) => {
    expect(issuerOf({ kind, name }, inWard)).toMatchObject({
      family,
      superior,
      body,
      symbol,
      authority,
      head,
      place: "Trà Câu",
    });
  },
);

test("a territory issues nothing by itself", () => {
  expect(issuerOf(ward, [province])).toBeNull();
});

test.each([
  [
    ward,
    [province],
    "Ủy ban MTTQ Việt Nam phường Trà Câu",
    "front",
    null,
    ["ỦY BAN MTTQ VIỆT NAM", "PHƯỜNG TRÀ CÂU", "BAN THƯỜNG TRỰC"],
    "Trà Câu",
  ],
  [
    province,
    [],
    "Ủy ban MTTQ Việt Nam tỉnh Quảng Ngãi",
    "front",
    null,
    ["ỦY BAN MTTQ VIỆT NAM", "TỈNH QUẢNG NGÃI", "BAN THƯỜNG TRỰC"],
    "Quảng Ngãi",
  ],
  [
    province,
    [],
    "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "party",
    "TỈNH ỦY QUẢNG NGÃI",
    ["BAN TUYÊN GIÁO VÀ DÂN VẬN"],
    "Quảng Ngãi",
  ],
  [
    { name: "Thị xã Đức Phổ", kind: "town" },
    [province],
    "Ban Dân vận cấp ủy thị xã Đức Phổ",
    "party",
    "THỊ ỦY ĐỨC PHỔ",
    ["BAN DÂN VẬN"],
    "Đức Phổ",
  ],
  [ward, [province], "Khối dân vận phường Trà Câu", "party", "ĐẢNG ỦY PHƯỜNG TRÀ CÂU", ["KHỐI DÂN VẬN"], "Trà Câu"],
] as const)(
  "the office of %o is named with what stands above it",
  (place, superiors, name, family, superior, body, printed) => {
    expect(issuerAt(place, superiors, { name, family })).toMatchObject({
      family,
      superior,
      body,
      place: printed,
    });
  },
);

test("a commune decides as party committee, people's committee or Front, each in its own family", () => {
  expect(decidingBodies("Phường Trà Câu").map((body) => issuerAt(ward, [province], body).body.join(" "))).toEqual([
    "ĐẢNG ỦY PHƯỜNG TRÀ CÂU",
    "ỦY BAN NHÂN DÂN PHƯỜNG TRÀ CÂU",
    "ỦY BAN MTTQ VIỆT NAM PHƯỜNG TRÀ CÂU BAN THƯỜNG TRỰC",
  ]);
  expect(decidingBodies("Tỉnh Quảng Ngãi")[0]?.name).toBe("Tỉnh ủy Quảng Ngãi");
});
