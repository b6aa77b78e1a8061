import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { catalog } from "@kheo/catalog";
import { newestEditions } from "@kheo/api/movement/editions";
import { dayOf, formatDay, nextDay } from "@kheo/core/ground/days";
import { insertPeriod } from "@kheo/db/movement/periods";
import { testDatabase } from "@kheo/db/testing";
import { insertUnit } from "@kheo/db/territory/units";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfiguration } from "../configuration.ts";
import { named } from "./named.ts";
import { report } from "./report.ts";

const { db, url } = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), "kheo-report-test-"));
const out = join(folder, "báo cáo.docx");
const today = dayOf(new Date());
const year = today.slice(0, 4);

beforeAll(async () => {
  for (const [name, code] of [
    ["Phường Trà Câu", "21001"],
    ["Xã Sơn Hà", null],
    ["Xã Sơn Hạ", null],
    ["Thôn Đoàn Kết", null],
  ] as const) {
    await insertUnit(db, {
      id: crypto.randomUUID(),
      line: "territory",
      name,
      kind: "commune",
      code,
      parentId: null,
      validFrom: "2020-01-01",
    });
  }
  for (const [title, from] of [
    [`Năm ${year}`, year],
    ["Năm 2021", "2021"],
  ] as const) {
    await insertPeriod(db, {
      title,
      opensOn: `${from}-01-01`,
      registrationClosesOn: `${from}-03-31`,
      endsOn: `${from}-12-31`,
      editions: newestEditions(catalog),
    });
  }
});

afterAll(async () => {
  await rm(folder, { recursive: true });
  await db.destroy();
});

const asked = (values: Readonly<Record<string, string>>) =>
  report(readConfiguration({ DATABASE_URL: url }), { out, unit: "Phường Trà Câu", period: year, ...values });

test("B-11: a cut-off later than today is refused, and one before the period too", async () => {
  for (const cutoff of ["2030-01-01", nextDay(today), "2199-12-31"]) {
    await expect(async () => asked({ cutoff })).rejects.toThrow(
      `--cutoff: ngày ${formatDay(cutoff)} ở sau hôm nay (${formatDay(today)}) nên chưa có số liệu.`,
    );
  }
  await expect(asked({ cutoff: "2020-12-31" })).rejects.toThrow(`ở trước ngày bắt đầu Năm ${year}`);
  for (const cutoff of ["2026-02-30", "hôm nay", "0001-01-01"]) {
    await expect(async () => asked({ cutoff })).rejects.toThrow("--cutoff: cần một ngày có thật");
  }
  expect(await asked({ cutoff: today })).toBe(0);
  expect(await asked({ period: "Năm 2021" })).toBe(0);
});

test("B-12: a unit and a period are found however they are written, and what is near is named", async () => {
  for (const unit of [
    "phuong tra cau",
    " PHƯỜNG  TRÀ CÂU ",
    "P. Trà Câu",
    "tra cau",
    "Phường Trà Câu".normalize("NFD"),
    "21001",
  ]) {
    expect(await asked({ unit, period: `năm ${year}` })).toBe(0);
  }
  expect((await readFile(out)).length).toBeGreaterThan(1000);
  expect(await asked({ unit: "thon doan ket", period: "nam 2021" })).toBe(0);
  await expect(asked({ unit: "xa son ha" })).rejects.toThrow(/--unit: có 2 kết quả.*Xã Sơn Hà \(.*Xã Sơn Hạ \(/u);
  await expect(asked({ unit: "Phường Trà Cấu" })).rejects.toThrow(/không tìm thấy.*gần giống: Phường Trà Câu \(/u);
  await expect(asked({ unit: "phuong tra cua" })).rejects.toThrow(/gần giống: Phường Trà Câu/u);
  await expect(asked({ unit: "Hà Nội", period: "2021" })).rejects.toThrow("--unit: không tìm thấy “Hà Nội”.");
  await expect(asked({ period: "năm 2019" })).rejects.toThrow(/--period: không tìm thấy.*gần giống: Năm 20/u);
  await expect(asked({ period: "năm" })).rejects.toThrow("--period: có 2 kết quả");
});

test("B-12: what is marked otherwise is another unit", () => {
  const units = [{ id: "1", name: "Xã Sơn Hạ" }];
  expect(() => named("unit", units, "Xã Sơn Hà")).toThrow("tên gần giống: Xã Sơn Hạ (1)");
  expect(named("unit", units, "xã son hạ").id).toBe("1");
});
