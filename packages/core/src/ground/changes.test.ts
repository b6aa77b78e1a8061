import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyChanges, changesBetween, fieldChanges, withField } from "./changes.ts";

const scalar = fc.oneof(fc.string({ maxLength: 6 }), fc.integer(), fc.boolean(), fc.constant(null));
const list = fc.array(fc.record({ name: fc.string({ maxLength: 3 }), goal: fc.nat() }), { maxLength: 3 });
const names = fc.constantFrom("a", "b", "c", "d");
const figures = fc.dictionary(names, scalar, { maxKeys: 4, noNullPrototype: true });
/** A form of the shape the product has: named fields, a group of fields, a list, and fields that come and go. */
const content = fc.record({ title: fc.string({ maxLength: 6 }), rows: list, items: figures, figures });

describe("what somebody made of a form", () => {
  test("put into the form they began with is what they made", () => {
    fc.assert(
      fc.property(content, content, (before, after) => {
        expect(applyChanges(before, changesBetween(before, after))).toEqual({ content: after, clashes: [] });
      }),
    );
  });

  test("is nothing where nothing was changed, and survives being sent as JSON", () => {
    fc.assert(
      fc.property(content, content, (before, after) => {
        expect(changesBetween(before, before)).toEqual([]);
        const sent = fieldChanges.parse(JSON.parse(JSON.stringify(changesBetween(before, after))));
        expect(applyChanges(before, sent).content).toEqual(after);
      }),
    );
  });

  test("put in twice is the same as once: a lost answer does no harm", () => {
    fc.assert(
      fc.property(content, content, (before, after) => {
        const changes = changesBetween(before, after);
        const once = applyChanges(before, changes).content;
        expect(applyChanges(once, changes)).toEqual({ content: once, clashes: [] });
      }),
    );
  });
});

describe("two people over one form", () => {
  const at = (from: unknown, path: readonly string[]): unknown =>
    path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], from);

  test("lose nothing silently: each field ends as one of them made it, or is named with both values", () => {
    fc.assert(
      fc.property(content, content, content, (before, theirs, mine) => {
        const changes = changesBetween(before, mine);
        const { content: merged, clashes } = applyChanges(theirs, changes);
        const clashing = (path: readonly string[]) => clashes.some((one) => one.path.join() === path.join());
        for (const { path, theirs: kept, mine: wanted } of clashes) {
          expect([kept, wanted]).toEqual([at(theirs, path), at(mine, path)]);
          expect(at(merged, path)).toEqual(at(theirs, path));
        }
        for (const { path, now } of changes.filter((one) => !clashing(one.path))) expect(at(merged, path)).toEqual(now);
        const within = (path: readonly string[], other: readonly string[]) => path.join().startsWith(other.join());
        const untouched = changesBetween(before, theirs).filter(
          ({ path }) => !changes.some((one) => within(path, one.path) || within(one.path, path)),
        );
        for (const { path, now } of untouched) expect(at(merged, path)).toEqual(now);
      }),
    );
  });

  test("who touch different fields never clash, and it does not matter who is first", () => {
    fc.assert(
      fc.property(content, fc.string(), figures, (before, title, later) => {
        const one = changesBetween(before, { ...before, title });
        const other = changesBetween(before, { ...before, figures: later });
        const first = applyChanges(applyChanges(before, one).content, other);
        const second = applyChanges(applyChanges(before, other).content, one);
        expect(first.clashes).toEqual([]);
        expect(first).toEqual(second);
      }),
    );
  });

  test("decide a clash by taking the other's value as the one they began with", () => {
    fc.assert(
      fc.property(content, content, content, (before, theirs, mine) => {
        const { clashes } = applyChanges(theirs, changesBetween(before, mine));
        const decided = clashes.reduce((base, clash) => withField(base, clash.path, clash.theirs), before);
        expect(applyChanges(theirs, changesBetween(decided, mine)).clashes).toEqual([]);
      }),
    );
  });
});

test("no path reaches out of the form", () => {
  const { content: made } = applyChanges({ a: 1 }, [{ path: ["__proto__", "polluted"], now: "yes" }]);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
  expect(applyChanges({ a: 1 }, [{ path: ["constructor", "name"], was: "Object", now: "x" }]).clashes).toHaveLength(1);
});
