import { expect, test } from "vitest";
import { issuers } from "../testing.ts";
import { faultsOf } from "./linter.ts";
import { type Block, missing, type Numbered, type Paper, type Signature, signatureOf } from "./paper.ts";

const known = { on: "2026-11-26", advising: ["Ủy ban MTTQ Việt Nam tỉnh Quảng Ngãi", "Ban Tuyên giáo Tỉnh ủy"] };

type Given = {
  readonly family?: keyof typeof issuers;
  readonly numbered?: Numbered;
  readonly text?: string;
  readonly to?: readonly string[];
  readonly signature?: Signature;
  readonly more?: readonly Block[];
  readonly ends?: boolean;
};

const paperOf = ({
  family = "party",
  numbered = { type: "TB", number: 7 },
  text = "Đảng ủy thông báo kết quả thực hiện.",
  to = ["Các chi bộ"],
  signature = signatureOf(issuers[family]),
  more = [],
  ends = true,
}: Given): Paper => ({
  title: "Thông báo",
  issuer: issuers[family],
  date: known.on,
  numbered,
  codes: [],
  sections: [
    {
      landscape: false,
      blocks: [
        { kind: "name", name: "THÔNG BÁO", about: ["kết quả năm 2026"] },
        ...more,
        { kind: "paragraph", runs: [text], ...(ends && { ends: true }) },
        { kind: "recipients", to, signature },
      ],
    },
  ],
  foot: [],
});

test.each(["party", "state", "front", "youth"] as const)("a sound document of the family %s has no fault", (family) => {
  expect(faultsOf(paperOf({ family }), known)).toEqual([]);
});

const wide: Block = {
  kind: "table",
  title: "Danh sách",
  columns: Array.from({ length: 30 }, (_, index) => ({ title: `Cột${index}dài`, kind: "text" as const })),
  rows: [],
};

test.each<[rule: string, given: Given, said: RegExp]>([
  ["missing", { text: `Theo ${missing("số kế hoạch")}.` }, /Còn thiếu số kế hoạch/u],
  ["recipients", { to: ["Ban Dân vận Thị ủy Đức Phổ"] }, /kết thúc hoạt động ngày 30\/06\/2025/u],
  ["recipients", { to: ["UBND huyện Ba Tơ (b/c)"] }, /không còn cấp huyện/u],
  [
    "recipients",
    { to: ["Ban Tuyên giáo và Dân vận Tỉnh ủy (b/c)"] },
    /không phải cơ quan tham mưu vào ngày 26\/11\/2026/u,
  ],
  ["law", { text: "Căn cứ Nghị định số 98/2023/NĐ-CP." }, /Nghị định 152\/2025\/NĐ-CP/u],
  ["law", { text: "Theo Hướng dẫn 36-HD/VPTW." }, /05-HD\/VPTW/u],
  ["end", { text: "Thực hiện nghiêm túc./." }, /không ghi “.\/\.”/u],
  ["end", { family: "state", ends: false }, /Chưa rõ chỗ kết thúc/u],
  ["authority", { signature: { authority: ["T/M CHI BỘ", "K/T BÍ THƯ"], post: "PHÓ BÍ THƯ" } }, /không ghi ký thay/u],
  [
    "addressed",
    { numbered: { type: "TTr", number: 1 }, more: [{ kind: "addressed", label: "Kính gửi", to: ["Ban Thường vụ"] }] },
    /Kính trình/u,
  ],
  [
    "addressed",
    { numbered: { type: "BC", number: 1 }, more: [{ kind: "addressed", label: "Kính gửi", to: ["Ban Thường vụ"] }] },
    /Báo cáo của Đảng/u,
  ],
  ["titles", { signature: { ...signatureOf(issuers.party), name: "ThS. Trần Văn Bình" } }, /ThS\. Trần Văn Bình/u],
  ["days", { text: "Hội nghị ngày 5/9/2026 đã thống nhất." }, /“05\/9\/2026”/u],
  ["tones", { text: "Đảng uỷ phường xây dựng đường hòa bình." }, /“uỷ” và “hòa”/u],
  ["tables", { more: [wide] }, /không in vừa trang/u],
  ["person", { more: [{ kind: "point", label: "Dân tộc", answer: "" }] }, /Dân tộc/u],
])("%s: a document with that fault is refused with a sentence", (rule, given, said) => {
  const faults = faultsOf(paperOf(given), known);
  expect(faults.map((fault) => fault.rule)).toEqual([rule]);
  expect(faults[0]?.sentence).toMatch(said);
});

test("what was in force on its own day is no fault", () => {
  const earlier = { on: "2025-01-20", advising: ["Ban Dân vận Tỉnh ủy"] };
  const paper = paperOf({
    text: "Căn cứ Nghị định số 98/2023/NĐ-CP.",
    to: ["Ban Dân vận Tỉnh ủy (b/c)", "Thị ủy Đức Phổ"],
  });
  expect(faultsOf(paper, earlier)).toEqual([]);
});

test("police and army may print the rank; words in which a tone can stand in one place only are no mixture", () => {
  const rank = { ...signatureOf(issuers.state), name: "Trung tá Lê Văn Nam" };
  const police: Paper = {
    ...paperOf({ family: "state", signature: rank }),
    issuer: { ...issuers.state, symbol: "CA" },
  };
  expect(faultsOf(police, known)).toEqual([]);
  expect(
    faultsOf(paperOf({ text: "Quý I, hoàn thành toàn bộ khoản, thủy lợi, quỹ, của quý vị, khỏe." }), known),
  ).toEqual([]);
});
