import type { ScoringPlugin, Topic } from "@kheo/core/criteria";
import { expect, test } from "vitest";
import { topicProblems } from "./topic-problems.ts";

type Topics = Pick<ScoringPlugin, "topics" | "scores">;

const roads: Topic = { code: "roads", label: "Đường", position: 10 };
const declaring = (...topics: readonly Topic[]): Topics => ({ topics, scores: "any" });

test("a plugin may declare what it does not score, and score what another declares", () => {
  expect(topicProblems(declaring(roads, { code: "bridges", label: "Cầu", position: 10 }))).toEqual([]);
  expect(topicProblems({ topics: [], scores: ["roads", "bridges"] })).toEqual([]);
});

test.each<[string, Topics]>([
  ["topic roads is declared twice", declaring(roads, roads)],
  ["topic roads is scored twice", { topics: [roads], scores: ["roads", "roads"] }],
  ["topic new roads is not camelCase", declaring({ ...roads, code: "new roads" })],
  ["topic Roads is not camelCase", { topics: [], scores: ["Roads"] }],
  ["no topic can be called any", declaring({ ...roads, code: "any" })],
  ["the label of roads must be filled, without spaces at its ends", declaring({ ...roads, label: "" })],
  ["the label of roads must be filled, without spaces at its ends", declaring({ ...roads, label: "Đường " })],
  ["the label of roads must be NFC", declaring({ ...roads, label: "Đường".normalize("NFD") })],
  ["the position of roads must be a whole number from 1 on", declaring({ ...roads, position: 0 })],
  ["the position of roads must be a whole number from 1 on", declaring({ ...roads, position: 1.5 })],
])("%s", (problem, plugin) => {
  expect(topicProblems(plugin)).toEqual([problem]);
});
