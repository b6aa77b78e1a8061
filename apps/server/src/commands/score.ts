import { createInterface } from "node:readline";
import { catalog } from "@kheo/catalog";
import { scoreLine } from "@kheo/core/criteria/line";

/** Scores line by line, in order. Resolves to the exit status: 1 when any line could not be scored. */
export const score = async (input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Promise<number> => {
  let failed = false;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    const scored = scoreLine(line, catalog.edition);
    if (!scored) continue;
    failed ||= scored.failed;
    if (!output.write(`${JSON.stringify(scored.output)}\n`)) {
      await new Promise((resolve) => {
        output.once("drain", resolve);
      });
    }
  }
  return failed ? 1 : 0;
};
