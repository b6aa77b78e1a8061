import type { Topic } from "./edition.ts";

/** The topics in the order of their positions, those of one position by code. */
export const inOfficialOrder = (topics: readonly Topic[]): readonly Topic[] =>
  topics.toSorted((one, other) => one.position - other.position || (one.code < other.code ? -1 : 1));

/** What a topic is called; one that is no longer declared, as a model of an earlier year may have it, by its code. */
export const topicLabel = (topics: readonly Topic[], code: string): string =>
  topics.find((topic) => topic.code === code)?.label ?? code;
