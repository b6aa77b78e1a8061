import type { BallotKind, BodyKind, BodyRules, BodySeat } from "@kheo/core/offices/bodies";
import type { Day } from "@kheo/core/ground/days";
import type { Choice } from "@kheo/core/movement/meetings";
import type { Field, ModelState, RegistrationForm } from "@kheo/core/movement/models";
import type { Class, EditionId, FigureValues, ModelKind } from "@kheo/core/criteria/edition";
import type { Evaluation } from "@kheo/core/criteria/evaluate";
import type { ScoringInput } from "@kheo/core/criteria/input";
import type { Role } from "@kheo/core/rules/policy";
import type { DecisionDraft, Level, RecognitionState } from "@kheo/core/movement/recognition";
import type { ReplicationState } from "@kheo/core/movement/replication";
import type { AnnualReport } from "@kheo/core/reports/reports";
import type { Adjustments, AssessmentState, Claims, Decisions, Marks, Ticks } from "@kheo/core/movement/scoring";
import type { PlannedChange, ReorganisationState } from "@kheo/core/territory/reorganisations";
import type { ClusterKind } from "@kheo/core/territory/clusters";
import type { Area, Livelihood, PopulationBand, Concern } from "@kheo/core/territory/unit-profiles";
import type { UnitChangeKind, UnitKind, UnitLine } from "@kheo/core/territory/units";
import type { Stated, StateOf } from "@kheo/core/rules/states";
import type { ColumnType, Generated, GeneratedAlways } from "kysely";
import type { DB as Made } from "./generated-tables.ts";

type Instant = ColumnType<Date, Date | string | undefined, Date | string>;
type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;
/** Read as typed, written as text: the driver would take a JavaScript array for a PostgreSQL one. */
type Json<T> = ColumnType<T, string, string>;
type JsonWithDefault<T> = ColumnType<T, string | undefined, string>;
/** What the sign-in library notes of each of its rows. */
type Dated = { createdAt: Instant; updatedAt: Instant };
/** Who changed a row last. */
type Changed = { changedBy: Nullable<string>; changedAt: Instant };

