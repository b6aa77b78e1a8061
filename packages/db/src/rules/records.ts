import { type Stated, stateRows } from "@kheo/core/rules/states";
import { things } from "@kheo/core/rules/things";
import type { Declaration } from "@kheo/core/rules/things/thing";
import { sql } from "kysely";
import { type Db, sendPrepared } from "../ground/connect.ts";
import { insertEvent } from "./events.ts";

const hashOf = (content: string): string => `encode(sha256(convert_to((${content})::text, 'UTF8')), 'hex')`;
const rowsOf = (facts: string, from: string, order: string): string =>
  `(select coalesce(jsonb_agg(jsonb_build_object(${facts}) order by ${order}), '[]') from ${from})`;
const untilClosed = (rows: string): string =>
  `case when r.closed_on is null then ${rows} else to_jsonb(${hashOf(rows)}) end`;
const placedAt = "(select placement.unit_id from placement where placement.thing_id = r.id)";

/** A period that nobody has extended is recorded as it was before periods could be. */
const registrationTo = `case when exists (select from period_extension e where e.period_id = r.id)
  then jsonb_build_array(r.registration_closes_on) || ${rowsOf(
    "'unit', e.unit_id, 'to', e.until, 'document', e.number, 'signedOn', e.signed_on, 'on', e.recorded_on, 'reason', e.reason",
    "period_extension e where e.period_id = r.id",
    "e.until, e.unit_id",
  )}
  else to_jsonb(r.registration_closes_on) end`;

/**
 * What the chain keeps of a row: the facts that an official result stands on, by the name under which they are told.
 * What is long or private goes in as a hash; ballots never do. `id` is the column by which events name the thing, and
 * `owner` what else an event names that wrote it.
 */
