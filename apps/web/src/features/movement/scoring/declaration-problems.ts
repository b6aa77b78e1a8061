import type { Edition } from "@kheo/core/criteria";
import type { Derivation } from "@kheo/core/criteria/derive";
import { upperFirst } from "@kheo/core/ground/sentences";
import type { FieldProblem } from "../../../kit/error-list.tsx";
import { type DeclarationDraft, malformedIn, targetsKey } from "./declaration-draft.ts";

export const figureId = (key: string): string => `so-lieu-${key}`;
export const targetId = (position: number): string => `chi-tieu-${position}`;
export const ticksId = (code: string): string => `noi-dung-${code}`;
export const claimId = (code: string): string => `khong-phat-sinh-${code}`;

const wrongFigures = ({ problems }: Derivation): readonly FieldProblem[] =>
  problems.map(({ figures, message }) => ({ field: figureId(figures[0] ?? ""), message }));

const missingFigures = (edition: Edition, { missing, problems }: Derivation): readonly FieldProblem[] => {
  const targets = targetsKey(edition);
  const absent = new Set(missing.flatMap(({ figures }) => figures));
  // A wrong figure has its own sentence already.
  const wrong = new Set(problems.flatMap(({ figures }) => figures));
  return edition.sections
    .flatMap(({ figures }) => figures)
    .filter((key) => absent.has(key) && !wrong.has(key) && key !== targets)
    .map((key) => ({ field: figureId(key), message: `${edition.figures[key]?.label ?? key}: chưa nhập.` }));
};

/** Targets whose result is no number from 0 up. */
export const wrongTargets = ({ targets }: DeclarationDraft): readonly FieldProblem[] =>
  targets.flatMap(({ name, done }, position) =>
    typeof done === "string" || (done !== null && done < 0)
      ? [{ field: targetId(position), message: `Chỉ tiêu “${name}”: số đã thực hiện phải là số từ 0 trở lên.` }]
      : [],
  );

const missingTargets = ({ targets }: DeclarationDraft): readonly FieldProblem[] =>
  targets.flatMap(({ name, done }, position) =>
    done === null ? [{ field: targetId(position), message: `Chỉ tiêu “${name}”: chưa nhập số đã thực hiện.` }] : [],
  );

const nothingToShare = (edition: Edition, { missing }: Derivation): readonly FieldProblem[] =>
  missing
    .filter(({ figures }) => figures.length === 0)
    .map(({ criterion }) => {
      const title = edition.criteria.find(({ code }) => code === criterion)?.title ?? "";
      return {
        field: claimId(criterion),
        message: `${criterion} ${title}: tổng số đối tượng bằng 0, hãy đề nghị “không phát sinh” hoặc sửa số liệu.`,
      };
    });

/** Reasons that the server would not take, such as one that is too long. */
const malformedClaims = (edition: Edition, draft: DeclarationDraft): readonly FieldProblem[] =>
  malformedIn(edition, draft).flatMap(({ path: [part, code = ""], message }) =>
    part === "claims" ? [{ field: claimId(code), message }] : [],
  );

/** Everything that keeps a declaration from being sent, in the order of the form, each with the box to mend. */
export const problemsOfDeclaration = (
  edition: Edition,
  draft: DeclarationDraft,
  derivation: Derivation,
): readonly FieldProblem[] => [
  ...wrongFigures(derivation),
  ...missingFigures(edition, derivation),
  ...wrongTargets(draft),
  ...missingTargets(draft),
  ...nothingToShare(edition, derivation),
  ...derivation.refusedClaims.map((code) => ({
    field: claimId(code),
    message: `Tiêu chí ${code} không đủ điều kiện đề nghị “không phát sinh”: chỉ đề nghị khi tổng số đối tượng bằng 0 hoặc theo ghi chú của bộ tiêu chí.`,
  })),
  ...malformedClaims(edition, draft),
  ...Object.entries(draft.claims).flatMap(([code, reason]) =>
    reason.trim().length < 5
      ? [{ field: claimId(code), message: `Tiêu chí ${code}: hãy ghi vì sao không phát sinh, ít nhất 5 ký tự.` }]
      : [],
  ),
  ...edition.criteria.flatMap(({ code, title, rule }) =>
    rule.kind === "checklist" && draft.ticks[code]?.length !== rule.items.length
      ? [
          {
            field: ticksId(code),
            message: `${code} ${upperFirst(title)}: chưa đánh dấu nội dung nào có, nội dung nào không.`,
          },
        ]
      : [],
  ),
];
