import type { Day } from "@kheo/core/ground/days";
import type { EvidenceKind, EvidencePlace } from "@kheo/core/movement/evidence";
import type { ErrorCode } from "@kheo/core/rules/errors";
import type { ColumnType, Generated, GeneratedAlways } from "kysely";
import type { Instant, Nullable } from "./columns.ts";

/** Why a file was not taken: the code of the refusal, and what its sentence names. */
export type Refusal = { readonly code: ErrorCode; readonly details: unknown };

/** The tables of files, as far as more is known of them than the database says. */
export type EvidenceTables = {
  storedFile: {
    hash: string;
    kind: EvidenceKind;
    size: number;
    reducedHash: Nullable<string>;
    reducedSize: Generated<number>;
    thumbnailHash: Nullable<string>;
    thumbnailSize: Generated<number>;
    width: Nullable<number>;
    height: Nullable<number>;
    takenOn: Nullable<Day>;
    createdAt: Instant;
  };
  upload: {
    id: Generated<string>;
    personId: string;
    unitId: string;
    name: string;
    size: number;
    createdAt: Instant;
    fileHash: Nullable<string>;
    refusal: ColumnType<Refusal | null, string | null | undefined, string | null>;
    settledAt: Nullable<Date>;
  };
  evidenceUse: {
    id: GeneratedAlways<number>;
    evidenceId: string;
    thing: EvidencePlace["thing"];
    thingId: string;
    criterion: Nullable<string>;
    addedBy: string;
    addedAt: Instant;
    endedAt: Nullable<Date>;
  };
};
