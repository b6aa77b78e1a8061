import { isDomainError } from "@kheo/core/rules/errors";
import { TRPCError } from "@trpc/server";
import { appRouter, type Caller } from "../index.ts";
import type { World } from "../testing.ts";

/* oxlint-disable no-underscore-dangle -- tRPC keeps what a router is made of under this name. */
export const procedures = appRouter._def.procedures as unknown as Readonly<
  Record<string, { _def: { type: "query" | "mutation"; inputs: readonly [{ readonly shape?: object }?] } }>
>;
export const isQuery = (path: string): boolean => procedures[path]?._def.type === "query";
export const isVersioned = (path: string): boolean => "version" in (procedures[path]?._def.inputs[0]?.shape ?? {});
/* oxlint-enable no-underscore-dangle */

export const run = (caller: Caller, path: string, input: unknown): Promise<unknown> => {
  const [noun, verb] = path.split(".") as [string, string];
  type Procedures = Record<string, Record<string, (given: unknown) => Promise<unknown>>>;
  const procedure = (caller as unknown as Procedures)[noun]?.[verb];
  if (!procedure) throw new Error(`there is no procedure ${path}`);
  return procedure(input);
};

/** What the questions are about besides the things that are named by their ids. */
type About = { readonly w: World; readonly substitute: string };

/** Every question that can be asked: of no one thing, of a unit, and of a thing by its id. */
export const questions = ({
  w,
  substitute,
}: About): Readonly<Record<string, { on: "list" | "unit" | "thing"; data: readonly unknown[] }>> => {
  const { periodId } = w;
  const searches = ["duong", "MH-2026"].map((search) => ({ periodId, search }));
  const states = ["draft", "accepted"].map((state) => ({ periodId, states: [state] }));
  return {
    "session.todo": { on: "list", data: [{ periodId }] },
    "session.told": { on: "list", data: [{}] },
    "posts.waiting": { on: "list", data: [{}] },
    "session.account": { on: "list", data: [undefined] },
    "units.tree": { on: "list", data: [{}, { line: "party" }] },
    "units.list": { on: "list", data: [{}, { search: "chi bo" }, { line: "party" }, { order: { by: "population" } }] },
    "units.get": { on: "unit", data: [{}] },
    "units.lineage": { on: "unit", data: [{}] },
    "units.profiles": { on: "unit", data: [{}] },
    "clusters.list": { on: "list", data: [{}, { memberId: w.units.cell }, { search: "chi bo" }] },
    "advisory.list": { on: "list", data: [{}, { day: "2026-05-04", level: "commune", duty: "massMobilization" }] },
    "advisory.on": { on: "unit", data: [{ day: "2026-05-04" }] },
    "documents.list": {
      on: "list",
      data: [{}, { search: "chi bo" }, { states: ["reserved"] }, { type: "TB", year: 2026 }, { origin: "received" }],
    },
    "documents.get": { on: "thing", data: [{}] },
    "documents.paper": { on: "thing", data: [{}] },
    "documents.history": { on: "thing", data: [{}] },
    "documents.issuers": { on: "unit", data: [{}] },
    "people.list": {
      on: "list",
      data: [{}, { search: "nguoi" }, { personId: substitute }, { ended: true, order: { by: "account" } }],
    },
    "people.slip": { on: "thing", data: [{}] },
    "people.slipPaper": { on: "thing", data: [{ site: "https://kheo.example" }] },
    "posts.leaving": { on: "unit", data: [{ personId: null }, { personId: substitute }] },
    "posts.unattended": { on: "unit", data: [{}] },
    "reorganisations.list": { on: "list", data: [{}] },
    "reorganisations.get": { on: "thing", data: [{}] },
    "reorganisations.divided": { on: "thing", data: [{}] },
    "bodies.list": { on: "list", data: [{}] },
    "bodies.get": { on: "thing", data: [{}] },
    "periods.list": { on: "list", data: [{}] },
    "models.list": {
      on: "list",
      data: [{}, ...searches, ...states, { limit: 1 }, { limit: 1, offset: 1 }, { order: { by: "unitName" } }],
    },
    "models.get": { on: "thing", data: [{}] },
    "models.paper": { on: "thing", data: [{}] },
    "models.history": { on: "thing", data: [{}] },
    "models.continuable": { on: "unit", data: [{ periodId }] },
    "scoring.list": {
      on: "list",
      data: [{ periodId }, { periodId, limit: 1 }, { periodId, order: { by: "total", descending: true } }],
    },
    "scoring.get": { on: "thing", data: [{}] },
    "scoring.selfScorePaper": { on: "thing", data: [{}] },
    "scoring.sheetPaper": { on: "thing", data: [{}] },
    "scoring.sheetPapers": { on: "thing", data: [{}] },
    "evidence.list": { on: "list", data: [{}, { kind: "jpeg" }, { search: "anh" }, { order: { by: "usedFor" } }] },
    "evidence.of": { on: "thing", data: [{}] },
    "evidence.content": { on: "thing", data: [{ what: "shown" }] },
    "evidence.original": { on: "thing", data: [{}] },
    "meetings.list": { on: "list", data: [{ periodId }] },
    "meetings.candidates": { on: "unit", data: [{ periodId }] },
    "meetings.get": { on: "thing", data: [{}] },
    "meetings.summaryPaper": { on: "thing", data: [{}] },
    "recognition.list": { on: "list", data: [{}, { order: { by: "total" } }] },
    "gallery.list": {
      on: "list",
      data: [{}, ...["duong", "noi dung", "dien hinh"].map((search) => ({ search })), { order: { by: "title" } }],
    },
    "gallery.get": { on: "thing", data: [{}] },
    "recognition.get": { on: "thing", data: [{}] },
    "replication.list": { on: "list", data: [{}, { order: { by: "sourceTitle" } }] },
    "replication.get": { on: "thing", data: [{}] },
    "reports.annual": { on: "unit", data: [{ periodId }] },
    "reports.snapshots": { on: "unit", data: [{ periodId }] },
    "reports.snapshot": { on: "thing", data: [{}] },
    "reports.paper": { on: "unit", data: [{ periodId }] },
    "reports.frozenPaper": { on: "thing", data: [{}] },
    "events.mine": { on: "list", data: [{}] },
    "events.ofUnit": { on: "unit", data: [{ below: true }, { below: false }] },
    "events.ofPerson": { on: "unit", data: [{ personId: substitute }] },
  };
};

export const told = async (call: Promise<unknown>): Promise<unknown> => {
  try {
    return await call;
  } catch (error) {
    const cause = error instanceof TRPCError ? error.cause : error;
    if (isDomainError(cause)) return { refused: cause.code, details: cause.details as unknown };
    throw error;
  }
};
