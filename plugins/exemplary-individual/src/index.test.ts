import { conformance } from "@kheo/plugin-testkit";
import { exemplaryIndividual } from "./index.ts";

conformance(exemplaryIndividual, {
  "2026.1": {
    fingerprint: "7522eb31ffe1b81c1e15b8e4d64fdd9a1982ca15e07c0d4758182a8d1b6efc97",
    flawless: {
      figures: {
        yearRating: "excellent",
        culturalFamily: true,
        lawAbiding: true,
        targets: [{ name: "Buổi vận động", planned: 12, done: 15 }],
        persuadedPlan: 20,
        persuaded: 20,
        adopters: 4,
        mediaItems: 4,
        monthsActive: 24,
        meetingAttendees: 30,
        meetingAgreed: 30,
      },
      ticks: {},
      marks: { A3: [6], B3: [10], B4: [15, 15] },
      claims: [],
    },
    golden: [
      {
        name: "a good year, thirteen months, two articles",
        figures: { yearRating: "good", monthsActive: 13, mediaItems: 2 },
        points: { A1: 8, C2: 2, C3: 6 },
        total: 94,
        failedFloors: [],
      },
      {
        name: "the law was not kept; four fifths agree",
        figures: { lawAbiding: false, meetingAgreed: 24 },
        points: { A2: 0, D1: 5.71 },
        total: 91.71,
        failedFloors: [],
      },
      {
        name: "the work is not finished",
        figures: { targets: [{ name: "Buổi vận động", planned: 10, done: 6 }] },
        points: { B1: 5 },
        total: 90,
        failedFloors: ["B1"],
      },
      {
        name: "nobody was to be persuaded",
        figures: { persuadedPlan: 0, persuaded: 0 },
        claims: ["B2"],
        points: { B2: 0 },
        total: 90,
        failedFloors: [],
      },
    ],
  },
});
