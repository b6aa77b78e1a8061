import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DomainError } from "@kheo/core/rules/errors";
import { onTestFinished } from "vitest";

/** A folder, which goes with the test or the tests for which it is made. */
export const testFolder = async (finished = onTestFinished): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "kheo-files-"));
  finished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** The code with which something is refused; anything else that it ends with is a defect, and thrown. */
export const refusalOf = async (work: Promise<unknown>): Promise<string | null> => {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};

/** Every file below a folder, unfinished ones among them. */
export const filesIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
