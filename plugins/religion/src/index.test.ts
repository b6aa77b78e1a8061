import { conformance } from "@kheo/plugin-testkit";
import { religion } from "./index.ts";

conformance(religion, {
  "2026.1": {
    fingerprint: "ce9c6e3fe9e39ee7b1dd0b5a0954ebe920fddad1a6d4820a54cc6271c1155879",
    flawless: {
      figures: {
        placesTotal: 8,
        placesSigned: 8,
        placesClean: 8,
        meetingsPlan: 4,
        meetings: 4,
        lawAttendeesPlan: 200,
        lawAttendees: 200,
        targets: [{ name: "Tuyến đường tự quản", planned: 10, done: 12 }],
        hhHelpedPlan: 20,
        hhHelped: 20,
        welfarePlan: 150,
        welfare: 150,
        complexCases: "none",
        requestsDue: 5,
        requestsOnTime: 5,
        activitiesTotal: 30,
        activitiesProper: 30,
        hhTotal: 400,
        surveyValid: 50,
        verySatisfied: 30,
        satisfied: 20,
        monthsActive: 12,
        replicationAccepted: 4,
      },
      ticks: { A1: [true, true, true, true], E2: [true, true, true] },
      marks: { B5: [10, 10, 10], D2: [3] },
      claims: [],
    },
    golden: [
      {
        name: "one case arose and was settled",
        figures: { complexCases: "one-resolved" },
        points: { C1: 4 },
        total: 96,
        failedFloors: [],
      },
      {
        name: "a case is open",
        figures: { complexCases: "several-or-open" },
        points: { C1: 0 },
        total: 92,
        failedFloors: ["C1"],
      },
      {
        name: "three targets of 80, 50 and more than 100 per cent",
        figures: {
          placesClean: 5,
          targets: [
            { name: "Tuyến đường tự quản", planned: 10, done: 8 },
            { name: "Nhà tình nghĩa", planned: 4, done: 2 },
            { name: "Ngày hội", planned: 1, done: 5 },
          ],
        },
        points: { B1: 7.33, B2: 3.25 },
        total: 92.58,
        failedFloors: [],
      },
      {
        name: "no requests, no activities, answers from fewer than a tenth of the households",
        figures: {
          requestsDue: 0,
          requestsOnTime: 0,
          activitiesTotal: 0,
          activitiesProper: 0,
          surveyValid: 39,
          verySatisfied: 39,
          satisfied: 0,
        },
        claims: ["C2", "C3"],
        points: { D1: 2.5 },
        total: 97.5,
        failedFloors: [],
      },
    ],
  },
});
