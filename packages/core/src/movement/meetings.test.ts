import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BodyRules, defaultBodyRules, quorumOf } from "../offices/bodies.ts";
import {
  conveneInput,
  fewestSecretBallots,
  type Meeting,
  requireCountable,
  requireSecrecy,
  requireVoting,
  tallyOf,
} from "./meetings.ts";

const rules = (threshold: BodyRules["threshold"]): BodyRules => ({ ...defaultBodyRules, threshold });

describe("counting", () => {
  test("nine members, seven of whom agree, one in writing: 77,78 %, above 70 and below 80", () => {
    const seventy = tallyOf(rules({ part: 7, of: 10, strict: false }), 9, 7, 1);
    expect(seventy).toEqual({ members: 9, base: 9, agree: 7, disagree: 1, ratio: 77.78, passed: true });
    expect(tallyOf(rules({ part: 8, of: 10, strict: false }), 9, 7, 1).passed).toBe(false);
  });

  test("the ratio counts all members: who is absent or recused weighs like a no", () => {
    expect(tallyOf(defaultBodyRules, 9, 4, 0)).toMatchObject({ ratio: 44.44, passed: false });
    expect(tallyOf(defaultBodyRules, 9, 5, 0)).toMatchObject({ ratio: 55.56, passed: true });
  });

  test("exactly half is not more than half; where half is asked for it is enough", () => {
    expect(tallyOf(defaultBodyRules, 8, 4, 4)).toMatchObject({ ratio: 50, passed: false });
    expect(tallyOf(rules({ part: 1, of: 2, strict: false }), 8, 4, 4).passed).toBe(true);
  });

  test("two thirds are two thirds, not 0,67", () => {
    expect(tallyOf(rules({ part: 2, of: 3, strict: false }), 9, 6, 3)).toMatchObject({ ratio: 66.67, passed: true });
  });

  test("the share is rounded half up, exactly", () => {
    // 1/1600 = 0,0625 % and 2/32 = 6,25 %.
    expect(tallyOf(defaultBodyRules, 1600, 1, 0).ratio).toBe(0.06);
    expect(tallyOf(defaultBodyRules, 800, 1, 0).ratio).toBe(0.13);
    expect(tallyOf(defaultBodyRules, 32, 2, 0).ratio).toBe(6.25);
  });

  test("passing does not hang on rounding: it is decided by whole numbers", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(5000), (members, given) => {
        const agree = Math.min(given, members);
        expect(tallyOf(defaultBodyRules, members, agree, 0).passed).toBe(2 * agree > members);
        const ratio = tallyOf(defaultBodyRules, members, agree, 0).ratio;
        expect(Math.abs(ratio - (100 * agree) / members)).toBeLessThanOrEqual(0.005 + 1e-9);
      }),
    );
  });
});

describe("a quorum", () => {
  test.each([
    [7, 5],
    [9, 6],
    [6, 4],
    [1, 1],
  ])("of %d members is %d", (members, required) => {
    expect(quorumOf(defaultBodyRules, members)).toBe(required);
  });

  const meeting: Meeting = {
    id: "m",
    bodyId: "b",
    bodyName: "Hội đồng",
    unitId: "u",
    periodId: "p",
    title: "Phiên họp",
    heldOn: "2026-05-04",
    ballotKind: "secret",
    members: 7,
    openedOn: "2026-05-04",
    closedOn: null,
    rules: defaultBodyRules,
    logHead: "",
    version: 2,
  };

  test("is needed to end a vote", () => {
    expect(() => requireCountable(meeting, 4)).toThrow(
      expect.objectContaining({ code: "meeting.noQuorum", details: { cast: 4, required: 5, members: 7 } }),
    );
    expect(() => requireCountable(meeting, 5)).not.toThrow();
  });

  test("of a small council is not enough in secret, where fewer than five papers tell who wrote what", () => {
    const items = [
      { title: "Đủ phiếu", papers: 5 },
      { title: "Thiếu phiếu", papers: 4 },
    ];
    expect(() => requireSecrecy("secret", items)).toThrow(
      expect.objectContaining({
        code: "meeting.tooFewBallots",
        details: { minimum: fewestSecretBallots, titles: ["Thiếu phiếu"] },
      }),
    );
    expect(() => requireSecrecy("open", items)).not.toThrow();
    expect(() => requireSecrecy("secret", items.slice(0, 1))).not.toThrow();
  });

  test("is not asked for before the vote is open or after it has ended", () => {
    for (const given of [{ openedOn: null }, { closedOn: "2026-05-04" }]) {
      expect(() => requireVoting({ ...meeting, ...given })).toThrow(
        expect.objectContaining({ code: "meeting.notOpen" }),
      );
      expect(() => requireCountable({ ...meeting, ...given }, 7)).toThrow(
        expect.objectContaining({ code: "meeting.notOpen" }),
      );
    }
    expect(() => requireVoting(meeting)).not.toThrow();
  });
});

test("a meeting is called together over one model at least", () => {
  const input = { title: "Phiên họp", heldOn: "2026-05-04", ballotKind: "secret", modelIds: [] };
  const messages = conveneInput.safeParse(input).error?.issues.map(({ message }) => message);
  expect(messages).toEqual(["Mô hình đưa ra biểu quyết: cần chọn ít nhất 1."]);
});
