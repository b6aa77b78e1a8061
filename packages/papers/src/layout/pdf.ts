import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { type LaidPaper, marginsOf } from "./layout.ts";
import { fontFolder } from "./measure.ts";
import { scanPictures } from "./scan-pictures.ts";

const template = readFileSync(new URL("paper.typ", import.meta.url), "utf8");

const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Of one content always one file: when it was made stands in no part of it. */
const made = Date.parse("1980-01-01T00:00:00Z") / 1000;

/**
 * A paper as a PDF that can be kept (PDF/A-2a): its fonts within it, its headings and tables marked for whoever has it
 * read out, its language and title said.
 */
export const pdfFile = async (paper: LaidPaper): Promise<Uint8Array<ArrayBuffer>> => {
  const compiler = NodeCompiler.create({
    workspace: beside("."),
    fontArgs: [{ fontPaths: [fileURLToPath(fontFolder)] }],
  });
  const pictures = [...(await scanPictures(paper))];
  for (const [index, [, picture]] of pictures.entries()) compiler.mapShadow(beside(`scan-${index}.png`), picture);
  const said = {
    ...paper,
    margins: paper.sections.map(({ landscape }) => marginsOf(landscape)),
    scans: pictures.map(([address]) => address),
  };
  compiler.mapShadow(fileURLToPath(new URL("paper.json", import.meta.url)), Buffer.from(JSON.stringify(said)));
  const compiled = compiler.compile({ mainFileContent: template });
  if (!compiled.result) {
    const error = compiled.takeError();
    throw new Error(`The paper cannot be set: ${JSON.stringify(error ? compiler.fetchDiagnostics(error) : null)}`);
  }
  const file = compiler.pdf(compiled.result, { pdfStandard: "a-2a", pdfTags: true, creationTimestamp: made });
  return new Uint8Array(file);
};
