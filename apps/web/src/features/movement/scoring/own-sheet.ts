import { applyChanges, type FieldChange } from "@kheo/core/ground/changes";
import { formatNumber } from "@kheo/core/ground/exact";
import { type Marks, marksInput } from "@kheo/core/movement/scoring";
import type { Shape } from "../../../lib/draft/draft.ts";
import { errorCode, queryClient, trpc } from "../../../lib/trpc.ts";
import { NotSent } from "../../../lib/unanswered.ts";
import type { ScoringData } from "./scoring-data.ts";

type OwnSheet = { readonly marks: Marks; readonly comment: string };

export const sheetOf = (own: ScoringData["own"]): OwnSheet => ({
  marks: own?.marks ?? {},
  comment: own?.comment ?? "",
});

/** Why the remark would not be taken. */
export const malformedIn = ({ comment }: OwnSheet): string | undefined =>
  marksInput.shape.comment.safeParse(comment).error?.issues[0]?.message;

export const sheetShape: Shape<OwnSheet, OwnSheet> = {
  contentOf: (sheet) => ({
    ...sheet,
    comment: marksInput.shape.comment.safeParse(sheet.comment).data ?? sheet.comment,
  }),
  boxesOf: (sheet) => sheet,
  malformed: (sheet) => (malformedIn(sheet) === undefined ? [] : [["comment"]]),
};

export const sheetLabel = ([part, code = ""]: readonly string[]): string =>
  part === "marks" ? `Điểm tiêu chí ${code}` : "Nhận xét";

export const sheetWords = (value: unknown): string =>
  typeof value === "number" ? formatNumber(value) : typeof value === "string" ? value : "";

const windowsClash =
  "Đồng chí đã lưu phiếu chấm này từ một cửa sổ khác. Chưa có gì bị ghi đè; hãy chọn giữ bản nào ở từng chỗ.";

type Sending = { readonly changes: readonly FieldChange[]; readonly content: OwnSheet; readonly version: number };

/**
 * A sheet is its member's own and is written whole, over the version that was read. Where that has gone since, it was
 * from another window of the same person: what was changed here goes into what stands now, and what was changed to
 * different things in both is theirs to choose.
 */
export const writeSheet = async (
  write: (sheet: OwnSheet, version: number) => Promise<{ readonly sheetVersion: number }>,
  assessmentId: string,
  { changes, content, version }: Sending,
) => {
  try {
    return { version: (await write(content, version)).sheetVersion, content };
  } catch (error) {
    if (errorCode(error) !== "changedMeanwhile") throw error;
    const { own } = await queryClient.fetchQuery(
      trpc.scoring.get.queryOptions({ id: assessmentId, data: {} }, { staleTime: 0 }),
    );
    const { content: merged, clashes } = applyChanges(sheetOf(own), changes);
    if (clashes.length > 0) throw new NotSent(windowsClash, clashes);
    const sheet: OwnSheet = merged as OwnSheet;
    return { version: (await write(sheet, own?.version ?? 0)).sheetVersion, content: sheet };
  }
};
