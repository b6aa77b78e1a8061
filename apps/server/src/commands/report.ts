import { writeFile } from "node:fs/promises";
import { makeReport } from "@kheo/api/reports/reports";
import { catalog } from "@kheo/catalog";
import { dayOf } from "@kheo/core/ground/days";
import { composed } from "@kheo/core/ground/text";
import { listPeriods } from "@kheo/db/movement/periods";
import { listUnits } from "@kheo/db/territory/units";
import { reportPapers } from "@kheo/papers/report";
import { z } from "zod";
import type { Configuration } from "../configuration.ts";
import { Stop } from "../stop.ts";
import { say, withDatabase } from "./with-database.ts";

const named = <Item extends { readonly id: string }>(
  what: string,
  items: readonly Item[],
  nameOf: (item: Item) => string,
  wanted: unknown,
): Item => {
  const text = typeof wanted === "string" ? composed(wanted).trim().toLowerCase() : "";
  if (text === "") throw new Stop(`Thiếu --${what}.`);
  const found = items.filter((item) => item.id === text || nameOf(item).toLowerCase() === text);
  const [only, ...others] = found;
  if (!only) throw new Stop(`--${what}: không tìm thấy “${text}”.`);
  if (others.length > 0) {
    throw new Stop(
      `--${what}: có ${found.length} kết quả tên “${text}”; hãy dùng mã: ${found.map(({ id }) => id).join(", ")}.`,
    );
  }
  return only;
};

export const report = (
  configuration: Configuration,
  values: Readonly<Record<string, string | boolean | undefined>>,
): Promise<number> => {
  const out = typeof values["out"] === "string" ? values["out"] : "";
  const paper = Object.values(reportPapers).find(({ extension }) => out.endsWith(extension));
  if (!paper) throw new Stop("--out: cần tên tệp có đuôi .docx hoặc .xlsx.");
  const cutoff = z.iso.date().safeParse(values["cutoff"] ?? dayOf(new Date()));
  if (!cutoff.success) throw new Stop("--cutoff: cần một ngày có thật, ví dụ 2026-11-30.");
  const structureOn = z.iso.date().safeParse(values["structure-on"] ?? cutoff.data);
  if (!structureOn.success) throw new Stop("--structure-on: cần một ngày có thật, ví dụ 2026-11-30.");
  return withDatabase(configuration, async (db) => {
    const units = await listUnits(db, { day: structureOn.data });
    const unit = named("unit", units, ({ name }) => name, values["unit"]);
    const period = named("period", await listPeriods(db), ({ title }) => title, values["period"]);
    const content = await makeReport(db, catalog, {
      unitId: unit.id,
      periodId: period.id,
      cutoff: cutoff.data,
      ...(values["structure-on"] !== undefined && { structureOn: structureOn.data }),
    });
    try {
      await writeFile(out, await paper.write(content));
    } catch {
      throw new Stop(`--out: không ghi được tệp ${out}. Hãy kiểm tra thư mục và quyền ghi.`);
    }
    say(`Đã ghi ${out}.`);
    return 0;
  });
};
