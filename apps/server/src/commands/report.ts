import { writeFile } from "node:fs/promises";
import { makeReport, paperOf } from "@kheo/api/reports/reports";
import { catalog } from "@kheo/catalog";
import { day, type Day, formatDay } from "@kheo/core/ground/days";
import type { RootDb } from "@kheo/db/ground/connect";
import { readToday } from "@kheo/db/ground/settings";
import { listPeriods } from "@kheo/db/movement/periods";
import { listUnitNames } from "@kheo/db/territory/units";
import { type PaperFormat, paperFormats, writingOf } from "@kheo/papers/formats";
import type { Configuration } from "../configuration.ts";
import { Stop } from "../stop.ts";
import { type Named, named } from "./named.ts";
import { say, withDatabase } from "./with-database.ts";

/** A day that an option gives. @throws Stop when there is none of that name. */
const dayIn = (option: string, given: unknown): Day => {
  const parsed = day(`--${option}`).safeParse(given);
  if (!parsed.success) throw new Stop(`--${option}: cần một ngày có thật, ví dụ 2026-11-30.`);
  return parsed.data;
};

/** The units of the day by which the report is made, and those of today that there were none of then. */
const unitsToName = async (db: RootDb, on: Day, today: Day): Promise<readonly Named[]> => {
  const then = await listUnitNames(db, on);
  const known = new Set(then.map(({ id }) => id));
  return [...then, ...(await listUnitNames(db, today)).filter(({ id }) => !known.has(id))];
};

const formats = [...(Object.keys(paperFormats) as PaperFormat[]), "xlsx"] as const;

export const report = (
  configuration: Configuration,
  values: Readonly<Record<string, string | boolean | undefined>>,
): Promise<number> => {
  const out = typeof values["out"] === "string" ? values["out"] : "";
  const format = formats.find((one) => out.endsWith(`.${one}`));
  if (!format) throw new Stop(`--out: cần tên tệp có đuôi ${formats.map((one) => `.${one}`).join(", ")}.`);
  const asked = values["cutoff"] === undefined ? undefined : dayIn("cutoff", values["cutoff"]);
  const structureOn = values["structure-on"] === undefined ? undefined : dayIn("structure-on", values["structure-on"]);
  return withDatabase(configuration, async (db) => {
    const today = await readToday(db);
    const cutoff = asked ?? today;
    if (cutoff > today)
      throw new Stop(`--cutoff: ngày ${formatDay(cutoff)} ở sau hôm nay (${formatDay(today)}) nên chưa có số liệu.`);
    const periods = (await listPeriods(db)).map((one) => ({ ...one, name: one.title }));
    const period = named("period", periods, values["period"]);
    if (cutoff < period.opensOn)
      throw new Stop(
        `--cutoff: ngày ${formatDay(cutoff)} ở trước ngày bắt đầu ${period.name} (${formatDay(period.opensOn)}).`,
      );
    const structure = structureOn ?? (cutoff < period.endsOn ? cutoff : period.endsOn);
    const unit = named("unit", await unitsToName(db, structure, today), values["unit"]);
    const content = await makeReport(db, catalog, {
      unitId: unit.id,
      periodId: period.id,
      cutoff,
      ...(structureOn !== undefined && { structureOn }),
    });
    // The writers are large, and no other command needs them.
    const { fileOf } = await import("@kheo/papers/files");
    try {
      await writeFile(
        out,
        await fileOf(format === "xlsx" ? { format, report: content } : writingOf(format, await paperOf(db, content))),
      );
    } catch {
      throw new Stop(`--out: không ghi được tệp ${out}. Hãy kiểm tra thư mục và quyền ghi.`);
    }
    say(`Đã ghi ${out}: ${unit.name}, ${period.name}.`);
    return 0;
  });
};
