import type { Day } from "../ground/days.ts";
import { type Fields, schemaOf } from "../ground/fields.ts";

/** A cluster (cụm thi đua) joins units by area, a bloc (khối thi đua) by kind of body; each is ranked within it. */
export const clusterKindText = { cluster: "Cụm thi đua", bloc: "Khối thi đua" } as const;
export type ClusterKind = keyof typeof clusterKindText;
export const clusterKinds = Object.keys(clusterKindText) as [ClusterKind, ...ClusterKind[]];

/** A cluster or bloc, set up by a unit for units below it, from a day to a day. */
export type Cluster = {
  readonly id: string;
  readonly unitId: string;
  readonly kind: ClusterKind;
  readonly name: string;
  readonly document: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly version: number;
};

/** What is typed to set one up. */
export const clusterFields = {
  kind: { kind: "choice", label: "Loại", options: clusterKindText },
  name: {
    kind: "line",
    label: "Tên cụm, khối",
    min: 3,
    max: 200,
    hint: "Ví dụ: Cụm thi đua số 1 các xã, phường ven biển",
  },
  document: {
    kind: "line",
    label: "Văn bản thành lập",
    max: 300,
    optional: true,
    hint: "Ví dụ: Quyết định số 15-QĐ/TU",
  },
  validFrom: { kind: "day", label: "Ngày thành lập", hint: "Ví dụ: 15/01/2026" },
} as const satisfies Fields;
export const clusterInput = schemaOf(clusterFields);

/** The members from a day on: who is new joins on it, who is no longer named left the day before. */
export const clusterMemberFields = {
  from: { kind: "day", label: "Ngày áp dụng", hint: "Ví dụ: 01/01/2027" },
  unitIds: { kind: "units", label: "Đơn vị thành viên", most: 500 },
} as const satisfies Fields;
export const clusterMembersInput = schemaOf(clusterMemberFields);
