import { applyChanges, changesBetween, type Clash } from "@kheo/core/ground/changes";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  answered,
  chosen,
  copyOf,
  type Copy,
  type Draft,
  isSettled,
  opened,
  refused,
  restored,
  savedElsewhere,
  sending,
  settledAsTyped,
  type Shape,
  toSend,
  typedInto,
  withoutSaved,
} from "./draft.ts";

type Boxes = { readonly first: string; readonly second: string; readonly items: Readonly<Record<string, string>> };

/** Texts are kept without space around them; what begins with a question mark the server would not take. */
const trimmed = (boxes: Boxes): Boxes =>
  JSON.parse(JSON.stringify(boxes), (_, value: unknown) => (typeof value === "string" ? value.trim() : value)) as Boxes;
const shape: Shape<Boxes, Boxes> = {
  contentOf: trimmed,
  boxesOf: (content) => content,
  malformed: ({ first, second }) => [
    ...(first.startsWith("?") ? [["first"]] : []),
    ...(second.startsWith("?") ? [["second"]] : []),
  ],
};

const stored: Boxes = { first: "một", second: "hai", items: { third: "ba", fourth: "bốn" } };
const at = (minute: number) => new Date(Date.UTC(2026, 10, 27, 8, minute));

let keys = 0;
const newKey = () => `key ${(keys += 1)}`;
const typing = (draft: Draft<Boxes>, part: Partial<Boxes>) => typedInto(draft, { ...draft.typed, ...part });
const item = (draft: Draft<Boxes>, name: string, text: string) =>
  typing(draft, { items: { ...draft.typed.items, [name]: text } });
const kept = (draft: Draft<Boxes>, minute = 0): Copy<Boxes> => {
  const copy = copyOf(draft, at(minute));
  if (copy === null) throw new Error("Nothing is kept");
  return JSON.parse(JSON.stringify(copy)) as Copy<Boxes>;
};
const open = (copies: readonly Copy<Boxes>[], server = stored, version = 1) =>
  restored(shape, opened(server, version), copies);

/** A server that takes changes as the real one does. */
const serverOf = (content: Boxes) => {
  const server = { content, version: 1, made: new Map<string, number>() };
  const take = ({ base, typed, key }: { base: Boxes; typed: Boxes; key: string }): readonly Clash[] => {
    server.made.set(key, (server.made.get(key) ?? 0) + 1);
    const changes = changesBetween(shape.contentOf(base), shape.contentOf(typed));
    const applied = applyChanges(server.content, changes);
    if (applied.clashes.length > 0) return applied.clashes;
    server.content = applied.content as Boxes;
    server.version += 1;
    return [];
  };
  return { server, take };
};
type Place = ReturnType<typeof serverOf>;

const sendNow = (draft: Draft<Boxes>) => {
  const sent = toSend(shape, draft, newKey);
  if (typeof sent === "string") throw new Error(`There is ${sent} to send`);
  return sent;
};

/** Sends and hears the answer, until nothing is left. */
const save = (draft: Draft<Boxes>, { server, take }: Place): { draft: Draft<Boxes>; clashes: readonly Clash[] } => {
  let now = draft;
  for (;;) {
    const isAgain = now.unanswered !== null;
    const sent = toSend(shape, now, newKey);
    if (typeof sent === "string") return { draft: sent === "nothing" ? settledAsTyped(now) : now, clashes: [] };
    now = sending(now, sent);
    const clashes = take(sent);
    if (clashes.length === 0) now = answered(shape, now, sent, server.content, server.version);
    else {
      now = refused(now);
      if (!isAgain) return { draft: now, clashes };
    }
  }
};

/** Sent, and arrived or not: nobody hears of it. */
const saveUnheard = (draft: Draft<Boxes>, place: Place, arrives: boolean): Draft<Boxes> => {
  const sent = sendNow(draft);
  if (arrives) place.take(sent);
  return sending(draft, sent);
};