const kinds = {
  unit: {
    facts: `'versions', ${rowsOf(
      "'line', v.line, 'name', v.name, 'kind', v.kind, 'code', v.code, 'parent', v.parent_id, 'from', v.valid_from, 'to', v.valid_to",
      "unit_version v where v.unit_id = r.id",
      "v.line, v.valid_from",
    )}, 'changes', ${rowsOf(
      "'kind', c.kind, 'on', c.effective_on, 'basis', c.basis, 'before', l.from_unit_id, 'after', l.to_unit_id, 'note', l.note, 'share', l.share",
      "unit_change_line l join unit_change c on c.id = l.change_id where r.id in (l.from_unit_id, l.to_unit_id)",
      "c.effective_on, c.kind, c.basis, l.from_unit_id, l.to_unit_id, l.note",
    )}`,
  },
  reorganisation: {
    facts: `'unit', r.unit_id, 'title', r.title, 'basis', r.basis, 'on', r.effective_on, 'state', r.state,
      'content', ${hashOf("r.changes")}`,
  },
  cluster: {
    facts: `'unit', r.unit_id, 'kind', r.kind, 'name', r.name, 'document', r.document, 'from', r.valid_from,
      'to', r.valid_to, 'members', ${rowsOf(
        "'unit', m.unit_id, 'from', m.valid_from, 'to', m.valid_to",
        "cluster_member m where m.cluster_id = r.id",
        "m.unit_id, m.valid_from",
      )}`,
  },
  body: {
    facts: `'unit', r.unit_id, 'kind', r.kind, 'name', r.name, 'rules', r.rules, 'document', r.document,
      'from', r.founded_on, 'to', r.dissolved_on`,
  },
  advisoryAssignment: {
    table: "advisory_assignment",
    facts: `'unit', r.unit_id, 'level', r.level, 'duty', r.duty, 'family', r.family, 'name', r.body_name,
      'from', r.valid_from, 'to', r.valid_to, 'basis', r.basis, 'endDocument', r.end_basis`,
  },
  post: {
    facts: `'person', r.person_id, 'role', r.role, 'unit', r.unit_id, 'body', r.body_id, 'seat', r.seat,
      'from', r.valid_from, 'to', r.valid_to, 'document', r.document, 'endDocument', r.end_document,
      'substitutes', r.substitutes_id, 'organ', r.organ_unit_id, 'givenBy', r.given_by, 'waits', r.waits`,
  },
  person: {
    // The name can be forgotten with the person; what the chain keeps of it tells nobody, and only whether it changed.
    idType: "text",
    facts: `'name', ${hashOf("jsonb_build_array(r.id, r.name)")}`,
  },
  period: {
    facts: `'title', r.title, 'from', r.opens_on, 'registrationTo', ${registrationTo}, 'to', r.ends_on,
      'closedOn', r.closed_on, 'editions', r.editions`,
  },
  model: {
    // Without what is kept of people for a time only.
    facts: `'code', r.code, 'unit', r.unit_id, 'placedAt', ${placedAt}, 'period', r.period_id, 'state', r.state,
      'edition', r.edition_id, 'continues', r.continues_id, 'lineage', r.lineage_id, 'mergedInto', r.merged_into_id,
      'reason', r.reason, 'submittedOn', r.submitted_on, 'acceptedOn', r.accepted_on,
      'discontinuedOn', r.discontinued_on, 'title', ${hashOf("r.title")}, 'content', ${hashOf(
        "jsonb_build_array(r.subject_kind, r.field, r.topic, r.form - array['contactName', 'contactPhone', 'exemplar'])",
      )}`,
  },
  assessment: {
    facts: `'unit', r.unit_id, 'period', r.period_id, 'edition', r.edition_id, 'body', r.body_id, 'state', r.state, 'reason', r.reason,
      'verifiedOn', r.verified_on, 'figures', ${hashOf("jsonb_build_array(r.figures, r.ticks, r.claims)")},
      'decisions', ${hashOf("jsonb_build_array(r.decisions, r.adjustments)")},
      'sheets', case when r.state = 'closed' then ${hashOf(
        `(select jsonb_agg(jsonb_build_array(s.person_id, s.marks, s.comment) order by s.person_id)
            from score_sheet s where s.assessment_id = r.id and s.handed_in_at is not null)`,
      )} end`,
  },
  verdict: {
    owner: "r.assessment_id",
    facts: `'model', (select model_id from assessment where assessment.id = r.assessment_id),
      'assessment', (select id from assessment where assessment.id = r.assessment_id and model_id is null), 'edition', r.edition_id,
      'total', r.total, 'class', r.class, 'passed', r.passed, 'closedOn', r.closed_on,
      'figures', ${hashOf("r.input")}, 'content', ${hashOf("r.result")},
      'at', (r.created_at at time zone 'UTC')::text`,
  },
  meeting: {
    // Once it is closed, whoever voted stands beside no count: only the hash of who they are.
    facts: `'body', r.body_id, 'period', r.period_id, 'title', r.title, 'on', r.held_on, 'ballotKind', r.ballot_kind,
      'rules', r.rules, 'count', r.members, 'openedOn', r.opened_on, 'closedOn', r.closed_on, 'logHead', r.log_head,
      'roster', ${untilClosed(
        rowsOf("'person', m.person_id, 'seat', m.seat", "meeting_member m where m.meeting_id = r.id", "m.person_id"),
      )},
      'recused', ${untilClosed(
        rowsOf(
          "'model', i.model_id, 'person', c.person_id",
          "meeting_recusal c join meeting_item i on i.id = c.meeting_item_id where i.meeting_id = r.id",
          "i.model_id, c.person_id",
        ),
      )},
      'papers', case when r.closed_on is not null then (select count(*) from meeting_voter v where v.meeting_id = r.id) end,
      'voters', case when r.closed_on is not null then ${hashOf(
        "(select jsonb_agg(v.person_id order by v.person_id) from meeting_voter v where v.meeting_id = r.id)",
      )} end,
      'items', ${rowsOf(
        "'model', i.model_id, 'eligible', i.eligible",
        "meeting_item i where i.meeting_id = r.id",
        "i.position",
      )},
      'tallies', case when r.closed_on is not null then ${rowsOf(
        "'model', i.model_id, 'agree', i.agree, 'disagree', i.disagree, 'base', i.base, 'passed', i.passed",
        "meeting_item i where i.meeting_id = r.id",
        "i.position",
      )} end`,
  },
  decision: {
    facts: `'unit', r.unit_id, 'level', r.level, 'number', r.number, 'signedOn', r.signed_on,
      'signatory', r.signatory, 'signatoryTitle', r.signatory_title, 'publishedOn', r.published_on,
      'logHead', r.log_head`,
  },
  recognition: {
    facts: `'model', r.model_id, 'item', r.meeting_item_id, 'level', r.level, 'state', r.state,
      'decider', r.decider_id, 'decision', r.decision_id, 'revocation', r.revocation_id, 'reason', r.reason,
      'draft', r.draft - 'draftedByName', 'rechecks', ${rowsOf(
        "'on', c.held_on, 'result', c.result, 'note', c.note",
        "recheck c where c.recognition_id = r.id",
        "c.created_at",
      )}`,
  },
  replication: {
    facts: `'recognition', r.recognition_id, 'unit', r.adopter_unit_id, 'placedAt', ${placedAt}, 'period', r.period_id,
      'state', r.state, 'giver', r.giver_id, 'dueOn', r.due_on, 'assignedOn', r.assigned_on,
      'confirmedOn', r.confirmed_on, 'reason', r.reason,
      'content', ${hashOf("jsonb_build_array(r.similarity, r.content, r.result)")}`,
  },
  document: {
    facts: `'unit', r.unit_id, 'state', r.state, 'type', r.type, 'number', r.number_text, 'series', r.series,
      'issuer', r.issuer_name, 'signedOn', r.issued_on, 'signatory', r.signatory, 'signatoryTitle', r.capacity,
      'received', r.received, 'reason', r.reason, 'on', r.entered_on, 'person', r.created_by,
      'content', ${hashOf("r.abstract")}, 'paper',
      (select ${hashOf("written.paper")} from document_paper written where written.document_id = r.id)`,
  },
  report: {
    table: "report_snapshot",
    facts: `'unit', r.unit_id, 'period', r.period_id, 'to', r.cutoff, 'version', r.version, 'hash', r.hash,
      'content', ${hashOf("r.content")}, 'person', r.created_by`,
  },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly facts: string;
      readonly table?: string;
      readonly id?: string;
      readonly idType?: "text";
      readonly owner?: string;
    }
  >
