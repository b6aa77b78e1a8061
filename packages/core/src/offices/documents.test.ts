import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daysLater } from "../ground/days.ts";
import {
  type DocumentType,
  documentTypes,
  numberLine,
  numberText,
  receivedKey,
  seriesOf,
  seriesText,
} from "./documents.ts";
import { issuableTypes, mayIssue, whyNotIssued } from "./issuable-types.ts";
import type { PaperFamily } from "./issuers.ts";

const party = { family: "party", symbol: "ĐU" } as const;
const front = { family: "front", symbol: "MTTQ-BTT" } as const;
const state = { family: "state", symbol: "UBND" } as const;
const types = Object.keys(documentTypes) as DocumentType[];

test.each([
  [party, "QĐ", 45, "45-QĐ/ĐU", "Số 45-QĐ/ĐU"],
  [party, "CV", 3, "03-CV/ĐU", "Số 03-CV/ĐU"],
  [front, "TB", 7, "07/TB-MTTQ-BTT", "Số: 07/TB-MTTQ-BTT"],
  [front, "CV", 249, "249/MTTQ-BTT", "Số: 249/MTTQ-BTT"],
  [state, "QĐ", 512, "512/QĐ-UBND", "Số: 512/QĐ-UBND"],
  [{ family: "youth", symbol: "ĐTN" }, "KH", 12, "12-KH/ĐTN", "Số 12-KH/ĐTN"],
] as const)("%o numbers %s %i as %s", (issuer, type, number, cited, printed) => {
  expect([numberText(issuer, type, number), numberLine(issuer, type, number)]).toEqual([cited, printed]);
});

describe("the series of a document", () => {
  test.each([
    ["party", "2025-06-30", "2020–2025", "nhiệm kỳ 2020–2025"],
    ["party", "2025-07-01", "2025–2030", "nhiệm kỳ 2025–2030"],
    ["party", "2030-06-30", "2025–2030", "nhiệm kỳ 2025–2030"],
    ["party", "2030-07-01", "2030–2035", "nhiệm kỳ 2030–2035"],
    ["state", "2025-12-31", "2025", "năm 2025"],
    ["front", "2026-01-01", "2026", "năm 2026"],
    ["youth", "2026-07-01", "2026", "năm 2026"],
  ] as const)("of the family %s on %s is %s", (family, day, series, words) => {
    expect([seriesOf(family, day), seriesText(seriesOf(family, day))]).toEqual([series, words]);
  });

  const families = fc.constantFrom<PaperFamily>("party", "state", "front", "youth");
  const days = fc.integer({ min: 0, max: 36_500 }).map((count) => daysLater("2000-01-01", count));

  test("never goes back, and changes on its first day alone", () => {
    fc.assert(
      fc.property(families, days, (family, day) => {
        const [before, after] = [seriesOf(family, day), seriesOf(family, daysLater(day, 1))];
        expect(before <= after).toBe(true);
        const first = family === "party" ? /[05]-07-01$/u : /-01-01$/u;
        expect(before !== after).toBe(first.test(daysLater(day, 1)));
      }),
    );
  });

  test("of the Party holds its day between its years", () => {
    fc.assert(
      fc.property(days, (day) => {
        const [from = "", to = ""] = seriesOf("party", day).split("–");
        expect(Number(to) - Number(from)).toBe(5);
        expect(`${from}-07-01` <= day && day < `${to}-07-01`).toBe(true);
      }),
    );
  });
});

test("two numbers of one body and type are never cited alike", () => {
  const issuers = fc.constantFrom(party, front, state);
  const number = fc.integer({ min: 1, max: 99_999 });
  fc.assert(
    fc.property(issuers, fc.constantFrom(...types), number, number, (issuer, type, one, other) => {
      expect(numberText(issuer, type, one) === numberText(issuer, type, other)).toBe(one === other);
      expect(numberLine(issuer, type, one)).toContain(numberText(issuer, type, one));
    }),
  );
});

describe("what a body issues", () => {
  test.each([
    ["a party cell", { family: "party", symbol: "CB" }, ["HD"]],
    ["a party committee", party, []],
    ["a state body", state, ["NQ", "KL"]],
    ["the Front", front, ["QC"]],
    ["the Youth Union", { family: "youth", symbol: "ĐTN" }, ["QC"]],
  ] as const)("%s: everything but %s", (_, issuer, not) => {
    const refused = types.filter((type) => !mayIssue(issuer, type));
    expect(refused).toEqual(not);
    expect(issuableTypes(issuer)).toEqual(types.filter((type) => !refused.includes(type)));
    for (const type of types) expect(whyNotIssued(issuer, type) === null).toBe(!refused.includes(type));
  });

  test("says why not, in words that stand after “vì”", () => {
    expect(whyNotIssued({ family: "party", symbol: "CB" }, "HD")).toContain("399-QĐ/TW");
    expect(whyNotIssued(state, "KL")).toContain("30/2020/NĐ-CP");
    expect(whyNotIssued(front, "QC")).toMatch(/^\p{Ll}.*[^.]$/u);
  });
});

test("one received document has one key however it was typed, and another in another year", () => {
  const key = (number: string, issuer: string, issuedOn: string) =>
    receivedKey({ numberText: number, issuerName: issuer, issuedOn });
  const one = key("07/TB-UBND", "UBND tỉnh Quảng Ngãi", "2026-03-05");
  expect(key(" 07/tb-ubnd", "ubnd  Tỉnh Quảng Ngãi", "2026-11-30")).toBe(one);
  expect(key("07/TB-UBND", "UBND tỉnh Quảng Ngãi", "2025-03-05")).not.toBe(one);
  expect(key("08/TB-UBND", "UBND tỉnh Quảng Ngãi", "2026-03-05")).not.toBe(one);
  expect(key("07/TB-UBND", "UBND tỉnh Gia Lai", "2026-03-05")).not.toBe(one);
});
