import { unzipSync } from "fflate";

/** Everything that a Word file says, its footers included. */
export const documentText = async (file: Uint8Array): Promise<string> =>
  Object.entries(unzipSync(file))
    .filter(([name]) => /^word\/(?:document|footer\d*|header\d*)\.xml$/u.test(name))
    .map(([, content]) =>
      new TextDecoder()
        .decode(content)
        .replaceAll("</w:p>", "\n")
        .replaceAll(/<[^>]+>/gu, ""),
    )
    .join("\n");

/** One part of a Word or Excel file as it is written. */
export const partText = (file: Uint8Array, part: string): string =>
  new TextDecoder().decode(unzipSync(file, { filter: ({ name }) => name === part })[part] ?? new Uint8Array());
