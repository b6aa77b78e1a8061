import type { ScoreSheet } from "@kheo/core/movement/scoring";
import type { Db } from "@kheo/db/ground/connect";
import { councilFor } from "@kheo/db/offices/bodies";
import { type AssessmentOfSubject, sheetsOf } from "@kheo/db/movement/scoring";
import type { StoredVerdict } from "@kheo/db/movement/verdicts";
import type { Scene } from "../rules/scene.ts";

type Member = Awaited<ReturnType<typeof councilFor>>[number];
type Sheet = Awaited<ReturnType<typeof sheetsOf>>[number];

/** The sheets that count: handed in, by who sits on the council and is not recused. */
const counting = <Of extends ScoreSheet>(members: readonly Member[], sheets: readonly Of[]): readonly Of[] => {
  const marking = new Set(members.filter(({ recused }) => !recused).map(({ personId }) => personId));
  return sheets.filter(({ handedIn, personId }) => handedIn && marking.has(personId));
};

/** The sheets that would count if the scoring were closed today. */
export const countingSheets = async ({
  db,
  subject,
  today,
}: Scene<AssessmentOfSubject>): Promise<readonly ScoreSheet[]> =>
  counting(await councilFor(db, subject, today), await sheetsOf(db, subject.id));

/** Why a sheet that was handed in does not count: its member sits on the council no longer, or is recused. */
export type NotCounted = "left" | "recused";

/**
 * Who marks, and which sheets count: as of today, and once the scoring is closed as of its closing. Whose sheet counted
 * then is a member of that day, whatever their posts are told to have been since.
 */
export const councilOfScoring = async (
  db: Db,
  subject: AssessmentOfSubject,
  closing: Pick<StoredVerdict, "closedOn" | "counted"> | null,
  today: string,
) => {
  const [council, sheets] = await Promise.all([
    councilFor(db, subject, closing?.closedOn ?? today),
    sheetsOf(db, subject.id),
  ]);
  const counted = new Set(closing?.counted ?? counting(council, sheets).map(({ personId }) => personId));
  const seated = new Map(council.map((member) => [member.personId, member]));
  const notCounted = ({ personId }: Sheet): NotCounted | null => {
    if (counted.has(personId)) return null;
    return seated.has(personId) ? "recused" : "left";
  };
  const others = sheets
    .filter(({ personId }) => counted.has(personId) && !seated.has(personId))
    .map(({ personId, name }): Member => ({ personId, name, seat: "member", recused: false }));
  return {
    members: [...council, ...others].map((member) => {
      const handedIn = counted.has(member.personId);
      return { ...member, recused: member.recused && !handedIn, handedIn };
    }),
    sheets: sheets.filter(({ handedIn }) => handedIn).map((sheet) => ({ ...sheet, notCounted: notCounted(sheet) })),
  };
};
