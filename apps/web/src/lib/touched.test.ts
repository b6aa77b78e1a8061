import { things } from "@kheo/core/rules/things";
import { describe, expect, it } from "vitest";
import { isTouched, type Noun, touchedBy } from "./touched.ts";

const nouns: readonly Noun[] = [...new Set<Noun>([...Object.values(things).map(({ calls }) => calls), "gallery"])];

describe("what a change touches", () => {
  it("is always what waits for people and what was done", () => {
    for (const noun of nouns) expect(touchedBy(noun)).toEqual(expect.arrayContaining(["session", "events"]));
  });

  it.each(nouns)("is for %s its own pages at least", (noun) => {
    expect(isTouched([[noun, "edit"]], [[noun, "get"], { type: "query" }])).toBe(true);
  });

  it("is the tree of units only where units change", () => {
    const tree = [["units", "list"], { type: "query" }];
    expect(nouns.filter((noun) => isTouched([[noun, "edit"]], tree)).toSorted()).toEqual(["reorganisations", "units"]);
  });

  it("is no part of the program and no criteria set", () => {
    for (const noun of nouns) {
      expect(isTouched([[noun, "edit"]], ["part", "house"])).toBe(false);
      expect(isTouched([[noun, "edit"]], ["edition", "general@2026"])).toBe(false);
    }
  });

  it("follows the work through the movement: a model's change shows in its scoring, meeting and recognition", () => {
    for (const noun of ["models", "scoring", "meetings", "recognition", "replication"] as const) {
      for (const other of ["models", "scoring", "meetings", "recognition", "replication", "reports"] as const) {
        expect(isTouched([[noun, "edit"]], [[other, "get"]])).toBe(true);
      }
    }
  });
});
