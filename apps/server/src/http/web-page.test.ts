import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { webPage } from "./web-page.ts";

describe("the page", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "kheo-web-page-"));
    await mkdir(join(folder, ".vite"));
    const html = '<html data-visitor="KHEO_VISITOR"><head><style nonce="KHEO_NONCE"></style></head></html>';
    await writeFile(join(folder, "index.html"), html);
    const parts = {
      "index.html": { file: "assets/door.js", imports: ["_kit.js"] },
      "_kit.js": { file: "assets/kit.js" },
      "src/house.tsx": { file: "assets/house.js", imports: ["index.html", "_kit.js", "_router.js"] },
      "_router.js": { file: "assets/router.js", css: ["assets/router.css"], imports: ["src/house.tsx"] },
    };
    await writeFile(join(folder, ".vite/manifest.json"), JSON.stringify(parts));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("names what stands behind the door, and nothing of the door again, to a browser that brings a session", () => {
    const page = webPage(folder)?.("known", "abc") ?? "";
    expect([...page.matchAll(/<link rel="(\w+)".*? href="([^"]+)">/gu)].map(([, how, file]) => [how, file])).toEqual([
      ["modulepreload", "/assets/house.js"],
      ["modulepreload", "/assets/router.js"],
      ["preload", "/assets/router.css"],
    ]);
    expect(page).toContain('data-visitor="known"');
  });

  it("names none of it to a stranger", () => {
    expect(webPage(folder)?.("stranger", "abc")).toBe(
      '<html data-visitor="stranger"><head><style nonce="abc"></style></head></html>',
    );
  });

  it("is none where nothing is built", () => {
    expect(webPage(join(folder, "nowhere"))).toBeNull();
  });
});
