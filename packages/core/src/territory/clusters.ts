import { z } from "zod";
import { day, type Day } from "../ground/days.ts";
import { line } from "../ground/text.ts";

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

export const clusterInput = z.strictObject({
  kind: z.enum(clusterKinds, { error: "Cần chọn cụm hoặc khối thi đua." }),
  name: line("Tên cụm, khối", { min: 3, max: 200 }),
  document: line("Văn bản thành lập", { max: 300 }),
  validFrom: day("Ngày thành lập"),
});

/** The members from a day on: who is new joins on it, who is no longer named left the day before. */
export const clusterMembersInput = z.strictObject({
  unitIds: z
    .array(z.uuid())
    .max(500, { error: "Một cụm, khối có nhiều nhất 500 đơn vị." })
    .transform((ids) => [...new Set(ids)]),
  from: day("Ngày áp dụng"),
});
