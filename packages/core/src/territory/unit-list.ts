import { listOf } from "../rules/lists.ts";
import { clusterKindText } from "./clusters.ts";
import { areaText, populationText } from "./unit-profiles.ts";
import { unitKindText } from "./units.ts";

/** The units in force on a day, with what each is like on it. */
export const unitList = listOf(
  "Danh sách đơn vị",
  {
    name: { label: "Đơn vị", kind: "line", main: true },
    code: { label: "Mã", kind: "line", under: "name" },
    kind: { label: "Loại", kind: "choice", options: unitKindText, main: true },
    parentName: { label: "Trực thuộc", kind: "line", main: true },
    validFrom: { label: "Từ ngày", kind: "day" },
    area: { label: "Loại địa bàn", kind: "choice", options: areaText },
    population: { label: "Quy mô dân số", kind: "choice", options: populationText },
  },
  "name",
);

/** The clusters and blocs in force on a day, with how many units are in each on it. */
export const clusterList = listOf(
  "Cụm, khối thi đua",
  {
    name: { label: "Tên", kind: "line", main: true },
    kind: { label: "Loại", kind: "choice", options: clusterKindText, main: true },
    unitName: { label: "Đơn vị lập", kind: "line", main: true },
    memberCount: { label: "Số thành viên", kind: "count", main: true },
    document: { label: "Văn bản thành lập", kind: "line" },
    validFrom: { label: "Ngày thành lập", kind: "day" },
  },
  "kind",
);
