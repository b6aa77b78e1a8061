/** What vitest is asked to run, or which words select nothing. */
export type Selection = { readonly parameters: readonly string[]; readonly matchless: readonly string[] };

/** Options whose value is the next word. */
const withValue = new Set([
  "--project",
  "-t",
  "--testNamePattern",
  "--reporter",
  "--exclude",
  "--shard",
  "--bail",
  "--retry",
]);

const matches = (pattern: string, name: string): boolean => {
  const parts = pattern.replace(/^!/u, "").split("*");
  const escaped = parts.map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/gu, String.raw`\$&`));
  return new RegExp(`^${escaped.join(".*")}$`, "iu").test(name);
};

/**
 * Vitest looks for a word in the path of a file within its package, and passes over one that it finds nowhere beside
 * another. Here a word is part of the path from the root, so that the name of a folder selects its tests, and each
 * word has to select something.
 */
export const selectionOf = (
  words: readonly string[],
  of: { readonly root: string; readonly files: readonly string[]; readonly projects: readonly string[] },
): Selection => {
  const parameters: string[] = [];
  const matchless: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    if (word.startsWith("-")) {
      const [name = "", given] = word.split("=", 2);
      const value = given ?? (withValue.has(name) ? words[(index += 1)] : undefined);
      parameters.push(name === word && value !== undefined ? `${name}=${value}` : word);
      const isUnknown = name === "--project" && !of.projects.some((project) => matches(value ?? "", project));
      if (isUnknown) matchless.push(`${name} ${value ?? ""}`);
      continue;
    }
    const [, path = word, line = ""] = /^(.*?)(:\d+)?$/u.exec(word) ?? [];
    const found = of.files.filter((file) => file.toLowerCase().includes(path.toLowerCase().replace(/^\.\//u, "")));
    if (found.length === 0) matchless.push(word);
    parameters.push(...found.map((file) => `${of.root}${file}${line}`));
  }
  return { parameters, matchless };
};
