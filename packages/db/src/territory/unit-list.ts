import type { Day } from "@kheo/core/ground/days";
import type { ColumnOf } from "@kheo/core/rules/lists";
import type { unitList } from "@kheo/core/territory/unit-list";
import { areaText, populationText } from "@kheo/core/territory/unit-profiles";
import { type UnitKind, unitKindText, type UnitLine } from "@kheo/core/territory/units";
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { inForce } from "../ground/in-force.ts";
import { type Page, placeIn, type Sorts } from "../rules/lists.ts";
import { holdsFolded, holdsText, holdsWords } from "../rules/search.ts";

type Look = { readonly day: Day; readonly line: UnitLine };
type Filter = {
  /** The unit itself and all below it. */
  readonly below?: string | undefined;
  readonly kind?: UnitKind | undefined;
  readonly search?: string | undefined;
};

/** The name is that of the territory; in other lines only the superior is kept up. */
const nameOn = ({ day, line }: Look): RawBuilder<string> =>
  line === "territory" ? sql.ref<string>("unitVersion.name") : sql<string>`unit_name(unit_version.unit_id, ${day})`;

/** The units of a line in force on a day. */
export const findUnits = (db: Db, look: Look, { below, kind, search = "" }: Filter) => {
  const { day, line } = look;
  let query = db
    .selectFrom("unitVersion")
    .where("unitVersion.line", "=", line)
    .where(inForce("unitVersion", day))
    .select("unitVersion.unitId as id");
  if (below !== undefined)
    query = query.where(sql<boolean>`unit_version.unit_id in (select unit_below(${below}, ${day}))`);
  if (kind !== undefined) query = query.where("unitVersion.kind", "=", kind);
  if (search.trim() === "") return query;
  const named = line === "territory" ? holdsWords("unitVersion.folded", search) : holdsFolded(nameOn(look), search);
  return query.where((eb) => eb.or([named, holdsText("unitVersion.code", search)]));
};

const parentName = (day: Day) => sql<string | null>`unit_name(unit_version.parent_id, ${day})`;

/** What was last said of a unit by a day. */
const saidBy = (day: Day, column: RawBuilder<unknown>) => sql`(select ${column} from unit_profile
  where unit_profile.unit_id = unit_version.unit_id and unit_profile.valid_from <= ${day}
  order by unit_profile.valid_from desc limit 1)`;

export const unitSorts = (look: Look): Sorts<ColumnOf<typeof unitList>> => ({
  name: sql`${nameOn(look)} collate vietnamese`,
  code: sql.ref("unitVersion.code"),
  kind: placeIn(unitKindText, "unitVersion.kind"),
  parentName: sql`${parentName(look.day)} collate vietnamese`,
  validFrom: sql.ref("unitVersion.validFrom"),
  area: saidBy(look.day, placeIn(areaText, "unit_profile.area")),
  population: saidBy(look.day, placeIn(populationText, "unit_profile.population")),
});

export const listUnitRows = (db: Db, page: Page, look: Look) =>
  db
    .selectFrom(page)
    .innerJoin("unitVersion", (join) =>
      join
        .onRef("unitVersion.unitId", "=", "page.id")
        .on("unitVersion.line", "=", look.line)
        .on(inForce("unitVersion", look.day)),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom("unitProfile")
          .select(["unitProfile.area", "unitProfile.population"])
          .whereRef("unitProfile.unitId", "=", "unitVersion.unitId")
          .where("unitProfile.validFrom", "<=", look.day)
          .orderBy("unitProfile.validFrom", "desc")
          .limit(1)
          .as("said"),
      (join) => join.onTrue(),
    )
    .select([
      "unitVersion.unitId as id",
      nameOn(look).as("name"),
      "unitVersion.code",
      "unitVersion.kind",
      "unitVersion.parentId",
      parentName(look.day).as("parentName"),
      "unitVersion.validFrom",
      "said.area",
      "said.population",
    ])
    .orderBy("page.place")
    .execute();

/** A name that is no longer in force on a day, with what bears its territory then; several where it was divided. */
export type FormerName = {
  readonly id: string;
  readonly name: string;
  readonly until: Day;
  readonly heirs: readonly { readonly id: string; readonly name: string }[];
};

/** At most so many: who looks for more of them types more of the name. */
const mostFormer = 6;

/** The names that somebody may mean who finds nothing under them today. */
export const formerNames = async (db: Db, day: Day, search: string): Promise<readonly FormerName[]> => {
  const { rows } = await sql<FormerName>`
    with named as (
      select distinct on (unit_id, name) unit_id, name, valid_to from unit_version
       where line = 'territory' and valid_to < ${day} and ${holdsWords("unitVersion.folded", search)}
       order by unit_id, name, valid_to desc)
    select named.unit_id as id, named.name, named.valid_to as until, coalesce((
        select json_agg(json_build_object('id', heir.id, 'name', unit_name(heir.id, ${day})) order by unit_name(heir.id, ${day}))
          from (select unit_id as id from unit_version where unit_id = named.unit_id and line = 'territory' and ${inForce("unitVersion", day)}
                union select heir_id from unit_succession where unit_id = named.unit_id and effective_on <= ${day}) heir), '[]') as heirs
      from named
     where not exists (select from unit_version now where now.unit_id = named.unit_id and now.line = 'territory'
         and now.name = named.name and ${inForce("now", day)})
     order by named.valid_to desc, named.name limit ${mostFormer}`.execute(db);
  return rows;
};
