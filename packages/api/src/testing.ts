import { randomUUID } from "node:crypto";
import { catalog } from "@kheo/catalog";
import type { Day } from "@kheo/core/days";
import { defaultBodyRules } from "@kheo/core/meetings";
import { emptyRegistration, type RegistrationForm, registrationItemNames } from "@kheo/core/models";
import type { Role } from "@kheo/core/policy";
import type { UnitKind } from "@kheo/core/units";
import type { RootDb } from "@kheo/db/connect";
import { actorOf, insertBody, insertPerson, insertPost } from "@kheo/db/people";
import { insertPeriod } from "@kheo/db/periods";
import { testDatabase } from "@kheo/db/testing";
import { insertUnit } from "@kheo/db/units";
import { newestEditions } from "./editions.ts";
import { type Caller, callerFor } from "./index.ts";

/** A day in the middle of the test period. */
export const today: Day = "2026-05-04";

/** The envelope of a mutation, with a key of its own. */
export const of = <Data>(id: string, data: Data) => ({ requestId: randomUUID(), id, data });
export const over = <Data>(thing: { id: string; version: number }, data: Data) => ({
  requestId: randomUUID(),
  id: thing.id,
  version: thing.version,
  data,
});
/** A step that needs no reason. */
export const noReason = { reason: "" };

/** A complete registration form; what matters to a test is given. */
export const aForm = (given: Partial<RegistrationForm> = {}): RegistrationForm => ({
  ...emptyRegistration,
  title: "Tuyến đường liên tổ do dân hiến đất",
  items: Object.fromEntries(
    registrationItemNames.map((name) => [name, "Nội dung ghi đủ để gửi đăng ký."]),
  ) as RegistrationForm["items"],
  targets: [{ name: "Chiều dài đường", unit: "km", baseline: 0, goal: 1.2, dueOn: "2026-11-30" }],
  contactName: "Đồng chí Bí thư chi bộ",
  contactPhone: "0900 000 000",
  ...given,
});

/** Acts as a person on a day: the posts in force on that day are the ones that count. */
export const callerOf = async (db: RootDb, personId: string, day: Day = today): Promise<Caller> =>
  callerFor({
    db,
    actor: await actorOf(db, personId, day),
    catalog,
    today: day,
    requestNumber: "test",
    hashPassword: async (password) => `hash of ${password}`,
  });

/**
 * A small world on a database of its own: a province, two wards, and in the first ward a party cell and a people's
 * committee; a council of seven with one member from the people's committee.
 */
export const world = async () => {
  const { db, pool } = await testDatabase();

  const unit = async (name: string, kind: UnitKind, parentId: string | null) => {
    const id = randomUUID();
    await insertUnit(db, { id, name, kind, line: "territory", parentId, validFrom: "2025-07-01" });
    return id;
  };
  const province = await unit("Tỉnh Thử Nghiệm", "province", null);
  const ward = await unit("Phường Trà Câu", "ward", province);
  const cell = await unit("Chi bộ tổ dân phố 3", "partyCell", ward);
  const committee = await unit("Ủy ban nhân dân phường", "government", ward);
  const otherWard = await unit("Phường Sa Huỳnh", "ward", province);
  const otherCell = await unit("Chi bộ thôn Long Thạnh", "partyCell", otherWard);
  const units = { province, ward, cell, committee, otherWard, otherCell };

  const bodyId = await insertBody(db, { unitId: ward, name: "Hội đồng phường Trà Câu", rules: defaultBodyRules });
  const person = async (name: string, ...posts: readonly (readonly [Role, string])[]) => {
    const id = randomUUID();
    await insertPerson(db, { id, name, username: id, passwordHash: "none" });
    for (const [role, unitId] of posts) {
      const seated = role === "councilMember";
      await insertPost(db, {
        personId: id,
        role,
        unitId,
        bodyId: seated ? bodyId : null,
        seat: seated ? "member" : null,
        validFrom: "2025-07-01",
      });
    }
    return id;
  };
  const members = [];
  for (let seat = 1; seat <= 6; seat += 1) members.push(await person(`Ủy viên ${seat}`, ["councilMember", ward]));
  const people = {
    officer: await person("Cán bộ chi bộ", ["unitOfficer", cell]),
    committeeOfficer: await person("Cán bộ ủy ban", ["unitOfficer", committee]),
    otherOfficer: await person("Cán bộ nơi khác", ["unitOfficer", otherCell]),
    office: await person("Thường trực phường", ["standingOffice", ward]),
    otherOffice: await person("Thường trực phường khác", ["standingOffice", otherWard]),
    provinceOffice: await person("Chuyên viên tỉnh", ["standingOffice", province]),
    leader: await person("Phó bí thư thường trực", ["leader", ward]),
    administrator: await person("Quản trị", ["administrator", province]),
    viewer: await person("Khách xem", ["viewer", ward]),
    outsider: await person("Người không có chức vụ"),
    committeeMember: await person("Ủy viên từ ủy ban", ["councilMember", ward], ["unitOfficer", committee]),
  };
  const periodId = await insertPeriod(db, {
    title: "Năm 2026",
    opensOn: "2026-01-01",
    registrationClosesOn: "2026-03-31",
    endsOn: "2026-12-31",
    editions: newestEditions(catalog),
  });
  return {
    db,
    pool,
    units,
    people,
    members,
    periodId,
    as: (personId: string, day?: Day) => callerOf(db, personId, day),
    end: () => db.destroy(),
  };
};
export type World = Awaited<ReturnType<typeof world>>;
