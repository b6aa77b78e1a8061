import { hashOfReport } from "@kheo/db/reports/reports";
import { canonical } from "@kheo/core/ground/canonical";
import { tallyOf } from "@kheo/core/movement/meetings";
import type { PluginCatalog } from "@kheo/core/criteria/catalog";
import { evaluate, UnscorableInput } from "@kheo/core/criteria/evaluate";
import { nextState, stepOfAction } from "@kheo/core/rules/workflow";
import { initialStates, isStated, type Stated } from "@kheo/core/rules/states";
import type { Db } from "@kheo/db/ground/connect";
import {
  adoption,
  everyRecord,
  type Facts,
  isRecorded,
  type RecordingEvent,
  recordingEvents,
  type RecordKind,
  recordKinds,
} from "@kheo/db/rules/records";
import { listVerdicts } from "@kheo/db/movement/verdicts";
import {
  countedMeetings,
  type CountedItem,
  type CountedMeeting,
  handedInSheets,
  namesOfThings,
  storedSnapshots,
} from "@kheo/db/rules/verification";
import {
  differenceText,
  differing,
  type NameOf,
  nameOfRow,
  textOf,
  type Told,
  unfinished,
  unitNameOf,
  wordOf,
} from "./record-words.ts";

type HandedIn = Pick<RecordingEvent, "id" | "sheet" | "removed">;

/** What the events say of everything, read from the first to the last. */
type Story = {
  /** By kind and id: what the last event about a row recorded; `null` where that payload was removed after its day. */
  readonly rows: ReadonlyMap<RecordKind, Map<string, Told | null>>;
  /** By meeting: who voted since the vote was last opened. */
  readonly voters: Map<string, Set<string>>;
  /** By assessment and person: the sheet that was handed in since sheets were last given back. */
  readonly sheets: Map<string, Map<string, HandedIn>>;
  readonly differences: string[];
};

type Scene = { readonly db: Db; readonly catalog: PluginCatalog; readonly story: Story; readonly nameOf: NameOf };
type Check = (scene: Scene) => Promise<readonly string[]>;

/** Every row is as the last event that wrote it has recorded it, and none came or went without one. */
const rowsAsRecorded: Check = async ({ db, story, nameOf }) => {
  const differences: string[] = [];
  for (const kind of recordKinds) {
    const told = new Map(story.rows.get(kind));
    for (const { id, owner, facts } of await everyRecord(db, kind)) {
      const record = told.get(id);
      told.delete(id);
      if (record === null || (record === undefined && owner !== null && isForgotten(story, owner))) continue;
      const name = nameOfRow(kind, record?.facts ?? facts, nameOf, id);
      if (!record?.facts) {
        differences.push(
          record
            ? `${name}: sự kiện ${record.by.id} (${record.by.action}) đã xóa nhưng vẫn còn trong cơ sở dữ liệu.`
            : `${name}: có trong cơ sở dữ liệu nhưng không có sự kiện nào ghi.`,
        );
        continue;
      }
      const free = unfinished[kind]?.(facts) ?? [];
      const found = differing("", record.facts, facts)
        .filter(({ key }) => !free.includes(key))
        .map((difference) => differenceText(kind, difference, record.by, nameOf));
      if (found.length > 0) differences.push(`${name}: ${[...new Set(found)].join("; ")}.`);
    }
    for (const [id, record] of told) {
      if (!record?.facts) continue;
      const { by, facts } = record;
      const name = nameOfRow(kind, facts, nameOf, id);
      differences.push(`${name}: đã mất khỏi cơ sở dữ liệu, sự kiện ${by.id} (${by.action}) có ghi.`);
    }
  }
  return differences;
};

/** Whether what an event recorded of a thing, or of what belongs to it, was removed after its day. */
const isForgotten = ({ rows }: Story, owner: string): boolean => rows.get("assessment")?.get(owner) === null;

