import { randomBytes, randomUUID } from "node:crypto";
import { siteClearanceExample } from "@kheo/catalog/worked-examples";
import { catalog } from "@kheo/catalog";
import { newestEditions } from "@kheo/api/movement/editions";
import { defaultBodyRules } from "@kheo/core/offices/bodies";
import { emptyRegistration } from "@kheo/core/movement/models";
import { evaluate } from "@kheo/core/criteria/evaluate";
import { scoringInput } from "@kheo/core/criteria/derive";
import type { Role } from "@kheo/core/rules/policy";
import type { RootDb } from "@kheo/db/ground/connect";
import { insertBody } from "@kheo/db/offices/bodies";
import { sealEvents } from "@kheo/db/rules/chain";
import { insertPerson } from "@kheo/db/offices/people";
import { insertPost } from "@kheo/db/offices/posts";
import { insertPeriod } from "@kheo/db/movement/periods";
import { hashOfToken } from "@kheo/server/sign-in/session-tokens";
import { sql } from "kysely";

/** What the benchmark fills the database with. */
export const size = { communes: 96, unitsPerCommune: 50, models: 15_000, members: 9, recognized: 9_000 } as const;

export type Dataset = {
  readonly provinceId: string;
  readonly periodId: string;
  /** Session tokens of the council members and of the province's office. */
  readonly members: readonly { readonly personId: string; readonly token: string }[];
  readonly office: { readonly personId: string; readonly token: string };
  /** Session tokens of the office of a commune, and of somebody with posts in several. */
  readonly communeOffice: { readonly token: string };
  readonly severalPosts: { readonly token: string };
  /** Each model with its unit and assessment. */
  readonly models: readonly { readonly modelId: string; readonly unitId: string; readonly assessmentId: string }[];
};

const today = new Date().toISOString().slice(0, 10);

/** Somebody who is signed in. */
export const personWithSession = async (db: RootDb, name: string) => {
  const [personId, token] = [randomUUID(), randomBytes(24).toString("base64url")];
  await insertPerson(db, { id: personId, name, username: personId, passwordHash: "none" });
  await db
    .insertInto("signInSession")
    .values({
      id: randomUUID(),
      tokenHash: hashOfToken(token),
      userId: personId,
      expiresAt: new Date(Date.now() + 86_400_000),
    })
    .execute();
  return { personId, token };
};

