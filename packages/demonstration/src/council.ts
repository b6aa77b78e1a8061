import type { Day } from "@kheo/core/ground/days";
import type { Decision } from "@kheo/core/movement/recognition";
import { callerNamed, callerOf, currentYear, noReason, over, type Seeding, send } from "./calling.ts";
import type { Around } from "./stages.ts";

export type Called = {
  readonly title: string;
  readonly on: Day;
  readonly heldOn: Day;
  readonly modelIds: readonly string[];
};

/** The office calls the council together. Returns the id of the meeting. */
export const convene = async (seeding: Seeding, around: Around, called: Called): Promise<string> => {
  const { title, on, heldOn, modelIds } = called;
  const periodId = seeding.periods[currentYear] ?? "";
  const office = await callerNamed(seeding, around.office, on);
  const given = { periodId, title, heldOn, ballotKind: "secret" as const, modelIds: [...modelIds] };
  return (await office.meetings.convene(send(around.unitId, given))).id;
};

/** The council is called together and votes: all members but the last, the last of whom agrees to nothing. */
export const meet = async (
  seeding: Seeding,
  around: Around,
  called: Omit<Called, "on">,
  /** Of which model most do not agree. */
  isVotedDown: (modelId: string) => boolean = () => false,
): Promise<void> => {
  const { heldOn } = called;
  const id = await convene(seeding, around, { ...called, on: heldOn });
  const secretary = await callerNamed(seeding, around.secretary, heldOn);
  const meeting = async () => (await secretary.meetings.get({ id, data: {} })).meeting;
  await secretary.meetings.open(over(await meeting(), {}));
  const { items } = await secretary.meetings.get({ id, data: {} });
  const voting = around.council.slice(0, -1);
  for (const [index, personId] of voting.entries()) {
    const member = await callerOf(seeding, personId, heldOn);
    const ballots = items.map(({ id: itemId, modelId }) => {
      const disagrees = isVotedDown(modelId) ? index > 2 : index === voting.length - 1;
      return { itemId, choice: disagrees ? ("disagree" as const) : ("agree" as const) };
    });
    await member.meetings.vote(send(id, { ballots }));
  }
  await secretary.meetings.close(over(await meeting(), {}));
};

/** Read just before each act, for each is on the version that it looked at. */
const recognitionOf = ({ db }: Seeding, modelId: string) =>
  db.selectFrom("recognition").select(["id", "version"]).where("modelId", "=", modelId).executeTakeFirstOrThrow();

export type Numbered = Pick<Decision, "number" | "signedOn">;

export const draftDecision = async (
  seeding: Seeding,
  around: Around,
  modelId: string,
  decision: Numbered,
): Promise<void> => {
  const office = await callerNamed(seeding, around.office, decision.signedOn);
  const { signatoryTitle } = around;
  const given = { ...decision, signatory: "Người ký minh họa", signatoryTitle, step: "recognize" as const, reason: "" };
  await office.recognition.draft(over(await recognitionOf(seeding, modelId), given));
};

/** A decision is drafted, signed, and published where a day for that is given. */
export const recognize = async (
  seeding: Seeding,
  around: Around,
  modelId: string,
  { publishedOn, ...decision }: Numbered & { readonly publishedOn?: Day },
): Promise<void> => {
  await draftDecision(seeding, around, modelId, decision);
  const signing = await callerNamed(seeding, around.leader, decision.signedOn);
  await signing.recognition.recognize(over(await recognitionOf(seeding, modelId), noReason));
  if (publishedOn === undefined) return;
  const publishing = await callerNamed(seeding, around.leader, publishedOn);
  await publishing.recognition.publish(over(await recognitionOf(seeding, modelId), noReason));
};
