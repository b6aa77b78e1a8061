import type { AnnualReport } from "@kheo/core/reports";

export type Paper = {
  readonly extension: string;
  readonly contentType: string;
  readonly write: (report: AnnualReport) => Promise<Uint8Array>;
};

export const reportPapers: Readonly<Record<"docx" | "xlsx", Paper>> = {
  docx: { extension: ".docx", contentType: "x", write: async () => new Uint8Array() },
  xlsx: { extension: ".xlsx", contentType: "x", write: async () => new Uint8Array() },
};
