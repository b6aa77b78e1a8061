/** The days of which an extension knows what is below its unit: when it was recorded, and while it runs. */
const days = (extension: string): readonly string[] => [
  `${extension}.recorded_on`,
  `least(${extension}.until, today())`,
];

/** The units that an extension is for, where it is not for every one. */
export const extendedUnits = (extension: string): string =>
  `array(${days(extension)
    .map((day) => `select unit_below(${extension}.unit_id, ${day}) where ${extension}.unit_id is not null`)
    .join(" union ")})`;

/** The deadline that holds for a unit, where `period` stands beside the column of the unit. */
export const deadlineFor = (unit: string): string => `greatest(period.registration_closes_on, (
  select max(until) from period_extension extension
   where extension.period_id = period.id and (extension.unit_id is null or extension.unit_id = ${unit}
      or ${days("extension")
        .map((day) => `extension.unit_id = any(unit_path(${unit}, ${day}))`)
        .join(" or ")})))`;
