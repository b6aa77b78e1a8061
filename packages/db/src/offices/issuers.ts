import type { Day } from "@kheo/core/ground/days";
import {
  type ActingBody,
  decidingBodies,
  type Issuer,
  issuerAt,
  issuerOf,
  type NamedUnit,
} from "@kheo/core/offices/issuers";
import { committeeNameOf } from "@kheo/core/offices/paper-names";
import { advisoryLevels, kindsOfLevel } from "@kheo/core/offices/advisory";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { inForce } from "../ground/in-force.ts";
import { advisoryBodies } from "./advisory.ts";

type Around = NamedUnit & { readonly unitId: string };

/**
 * A unit and the territories above it, nearest first, as papers of a day name them; of a unit that is not there on that
 * day, as they were when it was last, or first.
 */
const namedAround = async (db: Db, unitId: string, on: Day): Promise<readonly Around[]> => {
  const { rows } = await sql<Around>`
    with recursive above as (
      (select unit_id, parent_id, name, kind, 0 as distance,
              greatest(valid_from, least(valid_to, ${on}::date)) as on_day
         from unit_version
        where unit_id = ${unitId} and line = 'territory'
        order by (${inForce("unitVersion", on)}) desc, valid_from desc limit 1)
      union all
      select version.unit_id, version.parent_id, version.name, version.kind, above.distance + 1, above.on_day
        from above join unit_version version on version.unit_id = above.parent_id
       where version.line = 'territory' and ${inForce("version", sql`above.on_day`)})
    select unit_id as "unitId", name, kind from above order by distance`.execute(db);
  return rows;
};

/** The standing office of the movement for a unit on a day: who advises on dân vận at the nearest level there is. */
export const standingOfficeOn = async (
  db: Db,
  unitId: string,
  on: Day,
): Promise<{ readonly name: string; readonly family: "party" | "state" | "front" } | null> => {
  const office = (await advisoryBodies(db, { placeId: unitId, on })).findLast(
    ({ duty }) => duty === "massMobilization",
  );
  return office ? { name: office.bodyName, family: office.family } : null;
};

const levelOf = ({ kind }: NamedUnit) => advisoryLevels.find((level) => kindsOfLevel[level].includes(kind));

/** The body that runs the movement in a territory on a day, as is written at its own level. */
const officeAt = async (db: Db, unitId: string, unit: NamedUnit, on: Day): Promise<ActingBody | null> => {
  const office = (await advisoryBodies(db, { placeId: unitId, on })).find(
    (body) => body.level === levelOf(unit) && body.duty === "massMobilization",
  );
  return office ? { name: office.bodyName, family: office.family } : null;
};

/**
 * Who issues the papers of a unit on a day: itself; for a territory its standing office, or its party committee where
 * nobody is said to be that.
 */
export const issuerOn = async (db: Db, unitId: string, on: Day): Promise<Issuer> => {
  const [unit, ...superiors] = await namedAround(db, unitId, on);
  if (!unit) throw new Error(`No unit ${unitId}`);
  const own = issuerOf(unit, superiors);
  if (own) return own;
  const office = await officeAt(db, unitId, unit, on);
  return issuerAt(unit, superiors, office ?? { name: committeeNameOf(unit.name), family: "party" });
};

const bodiesOf = async (db: Db, [unit, ...superiors]: readonly Around[], on: Day): Promise<readonly Issuer[]> => {
  if (!unit) return [];
  const own = issuerOf(unit, superiors);
  if (own) return [own];
  const office = await officeAt(db, unit.unitId, unit, on);
  const all = [...(office ? [office] : []), ...decidingBodies(unit.name)].map((body) =>
    issuerAt(unit, superiors, body),
  );
  return all.filter(({ symbol }, place) => all.findIndex((other) => other.symbol === symbol) === place);
};

/** Who issues documents of a unit, and the unit at which its numbers are counted. */
export type Numbering = { readonly issuer: Issuer; readonly seriesUnitId: string };

/**
 * Which bodies number documents of a unit on a day: itself; for a territory its standing office and the bodies through
 * which it decides, each symbol once. A body of a territory that is a unit of its own too is counted at the territory, so
 * that it gives no number twice.
 */
export const numberingsOn = async (db: Db, unitId: string, on: Day): Promise<readonly Numbering[]> => {
  const [unit, ...superiors] = await namedAround(db, unitId, on);
  if (!unit) throw new Error(`No unit ${unitId}`);
  const [above] = superiors;
  const issuers = await bodiesOf(db, [unit, ...superiors], on);
  const isTerritory = issuerOf(unit, superiors) === null;
  const ofTerritory = isTerritory || !above || levelOf(above) === undefined ? [] : await bodiesOf(db, superiors, on);
  return issuers.map((issuer) => {
    const same = ofTerritory.some(({ symbol, family }) => symbol === issuer.symbol && family === issuer.family);
    return { issuer, seriesUnitId: same && above ? above.unitId : unitId };
  });
};

/**
 * Whom a report of a unit goes to on a day: its party committee's standing members, and who advises on dân vận at the
 * level above; where another advises there on what people think, that one too.
 */
export const recipientsOn = async (db: Db, unitId: string, on: Day): Promise<readonly string[]> => {
  const [unit] = await namedAround(db, unitId, on);
  const own = unit && levelOf(unit);
  const bodies = await advisoryBodies(db, { placeId: unitId, on });
  const above = advisoryLevels
    .slice(0, own && advisoryLevels.indexOf(own))
    .findLast((one) => bodies.some((body) => body.level === one));
  const names = bodies
    .filter((body) => body.level === above && ["massMobilization", "publicOpinion"].includes(body.duty))
    .map(({ bodyName }) => `${bodyName} (b/c)`);
  return [...new Set(names), ...(own ? [`Thường trực ${committeeNameOf(unit.name)} (b/c)`] : [])];
};
