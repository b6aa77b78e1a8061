import type { ScoringPlugin } from "@kheo/core/criteria";
import { repeated } from "./repeated.ts";

const camelCase = /^[a-z][a-zA-Z0-9]*$/;

/**
 * What is wrong with the topics a plugin declares and scores, one English sentence each; empty when they are sound. Whether
 * somebody declares what it scores only the catalog of all plugins can say.
 */
export const topicProblems = ({ topics, scores }: Pick<ScoringPlugin, "topics" | "scores">): readonly string[] => {
  const declared = topics.map(({ code }) => code);
  const scored = scores === "any" ? [] : scores;
  return [
    ...repeated(declared).map((code) => `topic ${code} is declared twice`),
    ...repeated(scored).map((code) => `topic ${code} is scored twice`),
    ...[...new Set([...declared, ...scored])]
      .filter((code) => !camelCase.test(code))
      .map((code) => `topic ${code} is not camelCase`),
    ...(declared.includes("any") ? ["no topic can be called any"] : []),
    ...topics.flatMap(({ code, label, position }) => [
      ...(label.trim() === label && label !== ""
        ? []
        : [`the label of ${code} must be filled, without spaces at its ends`]),
      ...(label.normalize("NFC") === label ? [] : [`the label of ${code} must be NFC`]),
      ...(Number.isInteger(position) && position >= 1
        ? []
        : [`the position of ${code} must be a whole number from 1 on`]),
    ]),
  ];
};
