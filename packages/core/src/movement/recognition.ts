import { formatDay, type Day } from "../ground/days.ts";
import { DomainError } from "../rules/errors.ts";
import { type Fields, schemaOf, type ValuesOf } from "../ground/fields.ts";
import { advance } from "../rules/workflow.ts";
import { type StateOf, stateText } from "../rules/states.ts";
import type { StepOf } from "../rules/steps.ts";

/** The level at which a model is recognised. A model may be recognised at several. */
export const levelText = { commune: "Cấp xã", district: "Cấp huyện (trước 01/7/2025)", province: "Cấp tỉnh" } as const;
export type Level = keyof typeof levelText;

export type RecognitionState = StateOf<"recognition">;
export type RecognitionStep = StepOf<"recognition">;

/** States in which the model stands as recognised by a decision in force. */
export const recognizedStates: readonly RecognitionState[] = ["recognized", "published", "confirmed", "downgraded"];

/** States in which a recognition may be a source of replication: published and not revoked. */
export const replicableStates: readonly RecognitionState[] = ["published", "confirmed"];

/** States in which a recognition is over: the model stands before the council no more. */
export const endedStates: readonly RecognitionState[] = ["declined", "revoked"];

/** What became of a model before its council and with its decision, in words; its number stands beside it once there is one. */
export const fateText = ({
  state,
  number,
}: {
  readonly state: RecognitionState;
  readonly number: string | null;
}): string => {
  const word =
    recognizedStates.includes(state) && state !== "downgraded" ? "Đã công nhận" : stateText.recognition[state];
  return number === null ? word : `${word}, Quyết định số ${number}`;
};

/** A signed decision. It is never edited: a revocation is another decision. */
export const decisionFields = {
  number: { kind: "line", label: "Số, ký hiệu quyết định", min: 3, max: 60, hint: "Ví dụ: 12-QĐ/ĐU" },
  signedOn: { kind: "day", label: "Ngày ký", hint: "Ví dụ: 05/12/2026" },
  signatory: { kind: "line", label: "Người ký", min: 2, max: 120 },
  signatoryTitle: {
    kind: "line",
    label: "Chức vụ người ký",
    min: 2,
    max: 160,
    hint: "Ví dụ: Phó Bí thư Thường trực Đảng ủy",
  },
} as const satisfies Fields;
export const decisionInput = schemaOf(decisionFields);
export type Decision = ValuesOf<typeof decisionFields>;

/** A decision in a sentence: its number, its day and who signs it. */
export const decisionText = ({ number, signedOn, signatory, signatoryTitle }: Decision): string =>
  `quyết định số ${number} ngày ${formatDay(signedOn)}, ${signatoryTitle} ${signatory} ký`;

/** What a decision can be drafted for. */
export const draftableSteps = ["recognize", "revoke"] as const satisfies readonly RecognitionStep[];
export type DraftableStep = (typeof draftableSteps)[number];
/** Whether a step confirms a drafted decision. */
export const isDraftable = (step: RecognitionStep): step is DraftableStep =>
  draftableSteps.some((draftable) => draftable === step);

/** A decision as the office has drafted it; it has no effect before the deciding post confirms it. */
export type DecisionDraft = Decision & {
  readonly step: DraftableStep;
  readonly reason: string;
  readonly draftedBy: string;
  readonly draftedByName: string;
  readonly draftedOn: Day;
};

/** What a step of a recognition may look at. */
export type RecognitionFacts = {
  readonly today: Day;
  readonly passed: boolean;
  readonly obstacle: string;
  readonly signedOn?: Day | undefined;
  /** The day of what is decided upon: of the vote, or of the recognition that is revoked. */
  readonly notBefore?: Day | null | undefined;
  readonly reason?: string | undefined;
};

/**
 * The state a step leads to.
 * @throws `workflow.wrongState`, `workflow.reasonRequired`, `recognition.notPassed`, `decision.signedInFuture`,
 *   `decision.signedTooEarly`.
 */
export const advanceRecognition = (
  state: RecognitionState,
  step: RecognitionStep,
  facts: RecognitionFacts,
): RecognitionState => {
  const next = advance("recognition", state, step, facts.reason);
  if (step === "recognize" && !facts.passed) {
    throw new DomainError("recognition.notPassed", { reason: facts.obstacle });
  }
  if (facts.signedOn !== undefined && facts.signedOn > facts.today) {
    throw new DomainError("decision.signedInFuture", { today: formatDay(facts.today) });
  }
  if (facts.signedOn !== undefined && facts.notBefore && facts.signedOn < facts.notBefore) {
    throw new DomainError("decision.signedTooEarly", { notBefore: formatDay(facts.notBefore) });
  }
  return next;
};
