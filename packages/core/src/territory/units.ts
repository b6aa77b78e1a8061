import { type Day } from "../ground/days.ts";
import { type Fields, schemaOf, type ValuesOf } from "../ground/fields.ts";

/** The kinds of unit, with the words people read. Levels are data: nothing in the code knows a level by name. */
export const unitKindText = {
  province: "Tỉnh",
  district: "Huyện",
  town: "Thị xã",
  provincialCity: "Thành phố thuộc tỉnh",
  commune: "Xã",
  ward: "Phường",
  township: "Thị trấn",
  specialZone: "Đặc khu",
  hamlet: "Thôn",
  residentialGroup: "Tổ dân phố",
  partyCommittee: "Đảng ủy",
  partyCell: "Chi bộ",
  front: "Mặt trận Tổ quốc",
  union: "Đoàn thể",
  government: "Cơ quan chính quyền",
  armedForces: "Lực lượng vũ trang",
  publicServiceUnit: "Đơn vị sự nghiệp",
} as const;
export type UnitKind = keyof typeof unitKindText;
export const unitKinds = Object.keys(unitKindText) as [UnitKind, ...UnitKind[]];

/** Kinds of unit that only propose: what they propose is judged by the council of a unit above them. */
const proposingKinds: readonly UnitKind[] = ["hamlet", "residentialGroup", "partyCell"];

/** Whether a unit of this kind may have a council that judges. */
export const mayHaveCouncil = (kind: UnitKind): boolean => !proposingKinds.includes(kind);

/** The line in which a unit hangs: the same unit may have another parent in another line. */
export const unitLineText = {
  territory: "Địa bàn",
  party: "Đảng",
  state: "Chính quyền",
  front: "Mặt trận và đoàn thể",
  vertical: "Ngành dọc",
} as const;
export type UnitLine = keyof typeof unitLineText;
export const unitLines = Object.keys(unitLineText) as [UnitLine, ...UnitLine[]];

/** A unit as it was in force on one day. */
export type Unit = {
  readonly id: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly parentId: string | null;
  readonly validFrom: Day;
  readonly validTo: Day | null;
};

/** How units change; a change has a day and a legal basis and never touches what happened before it. */
export const unitChangeKinds = [
  "merge",
  "split",
  "partial",
  "rename",
  "kindChange",
  "move",
  "create",
  "abolish",
  "unchanged",
] as const;
export type UnitChangeKind = (typeof unitChangeKinds)[number];
export const unitChangeText: Readonly<Record<UnitChangeKind, string>> = {
  merge: "Sáp nhập",
  split: "Chia tách",
  partial: "Điều chỉnh một phần",
  rename: "Đổi tên",
  kindChange: "Đổi loại đơn vị",
  move: "Chuyển trực thuộc",
  create: "Thành lập",
  abolish: "Giải thể",
  unchanged: "Giữ nguyên",
};

/** The lines beside the territory: in each a unit may have another superior, or none. */
export const otherLines = unitLines.filter((line) => line !== "territory") as [OtherLine, ...OtherLine[]];
export type OtherLine = Exclude<UnitLine, "territory">;

const otherLineText = Object.fromEntries(otherLines.map((line) => [line, unitLineText[line]])) as Readonly<
  Record<OtherLine, string>
>;

/** The superior of a unit in another line from a day on; `null` where it has none there any more. */
export const superiorFields = {
  line: { kind: "choice", label: "Hệ", options: otherLineText },
  parentId: { kind: "unit", label: "Đơn vị cấp trên", optional: true },
  from: { kind: "day", label: "Từ ngày", hint: "Ví dụ: 01/07/2025" },
} as const satisfies Fields;
export const superiorInput = schemaOf(superiorFields);
export type Superior = ValuesOf<typeof superiorFields>;

/** What is typed to set up a unit below another. */
export const unitFields = {
  name: { kind: "line", label: "Tên đơn vị", min: 3, max: 200, hint: "Ví dụ: Chi bộ tổ dân phố 3" },
  kind: { kind: "choice", label: "Loại đơn vị", options: unitKindText },
  validFrom: { kind: "day", label: "Ngày thành lập", hint: "Ví dụ: 01/07/2025" },
} as const satisfies Fields;
export const createUnitInput = schemaOf(unitFields);