describe("a draft", () => {
  test("sends the fields that were typed into, takes over the others', and is settled", () => {
    const place = serverOf({ ...stored, second: "của người khác" });
    const { draft } = save(typing(opened(stored, 1), { first: " mới " }), place);
    expect(place.server.content).toEqual({ ...stored, first: "mới", second: "của người khác" });
    expect(draft.typed).toEqual({ ...stored, first: " mới ", second: "của người khác" });
    expect([isSettled(draft), copyOf(draft, at(0)), draft.version]).toEqual([true, null, 2]);
  });

  test("keeps what is typed while the answer is on its way", () => {
    const place = serverOf(stored);
    const first = typing(opened(stored, 1), { first: "mới" });
    const sent = sendNow(first);
    place.take(sent);
    const later = typing(sending(first, sent), { first: "mới hơn" });
    const after = answered(shape, later, sent, place.server.content, 2);
    expect([after.typed.first, after.base.first, isSettled(after)]).toEqual(["mới hơn", "mới", false]);
    expect(save(after, place).clashes).toEqual([]);
    expect(place.server.content.first).toBe("mới hơn");
  });

  test("saves what is well-formed and keeps the rest on the device", () => {
    const place = serverOf(stored);
    const { draft } = save(typing(opened(stored, 1), { first: "?", second: "mới" }), place);
    expect(place.server.content).toEqual({ ...stored, second: "mới" });
    expect(draft.typed.first).toBe("?");
    expect(kept(draft).fields).toEqual([{ path: ["first"], was: "một", now: "?" }]);
    expect(toSend(shape, draft, newKey)).toBe("malformed");
  });

  test("of a thing that is new is sent once it is whole, even if nothing of it was typed", () => {
    expect(toSend(shape, opened(stored, null), newKey)).toMatchObject({ typed: stored });
    expect(toSend(shape, opened({ ...stored, first: "?" }, null), newKey)).toBe("malformed");
  });
});

describe("two windows of one draft", () => {
  test("one without a network is closed after the other has saved another field: its text is put back", () => {
    const place = serverOf(stored);
    const offline = kept(saveUnheard(typing(opened(stored, 1), { second: "gõ khi mất mạng" }), place, false));
    const other = save(item(opened(stored, 1), "fourth", "đã lưu"), place).draft;
    expect(copyOf(other, at(1))).toBeNull();
    const { draft } = open([offline], place.server.content, place.server.version);
    expect(draft.typed).toEqual({ ...stored, second: "gõ khi mất mạng", items: { third: "ba", fourth: "đã lưu" } });
    expect(save(draft, place).clashes).toEqual([]);
    expect(place.server.content).toEqual(draft.typed);
  });

  test("one that is open shows what the other has saved, but never over what is typed", () => {
    const mine = typing(opened(stored, 1), { second: "của tôi" });
    const now = { ...stored, first: "ở cửa sổ kia", second: "cũng ở đó" };
    const after = savedElsewhere(shape, mine, now, 2);
    expect(after.typed).toEqual({ ...stored, first: "ở cửa sổ kia", second: "của tôi" });
    expect(after.base).toEqual({ ...stored, first: "ở cửa sổ kia" });
    // What stands there has not been seen here: nothing is written over it as if it had.
    expect(after.version).toBe(1);
    const seen = savedElsewhere(shape, mine, { ...stored, first: "ở cửa sổ kia" }, 2);
    expect(seen.version).toBe(2);
    expect(savedElsewhere(shape, seen, stored, 2)).toBe(seen);
  });

  test("one sees that the other has saved for it", () => {
    const mine = typing(opened(stored, 1), { second: "như nhau" });
    expect(isSettled(savedElsewhere(shape, mine, { ...stored, second: "như nhau" }, 2))).toBe(true);
  });

  test("of which one has saved what both held leave nothing to be put back", () => {
    const [mine, other] = [typing(opened(stored, 1), { first: "mới" }), typing(opened(stored, 1), { first: "mới" })];
    expect(withoutSaved(kept(mine), sendNow(other))).toBeNull();
    const more = typing(mine, { second: "của tôi" });
    expect(withoutSaved(kept(more), sendNow(other))?.fields).toEqual([
      { path: ["second"], was: "hai", now: "của tôi" },
    ]);
  });

  test("that hold different texts of one field: the newest stands in the box, the older one stays to be chosen", () => {
    const [older, newer] = [
      typing(opened(stored, 1), { first: "cũ", second: "hai ba" }),
      typing(opened(stored, 1), { first: "mới" }),
    ];
    const { draft, left } = open([kept(newer, 2), kept(older, 1)]);
    expect(draft.typed).toEqual({ ...stored, first: "mới", second: "hai ba" });
    expect(left).toEqual([null, { ...kept(older, 1), fields: [{ path: ["first"], was: "một", now: "cũ" }] }]);
    const place = serverOf(stored);
    save(draft, place);
    const again = open(
      left.filter((copy) => copy !== null),
      place.server.content,
      place.server.version,
    );
    expect(save(again.draft, place).clashes).toEqual([{ path: ["first"], theirs: "mới", mine: "cũ" }]);
  });
});

