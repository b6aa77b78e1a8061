import type { Sheet } from "@kheo/core/criteria/derive";

/** A worked example of the criteria sets, told in raw figures. */
export type WorkedExample = {
  readonly set: string;
  readonly sheet: Sheet;
  readonly bonus: number;
  readonly total: number;
};

/** Site clearance for 86 households: recognised as "Đạt" with 78,06 points. */
export const siteClearanceExample: WorkedExample = {
  set: "DVK-GPMB",
  sheet: {
    figures: {
      hhAffected: 86,
      notified: 86,
      hhMet: 82,
      hhSigned: 81,
      hhEarly: 18,
      hhEnforced: 1,
      partyHhAffected: 7,
      partyHhEarly: 7,
      meetingsPlan: 6,
      meetings: 6,
      areaDue: 48_200,
      areaOnTime: 46_513,
      areaDonatedPlan: 0,
      areaDonated: 0,
      petitionsDue: 25,
      petitionsOnTime: 23,
      complaints: 2,
      hhRelocated: 20,
      hhResettled: 19,
      surveyValid: 75,
      verySatisfied: 28,
      satisfied: 35,
      replicationAccepted: 1,
    },
    ticks: { A1: [true, true, true, true], E2: [true, true, false] },
    marks: { B5: [4, 4, 4.5, 4, 3.5, 4, 4] },
    claims: ["D1"],
  },
  bonus: 2,
  total: 78.06,
};

/** A hamlet of 300 households in the new countryside: 79,65 points, 0,35 short of "Tốt". */
export const newCountrysideExample: WorkedExample = {
  set: "DVK-NTM",
  sheet: {
    figures: {
      hhTotal: 300,
      hhReached: 294,
      hhCommitted: 273,
      hhSorting: 138,
      worksTotal: 5,
      worksDecided: 5,
      cashPlan: 150_000_000,
      cash: 121_500_000,
      inKindValue: 34_500_000,
      labourDaysPlan: 500,
      labourDays: 440,
      areaDonatedPlan: 2_400,
      areaDonated: 1_800,
      capitalTotal: 1_200,
      capitalNonBudget: 252,
      financesPublished: true,
      arrears: 0,
      indicatorsPlan: 5,
      indicatorsAchieved: 4,
      roadKmPlan: 3.2,
      roadKm: 3,
      canalKmPlan: 1.8,
      canalKm: 1.5,
      incomePerCapitaBefore: 62.5,
      incomePerCapita: 67,
      povertyBefore: 1.8,
      poverty: 1.2,
      petitionsReceived: 20,
      petitionsResolved: 18,
      surveyValid: 80,
      verySatisfied: 34,
      satisfied: 40,
      monthsActive: 14,
      replicationAccepted: 2,
    },
    ticks: { A3: [true, true, true, false], E2: [true, true, false, true] },
    marks: { C6: [3, 3.5, 3, 3.5, 3, 4, 3], E4: [2, 2, 1.5, 2, 2.5, 2, 2] },
    claims: [],
  },
  bonus: 1,
  total: 79.65,
};

/** Any field: 81,03 points, yet not recognised, because C1 is below its floor (điểm liệt). */
export const failedFloorExample: WorkedExample = {
  set: "DVK-CHUNG",
  sheet: {
    figures: {
      daysLate: 0,
      milestonesTotal: 10,
      milestonesOnTime: 9,
      reportsDue: 4,
      reportsOnTime: 4,
      hhTarget: 200,
      hhReached: 184,
      hhParticipating: 176,
      targets: [
        { name: "Mét đường hoa được trồng và chăm sóc", planned: 2_000, done: 1_200 },
        { name: "Hộ xóa điểm đổ rác trước nhà", planned: 150, done: 108 },
      ],
      resourcePlan: 60_000_000,
      cash: 32_000_000,
      inKindValue: 10_000_000,
      labourDays: 90,
      labourDayRate: 200_000,
      surveyValid: 100,
      verySatisfied: 41,
      satisfied: 50,
      complaintsUpheld: 0,
      monthsActive: 12,
      replicationAccepted: 2,
    },
    ticks: { A3: [true, true, true, true], E2: [true, true, true, true] },
    marks: {
      A2: [3.5, 3.5, 3, 4, 3.5, 3.5, 3.5],
      A4: [3.5, 3, 3.5, 3.5, 4, 3.5, 3.5],
      B3: [4, 4, 4.5, 4, 4, 3.5, 4],
      C4: [8, 8, 8.5, 7.5, 8, 8, 8],
      E4: [2.5, 2, 2.5, 2.5, 2.5, 2, 2.5],
    },
    claims: [],
  },
  bonus: 0,
  total: 81.03,
};

/** All worked examples, to be shown, seeded and tested. */
export const workedExamples: readonly WorkedExample[] = [
  siteClearanceExample,
  newCountrysideExample,
  failedFloorExample,
];
