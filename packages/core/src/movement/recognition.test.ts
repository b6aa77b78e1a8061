import { expect, test } from "vitest";
import { stepRow } from "../rules/workflow.ts";
import { decisionText } from "./recognition.ts";

const decision = decisionText({
  number: "46-QĐ/ĐU",
  signedOn: "2026-11-26",
  signatory: "Nguyễn Văn A",
  signatoryTitle: "Phó Bí thư Thường trực Đảng ủy",
});

test("whoever signs reads of what, by which paper", () => {
  expect(decision).toBe("quyết định số 46-QĐ/ĐU ngày 26/11/2026, Phó Bí thư Thường trực Đảng ủy Nguyễn Văn A ký");
  const facts = { title: "Bữa sáng cho cụ già neo đơn", decision };
  expect(stepRow("recognition", "recognize").consequence?.(facts)).toContain(
    `mô hình “Bữa sáng cho cụ già neo đơn” được công nhận theo ${decision}.`,
  );
  expect(stepRow("recognition", "revoke").consequence?.(facts)).toContain(
    `công nhận mô hình “Bữa sáng cho cụ già neo đơn” bị thu hồi theo ${decision}.`,
  );
});

test("without a draft it is said of whatever the draft will say", () => {
  expect(stepRow("recognition", "recognize").consequence?.({})).toContain(
    "mô hình được công nhận theo quyết định ghi trong dự thảo.",
  );
});