describe("a lost answer", () => {
  test.each([true, false])("is asked for again before what is typed since (it had arrived: %s)", (arrives) => {
    const place = serverOf(stored);
    const unheard = saveUnheard(typing(opened(stored, 1), { first: "một hai" }), place, arrives);
    const { draft, clashes } = save(typing(unheard, { first: "một hai ba" }), place);
    expect(clashes).toEqual([]);
    expect(isSettled(draft)).toBe(true);
    expect(place.server.content.first).toBe("một hai ba");
  });

  test.each([true, false])("and a reload leave the text and no clash with itself (it had arrived: %s)", (arrives) => {
    const place = serverOf(stored);
    const unheard = saveUnheard(typing(opened(stored, 1), { first: "một hai" }), place, arrives);
    const { draft } = open(
      [kept(typing(unheard, { first: "một hai ba" }))],
      place.server.content,
      place.server.version,
    );
    expect(draft.typed.first).toBe("một hai ba");
    expect(draft.unanswered === null).toBe(arrives);
    expect(save(draft, place).clashes).toEqual([]);
    expect(place.server.content.first).toBe("một hai ba");
  });

  test.each([true, false])("and typing back what stood there is no less typed (it had arrived: %s)", (arrives) => {
    const place = serverOf(stored);
    const unheard = saveUnheard(typing(opened(stored, 1), { first: "một hai" }), place, arrives);
    const back = kept(typing(unheard, { first: stored.first }));
    const { draft } = open([back], place.server.content, place.server.version);
    expect(draft.typed.first).toBe(stored.first);
    expect(save(draft, place).clashes).toEqual([]);
    expect(place.server.content.first).toBe(stored.first);
  });

  test("of what was new is asked for under its key, so that nothing is made twice", () => {
    const place = serverOf(stored);
    const unheard = saveUnheard(typing(opened(stored, null), { first: "mới lập" }), place, true);
    const { draft } = restored(shape, opened(stored, null), [kept(typing(unheard, { second: "gõ thêm" }))]);
    expect(sendNow(draft)).toEqual(unheard.unanswered);
    expect(draft.typed).toEqual({ ...stored, first: "mới lập", second: "gõ thêm" });
  });

  test("of something refused since says nothing of what is typed now", () => {
    const place = serverOf(stored);
    const unheard = saveUnheard(typing(opened(stored, 1), { first: "một hai" }), place, false);
    place.take({ key: "another", base: stored, typed: { ...stored, first: "của người khác" } });
    const { clashes } = save(typing(unheard, { first: "một hai ba" }), place);
    expect(clashes).toEqual([{ path: ["first"], theirs: "của người khác", mine: "một hai ba" }]);
  });
});

test("a session that ends leaves the text, and the same is sent under the same key afterwards", () => {
  const draft = typing(opened(stored, 1), { first: "mới" });
  const sent = sendNow(draft);
  // Refused for who is signed in is not answered.
  expect(sendNow(sending(draft, sent))).toBe(sent);
});

describe("two people over one field", () => {
  const clash = { path: ["first"], theirs: "của người khác", mine: "của tôi" };
  const taken = () => {
    const place = serverOf({ ...stored, first: "của người khác" });
    const { draft, clashes } = save(typing(opened(stored, 1), { first: "của tôi", second: "cũng mới" }), place);
    expect(clashes).toEqual([clash]);
    expect(place.server.version).toBe(1);
    return { place, draft };
  };

  test.each(["theirs", "mine"] as const)("is saved as chosen: %s", (whose) => {
    const { place, draft } = taken();
    const after = save(chosen(shape, draft, clash, whose), place);
    expect(after.clashes).toEqual([]);
    expect(place.server.content).toEqual({ ...stored, first: clash[whose], second: "cũng mới" });
    expect(after.draft.typed).toEqual(place.server.content);
  });
});

test("whatever is typed, sent, lost, kept and opened again, no field is lost silently", () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant("type" as const),
      field: fc.constantFrom("first" as const, "second" as const),
      text: fc.string({ maxLength: 3 }),
    }),
    fc.constantFrom(
      { kind: "save" as const },
      { kind: "reload" as const },
      { kind: "lost" as const },
      { kind: "unsent" as const },
    ),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const place = serverOf(stored);
      let draft = opened(stored, 1);
      let typed = stored;
      const clashes: Clash[] = [];
      for (const one of steps) {
        if (one.kind === "type") {
          draft = typing(draft, { [one.field]: one.text });
          typed = { ...typed, [one.field]: one.text };
        } else if (one.kind === "reload") {
          const copy = copyOf(draft, at(0));
          draft = open(copy ? [copy] : [], place.server.content, place.server.version).draft;
        } else if (one.kind === "save") {
          const after = save(draft, place);
          clashes.push(...after.clashes);
          ({ draft } = after);
        } else if (typeof toSend(shape, draft, newKey) !== "string") {
          draft = saveUnheard(draft, place, one.kind === "lost");
        }
        expect(trimmed(draft.typed)).toEqual(trimmed(typed));
      }
      const { draft: last } = save(draft, place);
      expect(clashes).toEqual([]);
      // What is malformed stays on the device alone.
      const isWhole = shape.malformed(typed).length === 0;
      expect(isSettled(last)).toBe(isWhole);
      expect(trimmed(last.typed)).toEqual(trimmed(typed));
      expect(isWhole ? place.server.content : trimmed(last.typed)).toEqual(trimmed(typed));
    }),
    { numRuns: 300 },
  );
});
