import { expect, test } from "vitest";
import { advisoryInput, bodyNameAt } from "./advisory.ts";

test.each([
  ["Ủy ban MTTQ Việt Nam {địa bàn}", "Phường Trà Câu", "Ủy ban MTTQ Việt Nam phường Trà Câu"],
  ["Ủy ban MTTQ Việt Nam {địa bàn}", "Tỉnh Quảng Ngãi", "Ủy ban MTTQ Việt Nam tỉnh Quảng Ngãi"],
  ["Ủy ban MTTQ Việt Nam {địa bàn}", "Đặc khu Lý Sơn", "Ủy ban MTTQ Việt Nam đặc khu Lý Sơn"],
  ["Ban Dân vận cấp ủy {địa bàn}", "Thị xã Đức Phổ", "Ban Dân vận cấp ủy thị xã Đức Phổ"],
  ["Ban Dân vận Tỉnh ủy", "Tỉnh Quảng Ngãi", "Ban Dân vận Tỉnh ủy"],
  ["{địa bàn}: khối dân vận {địa bàn}", "Xã Ba Tơ", "xã Ba Tơ: khối dân vận xã Ba Tơ"],
  // No word of a kind stands before it, so its capital is that of a name.
  ["Khối dân vận {địa bàn}", "Bản Lầu", "Khối dân vận Bản Lầu"],
  ["Khối dân vận {địa bàn}", "Xã $&", "Khối dân vận xã $&"],
])("“%s” at %s is “%s”", (pattern, place, name) => {
  expect(bodyNameAt(pattern, place)).toBe(name);
});

const typed = {
  level: "province" as const,
  duty: "massMobilization" as const,
  family: "party" as const,
  bodyName: "Ban Dân vận Tỉnh ủy",
  validFrom: "2020-01-01",
  basis: "Quyết định số 1-QĐ/TU",
};
const said = (given: Partial<Record<keyof typeof typed, string>>) =>
  advisoryInput.safeParse({ ...typed, ...given }).error?.issues.map(({ path, message }) => [path, message]);

test("a name is accepted with the mark of the place, or without", () => {
  expect(said({})).toBeUndefined();
  expect(said({ bodyName: "Ủy ban MTTQ Việt Nam {địa bàn}" })).toBeUndefined();
});

test.each(["Ban {địa phương}", "Ban {Địa bàn}", "Ban {địa bàn", "Ban địa bàn}", "Ban {{địa bàn}}"])(
  "a name with another mark is refused at its box: %s",
  (bodyName) => {
    const sentence = "Tên cơ quan: trong dấu ngoặc nhọn chỉ ghi {địa bàn}.";
    expect(said({ bodyName })).toEqual([[["bodyName"], sentence]]);
  },
);

test("at the centre there is no place whose name could stand in the mark", () => {
  const sentence = "Tên cơ quan: cấp Trung ương không dùng {địa bàn}.";
  expect(said({ level: "centre", bodyName: "Ban {địa bàn}" })).toEqual([[["bodyName"], sentence]]);
});

test("the basis is asked for", () => {
  expect(said({ basis: "" })?.map(([path]) => path)).toEqual([["basis"]]);
});