/** A province of 96 communes with 15,000 models, nine sheets for each and a verdict for each. */
export const fill = async (db: RootDb): Promise<Dataset> => {
  const provinceId = randomUUID();
  await sql`insert into unit (id) values (${provinceId})`.execute(db);
  await sql`insert into unit_version (unit_id, line, name, name_key, kind, valid_from)
    values (${provinceId}, 'territory', 'Tỉnh đo tốc độ', 'tỉnh đo tốc độ', 'province', '2025-07-01')`.execute(db);
  await sql`
    with made as (
      select gen_random_uuid() as id, number from generate_series(1, ${size.communes}) number),
    kept as (insert into unit (id) select id from made returning id)
    insert into unit_version (unit_id, line, name, name_key, kind, parent_id, valid_from)
    select id, 'territory', 'Xã số ' || number, 'xã số ' || number, 'commune', ${provinceId}, '2025-07-01' from made`.execute(
    db,
  );
  await sql`
    with made as (
      select gen_random_uuid() as id, commune.unit_id as parent, commune.name as place, number
        from unit_version commune, generate_series(1, ${size.unitsPerCommune}) number where commune.kind = 'commune'),
    kept as (insert into unit (id) select id from made returning id)
    insert into unit_version (unit_id, line, name, name_key, kind, parent_id, valid_from)
    select id, 'territory', 'Chi bộ ' || number || ', ' || place, lower('Chi bộ ' || number || ', ' || place), 'partyCell', parent, '2025-07-01' from made`.execute(
    db,
  );

  const periodId = await insertPeriod(db, {
    title: "Kỳ đo tốc độ",
    opensOn: `${today.slice(0, 4)}-01-01`,
    registrationClosesOn: `${today.slice(0, 4)}-03-31`,
    endsOn: `${today.slice(0, 4)}-12-31`,
    editions: newestEditions(catalog),
  });
  const form = JSON.stringify({
    ...emptyRegistration,
    topic: "siteClearance",
    items: Object.fromEntries(
      Object.keys(emptyRegistration.items).map((item) => [item, "Nội dung của mục này dài chừng một câu. ".repeat(4)]),
    ),
  });
  await sql`
    insert into model (id, code, unit_id, period_id, title, subject_kind, field, topic, form, state, lineage_id,
                       edition_id, submitted_on, accepted_on)
    select gen_random_uuid(), 'MH-' || number, cell.unit_id, ${periodId},
           (array['Tuyến đường','Hàng rào xanh','Tổ tự quản','Ánh sáng an ninh','Ngày thứ Bảy'])[1 + number % 5]
             || ' số ' || number,
           'collective', (array['economy','cultureSociety','defenceSecurity','politicalSystem'])[1 + number % 4],
           'siteClearance', ${form}::jsonb, 'accepted', gen_random_uuid(), 'DVK-GPMB@2026.1', ${today}, ${today}
      from generate_series(1, ${size.models}) number
      join (select unit_id, row_number() over () as place from unit_version where kind = 'partyCell') cell
        on cell.place = 1 + number % ${size.communes * size.unitsPerCommune}`.execute(db);

  const bodyId = await insertBody(db, { unitId: provinceId, name: "Hội đồng đo tốc độ", rules: defaultBodyRules });
  const members = [];
  for (let seat = 1; seat <= size.members; seat += 1) {
    const member = await personWithSession(db, `Ủy viên ${seat}`);
    await insertPost(db, {
      personId: member.personId,
      role: "councilMember",
      unitId: provinceId,
      bodyId,
      seat: "member",
      validFrom: "2025-07-01",
    });
    members.push(member);
  }
  const { rows: communes } = await sql<{ id: string; cellId: string }>`
    select parent_id as id, min(unit_id::text) as "cellId" from unit_version where kind = 'partyCell'
     group by parent_id order by parent_id limit 3`.execute(db);
  const [commune, second, third] = communes;
  if (!commune || !second || !third) throw new Error("The data set has fewer than three communes");
  const holderOf = async (name: string, posts: readonly { readonly role: Role; readonly unitId: string }[]) => {
    const holder = await personWithSession(db, name);
    for (const post of posts) {
      const { personId } = holder;
      await insertPost(db, { ...post, personId, bodyId: null, seat: null, validFrom: "2025-07-01" });
    }
    return holder;
  };
  const office = await holderOf("Cơ quan thường trực", [{ role: "standingOffice", unitId: provinceId }]);
  const communeOffice = await holderOf("Cơ quan thường trực xã", [{ role: "standingOffice", unitId: commune.id }]);
  const severalPosts = await holderOf("Người giữ ba chức vụ", [
    { role: "unitOfficer", unitId: commune.cellId },
    { role: "standingOffice", unitId: second.id },
    { role: "leader", unitId: third.id },
  ]);

  const edition = catalog.edition("DVK-GPMB@2026.1");
  if (!edition) throw new Error("The catalog has no DVK-GPMB@2026.1");
  const { sheet, bonus } = siteClearanceExample;
  const input = scoringInput(edition, sheet, { bonus });
  const result = evaluate(edition, input);
  await sql`
    insert into assessment (id, model_id, period_id, edition_id, body_id, state, figures, ticks)
    select id, id, period_id, edition_id, ${bodyId}, 'underAppraisal', ${JSON.stringify(sheet.figures)}::jsonb,
           ${JSON.stringify(sheet.ticks)}::jsonb from model`.execute(db);
  await sql`
    insert into score_sheet (assessment_id, person_id, marks)
    select assessment.id, post.person_id, '{"B5": 4}' from assessment
      join post on post.body_id = assessment.body_id`.execute(db);
  await sql`
    insert into verdict (assessment_id, edition_id, input, result, total, class, passed, closed_on)
    select id, edition_id, ${JSON.stringify(input)}::jsonb, ${JSON.stringify(result)}::jsonb, ${result.total},
           ${result.classification}, true, ${today} from assessment`.execute(db);
  await sql`
    with decided as (
      insert into decision (unit_id, number, signed_on, signatory, signatory_title, level)
      values (${provinceId}, '01-QĐ/TU', ${today}, 'Người ký', 'Chức vụ', 'province') returning id)
    insert into recognition (model_id, level, state, decision_id, decider_id)
    select model.id, 'province', 'published', decided.id, ${provinceId}::uuid from decided, model order by model.code
     limit ${size.recognized}`.execute(db);
  // A log that already holds something: in an empty one the checks of references are planned for an empty table.
  await sql`
    with made as (
      insert into event (person_id, capacity, action, thing, thing_id, unit_id, payload_hash)
      select ${office.personId}, 'Cơ quan thường trực', action, 'model', model.id, model.unit_id, repeat('0', 64)
        from model, unnest(array['model.create', 'model.submit', 'model.accept']) action returning id)
    insert into event_payload (event_id, salt, payload) select id, repeat('0', 32), '{"reason": ""}' from made`.execute(
    db,
  );
  while ((await sealEvents(db)) > 0);
  await sql`vacuum analyze`.execute(db);

  const { rows: models } = await sql<Dataset["models"][number]>`
    select model.id as "modelId", model.unit_id as "unitId", assessment.id as "assessmentId"
      from assessment join model on model.id = assessment.model_id order by assessment.id`.execute(db);
  return { provinceId, periodId, members, office, communeOffice, severalPosts, models };
};
