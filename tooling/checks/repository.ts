import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);

export const pathOf = (path: string): string => fileURLToPath(new URL(path, root));

export const exists = (path: string): boolean => statSync(pathOf(path), { throwIfNoEntry: false }) !== undefined;

export const read = (path: string): string => readFileSync(pathOf(path), "utf8");

const skipped = new Set(["node_modules", "dist", ".turbo"]);

/** The names of the folders directly in a folder. */
export const foldersIn = (folder: string): readonly string[] =>
  readdirSync(pathOf(folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !skipped.has(entry.name))
    .map(({ name }) => name);

/** Every file below a folder, as paths from the root of the repository. */
export const filesBelow = (folder: string): readonly string[] =>
  readdirSync(pathOf(folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return skipped.has(entry.name) ? [] : filesBelow(path);
  });

/** A module named in a file, and whether nothing of it is left when the program runs. */
export type Import = { readonly module: string; readonly typeOnly: boolean };

const importPattern = /^\s*(?:import|export)\s+(?<type>type\s+)?(?:[^;'"]*?\sfrom\s+)?["'](?<module>[^"']+)["']/gmu;
const dynamicPattern = /\bimport\(\s*["'](?<module>[^"']+)["']\s*\)/gu;

export const importsOf = (source: string): readonly Import[] => [
  ...[...source.matchAll(importPattern)].map(({ groups }) => ({
    module: groups?.["module"] ?? "",
    typeOnly: groups?.["type"] !== undefined,
  })),
  ...[...source.matchAll(dynamicPattern)].map(({ groups }) => ({ module: groups?.["module"] ?? "", typeOnly: false })),
];

export type Package = {
  readonly folder: string;
  readonly name: string;
  readonly dependencies: readonly string[];
  readonly files: readonly { readonly path: string; readonly imports: readonly Import[] }[];
};

export const packageIn = (folder: string): Package => {
  const { name, dependencies = {} } = JSON.parse(read(`${folder}/package.json`)) as {
    name: string;
    dependencies?: Record<string, string>;
  };
  const files = filesBelow(folder)
    .filter((path) => /\.tsx?$/u.test(path))
    .map((path) => ({ path: path.slice(folder.length + 1), imports: importsOf(read(path)) }));
  return { folder, name, dependencies: Object.keys(dependencies), files };
};