>;

/** A thing whose rows the chain records. */
export type RecordKind = keyof typeof kinds | Stated;
export const recordKinds = [...new Set([...Object.keys(kinds), ...Object.keys(stateRows)])] as readonly RecordKind[];
export const isRecorded = (thing: string): thing is RecordKind => recordKinds.some((kind) => kind === thing);

/** What was recorded of a row. */
export type Facts = Readonly<Record<string, unknown>>;
/** What an event records of each row that its act wrote; `null` of what it removed. */
export type Records = Partial<Record<RecordKind, Readonly<Record<string, Facts | null>>>>;
export type Written = ReadonlyMap<RecordKind, ReadonlySet<string>>;

type Kind = {
  readonly facts: string;
  readonly table?: string;
  readonly id?: string;
  readonly idType?: "text";
  readonly owner?: string;
};
/** Of a thing with states of which no more is said, whose it is, what it is called and how far it has come. */
const plain = (thing: Stated): Kind => {
  const { title }: Declaration = things[thing];
  return { facts: `'unit', r.unit_id, 'state', r.state${title === undefined ? "" : `, 'title', r.${title}`}` };
};
const kindOf = (kind: RecordKind): Kind => (kind in kinds ? kinds[kind as keyof typeof kinds] : plain(kind as Stated));
const tableOf = (kind: RecordKind): string => kindOf(kind).table ?? kind;
const idOf = (kind: RecordKind): string => `r.${kindOf(kind).id ?? "id"}`;
const factsOf = (kind: RecordKind): string => {
  const { facts } = kindOf(kind);
  return `jsonb_build_object(${facts})`;
};

