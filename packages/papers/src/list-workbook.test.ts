import { listOf } from "@kheo/core/rules/lists";
import { readXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import { listWorkbook } from "./list-workbook.ts";

const list = listOf(
  "Danh sách thử",
  {
    title: { label: "Tên", kind: "line" },
    total: { label: "Điểm", kind: "points" },
    heldOn: { label: "Ngày", kind: "day" },
    state: { label: "Trạng thái", kind: "state", thing: "model" },
    secret: { label: "Không được xem", kind: "line" },
  },
  "title",
);

const written = async (rows: readonly object[]) => {
  const source = async function* () {
    yield* rows;
  };
  const bytes = await new Response(listWorkbook(list, ["title", "total", "heldOn", "state"], source())).bytes();
  const { sheets } = await readXlsx(bytes, { readStyles: true });
  return sheets[0];
};

test("numbers are numbers, days are days, states are words, and what somebody may not see is not there", async () => {
  const row = { title: "Tổ hòa giải", total: "78.06", heldOn: "2026-11-27", state: "accepted", secret: "kín" };
  const sheet = await written([row, { title: "Chưa có gì", total: null, heldOn: null, state: "draft" }]);
  expect(sheet?.rows).toEqual([
    ["Tên", "Điểm", "Ngày", "Trạng thái"],
    ["Tổ hòa giải", 78.06, new Date("2026-11-27T00:00:00Z"), "Đã tiếp nhận"],
    ["Chưa có gì", null, null, "Nháp"],
  ]);
});

test("what begins like a formula is a text, and is calculated by nobody", async () => {
  const titles = ['=HYPERLINK("https://elsewhere.example")', "+84 905", "-1+2", "@SUM(A1)", "\t=1+1"];
  const sheet = await written(titles.map((title) => ({ title })));
  expect(sheet?.rows.slice(1).map(([title]) => title)).toEqual(titles);
  expect([...(sheet?.cells?.values() ?? [])].filter(({ formula }) => formula !== undefined)).toEqual([]);
});

test("a list of nothing has its heads", async () => {
  expect((await written([]))?.rows).toEqual([["Tên", "Điểm", "Ngày", "Trạng thái"]]);
});
