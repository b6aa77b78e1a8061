import { listOf } from "../rules/lists.ts";
import { reorganisationStateText } from "./reorganisations.ts";

/** The plans that change units, carried out or not. */
export const reorganisationList = listOf(
  "Phương án sắp xếp đơn vị",
  {
    title: { label: "Phương án", kind: "line", main: true },
    unitName: { label: "Đơn vị", kind: "line", under: "title" },
    state: { label: "Trạng thái", kind: "choice", options: reorganisationStateText, main: true },
    effectiveOn: { label: "Hiệu lực từ", kind: "day", main: true },
    basis: { label: "Căn cứ", kind: "line" },
    changes: { label: "Số thay đổi", kind: "count", main: true },
  },
  "effectiveOn",
  "descending",
);
