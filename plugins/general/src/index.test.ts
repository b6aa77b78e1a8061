import { conformance } from "@kheo/plugin-testkit";
import { general } from "./index.ts";

conformance(general, {
  "2026.1": {
    fingerprint: "26941d56a5484511da280727d9df0634122f610585f233bc0960660c5c988e21",
    flawless: {
      figures: {
        daysLate: 0,
        milestonesTotal: 10,
        milestonesOnTime: 10,
        reportsDue: 4,
        reportsOnTime: 4,
        hhTarget: 200,
        hhReached: 200,
        hhParticipating: 200,
        targets: [{ name: "Hộ tham gia", planned: 100, done: 100 }],
        resourcePlan: 50_000_000,
        cash: 20_000_000,
        inKindValue: 10_000_000,
        labourDays: 100,
        labourDayRate: 200_000,
        surveyValid: 50,
        verySatisfied: 50,
        satisfied: 0,
        complaintsUpheld: 0,
        monthsActive: 12,
        replicationAccepted: 2,
      },
      ticks: { A3: [true, true, true, true], E2: [true, true, true, true] },
      marks: { A2: [4], A4: [4, 4], B3: [5], C4: [12, 12], E4: [3] },
      claims: [],
    },
    golden: [
      {
        name: "registered six days late, one report in four missing",
        figures: { daysLate: 6, reportsOnTime: 3 },
        points: { A1: 1, B4: 2 },
        total: 96,
        failedFloors: [],
      },
      {
        name: "two thirds of the target",
        figures: { targets: [{ name: "Hộ tham gia", planned: 100, done: 66 }] },
        points: { C1: 6.5 },
        total: 91.5,
        failedFloors: ["C1"],
      },
      {
        name: "people are not satisfied and complain",
        figures: { verySatisfied: 20, satisfied: 15, complaintsUpheld: 2 },
        points: { D1: 0, D2: 1 },
        total: 91,
        failedFloors: ["D"],
      },
      {
        name: "no resources were needed; seven months",
        figures: { resourcePlan: 0, cash: 0, inKindValue: 0, labourDays: 0, labourDayRate: 0, monthsActive: 7 },
        claims: ["C3"],
        points: { C3: null, E1: 2 },
        total: 98.95,
        failedFloors: [],
      },
    ],
  },
});
