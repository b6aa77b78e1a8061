import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refusalOf, type World, world } from "../testing.ts";
import type { Caller } from "../index.ts";

let w: World;
let caller: Caller;
beforeAll(async () => {
  w = await world();
  caller = await w.as(w.people.provinceOffice);
});
afterAll(() => w.end());

const asked: Readonly<Record<string, (id: string) => Promise<unknown>>> = {
  "unit.notFound": (id) => caller.units.get({ id, data: {} }),
  "model.notFound": (id) => caller.models.get({ id, data: {} }),
  "scoring.notFound": (id) => caller.scoring.get({ id, data: {} }),
  "meeting.notFound": (id) => caller.meetings.get({ id, data: {} }),
  "recognition.notFound": (id) => caller.recognition.get({ id, data: {} }),
  "replication.notFound": (id) => caller.replication.get({ id, data: {} }),
  "document.notFound": (id) => caller.documents.get({ id, data: {} }),
  "report.notFound": (id) => caller.reports.snapshot({ id, data: {} }),
};

describe.each(Object.entries(asked))("PC-34: an address that leads nowhere, %s", (code, ask) => {
  const whole = randomUUID();
  test.each(["abc", "xyz", whole.slice(0, 20), `${whole}x`, whole, "%"])("%s", async (id) => {
    expect((await refusalOf(ask(id))).code).toBe(code);
  });
});
