/** A list of 5,000 units as an Excel file, read over HTTP into a preview, handed to a plan and carried out. */
import { randomUUID } from "node:crypto";
import type { PlannedChange } from "@kheo/core/territory/reorganisations";
import { readXlsx, writeXlsx } from "hucre/xlsx";

export const listed = 5_000;

const listOf = async (superiors: readonly string[]): Promise<Uint8Array<ArrayBuffer>> => {
  const rows = Array.from({ length: listed }, (_, row) => [
    row + 1,
    `Chi bộ khu dân cư số ${row + 1}`,
    "Chi bộ",
    superiors[row % superiors.length] ?? "",
    "",
  ]);
  const heading = ["TT", "Tên đơn vị", "Loại", "Trực thuộc", "Mã"];
  return new Uint8Array(await writeXlsx({ sheets: [{ name: "Danh sách", rows: [heading, ...rows] }] }));
};

type Line = {
  readonly progress?: number;
  readonly preview?: { readonly changes: readonly PlannedChange[]; readonly counts: { readonly create: number } };
  readonly error?: { readonly message: string };
};

type Reading = {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly provinceId: string;
  readonly day: string;
  readonly superiors: readonly string[];
};

/** Milliseconds of each step, and of the library alone reading the same file as the floor. */
export const importList = async ({ address, headers, provinceId, day, superiors }: Reading) => {
  const file = await listOf(superiors);
  const elapsed = async <T>(work: () => Promise<T>) => {
    const started = performance.now();
    const result = await work();
    return { result, milliseconds: performance.now() - started };
  };

  const floor = await elapsed(() => readXlsx(file));
  const read = await elapsed(async () => {
    const form = new FormData();
    form.set("file", new File([file], "Danh sách.xlsx"));
    const answer = await fetch(`${address}/import/units?unit=${provinceId}&day=${day}`, {
      method: "POST",
      headers,
      body: form,
    });
    const lines = (await answer.text()).trim().split("\n");
    return lines.map((line) => JSON.parse(line) as Line);
  });
  const preview = read.result.at(-1)?.preview;
  if (preview?.counts.create !== listed)
    throw new Error(`The list was not read: ${JSON.stringify(read.result.at(-1))}`);

  const send = async (path: string, input: object): Promise<{ id: string; version: number }> => {
    const response = await fetch(`${address}/trpc/${path}`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify({ requestId: randomUUID(), ...input }),
    });
    const answer = (await response.json()) as { result?: { data: { id: string; version: number } } };
    if (!answer.result) throw new Error(`${path} answered ${JSON.stringify(answer)}`);
    return answer.result.data;
  };
  const { changes } = preview;
  const data = { title: "Danh sách đo tốc độ", basis: "Nghị quyết đo tốc độ", effectiveOn: day, changes };
  const planned = await elapsed(() => send("reorganisations.plan", { id: provinceId, data }));
  const { id } = planned.result;
  const carriedOut = await elapsed(() => send("reorganisations.carryOut", { id, version: 1, data: {} }));
  return {
    rows: listed,
    kilobytes: Math.round(file.length / 1024),
    progressLines: read.result.filter(({ progress }) => progress !== undefined).length,
    floor: Math.round(floor.milliseconds),
    preview: Math.round(read.milliseconds),
    plan: Math.round(planned.milliseconds),
    carryOut: Math.round(carriedOut.milliseconds),
  };
};
