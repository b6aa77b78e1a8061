import { randomUUID } from "node:crypto";
import { listings } from "@kheo/api/lists";
import { errors, isDomainError } from "@kheo/core/rules/errors";
import { type Role, roles } from "@kheo/core/rules/policy";
import type { Actor } from "@kheo/core/rules/rights";
import { insertUnit } from "@kheo/db/territory/units";
import { testDatabase } from "@kheo/db/testing";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { pino } from "pino";
import { afterAll, describe, expect, test } from "vitest";
import { doors } from "./doors.ts";
import { documentRoutes } from "./document-routes.ts";
import { downloadRoutes } from "./download-routes.ts";
import { fileRoutes } from "./file-routes.ts";
import { listRoutes } from "./list-routes.ts";
import { importRoutes } from "./import-routes.ts";

const { db } = await testDatabase();
afterAll(() => db.destroy());

/** A province with two wards, and a cell in the first. */
const units = { province: randomUUID(), ward: randomUUID(), cell: randomUUID(), otherWard: randomUUID() };
type Position = keyof typeof units;
const positions = Object.keys(units) as Position[];
for (const [at, kind, above] of [
  ["province", "province", null],
  ["ward", "ward", "province"],
  ["cell", "partyCell", "ward"],
  ["otherWard", "ward", "province"],
] as const) {
  const parentId = above === null ? null : units[above];
  await insertUnit(db, { id: units[at], name: at, kind, line: "territory", parentId, validFrom: "2025-07-01" });
}

const holding = (role: Role, at: Position): Actor => ({
  personId: `${role} ${at}`,
  name: "Người được hỏi",
  posts: [
    {
      id: randomUUID(),
      role,
      unitId: units[at],
      unitName: at,
      bodyId: null,
      organName: null,
      inPlaceOf: null,
      isRoot: at === "province",
    },
  ],
});

/** Whoever comes is named by a header; a report that is asked for is answered with a status of its own. */
const app = new Hono();
const ways = doors(app, {
  db,
  today: () => "2026-05-04",
  actorOf: async (request) => {
    const [role, at] = (request.req.header("comes") ?? "").split(" ");
    return role && at ? holding(role as Role, at as Position) : null;
  },
});
importRoutes(ways, { db, logOf: () => pino({ level: "silent" }) });
const ask = () => Promise.reject(new HTTPException(418));
downloadRoutes(ways, { ask, siteOf: () => "http://localhost" });
fileRoutes(ways, { db, files: null, ask });
documentRoutes(ways, { db, files: null, ask });
listRoutes(ways, { db, today: () => "2026-05-04", needsTwo: true, logOf: () => pino({ level: "silent" }) });
app.onError((error) => {
  if (error instanceof HTTPException) return new Response(error.message, { status: error.status });
  if (!isDomainError(error)) throw error;
  const { kind } = errors[error.code];
  // What else keeps somebody whom the policy lets through is for others to try.
  const status = kind === "unauthenticated" ? 401 : kind === "forbidden" ? 403 : 400;
  return new Response(error.code, { status });
});

const period = randomUUID();
const papersOfOne = ["registration", "report-version", "self-score", "score-sheet", "score-sheets", "score-summary"];
const asked = JSON.stringify({ periodId: period });
const queryOf = (path: string): string => {
  const query = path.startsWith("/download/report.")
    ? { unit: units.ward, period }
    : [...papersOfOne, "invitation", "document"].some((name) => path.startsWith(`/download/${name}.`))
      ? { id: period }
      : path === "/download/registrations.zip"
        ? { ids: `${period},${period}` }
        : { unit: units.ward, day: "2026-07-01", asked };
  return new URLSearchParams(query).toString();
};
const every = app.routes.map(({ method, path }) => [`${method} ${path}`, method, path] as const);
const come = async (method: string, path: string, comes: string): Promise<number> => {
  const answer = await app.request(`${path}?${queryOf(path)}`, { method, headers: { comes } });
  // Whoever leaves frees the place: four files are written at once.
  await answer.body?.cancel();
  return answer.status;
};

test("these are all the ways in and out for files", () => {
  expect(every.map(([title]) => title)).toEqual([
    "POST /import/units",
    "GET /download/unit-list-template.xlsx",
    "GET /download/unit-conversion-template.xlsx",
    ...["docx", "pdf", "zip"].flatMap((format) =>
      ["report", "invitation", ...papersOfOne.filter((name) => name !== "score-sheets")].map(
        (name) => `GET /download/${name}.${format}`,
      ),
    ),
    "GET /download/score-sheets.zip",
    "GET /download/registrations.zip",
    "GET /download/report.xlsx",
    "GET /download/report-version.xlsx",
    "POST /uploads",
    ...["GET", "PATCH", "DELETE"].map((method) => `${method} /uploads/:id`),
    ...["thumbnail", "shown", "original"].map((what) => `GET /files/:id/${what}`),
    ...["docx", "pdf", "zip"].map((format) => `GET /download/document.${format}`),
    ...[...listings.keys()].map((name) => `GET /download/${name}.xlsx`),
  ]);
});

