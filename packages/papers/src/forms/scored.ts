import type { Edition } from "@kheo/core/criteria/edition";
import type { Issuer } from "@kheo/core/offices/issuers";
import { footOf, type Block, type Paper } from "../description/paper.ts";

/** What every paper of a scoring says: who issues it, what is scored, by which set. */
export type ScoredFacts = {
  readonly issuer: Issuer;
  /** `mô hình “…”`, or the name of the unit. */
  readonly subject: string;
  readonly unitName: string;
  /** The id of the edition: `DVK-GPMB@2026.1`. */
  readonly editionId: string;
  readonly edition: Edition;
  readonly demonstration: boolean;
};

/** By which rules a paper's points were given. */
export const setLine = ({ editionId, edition }: ScoredFacts): string => {
  const [code, version] = editionId.split("@");
  return `Bộ tiêu chí ${code} (${version}). ${edition.basis}`;
};

/** A form of a scoring: without a number, marked where it is a demonstration. */
export const formOf = (
  { issuer, demonstration }: Pick<ScoredFacts, "issuer" | "demonstration">,
  of: Pick<Paper, "title" | "date" | "codes"> & { readonly landscape: boolean; readonly blocks: readonly Block[] },
): Paper => ({
  title: of.title,
  issuer,
  date: of.date,
  numbered: null,
  codes: of.codes,
  sections: [{ landscape: of.landscape, blocks: of.blocks }],
  foot: footOf({ demonstration }),
});

/** Points to two places; their sums are exact in hundredths. */
export const sumOfPoints = (points: readonly (number | null)[]): number =>
  points.reduce<number>((sum, one) => sum + Math.round((one ?? 0) * 100), 0) / 100;
