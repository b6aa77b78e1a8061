import { type Fields, schemaOf } from "../ground/fields.ts";
import { lowerFirst } from "../ground/sentences.ts";
import { listOf } from "../rules/lists.ts";
import { readUnitName } from "../territory/unit-names.ts";
import type { UnitKind } from "../territory/units.ts";

/** The levels at which a body advises, from the highest down. */
export const advisoryLevelText = {
  centre: "Trung ương",
  province: "Cấp tỉnh",
  district: "Cấp huyện",
  commune: "Cấp xã",
} as const;
export type AdvisoryLevel = keyof typeof advisoryLevelText;
export const advisoryLevels = Object.keys(advisoryLevelText) as [AdvisoryLevel, ...AdvisoryLevel[]];

/** The kinds of unit that stand at each level; the centre has no unit here. */
export const kindsOfLevel: Readonly<Record<AdvisoryLevel, readonly UnitKind[]>> = {
  centre: [],
  province: ["province"],
  district: ["district", "town", "provincialCity"],
  commune: ["commune", "ward", "township", "specialZone"],
};

/** What a body advises on. */
export const advisoryDutyText = {
  massMobilization: "Dân vận",
  emulation: "Thi đua, khen thưởng",
  reception: "Tiếp công dân",
  grassrootsDemocracy: "Dân chủ ở cơ sở",
  religion: "Tôn giáo",
  publicOpinion: "Dư luận xã hội",
} as const;
export type AdvisoryDuty = keyof typeof advisoryDutyText;
export const advisoryDuties = Object.keys(advisoryDutyText) as [AdvisoryDuty, ...AdvisoryDuty[]];

/** To which of the three a body belongs: the layout of its papers follows from it. */
export const advisoryFamilyText = {
  party: "Đảng",
  state: "Chính quyền",
  front: "Mặt trận, đoàn thể",
} as const;
export type AdvisoryFamily = keyof typeof advisoryFamilyText;

/** Stands in the name of a body for the name of the place of its level, as that is called on the day of a paper. */
export const placeMark = "{địa bàn}";

/** What is typed to say which body advises in the area of a unit from a day on. */
export const advisoryFields = {
  level: { kind: "choice", label: "Cấp", options: advisoryLevelText },
  duty: { kind: "choice", label: "Lĩnh vực tham mưu", options: advisoryDutyText },
  bodyName: {
    kind: "line",
    label: "Tên cơ quan",
    min: 3,
    max: 200,
    hint: `Ghi như trên văn bản; ${placeMark} thay cho tên địa bàn. Ví dụ: Ủy ban MTTQ Việt Nam ${placeMark}`,
  },
  family: {
    kind: "choice",
    label: "Thuộc khối",
    options: advisoryFamilyText,
    hint: "Quyết định thể thức văn bản của cơ quan",
  },
  validFrom: { kind: "day", label: "Từ ngày", hint: "Ví dụ: 01/07/2025" },
  basis: { kind: "line", label: "Căn cứ", min: 3, max: 300, hint: "Ví dụ: Quyết định số 15-QĐ/TU ngày 28/6/2025" },
} as const satisfies Fields;

const marks = /\{[^}]*\}?|\}/gu;
const markOf = (name: string): readonly string[] => name.match(marks) ?? [];

/** The same, refused where the name holds another mark than `placeMark`, or one at a level that has no unit. */
export const advisoryInput = schemaOf(advisoryFields)
  .refine(({ bodyName }) => markOf(bodyName).every((mark) => mark === placeMark), {
    path: ["bodyName"],
    error: `Tên cơ quan: trong dấu ngoặc nhọn chỉ ghi ${placeMark}.`,
  })
  .refine(({ level, bodyName }) => level !== "centre" || !bodyName.includes(placeMark), {
    path: ["bodyName"],
    error: `Tên cơ quan: cấp Trung ương không dùng ${placeMark}.`,
  });

/** What is typed to say that a body no longer advises and none has followed it. */
export const advisoryEndFields = {
  lastDay: { kind: "day", label: "Ngày cuối cùng còn phụ trách", hint: "Ví dụ: 30/06/2025" },
  basis: { kind: "line", label: "Căn cứ kết thúc", min: 3, max: 300, hint: "Ví dụ: Kết luận số 15-KL/TU" },
} as const satisfies Fields;
export const advisoryEndInput = schemaOf(advisoryEndFields);

/** Which body advises on what at each level in the area of a unit, from a day to a day. */
export const advisoryList = listOf(
  "Cơ quan tham mưu",
  {
    level: { label: advisoryFields.level.label, kind: "choice", options: advisoryLevelText, main: true },
    duty: { label: "Lĩnh vực", kind: "choice", options: advisoryDutyText, main: true },
    bodyName: { label: advisoryFields.bodyName.label, kind: "line", main: true },
    family: { label: advisoryFields.family.label, kind: "choice", options: advisoryFamilyText, under: "bodyName" },
    unitName: { label: "Trong địa bàn", kind: "line", main: true },
    validFrom: { label: "Từ ngày", kind: "day", main: true },
    validTo: { label: "Đến ngày", kind: "day", main: true },
    basis: { label: "Căn cứ", kind: "line" },
    endBasis: { label: advisoryEndFields.basis.label, kind: "line", under: "basis" },
  },
  "level",
);

/**
 * The name of a body as a paper prints it: each `placeMark` in `pattern` gives way to `placeName`, the name of a unit
 * such as “Phường Trà Câu”, with the word of its kind as it stands inside a sentence. A name that begins with no such
 * word stays as it is written.
 */
export const bodyNameAt = (pattern: string, placeName: string): string => {
  const { kind, full } = readUnitName(placeName);
  return pattern.replaceAll(placeMark, () => (kind === null ? full : lowerFirst(full)));
};