/** A list holds what the posts of whoever asks reach, wherever they are held. */
const everywhere = (...those: readonly Role[]) => Object.fromEntries(those.map((role) => [role, "++++"]));
const councils = ["secretary", "councilMember", "leader", "standingOffice"] as const;
const insiders = [...councils, "unitOfficer", "panelMember", "steeringMember"] as const;
const everyone = [...insiders, "viewer", "administrator"] as const;

const inEach = (name: string, formats: readonly string[], row: Partial<Record<Role, string>>) =>
  Object.fromEntries(formats.map((format) => [`GET /download/${name}.${format}`, row]));

/** Of the ward, for each role, from each position that it is held at: `+` lets through, `-` refuses. */
const matrix: Readonly<Record<string, Partial<Record<Role, string>>>> = {
  "POST /import/units": { administrator: "++--" },
  "GET /download/unit-list-template.xlsx": { administrator: "++++" },
  "GET /download/unit-conversion-template.xlsx": { administrator: "++++" },
  ...inEach("report", ["docx", "pdf", "zip", "xlsx"], {
    standingOffice: "++--",
    leader: "++--",
    steeringMember: "++--",
    viewer: "++--",
  }),
  // Of one thing: whose it is, the call that describes it asks.
  ...inEach(
    "report-version",
    ["docx", "pdf", "zip", "xlsx"],
    everywhere("standingOffice", "leader", "steeringMember", "viewer"),
  ),
  ...inEach("registration", ["docx", "pdf", "zip"], everywhere(...insiders)),
  ...inEach("self-score", ["docx", "pdf", "zip"], everywhere(...insiders)),
  ...inEach("score-sheet", ["docx", "pdf", "zip"], everywhere(...insiders)),
  ...inEach("document", ["docx", "pdf", "zip"], everywhere(...insiders)),
  ...inEach("registrations", ["zip"], everywhere(...insiders)),
  ...inEach("score-sheets", ["zip"], everywhere(...insiders)),
  ...inEach("invitation", ["docx", "pdf", "zip"], everywhere("administrator")),
  ...inEach("score-summary", ["docx", "pdf", "zip"], everywhere(...councils)),
  "POST /uploads": { standingOffice: "++--", unitOfficer: "-+--" },
  // Of what somebody sends themselves.
  ...Object.fromEntries(
    ["GET", "PATCH", "DELETE"].map((method) => [`${method} /uploads/:id`, everywhere("standingOffice", "unitOfficer")]),
  ),
  "GET /files/:id/thumbnail": everywhere(...insiders),
  "GET /files/:id/shown": everywhere(...insiders),
  "GET /files/:id/original": everywhere("standingOffice", "unitOfficer"),
  "GET /download/evidence.xlsx": everywhere(...insiders),
  "GET /download/models.xlsx": everywhere(...insiders),
  "GET /download/scoring.xlsx": everywhere(...insiders),
  "GET /download/meetings.xlsx": everywhere(...councils),
  "GET /download/recognition.xlsx": everywhere(...insiders),
  "GET /download/replication.xlsx": everywhere(...insiders, "viewer"),
  "GET /download/gallery.xlsx": everywhere(...everyone),
  "GET /download/units.xlsx": everywhere(...everyone),
  "GET /download/clusters.xlsx": everywhere(...everyone),
  "GET /download/advisory.xlsx": everywhere(...everyone),
  "GET /download/documents.xlsx": everywhere(...insiders),
  "GET /download/reorganisations.xlsx": everywhere("standingOffice", "leader", "administrator"),
  "GET /download/bodies.xlsx": everywhere(...insiders, "administrator"),
  "GET /download/people.xlsx": everywhere("administrator"),
};

describe.each(every)("%s", (title, method, path) => {
  test("asks whoever is not signed in to sign in", async () => {
    expect(await come(method, path, "")).toBe(401);
  });

  test("lets those through whom the policy lets", async () => {
    const found: Partial<Record<Role, string>> = {};
    for (const role of roles) {
      let word = "";
      for (const at of positions) {
        const status = await come(method, path, `${role} ${at}`);
        expect([200, 400, 403, 418]).toContain(status);
        word += status === 403 ? "-" : "+";
      }
      if (word !== "----") found[role] = word;
    }
    expect(found).toEqual(matrix[title]);
  });
});

test("what is asked for wrongly is said in words", async () => {
  const unknown = await app.request(`/download/report.docx?unit=${units.ward}&period=${period}&snapshotId=1`, {
    headers: { comes: "leader ward" },
  });
  expect([unknown.status, await unknown.text()]).toEqual([400, "snapshotId: không có tham số này."]);
  const answer = await app.request("/download/report.docx?unit=1&period=2", { headers: { comes: "leader ward" } });
  expect([answer.status, await answer.text()]).toEqual([400, "unit: cần mã đơn vị.\nperiod: cần mã kỳ."]);
});
