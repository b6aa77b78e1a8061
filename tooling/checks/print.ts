import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { printedPages } from "./printed/pages.ts";
import { pathOf } from "./repository.ts";

for (const [path, print] of Object.entries(printedPages)) {
  mkdirSync(dirname(pathOf(path)), { recursive: true });
  writeFileSync(pathOf(path), print());
}
