import { createHash } from "node:crypto";
import { makeReport } from "@kheo/api/reports/reports";
import { newestEditions } from "@kheo/api/movement/editions";
import { catalog } from "@kheo/catalog";
import { canonical } from "@kheo/core/ground/canonical";
import { dayOf } from "@kheo/core/ground/days";
import { insertPeriod } from "@kheo/db/movement/periods";
import { recordDecision } from "@kheo/db/movement/recognition";
import { insertSnapshot } from "@kheo/db/reports/reports";
import { sealEvents } from "@kheo/db/rules/chain";
import { recordStanding } from "@kheo/db/rules/records";
import { testDatabase } from "@kheo/db/testing";
import { insertUnit } from "@kheo/db/territory/units";
import { Client } from "pg";
import { expect, test, vi } from "vitest";
import { readConfiguration } from "../configuration.ts";
import { verify } from "./verify.ts";

const scene = async () => {
  const { db, url } = await testDatabase();
  const unitId = crypto.randomUUID();
  await insertUnit(db, {
    id: unitId,
    line: "territory",
    name: "Phường Trà Câu",
    kind: "ward",
    parentId: null,
    validFrom: "2020-01-01",
  });
  const periodId = await insertPeriod(db, {
    title: "Năm 2026",
    opensOn: "2026-01-01",
    registrationClosesOn: "2026-03-31",
    endsOn: "2026-12-31",
    editions: newestEditions(catalog),
  });
  const signed = { signedOn: "2026-05-04", signatory: "Người ký", signatoryTitle: "Bí thư" };
  await recordDecision(db, { unitId, level: "commune", number: "12-QĐ/ĐU", ...signed });
  const report = await makeReport(db, catalog, { unitId, periodId, cutoff: dayOf(new Date()) });
  const hash = createHash("sha256").update(canonical(report)).digest("hex");
  await insertSnapshot(db, { report, hash, createdBy: null as never });
  await recordStanding(db, "Thiết lập ban đầu");
  await sealEvents(db);
  const verified = async (values: Readonly<Record<string, string>> = {}) => {
    const said: string[] = [];
    const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text)) > 0);
    try {
      const status = await verify(readConfiguration({ DATABASE_URL: url }), values);
      return { status, said: said.join("") };
    } finally {
      spy.mockRestore();
    }
  };
  const byHand = async (statement: string) => {
    const client = new Client(url);
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  return { db, hash, verified, byHand };
};

test("B-10: what stands on papers and was changed by hand is named, and a printed code can be checked", async () => {
  const { db, hash, verified, byHand } = await scene();
  expect(await verified()).toMatchObject({ status: 0 });
  for (const code of [hash, hash.slice(0, 12), hash.slice(0, 16).toUpperCase()]) {
    const { said, status } = await verified({ code });
    expect([status, said]).toEqual([
      0,
      expect.stringMatching(/bản 1 của Phường Trà Câu, Năm 2026, số liệu đến .*; nội dung đúng với mã/u),
    ]);
  }
  const unknown = await verified({ code: "0123456789abcdef" });
  expect([unknown.status, unknown.said]).toEqual([1, expect.stringContaining("không có báo cáo đã chốt nào")]);
  await expect(async () => verified({ code: "9f3a" })).rejects.toThrow("--code: cần ít nhất 12 chữ số");

  await byHand("update report_snapshot set content = jsonb_set(content, '{figures,0,value}', '99')");
  await byHand("update decision set number = '99-QĐ/ĐU'");
  const { said, status } = await verified({ code: hash });
  expect(status).toBe(1);
  expect(said).toContain("nội dung không còn đúng với mã");
  expect(said).toMatch(/Báo cáo đã chốt, bản 1 của Phường Trà Câu: nội dung không khớp mã băm/u);
  expect(said).toMatch(/Quyết định .*99-QĐ\/ĐU.*12-QĐ\/ĐU/u);
  // Even with a hash that fits what was written over it.
  await byHand("update report_snapshot set hash = repeat('a', 64), cutoff = '2026-01-01'");
  expect((await verified()).said).toMatch(/Báo cáo đã chốt, bản 1 .*mã băm khác với sự kiện/u);
  await db.destroy();
});
