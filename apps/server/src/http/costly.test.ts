import { randomUUID } from "node:crypto";
import { testDatabase } from "@kheo/db/testing";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { costlyThread, isCostly } from "./costly.ts";

describe("S-08: what is costly", () => {
  test("goes to the thread with all that is asked beside it, unless something else would change something there", () => {
    expect(isCostly("GET", "/trpc/reports.annual")).toBe(true);
    expect(isCostly("GET", "/trpc/session.me,session.todo")).toBe(true);
    expect(isCostly("GET", "/trpc/session.me%2Csession.todo")).toBe(true);
    expect(isCostly("GET", "/trpc//reports%2Eannual/")).toBe(true);
    expect(isCostly("GET", "/trpc/session.me,models.list")).toBe(false);
    expect(isCostly("POST", "/trpc/reports.freeze")).toBe(true);
    expect(isCostly("POST", "/trpc/reports.freeze,meetings.vote")).toBe(false);
    expect(isCostly("GET", "/trpc/%E0%A4%A")).toBe(false);
    expect(isCostly("POST", "/trpc/%E0%A4%A")).toBe(false);
  });

  describe("in the thread", () => {
    let database: Awaited<ReturnType<typeof testDatabase>>;
    let thread: ReturnType<typeof costlyThread>;
    const ask = () =>
      thread.answer(new Request("http://localhost/trpc/reports.annual?input=%7B%7D"), {
        network: "here",
        requestNumber: randomUUID(),
      });

    beforeAll(async () => {
      database = await testDatabase();
      const installation = { address: null, externalName: null, sendsMail: false };
      thread = costlyThread(
        {
          secret: "secret",
          address: undefined,
          installation,
          needsTwo: true,
          daysBehind: 0,
          login: { connectionString: database.url },
          logLevel: "silent",
        },
        pino({ level: "silent" }),
      );
    });
    afterAll(async () => {
      await thread.end();
      await database.db.destroy();
    });

    test("is answered as anywhere else", async () => {
      const answer = await ask();
      expect(answer?.status).toBe(401);
      expect(await answer?.json()).toMatchObject({ error: { data: { domain: { code: "session.required" } } } });
    });

    test("is answered by nobody when the thread ends over it, and by a new thread the next time", async () => {
      const asked = ask();
      await thread.end();
      expect(await asked).toBeNull();
      expect((await ask())?.status).toBe(401);
    });
  });
});
