import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { diskStore } from "./disk-store.ts";
import { take } from "./take.ts";
import { filesIn, testFolder } from "./testing.ts";
import { corpus } from "./testing-corpus.ts";
import { isDomainError } from "@kheo/core/rules/errors";

test("there are enough of them, each under a name of its own", () => {
  expect(corpus.length).toBeGreaterThan(100);
  expect(new Set(corpus.map(([what]) => what)).size).toBe(corpus.length);
});

test.each(corpus)("%s", async (_, make, expected) => {
  const folder = await testFolder();
  const root = join(folder, "store");
  await mkdir(root);
  const path = join(folder, "sent");
  await writeFile(path, await make());
  const store = diskStore(root);
  const taken = await take(store, path, "ảnh.jpg").catch((error: unknown) => {
    if (!isDomainError(error)) throw error;
    return error.code;
  });
  if (typeof expected === "string") {
    expect(taken).toBe(expected);
    expect(await filesIn(root)).toEqual([]);
    return;
  }
  if (typeof taken === "string") return expect.unreachable(`refused: ${taken}`);
  expect(await buffer(await store.read(taken.hash))).toEqual(await readFile(path));
  if (!taken.reduced || !taken.thumbnail) return;
  for (const { hash } of [taken.reduced, taken.thumbnail]) {
    const drawn = await buffer(await store.read(hash));
    // Nothing of what was hidden is left, and nothing stands behind the end of the picture.
    expect(drawn.toString("latin1")).not.toMatch(/<html|<\?php|PK\u0003\u0004|MZ\u0090|#!\/bin/u);
    expect(drawn.indexOf(Buffer.from([0xff, 0xd9]))).toBe(drawn.length - 2);
  }
});
