import type { Field, Target } from "@kheo/core/movement/models";
import type { Quality } from "./figures.ts";
import source from "./ward.json" with { type: "json" };

/** How far a registration of this year has come by the first day of the demonstration. */
export type Reached =
  | "draft"
  | "late"
  | "returned"
  | "resent"
  | "rejected"
  | "withdrawn"
  | "merged"
  | "suspended"
  | "discontinued"
  | "typing"
  | "selfScored"
  | { readonly marked: number }
  | "closed"
  | "convened"
  | "votedDown"
  | "proposed"
  | "drafted"
  | "recognized"
  | "published";

/** A model that a unit of phường Trà Câu registers this year. */
export type WardModel = {
  readonly unit: string;
  readonly title: string;
  readonly field: Field;
  readonly topic: string;
  readonly desc: string;
  readonly households: number;
  readonly target: Pick<Target, "name" | "unit" | "goal">;
  readonly reached: Reached;
  readonly quality: Quality;
  /** Registered last year, by a unit of before the reform, and carried on. */
  readonly continues?: true;
  readonly isPersonal?: boolean;
};

/** What units of phường Trà Câu register this year besides the two models of its people's committee. */
export const wardModels = source as readonly WardModel[];
