import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

/** What the build says of each part of the program: its file, its styles, and the parts that it cannot run without. */
const builtParts = z.record(
  z.string(),
  z.object({
    file: z.string(),
    css: z.array(z.string()).default([]),
    imports: z.array(z.string()).default([]),
  }),
);

/** The files of a part and of all that it needs. */
const filesOf = (parts: z.infer<typeof builtParts>, name: string, found = new Set<string>()): ReadonlySet<string> => {
  const part = parts[name];
  if (!part || found.has(part.file)) return found;
  found.add(part.file);
  for (const style of part.css) found.add(style);
  for (const needed of part.imports) filesOf(parts, needed, found);
  return found;
};

const linkTo = (file: string): string =>
  file.endsWith(".css")
    ? `<link rel="preload" as="style" crossorigin href="/${file}">`
    : `<link rel="modulepreload" crossorigin href="/${file}">`;

/**
 * The one page that there is. A browser that brings a session along is told at once which files it needs behind the
 * door; `null` where nothing is built.
 */
export const webPage = (folder: string) => {
  if (!existsSync(`${folder}/index.html`)) return null;
  const page = readFileSync(`${folder}/index.html`, "utf8");
  const parts = builtParts.parse(JSON.parse(readFileSync(`${folder}/.vite/manifest.json`, "utf8")));
  const atDoor = filesOf(parts, "index.html");
  const house = [...filesOf(parts, "src/house.tsx")].filter((file) => !atDoor.has(file));
  const pages = {
    stranger: page.replace("KHEO_VISITOR", "stranger"),
    known: page.replace("KHEO_VISITOR", "known").replace("</head>", `${house.map(linkTo).join("")}</head>`),
  };
  return (visitor: keyof typeof pages, nonce: string): string => pages[visitor].replaceAll("KHEO_NONCE", nonce);
};
