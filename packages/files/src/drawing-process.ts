import { readFile } from "node:fs/promises";
import { setPriority } from "node:os";
import { isDomainError } from "@kheo/core/rules/errors";
import type { Drawing, Drawn } from "./drawing.ts";

// Before the library begins its threads, which take over how far behind others this one stands.
try {
  setPriority(19);
} catch {
  // Where that is not allowed, pictures are drawn beside everything else.
}
const { drawPhoto } = await import("./photos.ts");

const drawn = async ({ path, kind }: Drawing): Promise<Drawn> => {
  try {
    return { photo: await drawPhoto(await readFile(path), kind) };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const { code, details, cause } = error;
    return { failure: { code, details, cause: cause instanceof Error ? cause.message : undefined } };
  }
};

process.on("message", (drawing: Drawing) => {
  void drawn(drawing).then((answer) => process.send?.(answer));
});
