import { randomUUID } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import { DomainError, isDomainError } from "@kheo/core/rules/errors";
import { listsIn, previewUnitList } from "@kheo/core/territory/lists/preview";
import { sheetsIn } from "./formats.ts";
import type { Reading, ReadPreview, Sheet, Task } from "./sheet.ts";

const { bytes, context } = workerData as Task;

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
const say = (said: object): void => parentPort?.postMessage(said);

/** What a file holds beside the list that was read. */
const noteOn = ({ name }: Sheet): string =>
  `Trang tính “${name}” cũng có danh sách nhưng không được đọc. Hãy gửi trang tính đó thành một tệp riêng.`;

/** The first sheet that holds a list; others that hold one are named. */
const preview = async (tree: NonNullable<Task["context"]>): Promise<ReadPreview> => {
  const sheets = await sheetsIn(bytes);
  say({ progress: sheets.reduce((sum, { rows }) => sum + rows.length, 0) });
  const [first, ...others] = listsIn(sheets, tree.units);
  const found = first && previewUnitList(first.rows, { ...tree, newId: randomUUID });
  if (!found) throw new DomainError("sheet.noHeading");
  return { sheet: first.name, ...found, notes: [...others.map(noteOn), ...found.notes] };
};

const answer = async (): Promise<Reading<unknown>> => {
  try {
    return { read: await (context ? preview(context) : sheetsIn(bytes)) };
  } catch (error) {
    // What a library says of a broken file is for programmers, and may quote the file.
    return {
      failure: isDomainError(error) ? { code: error.code, details: error.details } : { code: "sheet.unreadable" },
    };
  }
};

say({ answer: await answer() });
