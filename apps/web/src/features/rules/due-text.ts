import { daysBetween } from "@kheo/core/ground/days";
import { dayText } from "../../kit/words.ts";

/** How long there is until a day, or by how much it is past. */
export const dueText = (dueOn: string, today: string): { readonly late: boolean; readonly text: string } => {
  const left = daysBetween(today, dueOn);
  const day = dayText(dueOn);
  if (left < 0) return { late: true, text: `Quá hạn ${-left} ngày (hạn ${day})` };
  return { late: false, text: left === 0 ? `Hạn hôm nay, ${day}` : `Hạn ${day}, còn ${left} ngày` };
};