/** Each verdict is what its own input comes to. */
const verdictsComputed: Check = async ({ db, catalog, nameOf }) => {
  const differences: string[] = [];
  for await (const { assessmentId, editionId, input, result, total, class: given, passed } of everyVerdict(db)) {
    const name = nameOf(assessmentId);
    const edition = catalog.edition(editionId);
    if (!edition) {
      differences.push(`${name}: không có bộ tiêu chí ${editionId}.`);
      continue;
    }
    try {
      const again = evaluate(edition, input);
      if (canonical(again) !== canonical(result)) {
        const criteria = again.criteria
          .filter(
            ({ code: criterion, points }) => result.criteria.find((one) => one.code === criterion)?.points !== points,
          )
          .map(({ code: criterion }) => criterion);
        const where = criteria.length > 0 ? ` ở tiêu chí ${criteria.join(", ")}` : "";
        differences.push(`${name}: kết quả đã lưu khác kết quả tính lại${where}.`);
      }
      if (Number(total) !== again.total)
        differences.push(`${name}: tổng điểm đã lưu ${total}, tính lại ${again.total}.`);
      if (given !== again.classification || passed !== again.passed)
        differences.push(`${name}: xếp loại đã lưu khác kết quả tính lại.`);
    } catch (error) {
      if (!(error instanceof UnscorableInput)) throw error;
      differences.push(`${name}: số liệu đã lưu không chấm lại được (${error.problem.message}).`);
    }
  }
  return differences;
};

const page = 500;
const everyVerdict = async function* (db: Db) {
  for (let offset = 0; ; offset += page) {
    const verdicts = await listVerdicts(db, { limit: page, offset });
    yield* verdicts;
    if (verdicts.length < page) return;
  }
};

/** What is wrong with the count of one item. */
const itemDifferences = (
  { rules, members, closedOn, roster, voters }: CountedMeeting,
  { eligible, agree, disagree, base, passed, boxes, recused }: CountedItem,
): readonly string[] => {
  const papers = voters.filter((person) => !recused.includes(person)).length;
  const inBoxes = boxes === null ? 0 : boxes.agree + boxes.disagree;
  const found = [
    eligible === roster.length - recused.length ? "" : "số người có phiếu không khớp danh sách người biểu quyết",
    inBoxes === papers ? "" : `trong hộp có ${inBoxes} phiếu, ${papers} người đã bỏ phiếu`,
  ];
  if (closedOn !== null) {
    const tally = tallyOf(rules, members, boxes?.agree ?? 0, boxes?.disagree ?? 0);
    found.push(
      tally.agree === agree && tally.disagree === disagree
        ? ""
        : `kết quả ghi ${agree} đồng ý, ${disagree} không đồng ý; trong hộp ${tally.agree} và ${tally.disagree}`,
      tally.base === base && tally.passed === passed ? "" : "tỷ lệ hoặc kết luận khác với kết quả đếm lại",
    );
  }
  return found.filter((one) => one !== "");
};

/** Votes counted again: from the boxes, the roster and the events of voting. */
const votesCounted: Check = async ({ db, story, nameOf }) => {
  const differences: string[] = [];
  for (const meeting of await countedMeetings(db)) {
    const name = `Phiên họp “${meeting.title}”`;
    const voted = story.voters.get(meeting.id) ?? new Set();
    const people = (wrong: readonly string[], what: string) =>
      wrong.map((person) => `${name}: ${nameOf(person)} ${what}.`);
    differences.push(
      ...people(
        meeting.voters.filter((person) => !voted.has(person)),
        "được ghi là đã bỏ phiếu nhưng không có sự kiện bỏ phiếu",
      ),
      ...people(
        [...voted].filter((person) => !meeting.voters.includes(person)),
        "có sự kiện bỏ phiếu nhưng không được ghi là đã bỏ phiếu",
      ),
      ...people(
        meeting.voters.filter((person) => !meeting.roster.includes(person)),
        "đã bỏ phiếu nhưng không có trong danh sách người biểu quyết",
      ),
      ...(meeting.members === meeting.roster.length
        ? []
        : [`${name}: ghi ${meeting.members} thành viên, danh sách có ${meeting.roster.length}.`]),
      ...meeting.items.flatMap((item) =>
        itemDifferences(meeting, item).map((what) => `${name}, mô hình ${nameOf(item.modelId)}: ${what}.`),
      ),
    );
  }
  return differences;
};

