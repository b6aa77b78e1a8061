import { afterEach, beforeEach, expect, test } from "vitest";
import { of, refusalOf, type World, world } from "../testing.ts";

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.end());

const year = (given: object = {}) => ({
  title: "Năm 2027",
  opensOn: "2027-01-01",
  registrationClosesOn: "2027-03-31",
  endsOn: "2027-12-31",
  ...given,
});

test("a period that opens pins the newest edition of every criteria set", async () => {
  const administrator = await w.as(w.people.administrator);
  const { id } = await administrator.periods.open(of(w.units.province, year()));
  const [newest] = await administrator.periods.list({});
  expect(newest?.id).toBe(id);
  expect(newest?.editions).toEqual({
    "DVK-CHUNG": "DVK-CHUNG@2026.1",
    "DVK-GPMB": "DVK-GPMB@2026.1",
    "DVK-NTM": "DVK-NTM@2026.1",
    "DVK-TG": "DVK-TG@2026.1",
    "DVK-CN": "DVK-CN@2026.1",
  });
});

test.each([
  ["a deadline before it opens", { registrationClosesOn: "2026-12-31" }, "data.registrationClosesOn"],
  ["an end before the deadline", { endsOn: "2027-03-30" }, "data.endsOn"],
  ["a name of two letters", { title: "27" }, "data.title"],
])("a period does not open with %s", async (_, given, path) => {
  const administrator = await w.as(w.people.administrator);
  const refusal = await refusalOf(administrator.periods.open(of(w.units.province, year(given))));
  expect(refusal).toMatchObject({ code: "input.invalid", details: { fields: [{ path }] } });
});

test("a period is locked once, and its name is not given again", async () => {
  const administrator = await w.as(w.people.administrator);
  const close = () => administrator.periods.close(of(w.units.province, { periodId: w.periodId }));
  await close();
  expect(await refusalOf(close())).toMatchObject({ code: "period.closed", details: { closedOn: "04/05/2026" } });
  const again = administrator.periods.open(of(w.units.province, year({ title: "Năm 2026" })));
  expect((await refusalOf(again)).code).toBe("duplicate");
});
