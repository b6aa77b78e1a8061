import { emptyRegistration, type RegistrationForm } from "@kheo/core/movement/models";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listEvents } from "./events.ts";
import { getModel, insertModel } from "../movement/models.ts";
import { insertPeriod } from "../movement/periods.ts";
import { removeExpiredContacts } from "./contacts.ts";
import { testDatabase, type TestDatabase } from "../testing.ts";
import { insertUnit } from "../territory/units.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.db.destroy());

const unitId = "0b8a4a1e-5d3a-4a62-9d2f-6f1f6a1c0001";
const form: RegistrationForm = {
  ...emptyRegistration,
  title: "Tuyến đường hoa",
  subjectKind: "individual",
  exemplar: { name: "Nguyễn Văn B", birthYear: 1970, position: "Trưởng thôn", consentsToPublish: true },
  contactName: "Trần Thị C",
  contactPhone: "0900 000 000",
};

/** A form of a period that ended on a day, by the database's own calendar. */
const formOf = async (id: string, endsOn: string) => {
  const { rows } = await database.pool.query<{ day: string }>(
    `select ((now() at time zone 'Asia/Ho_Chi_Minh')::date ${endsOn})::date::text as day`,
  );
  const day = rows[0]!.day;
  const period = { title: id, opensOn: "2001-01-01", registrationClosesOn: day, endsOn: day, editions: {} };
  const periodId = await insertPeriod(database.db, period);
  await insertModel(database.db, { id, unitId, periodId, year: "2001", form, continues: null, changedBy: null });
};

test("Low: contacts and years of birth of forms are emptied five years after the end of their period", async () => {
  const { db } = database;
  const [expired, kept] = ["0b8a4a1e-5d3a-4a62-9d2f-6f1f6a1c0002", "0b8a4a1e-5d3a-4a62-9d2f-6f1f6a1c0003"] as const;
  await insertUnit(db, {
    id: unitId,
    name: "Thôn",
    kind: "hamlet",
    line: "territory",
    parentId: null,
    validFrom: "2001-01-01",
  });
  await formOf(expired, "- interval '5 years' - interval '1 day'");
  await formOf(kept, "- interval '5 years'");
  expect(await removeExpiredContacts(db)).toBe(1);
  expect(await removeExpiredContacts(db)).toBe(0);
  expect((await getModel(db, kept)).form).toEqual(form);
  expect((await getModel(db, expired)).form).toEqual({
    ...form,
    contactName: "",
    contactPhone: "",
    exemplar: { ...form.exemplar, birthYear: null },
  });
  const events = await listEvents(db, { unitId });
  expect(events.map(({ action, thingId, payload }) => [action, thingId, payload])).toEqual([
    ["model.forgetContact", expired, null],
  ]);
});
