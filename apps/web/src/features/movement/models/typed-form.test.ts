import { expect, test } from "vitest";
import { emptyTyped, malformedIn, registrationShape, submissionErrors, typedFrom, unfinishedIn } from "./typed-form.ts";

const typed = { ...emptyTyped, title: "Tuyến đường hoa", field: "economy", topic: "roads" } as const;

test("half a telephone number is no fault of a draft: it is said where it stands, and refused when it is sent", () => {
  const half = { ...typed, contactPhone: "0905 12" };
  const sentence = "Điện thoại: mới có 6 chữ số, cần ít nhất 8, ví dụ 0912 345 678.";
  expect(malformedIn(half)).toEqual({});
  expect(unfinishedIn(half, typed)).toEqual({});
  expect(unfinishedIn(half, half)).toEqual({ contactPhone: sentence });
  expect(submissionErrors(half)).toMatchObject({ contactPhone: sentence });
});

test("a person without a year of birth yet is no fault of a draft either", () => {
  const exemplar = { name: "Nguyễn Thị Hoa", birthYear: null, position: "Trưởng thôn", consentsToPublish: false };
  const of = { ...typed, subjectKind: "individual", exemplar } as const;
  expect(malformedIn(of)).toEqual({});
  expect(registrationShape.contentOf(of).exemplar?.birthYear).toBeNull();
  expect(submissionErrors(of)).toHaveProperty(["exemplar.birthYear"]);
});

test("what is malformed is named by the box that holds it, and comes back as it was typed", () => {
  const target = { name: "Đường", unit: "km", baseline: 0, goal: 3.5, dueOn: "2026-11-30" };
  const wrong = {
    ...typed,
    targets: [target, { ...target, goal: "nhiều" }],
    items: { ...typed.items, place: "a".repeat(5001) },
  };
  expect(registrationShape.malformed(wrong)).toEqual([["items", "place"], ["targets"]]);
  const right = { ...typed, targets: [target] };
  expect(typedFrom(registrationShape.contentOf(right)).targets).toEqual([target]);
});
