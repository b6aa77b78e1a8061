import { preview } from "@kheo/core/criteria/preview";
import type { Day } from "@kheo/core/ground/days";
import { lowerFirst } from "@kheo/core/ground/sentences";
import { bodySeatText } from "@kheo/core/offices/bodies";
import { DomainError } from "@kheo/core/rules/errors";
import { can } from "@kheo/core/rules/rights";
import { approvedClaims, declaringStates, sheetsAreOpen } from "@kheo/core/movement/scoring";
import type { Db } from "@kheo/db/ground/connect";
import { isDemonstration } from "@kheo/db/ground/settings";
import { itemsOf, rosterOf } from "@kheo/db/movement/meetings";
import { type AssessmentOfSubject, assessmentsOf, namesOfAssessment, sheetOf } from "@kheo/db/movement/scoring";
import { lastVerdict, lastVerdicts } from "@kheo/db/movement/verdicts";
import { getBody, seatsOf } from "@kheo/db/offices/bodies";
import { getPeriod } from "@kheo/db/movement/periods";
import { issuerOn } from "@kheo/db/offices/issuers";
import type { Paper } from "@kheo/papers/description/paper";
import { scoreSheetPaper } from "@kheo/papers/forms/score-sheet";
import { scoreSummaryPaper } from "@kheo/papers/forms/score-summary";
import type { ScoredFacts } from "@kheo/papers/forms/scored";
import { selfScorePaper } from "@kheo/papers/forms/self-score";
import { councilOfScoring } from "./council.ts";
import { editionOf, setTitles } from "./editions.ts";
import { nothing, read } from "../rules/procedures.ts";
import type { Scene } from "../rules/scene.ts";
import { assessment, meeting } from "../rules/subjects.ts";

/** What every paper of a scoring says, issued by whom `issuing` names. */
const factsOf = async (
  { db, subject, catalog, today }: Scene<AssessmentOfSubject>,
  issuing: string,
): Promise<ScoredFacts> => {
  const { title, unitName } = await namesOfAssessment(db, subject.id, today, setTitles(catalog));
  return {
    issuer: await issuerOn(db, issuing, today),
    subject: subject.modelId === null ? title : `Mô hình “${title}”`,
    unitName,
    editionId: subject.editionId,
    edition: editionOf(catalog, subject.editionId),
    demonstration: await isDemonstration(db),
  };
};

/** What is still typed is shown only to those who type it, as on the page. */
const requireSent = ({ subject, actor, place }: Scene<AssessmentOfSubject>): void => {
  if (declaringStates.includes(subject.state) && !can(actor, "scoring.viewUnsent", place)) {
    throw new DomainError("scoring.notSent");
  }
};

/** The council of a scoring, and the sheet of each as a paper: as it stands where it may be read, else to be filled in. */
const sheetsOfCouncil = async (scene: Scene<AssessmentOfSubject>) => {
  const { db, subject, actor, today } = scene;
  const open = sheetsAreOpen(subject.state);
  const verdict = open ? ((await lastVerdict(db, subject.id)) ?? null) : null;
  const [{ members, sheets }, own, facts] = await Promise.all([
    councilOfScoring(db, subject, verdict, today),
    sheetOf(db, subject.id, actor.personId),
    factsOf(scene, subject.bodyUnitId ?? subject.unitId),
  ]);
  const recused = members.filter((member) => member.recused);
  const isRecused = recused.some(({ personId }) => personId === actor.personId);
  // Before closing nobody reads another's marks, and who is recused reads none.
  const readable = (personId: string) => {
    if (personId === actor.personId) return own;
    return open && !isRecused ? sheets.find((sheet) => sheet.personId === personId) : undefined;
  };
  const known = preview(facts.edition, {
    figures: subject.figures,
    ticks: subject.decisions.ticks ?? {},
    marks: {},
    claims: approvedClaims(subject),
  });
  const sheetFor = (member: (typeof members)[number]): Paper => {
    const { marks = {}, comment = "" } = readable(member.personId) ?? {};
    return scoreSheetPaper({
      ...facts,
      member: { name: member.name, post: bodySeatText.council[member.seat] },
      serial: `${subject.code}/${String(members.indexOf(member) + 1).padStart(2, "0")}`,
      marks,
      comment,
      known,
      recused: recused.map(({ name }) => name),
    });
  };
  return { members, sheetFor };
};

