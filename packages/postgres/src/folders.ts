import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : undefined);

/**
 * Makes a folder and those above it. Node's own way to do so never returns for a place where no folder can be made
 * though the one above is there, such as below `/proc`, and then nothing ends the process.
 */
export async function makeFolder(path: string): Promise<void> {
  const above = dirname(path);
  try {
    await mkdir(path);
  } catch (error) {
    if (codeOf(error) === "EEXIST") return requireFolder(path, error);
    if (codeOf(error) !== "ENOENT" || above === path) throw error;
    await makeFolder(above);
    await mkdir(path).catch((again: unknown) => {
      if (codeOf(again) !== "EEXIST") throw again;
    });
  }
}

async function requireFolder(path: string, otherwise: unknown): Promise<void> {
  if (!(await stat(path)).isDirectory()) throw otherwise;
}
