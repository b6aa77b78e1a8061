import { type Fields, schemaOf } from "../ground/fields.ts";
import { DomainError } from "../rules/errors.ts";
import { listOf } from "../rules/lists.ts";
import type { Action } from "../rules/policy.ts";
import { stateText } from "../rules/states.ts";
import { editableStates, type ModelState } from "./models.ts";
import { type AssessmentState, decidingStates, declaringStates } from "./scoring.ts";

/** What is taken as evidence, by what a file is told to be from its content. */
export const evidenceKindText = {
  jpeg: "Ảnh JPEG",
  png: "Ảnh PNG",
  webp: "Ảnh WebP",
  pdf: "PDF",
  docx: "Word",
  xlsx: "Excel",
} as const;
export type EvidenceKind = keyof typeof evidenceKindText;
export const evidenceKinds = Object.keys(evidenceKindText) as [EvidenceKind, ...EvidenceKind[]];

/** What is typed beside a file. */
export const evidenceFields = {
  title: {
    kind: "line",
    label: "Nội dung minh chứng",
    max: 200,
    optional: true,
    hint: "Ví dụ: Biên bản họp dân ngày 12/3/2026, có chữ ký của 86 hộ",
  },
} as const satisfies Fields;
export const evidenceInput = schemaOf(evidenceFields);

/** Why a file is taken out of what its unit keeps. */
export const evidenceRemovalFields = {
  reason: { kind: "paragraph", label: "Lý do bỏ minh chứng", min: 5, max: 500, hint: "Ví dụ: Chụp nhầm tuyến đường." },
} as const satisfies Fields;
export const evidenceRemovalInput = schemaOf(evidenceRemovalFields);

/** What one file of a unit is attached to: the registration of a model, or a criterion of an assessment. */
export type EvidencePlace =
  | { readonly thing: "model"; readonly state: ModelState }
  | { readonly thing: "assessment"; readonly state: AssessmentState; readonly modelState: ModelState | null };

/** States of a model in which files are attached to its registration: as long as the form is written, and while it runs. */
export const attachingModelStates: readonly ModelState[] = [...editableStates, "accepted"];
/** States of an assessment in which files are attached to its criteria: while the unit declares and the office decides. */
export const attachingAssessmentStates: readonly AssessmentState[] = [...declaringStates, ...decidingStates];

/** Whether files may be attached there now, and taken away again. */
export const isAttaching = (to: EvidencePlace): boolean =>
  to.thing === "model"
    ? attachingModelStates.includes(to.state)
    : attachingAssessmentStates.includes(to.state) && (to.modelState ?? "accepted") === "accepted";

/** What is closed stays as it was judged. @throws `evidence.closed`. */
export const requireAttaching = (to: EvidencePlace): void => {
  if (isAttaching(to)) return;
  throw new DomainError(
    "evidence.closed",
    to.thing === "assessment" && (to.modelState ?? "accepted") === "accepted"
      ? { what: "Bảng điểm", state: stateText.assessment[to.state] }
      : { what: "Mô hình", state: stateText.model[to.thing === "model" ? to.state : (to.modelState ?? "accepted")] },
  );
};

/**
 * How far a file is to be seen, by what it is attached to: something that was sent, figures that are still being typed,
 * a form that was not sent yet, or nothing (any more).
 */
export type EvidenceSight = "shown" | "unsent" | "draft" | "kept";

/** What it takes to see a file: the right to see what it is attached to. */
export const sightRights: Readonly<Record<EvidenceSight, Action>> = {
  shown: "evidence.view",
  unsent: "scoring.viewUnsent",
  draft: "model.viewDraft",
  kept: "evidence.attach",
};

/** Bytes that the files of one unit may come to, each content counted once, unless the installation says otherwise. */
export const usualQuota = 2 * 1024 ** 3;
/** Bytes as people are told them: gigabytes with two decimals at most. */
export const inGigabytes = (bytes: number): string =>
  (bytes / 1024 ** 3).toLocaleString("vi-VN", { maximumFractionDigits: 2 });
/** Files that one person may be sending at once. */
export const mostUnfinishedUploads = 10;
/** Hours that a file is kept which was not sent whole, or was not attached to anything. */
export const uploadHours = 24;
/** Days after which a content goes that nothing names any more. */
export const unnamedDays = 7;

/** The files that units keep as evidence. */
export const evidenceList = listOf(
  "Kho minh chứng",
  {
    name: { label: "Tệp", kind: "line", main: true },
    title: { label: evidenceFields.title.label, kind: "line", under: "name" },
    kind: { label: "Loại tệp", kind: "choice", options: evidenceKindText, main: true },
    unitName: { label: "Đơn vị", kind: "line", main: true },
    usedFor: { label: "Dùng cho", kind: "line", main: true },
    takenOn: { label: "Ngày chụp", kind: "day" },
    addedOn: { label: "Ngày đưa lên", kind: "day" },
    addedByName: { label: "Người đưa lên", kind: "line", under: "addedOn" },
  },
  "addedOn",
  "descending",
);
