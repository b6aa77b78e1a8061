import { expect, test } from "vitest";
import { lowerFirst } from "./sentences.ts";

test.each([
  ["Năm 2025", "năm 2025"],
  ["IUU và biển đảo", "IUU và biển đảo"],
  ["UBND phường Trà Câu", "UBND phường Trà Câu"],
  ["Đã công nhận IUU", "đã công nhận IUU"],
  ["Ủy viên", "ủy viên"],
  ["", ""],
])("C-10: “%s” stands inside a sentence as “%s”", (heading, inside) => {
  expect(lowerFirst(heading)).toBe(inside);
});
