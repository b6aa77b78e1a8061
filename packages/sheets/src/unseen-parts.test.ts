import { writeXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import { previewUnitListFile, readSheets } from "./sheet.ts";

const heading = ["TT", "Tên đơn vị", "Loại"];
const rows = [heading, [1, "Xã Một", "Xã"], [2, "Xã Hai", "Xã"], [3, "Xã Ba", "Xã"]];
const province = { id: "p", name: "Tỉnh Quảng Ngãi", kind: "province", parentId: null } as const;
const context = {
  units: [{ ...province, validFrom: "2020-01-01", validTo: null }],
  changedLater: new Set<string>(),
  reach: null,
  rootId: "p",
  choices: {},
};

test("B-22: hidden rows are told from those that people see, and a second list is named", async () => {
  const bytes = new Uint8Array(
    await writeXlsx({
      sheets: [
        { name: "Bìa", rows: [["SỞ NỘI VỤ"]] },
        { name: "Danh sách", rows, rowDefs: new Map([[2, { hidden: true }]]) },
        { name: "Danh sách 2", rows: [heading, [1, "Xã Bốn", "Xã"]] },
        { name: "Ẩn", rows, hidden: true },
      ],
    }),
  );
  const sheets = await readSheets(bytes);
  expect(sheets.map(({ name }) => name)).toEqual(["Bìa", "Danh sách", "Danh sách 2"]);
  expect(sheets[1]?.rows.map(({ isHidden }) => isHidden)).toEqual([undefined, undefined, true, undefined]);
  const preview = await previewUnitListFile(bytes, context, () => undefined);
  expect(preview).toMatchObject({ sheet: "Danh sách", counts: { create: 3 } });
  expect(preview.notes).toEqual([
    "Trang tính “Danh sách 2” cũng có danh sách nhưng không được đọc. Hãy gửi trang tính đó thành một tệp riêng.",
    "Tệp có 1 dòng ẩn vẫn được đọc: dòng 3.",
  ]);
});