/** Each sheet that counts is the one that its member handed in. */
const sheetsHandedIn: Check = async ({ db, story, nameOf }) => {
  const differences: string[] = [];
  const expected = new Map([...story.sheets].map(([assessmentId, sheets]) => [assessmentId, new Map(sheets)]));
  const nameOfSheet = (assessmentId: string, personId: string) =>
    `Phiếu chấm của ${nameOf(personId)} ở bảng điểm ${nameOf(assessmentId)}`;
  for (const { assessmentId, personId, marks, comment } of await handedInSheets(db)) {
    const given = expected.get(assessmentId)?.get(personId);
    expected.get(assessmentId)?.delete(personId);
    const name = nameOfSheet(assessmentId, personId);
    if (!given) differences.push(`${name}: ghi là đã nộp nhưng không có sự kiện nộp.`);
    else if (!given.removed && !isSame(given, { marks, comment }))
      differences.push(`${name}: điểm hoặc ý kiến khác với sự kiện ${given.id} (scoring.handIn).`);
  }
  for (const [assessmentId, sheets] of expected) {
    for (const [personId, { id }] of sheets)
      differences.push(
        `${nameOfSheet(assessmentId, personId)}: đã mất hoặc không còn ghi là đã nộp, có sự kiện ${id} (scoring.handIn).`,
      );
  }
  return differences;
};

const isSame = ({ sheet }: HandedIn, row: { marks: unknown; comment: string }): boolean =>
  canonical([sheet?.marks, sheet?.comment]) === canonical([row.marks, row.comment]);

/** Each frozen report has the hash that is printed on it. */
const snapshotsHashed: Check = async ({ db, nameOf }) => {
  const differences: string[] = [];
  for await (const { unitId, version, hash, content } of storedSnapshots(db)) {
    if (hashOfReport(content) !== hash)
      differences.push(
        `Báo cáo đã chốt, bản ${version} của ${nameOf(unitId)}: nội dung không khớp mã băm của chính nó.`,
      );
  }
  return differences;
};

const checks: readonly Check[] = [rowsAsRecorded, verdictsComputed, votesCounted, sheetsHandedIn, snapshotsHashed];

/** Whether an event can have led to the state that it recorded. */
const leadsTo = (kind: Stated, before: Facts | null, now: Facts, action: string): boolean => {
  const state = now["state"];
  if (before === null) return initialStates[kind].some((one) => one === state);
  const step = stepOfAction(kind, action);
  const next = step === undefined ? before["state"] : nextState(kind, before["state"] as never, step);
  return next === state;
};

/** Reads every event, and where the table of steps allows no such step says so. */
const storyOf = async (db: Db): Promise<Story> => {
  const rows = new Map(recordKinds.map((kind) => [kind, new Map<string, Told | null>()]));
  const story: Story = { rows, voters: new Map(), sheets: new Map(), differences: [] };
  for await (const event of recordingEvents(db)) {
    const { id, action, thing, thingId, personId, records, removed } = event;
    if (removed && thing !== null && thingId !== null && isRecorded(thing)) rows.get(thing)?.set(thingId, null);
    for (const [kind, recorded] of Object.entries(records ?? {}) as [RecordKind, Record<string, Facts | null>][]) {
      for (const [rowId, facts] of Object.entries(recorded)) {
        const before = rows.get(kind)?.get(rowId);
        rows.get(kind)?.set(rowId, { facts, by: { id, action } });
        const follows = facts !== null && before !== null && action !== adoption && isStated(kind);
        if (follows && !leadsTo(kind, before?.facts ?? null, facts, action)) {
          story.differences.push(
            `Sự kiện ${id} (${action}): không bước nào dẫn đến trạng thái ${wordOf(kind, "state", facts["state"], String)}.`,
          );
        }
      }
    }
    if (thingId === null) continue;
    if (action === "meeting.voteOpenly") story.voters.delete(thingId);
    if (action === "scoring.return" || action === "scoring.reopen") story.sheets.delete(thingId);
    if (personId === null) continue;
    if (action === "meeting.vote") story.voters.set(thingId, new Set([...(story.voters.get(thingId) ?? []), personId]));
    if (action === "scoring.handIn")
      story.sheets.set(thingId, new Map([...(story.sheets.get(thingId) ?? []), [personId, event]]));
  }
  return story;
};

/** Everything official that differs from what its events say, or from itself, each in one sentence. */
export const verifyContents = async (db: Db, catalog: PluginCatalog): Promise<readonly string[]> => {
  const story = await storyOf(db);
  const known = await namesOfThings(db);
  const nameOf: NameOf = (id) => {
    const unit = story.rows.get("unit")?.get(String(id))?.facts;
    const body = story.rows.get("body")?.get(String(id))?.facts;
    return unit ? unitNameOf(unit) : body ? textOf(body, "name") : (known.get(String(id)) ?? String(id));
  };
  const differences = [...story.differences];
  for (const check of checks) differences.push(...(await check({ db, catalog, story, nameOf })));
  return differences;
};
