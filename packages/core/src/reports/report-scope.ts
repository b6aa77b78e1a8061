import { type Day, formatDay, yearsLater } from "../ground/days.ts";
import { lowerFirst } from "../ground/sentences.ts";
import { acceptedStates } from "../movement/models.ts";
import type { Period } from "../movement/periods.ts";
import { recognizedStates } from "../movement/recognition.ts";
import type { ModelFact, RecognitionFact, ReplicationFact, ReportFacts } from "./reports.ts";

/** A row of the report's tables: a unit. */
export type Row = { readonly id: string; readonly name: string };

/** The facts read once more, with each model at the row of the report it belongs to. */
export type Scope = {
  readonly facts: ReportFacts;
  readonly unitName: string;
  readonly rows: readonly Row[];
  readonly registered: readonly PlacedModel[];
  readonly registeredBefore: readonly PlacedModel[];
  readonly all: readonly PlacedModel[];
  readonly discontinued: readonly PlacedModel[];
  /** Registered by units that were divided, and given to none of their heirs yet. */
  readonly unplaced: readonly PlacedModel[];
  readonly recognized: readonly (RecognitionFact & { readonly model: PlacedModel })[];
  /** Each once, at however many levels it is recognised. */
  readonly recognizedModels: readonly PlacedModel[];
  readonly replications: readonly (ReplicationFact & { readonly rowId: string })[];
};
export type PlacedModel = ModelFact & { readonly rowId: string };

/** The day up to which the year before is compared: the same as this year's cut-off, its last where the year is over. */
export const cutoffBefore = ({
  period,
  previousPeriod: before,
  cutoff,
}: Pick<ReportFacts, "period" | "previousPeriod" | "cutoff">): Day | null => {
  if (before === null || cutoff >= period.endsOn) return before?.endsOn ?? null;
  const sameDay = yearsLater(cutoff, Number(before.endsOn.slice(0, 4)) - Number(period.endsOn.slice(0, 4)));
  return sameDay < before.endsOn ? sameDay : before.endsOn;
};

/** The year before in words, with the day up to which it is counted where that is not its last. */
export const beforeText = (facts: Pick<ReportFacts, "period" | "previousPeriod" | "cutoff">): string => {
  const { previousPeriod: before } = facts;
  const until = cutoffBefore(facts);
  if (before === null || until === null) return "";
  const title = lowerFirst(before.title);
  return until === before.endsOn ? title : `cùng kỳ ${title} (tính đến ${formatDay(until)})`;
};

export const scopeOf = (facts: ReportFacts): Scope => {
  const units = new Map(facts.units.map((unit) => [unit.id, unit]));
  const here = units.get(facts.unitId);

  // The row of a unit: the unit directly under the report's own that it belongs to on the day of the structure. A unit
  // that no longer exists is followed to its heir, else to its parent, so that last year's figures are comparable. One
  // that was divided is nobody's share: where its heirs are all below, it is counted in the report's own row.
  const known = new Map<string, string | null>([[facts.unitId, facts.unitId]]);
  const rowOf = (unitId: string): string | null => {
    const done = known.get(unitId);
    if (done !== undefined) return done;
    known.set(unitId, null);
    const unit = units.get(unitId);
    if (!unit) return null;
    const heirs = unit.inForce ? [] : (facts.heirs[unitId] ?? []);
    const [next = unit.parentId] = heirs;
    const rows = new Set(heirs.map(rowOf));
    const row =
      heirs.length > 1 && rows.size > 1
        ? rows.has(null)
          ? null
          : facts.unitId
        : next === null
          ? null
          : next === facts.unitId && unit.inForce
            ? unitId
            : rowOf(next);
    known.set(unitId, row);
    return row;
  };
  const isDivided = (unitId: string): boolean => (facts.heirs[unitId] ?? []).length > 1;

  const placed = facts.models.flatMap((model) => {
    const rowId = rowOf(model.unitId);
    return rowId === null ? [] : [{ ...model, rowId }];
  });
  const byId = new Map(placed.map((model) => [model.id, model]));
  const acceptedIn = (period: Period | null, until: Day) =>
    placed.filter(
      (model) =>
        period !== null &&
        model.periodId === period.id &&
        acceptedStates.includes(model.state) &&
        model.acceptedOn !== null &&
        model.acceptedOn <= until,
    );
  const children = facts.units.filter((unit) => unit.parentId === facts.unitId && unit.inForce);
  const registered = acceptedIn(facts.period, facts.cutoff);
  const convertedBefore = acceptedIn(facts.previousPeriod, cutoffBefore(facts) ?? "");
  const registeredBefore =
    facts.comparison === "sameTerritory"
      ? convertedBefore
      : convertedBefore.flatMap((model) => {
          const { pathThen = [] } = model;
          if (!pathThen.includes(facts.unitId)) return [];
          const row = children.find(({ id }) => pathThen.includes(id));
          return [{ ...model, rowId: row?.id ?? facts.unitId }];
        });
  const recognized = facts.recognitions.flatMap((recognition) => {
    const model = byId.get(recognition.modelId);
    const { signedOn } = recognition;
    const inPeriod = signedOn !== null && signedOn >= facts.period.opensOn && signedOn <= facts.cutoff;
    return model && inPeriod && recognizedStates.includes(recognition.state) ? [{ ...recognition, model }] : [];
  });
  const discontinued = placed.filter(
    ({ discontinuedOn: on }) => on !== null && on >= facts.period.opensOn && on <= facts.cutoff,
  );
  // Its own row only where something is counted in it; and then always, so that the rows add up to the total.
  const counted = [...registered, ...registeredBefore, ...discontinued, ...recognized.map(({ model }) => model)];
  const own = counted.some((model) => model.rowId === facts.unitId);

  return {
    facts,
    unitName: here?.name ?? "",
    rows: [...(own || children.length === 0 ? [{ id: facts.unitId, name: here?.name ?? "" }] : []), ...children],
    all: placed,
    registered,
    registeredBefore,
    recognized,
    recognizedModels: [...new Map(recognized.map(({ model }) => [model.id, model])).values()],
    discontinued,
    unplaced: registered.filter((model) => model.rowId === facts.unitId && isDivided(model.unitId)),
    replications: facts.replications.flatMap((replication) => {
      const rowId = rowOf(replication.adopterUnitId);
      return rowId === null ? [] : [{ ...replication, rowId }];
    }),
  };
};

export const count = <T>(list: readonly T[], holds: (item: T) => boolean): number => list.filter(holds).length;
export const isCollective = (model: Pick<ModelFact, "subjectKind">) => model.subjectKind === "collective";
export const discontinuedIn = (scope: Scope, rowId?: string) =>
  count(scope.discontinued, (model) => rowId === undefined || model.rowId === rowId);

/** Units of the report without an accepted registration. */
export const unitsWithout = (scope: Scope): readonly Row[] => {
  const having = new Set(scope.registered.map((model) => model.rowId));
  return scope.rows.filter((row) => !having.has(row.id));
};