const statements = new Map(
  recordKinds.map((kind) => [
    kind,
    `select ${idOf(kind)} as id, ${factsOf(kind)} as facts from ${tableOf(kind)} r where ${idOf(kind)} = any($1::${kindOf(kind).idType ?? "uuid"}[])`,
  ]),
);

/** What the chain is to keep of these rows as they are now. */
export const recordsOf = async (db: Db, written: Written): Promise<Records> => {
  const records: Partial<Record<RecordKind, Record<string, Facts | null>>> = {};
  for (const [kind, ids] of written) {
    const text = statements.get(kind) ?? "";
    const rows = await sendPrepared<{ id: string; facts: Facts }>(db, `record of ${kind}`, text, [[...ids]]);
    const facts = new Map(rows.map((row) => [row.id, row.facts]));
    records[kind] = Object.fromEntries([...ids].map((id) => [id, facts.get(id) ?? null]));
  }
  return records;
};

/** Every row of a kind, with what else names it in an event. */
export const everyRecord = async (
  db: Db,
  kind: RecordKind,
): Promise<readonly { readonly id: string; readonly owner: string | null; readonly facts: Facts }[]> => {
  const text = `select ${idOf(kind)} as id, ${kindOf(kind).owner ?? "null"} as owner, ${factsOf(kind)} as facts
    from ${tableOf(kind)} r order by 1`;
  const { rows } = await sql<{ id: string; owner: string | null; facts: Facts }>`${sql.raw(text)}`.execute(db);
  return rows;
};

const adopted = 500;

/** The action of the event that records what came in by no act: with a first set-up, a demonstration, an upgrade. */
export const adoption = "record.adopt";

/** Records every row that no event has recorded yet as it stands. */
export const recordStanding = async (db: Db, capacity: string): Promise<void> => {
  for (const kind of recordKinds) {
    const { rows } = await sql<{ id: string }>`
      select distinct jsonb_object_keys(payload -> 'records' -> ${kind}::text) as id from event_payload
       where jsonb_typeof(payload -> 'records' -> ${kind}::text) = 'object'`.execute(db);
    const known = new Set(rows.map(({ id }) => id));
    const standing = (await everyRecord(db, kind)).filter(({ id }) => !known.has(id));
    for (let first = 0; first < standing.length; first += adopted) {
      const part = standing.slice(first, first + adopted);
      const records: Records = { [kind]: Object.fromEntries(part.map(({ id, facts }) => [id, facts])) };
      const about = { personId: null, thing: null, thingId: null, unitId: null };
      await insertEvent(db, { ...about, capacity, action: adoption, payload: { records } });
    }
  }
};

/** An event as the verifier reads it again. */
export type RecordingEvent = {
  readonly id: number;
  readonly action: string;
  readonly personId: string | null;
  readonly thing: string | null;
  readonly thingId: string | null;
  readonly records: Records | null;
  /** What a member has handed in. */
  readonly sheet: { readonly marks: unknown; readonly comment: string } | null;
  /** Whether its payload is gone. */
  readonly removed: boolean;
};

const page = 1000;

/** Every event in the order in which it was written, a page at a time. */
export const recordingEvents = async function* (db: Db): AsyncGenerator<RecordingEvent> {
  for (let last = Number.MIN_SAFE_INTEGER; ;) {
    const { rows } = await sql<RecordingEvent>`
      select event.id, event.action, event.person_id as "personId", event.thing, event.thing_id as "thingId",
             payload -> 'records' as records, payload.event_id is null as removed,
             case event.action when 'scoring.handIn' then payload.payload end as sheet
        from event left join event_payload payload on payload.event_id = event.id
       where event.id > ${last} order by event.id limit ${page}`.execute(db);
    yield* rows;
    const end = rows.at(-1);
    if (!end || rows.length < page) return;
    last = end.id;
  }
};