export const scoringPapers = {
  /** What the unit says itself, as a paper. */
  selfScorePaper: read("scoring.view", assessment, nothing, async (scene) => {
    requireSent(scene);
    const { figures, ticks, claims, unitId } = scene.subject;
    return selfScorePaper({ ...(await factsOf(scene, unitId)), figures, ticks, claims });
  }),

  /** One's own sheet as it stands, as a paper. @throws `scoring.notMember`, `scoring.ownUnit`. */
  sheetPaper: read("scoring.view", assessment, nothing, async (scene) => {
    requireSent(scene);
    const { members, sheetFor } = await sheetsOfCouncil(scene);
    const own = members.find(({ personId }) => personId === scene.actor.personId);
    if (!own) throw new DomainError("scoring.notMember");
    if (own.recused) throw new DomainError("scoring.ownUnit");
    return sheetFor(own);
  }),

  /** The sheets of all who mark: until the scoring is closed those of others are to be filled in by hand. */
  sheetPapers: read("scoring.view", assessment, nothing, async (scene) => {
    requireSent(scene);
    const { members, sheetFor } = await sheetsOfCouncil(scene);
    const marking = members.filter(({ recused }) => !recused);
    if (marking.length === 0) throw new DomainError("body.noCouncil");
    return marking.map(sheetFor);
  }),
};

/** The models of a sitting with how their points came about; one that is not scored yet is none of them. */
const scoredModels = async (db: Db, items: Awaited<ReturnType<typeof itemsOf>>, catalog: Scene<unknown>["catalog"]) => {
  const ids = items.map(({ modelId }) => modelId);
  const [assessments, verdicts] = await Promise.all([assessmentsOf(db, ids), lastVerdicts(db, ids)]);
  return items.flatMap(({ modelId, title, unitName, modelState }) => {
    const scored = assessments.find(({ id }) => id === modelId);
    const verdict = verdicts.find(({ assessmentId }) => assessmentId === modelId);
    if (!scored || !verdict) return [];
    const edition = editionOf(catalog, verdict.editionId);
    const { figures, ticks, claims } = scored;
    return [
      {
        title,
        unitName,
        edition,
        declared: preview(edition, { figures, ticks, marks: {}, claims: Object.keys(claims) }),
        result: verdict.result,
        sheets: Math.max(0, ...Object.values(verdict.input.judged).map(({ length }) => length)),
        halted: modelState !== "accepted",
      },
    ];
  });
};

const wasHeld = ({ validFrom, validTo }: { validFrom: Day; validTo: Day | null }, on: Day): boolean =>
  validFrom <= on && (validTo === null || on <= validTo);

export const meetingPapers = {
  /** What a sitting has before it: the points of its models, as a paper of its day. */
  summaryPaper: read("meeting.view", meeting, nothing, async ({ db, subject, catalog, place }) => {
    const [items, roster, body, seats, period, issuer, demonstration] = await Promise.all([
      itemsOf(db, subject.id),
      rosterOf(db, subject.id),
      getBody(db, subject.bodyId, false),
      seatsOf(db, subject.bodyId),
      getPeriod(db, subject.periodId),
      issuerOn(db, place.id, subject.heldOn),
      isDemonstration(db),
    ]);
    return scoreSummaryPaper({
      issuer,
      period: lowerFirst(period.title),
      heldOn: subject.heldOn,
      bodyName: body.name,
      models: await scoredModels(db, items, catalog),
      secretary: seats.find((seat) => seat.role === "secretary" && wasHeld(seat, subject.heldOn))?.name ?? "",
      chair: roster.members.find(({ seat }) => seat === "chair")?.name ?? "",
      demonstration,
    });
  }),
};
