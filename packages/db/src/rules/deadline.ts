/** The deadline that holds for a unit, where `period` stands beside the column of the unit. */
export const deadlineFor = (unit: string): string => `greatest(period.registration_closes_on, (
  select max(until) from period_extension extension
   where extension.period_id = period.id and (extension.unit_id is null or extension.unit_id = ${unit})))`;
