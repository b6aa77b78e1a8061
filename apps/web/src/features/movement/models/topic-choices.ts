import type { Topic } from "@kheo/core/criteria";
import { topicLabel } from "@kheo/core/criteria/topics";

/** The topics to choose from, and the chosen one even where it is no longer among them. */
export const topicChoices = (topics: readonly Topic[], chosen: string | undefined) => {
  const codes = topics.map(({ code }) => code);
  const isOther = chosen !== undefined && chosen !== "" && !codes.includes(chosen);
  return [...codes, ...(isOther ? [chosen] : [])].map((value) => ({ value, label: topicLabel(topics, value) }));
};
