import { describe, expect, test } from "vitest";
import { DomainError } from "../rules/errors.ts";
import {
  acceptedStates,
  editableStates,
  emptyRegistration,
  missingFrom,
  registrationForm,
  type RegistrationForm,
  registrationItemNames,
  requireDeclaredTopic,
} from "./models.ts";

const complete: RegistrationForm = {
  ...emptyRegistration,
  topic: "roads",
  title: "Tuyến đường liên tổ do dân hiến đất",
  items: Object.fromEntries(
    registrationItemNames.map((name) => [name, "Nội dung ghi đủ."]),
  ) as RegistrationForm["items"],
  targets: [{ name: "Chiều dài", unit: "km", baseline: 0, goal: 1.25, dueOn: "2026-11-30" }],
  contactName: "Nguyễn Văn A",
  contactPhone: "0900 000 000",
};
const topicRefused = "Chủ đề: cần chọn trong danh sách.";
const exemplar = { name: "Trần Thị B", birthYear: 1968, position: "Trưởng thôn", consentsToPublish: true };

describe("what a registration still lacks", () => {
  test("is nothing when it is complete", () => {
    expect(missingFrom(complete)).toEqual([]);
    expect(missingFrom({ ...complete, subjectKind: "individual", exemplar })).toEqual([]);
  });

  test("is everything of an empty one, in the order of the form", () => {
    expect(missingFrom(emptyRegistration).map(({ path }) => path)).toEqual([
      ...registrationItemNames.map((name) => `items.${name}`),
      "targets",
      "contactName",
      "contactPhone",
    ]);
  });

  test.each(["individual", "household"] as const)("is the person, of a registration of kind %s", (subjectKind) => {
    expect(missingFrom({ ...complete, subjectKind }).map(({ path }) => path)).toEqual(["exemplar"]);
  });

  test("is said in a sentence for each", () => {
    for (const { message } of missingFrom(emptyRegistration)) expect(message).toMatch(/^\p{Lu}.*: .+\.$/u);
  });
});

describe("a form", () => {
  const messages = (given: object) =>
    registrationForm.safeParse({ ...complete, ...given }).error?.issues.map(({ message }) => message);

  test("may lack nearly everything while it is a draft", () => {
    expect(
      messages({ items: emptyRegistration.items, targets: [], contactName: "", contactPhone: "" }),
    ).toBeUndefined();
  });

  test.each([
    ["0905 12", "Điện thoại: mới có 6 chữ số, cần ít nhất 8, ví dụ 0912 345 678."],
    ["+-- ..- ..", "Điện thoại: mới có 0 chữ số, cần ít nhất 8, ví dụ 0912 345 678."],
    ["", "Điện thoại: cần ghi số để liên hệ."],
  ])(
    "may have the telephone %j while it is a draft, and is told what that lacks before it is sent",
    (contactPhone, message) => {
      expect(messages({ contactPhone })).toBeUndefined();
      expect(missingFrom({ ...complete, contactPhone })).toEqual([{ path: "contactPhone", message }]);
    },
  );

  test.each([
    [{ title: "Mô" }, "Tên mô hình: cần ít nhất 5 ký tự."],
    [{ topic: "" }, topicRefused],
    [{ topic: null }, topicRefused],
    [{ subjectKind: "army" }, "Loại: cần chọn trong danh sách."],
    [{ contactPhone: "số máy bàn" }, "Điện thoại: chỉ gồm chữ số, ví dụ 0912 345 678."],
    [{ contactPhone: "0912 345 678 / 0912" }, "Điện thoại: chỉ gồm chữ số, ví dụ 0912 345 678."],
    [{ contactPhone: "0912 345 678 0912 345 678" }, "Điện thoại: quá dài, chỉ ghi một số, ví dụ 0912 345 678."],
    [{ exemplar: { ...exemplar, birthYear: 68 } }, "Năm sinh: cần bốn chữ số, ví dụ 1968."],
    [
      { targets: [{ ...complete.targets[0], goal: 0 }] },
      "Mục tiêu: phải lớn hơn 0, trừ khi là giảm từ hiện trạng về 0.",
    ],
    [{ targets: [{ ...complete.targets[0], baseline: -1 }] }, "Hiện trạng: không được âm."],
    [{ targets: [{ ...complete.targets[0], goal: 0.1234567 }] }, "Mục tiêu: tối đa 6 chữ số thập phân."],
    [{ targets: [{ ...complete.targets[0], goal: 2e12 }] }, "Mục tiêu: quá lớn, tối đa 1.000.000.000.000."],
    [{ targets: Array.from({ length: 21 }, () => complete.targets[0]) }, "Chỉ tiêu: tối đa 20 dòng."],
  ])("%o is refused", (given, message) => {
    expect(messages(given)).toEqual([message]);
  });

  test("has a topic that is declared", () => {
    const topics = [{ code: "roads", label: "Đường", position: 1 }];
    expect(() => {
      requireDeclaredTopic(topics, complete);
    }).not.toThrow();
    for (const topic of ["", "canals", "Đường"]) {
      expect(() => {
        requireDeclaredTopic(topics, { topic });
      }).toThrow(new DomainError("input.invalid", { fields: [{ path: "topic", message: topicRefused }] }));
    }
  });

  test.each([0.1, 0.3, 1.005, 123_456.789_012, 1e12, 999_999_999.999_999])("a target of %d is kept", (goal) => {
    expect(messages({ targets: [{ ...complete.targets[0], goal }] })).toBeUndefined();
  });
});

test("a unit edits a draft and what came back; what counts as registered was accepted once", () => {
  expect(editableStates).toEqual(["draft", "returned"]);
  expect(acceptedStates).toEqual(["accepted", "suspended", "discontinued"]);
});