/** The tables of which more is known than the database says: what a text can be, what a document holds. */
type Described = {
  setting: { key: string; value: Json<unknown> };

  unitVersion: {
    id: Generated<string>;
    unitId: string;
    line: UnitLine;
    name: string;
    nameKey: string;
    sharesName: Generated<boolean>;
    kind: UnitKind;
    code: Nullable<string>;
    parentId: Nullable<string>;
    validFrom: Day;
    validTo: Nullable<Day>;
    folded: GeneratedAlways<string>;
    begunBy: Nullable<string>;
    endedBy: Nullable<string>;
  };
  unitChange: {
    id: Generated<string>;
    kind: UnitChangeKind;
    effectiveOn: Day;
    basis: string;
    reorganisationId: Nullable<string>;
  };
  reorganisation: {
    id: string;
    unitId: string;
    title: string;
    basis: string;
    effectiveOn: Day;
    changes: Json<readonly PlannedChange[]>;
    state: Generated<ReorganisationState>;
    version: Generated<number>;
  };
  unitProfile: {
    unitId: string;
    validFrom: Day;
    area: Area | null;
    population: PopulationBand | null;
    livelihoods: readonly Livelihood[];
    concerns: readonly Concern[];
    note: string;
  };
  cluster: {
    id: string;
    unitId: string;
    kind: ClusterKind;
    name: string;
    nameKey: string;
    sharesName: Generated<boolean>;
    document: string;
    validFrom: Day;
    validTo: Nullable<Day>;
    version: Generated<number>;
  };
  clusterMember: { clusterId: string; kind: ClusterKind; unitId: string; validFrom: Day; validTo: Nullable<Day> };
  /** To which heir of a divided unit something belongs. */
  placement: {
    thingId: string;
    thing: "model" | "replication";
    unitId: string;
    validFrom: Day;
    reorganisationId: string;
  };

  person: Dated & {
    id: string;
    name: string;
    email: string;
    emailVerified: Generated<boolean>;
    image: Nullable<string>;
    username: Nullable<string>;
    displayUsername: Nullable<string>;
    disabledAt: Nullable<Date>;
    disabledReason: Nullable<string>;
    hasSecondFactor: Generated<boolean>;
  };

  body: {
    id: Generated<string>;
    unitId: string;
    kind: Generated<BodyKind>;
    name: string;
    rules: Json<BodyRules>;
    document: Generated<string>;
    foundedOn: Nullable<Day>;
    dissolvedOn: Nullable<Day>;
    dissolvedBy: Nullable<string>;
    version: Generated<number>;
  };
  post: {
    id: Generated<string>;
    personId: string;
    role: Role;
    unitId: string;
    bodyId: Nullable<string>;
    seat: Nullable<BodySeat>;
    validFrom: Day;
    validTo: Nullable<Day>;
    document: Generated<string>;
    endDocument: Generated<string>;
    substitutesId: Nullable<string>;
    organUnitId: Nullable<string>;
    begunBy: Nullable<string>;
    endedBy: Nullable<string>;
    validToBefore: Nullable<Day>;
    givenBy: Nullable<string>;
    waits: Generated<boolean>;
  };

  period: {
    id: Generated<string>;
    title: string;
    opensOn: Day;
    registrationClosesOn: Day;
    endsOn: Day;
    closedOn: Nullable<Day>;
    editions: Json<Record<string, EditionId>>;
  };

  model: Changed & {
    id: Generated<string>;
    code: string;
    unitId: string;
    periodId: string;
    title: string;
    subjectKind: ModelKind;
    field: Field;
    topic: string;
    form: Json<RegistrationForm>;
    state: ModelState;
    version: Generated<number>;
    continuesId: Nullable<string>;
    lineageId: string;
    mergedIntoId: Nullable<string>;
    editionId: Nullable<EditionId>;
    reason: Nullable<string>;
    submittedOn: Nullable<Day>;
    acceptedOn: Nullable<Day>;
    discontinuedOn: Nullable<Day>;
    folded: GeneratedAlways<string>;
  };

  assessment: Changed & {
    id: Generated<string>;
    modelId: Nullable<string>;
    unitId: Nullable<string>;
    periodId: string;
    editionId: EditionId;
    bodyId: Nullable<string>;
    state: AssessmentState;
    figures: JsonWithDefault<FigureValues>;
    ticks: JsonWithDefault<Ticks>;
    claims: JsonWithDefault<Claims>;
    decisions: JsonWithDefault<Decisions>;
    adjustments: JsonWithDefault<Adjustments>;
    reason: Nullable<string>;
    verifiedOn: Nullable<Day>;
    appraisedOn: Nullable<Day>;
    version: Generated<number>;
  };
  scoreSheet: {
    id: Generated<string>;
    assessmentId: string;
    personId: string;
    marks: Json<Marks>;
    comment: Generated<string>;
    handedInAt: Nullable<Date>;
    version: Generated<number>;
  };
  verdict: {
    id: Generated<string>;
    assessmentId: string;
    editionId: EditionId;
    input: Json<ScoringInput>;
    result: Json<Evaluation>;
    total: ColumnType<string, string | number, string | number>;
    class: Class;
    passed: boolean;
    closedOn: Day;
    createdAt: Instant;
    counted: string[] | null;
  };
  meeting: {
    id: Generated<string>;
    bodyId: string;
    periodId: string;
    title: string;
    heldOn: Day;
    ballotKind: BallotKind;
    rules: Json<BodyRules>;
    members: number;
    openedOn: Nullable<Day>;
    closedOn: Nullable<Day>;
    logHead: Generated<string>;
    version: Generated<number>;
  };
  meetingItem: {
    id: Generated<string>;
    meetingId: string;
    modelId: string;
    position: number;
    agree: Nullable<number>;
    disagree: Nullable<number>;
    passed: Nullable<boolean>;
    eligible: number;
    base: Nullable<number>;
  };
  meetingMember: { meetingId: string; personId: string; seat: BodySeat };
  ballotBox: { meetingItemId: string; choice: Choice; ballots: number };

  decision: {
    id: Generated<string>;
    unitId: string;
    number: string;
    signedOn: Day;
    signatory: string;
    signatoryTitle: string;
    level: Level;
    publishedOn: Nullable<Day>;
    logHead: Generated<string>;
  };
  recognition: {
    id: Generated<string>;
    modelId: string;
    meetingItemId: Nullable<string>;
    level: Level;
    state: RecognitionState;
    decisionId: Nullable<string>;
    revocationId: Nullable<string>;
    deciderId: string;
    draft: ColumnType<DecisionDraft | null, string | null | undefined, string | null>;
    reason: Nullable<string>;
    version: Generated<number>;
  };
  recheck: {
    id: Generated<string>;
    recognitionId: string;
    heldOn: Day;
    result: "confirm" | "downgrade";
    note: string;
    createdAt: Instant;
  };

  replication: {
    id: Generated<string>;
    recognitionId: string;
    adopterUnitId: string;
    periodId: string;
    state: ReplicationState;
    similarity: string;
    content: string;
    dueOn: Day;
    assignedOn: Nullable<Day>;
    confirmedOn: Nullable<Day>;
    giverId: Nullable<string>;
    result: Generated<string>;
    reason: Nullable<string>;
    version: Generated<number>;
  };

  reportSnapshot: {
    id: Generated<string>;
    unitId: string;
    periodId: string;
    cutoff: Day;
    version: number;
    content: Json<AnnualReport>;
    hash: string;
    createdBy: Nullable<string>;
    createdAt: Instant;
  };

  event: {
    id: GeneratedAlways<number>;
    at: Generated<Date>;
    personId: Nullable<string>;
    capacity: string;
    action: string;
    thing: Nullable<string>;
    thingId: Nullable<string>;
    unitId: Nullable<string>;
    payloadHash: string;
  };
  eventPayload: { eventId: number; salt: string; payload: Json<unknown> };
  request: {
    id: string;
    personId: string;
    action: string;
    inputHash: string;
    result: ColumnType<unknown, string | null | undefined, string | null>;
    at: Generated<Date>;
  };
};

/** Every table: as it is described, or else as the migrations make it, with the states of its thing. */
export type Database = Described & {
  [Table in Exclude<keyof Made, keyof Described>]: Table extends Stated
    ? Omit<Made[Table], "state"> & { state: StateOf<Table> }
    : Made[Table];
};
