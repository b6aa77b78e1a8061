import type { ColumnChoices } from "@kheo/core/territory/lists/chosen-columns";
import type { UnitListChoices, UnitListColumn, UnitListPreview } from "@kheo/core/territory/lists/unit-list";

export type ListPreview = UnitListPreview & { readonly sheet: string };

/** What is picked and not handed in yet, one answer a row. */
export type RowPicks = Readonly<Record<string, string>>;

/** The columns of which something is said that the preview does not show yet. */
export const saidOtherwise = (columns: readonly UnitListColumn[], said: ColumnChoices): readonly UnitListColumn[] =>
  columns.filter(({ position, is }) => (said[position] ?? is ?? "unread") !== (is ?? "unread"));

export type Progress = { readonly progress: number; readonly of: number };

type Line = Progress | { readonly preview: ListPreview } | { readonly error: { readonly message: string } };

const linesOf = async function* (body: ReadableStream<Uint8Array>): AsyncGenerator<Line> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    const lines = (rest + decoder.decode(value, { stream: !done })).split("\n");
    rest = done ? "" : (lines.pop() ?? "");
    for (const line of lines) if (line !== "") yield JSON.parse(line) as Line;
    if (done) return;
  }
};

export type ReadOutcome = { readonly preview: ListPreview } | { readonly refusal: string };

const lost = "Chưa kết nối được với máy chủ. Tệp đã chọn vẫn còn; hãy kiểm tra mạng rồi đọc lại.";

type Sent = {
  readonly file: File;
  readonly unitId: string;
  readonly effectiveOn: string;
  readonly choices: UnitListChoices;
  readonly columns: ColumnChoices;
  readonly signal: AbortSignal;
};

/** Has the server read a list of units on the tree of the eve; nothing is written there. */
export const readUnitList = async (
  { file, unitId, effectiveOn, choices, columns, signal }: Sent,
  told: (progress: Progress) => void,
): Promise<ReadOutcome> => {
  const form = new FormData();
  form.set("file", file);
  form.set("choices", JSON.stringify(choices));
  form.set("columns", JSON.stringify(columns));
  const query = new URLSearchParams({ unit: unitId, day: effectiveOn });
  try {
    const answer = await fetch(`/import/units?${query}`, { method: "POST", body: form, signal });
    if (answer.status === 413) return { refusal: "Tệp quá lớn: nhận tệp đến 10 MB. Hãy tách thành nhiều tệp." };
    if (!answer.ok || !answer.body) return { refusal: (await answer.text()) || lost };
    for await (const line of linesOf(answer.body)) {
      if ("preview" in line) return line;
      if ("error" in line) return { refusal: line.error.message };
      told(line);
    }
    return { refusal: "Máy chủ ngừng trả lời khi đang đọc tệp. Hãy đọc lại." };
  } catch {
    return { refusal: signal.aborted ? "Đã thôi đọc tệp." : lost };
  }
};
