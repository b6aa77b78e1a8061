import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { diskStore } from "./disk-store.ts";
import { beginningOf, inspectDocument, isUnread } from "./inspect.ts";
import { usualLimits } from "./kinds.ts";
import { drawPhoto } from "./photos.ts";
import { take } from "./take.ts";
import { filesIn, refusalOf, sha256, testFolder } from "./testing.ts";
import { archive, excelParts, wordParts } from "./testing-archives.ts";
import { corpus } from "./testing-corpus.ts";
import { objectStream, pdf } from "./testing-pdfs.ts";
import { phonePhoto, png, webp } from "./testing-pictures.ts";

/** What `take` does with the bytes of a file before it keeps anything, without its thread, which takes its time to start. */
const judge = async (bytes: Buffer): Promise<readonly Buffer[]> => {
  const beginning = await beginningOf(bytes, usualLimits);
  if (isUnread(beginning)) {
    await inspectDocument(bytes, beginning);
    return [];
  }
  const { reduced, thumbnail } = await drawPhoto(bytes, beginning);
  return [reduced.bytes, thumbnail.bytes];
};

const refused = corpus.flatMap(([what, make, code]) => (typeof code === "string" ? [{ what, make, code }] : []));
const harmless = corpus.flatMap(([what, make, code]) => (typeof code === "string" ? [] : [{ what, make, ...code }]));

test("there are enough of them, each under a name of its own", () => {
  expect(corpus.length).toBeGreaterThan(100);
  expect(new Set(corpus.map(([what]) => what)).size).toBe(corpus.length);
});

test.each(refused)("$what: $code", async ({ make, code }) => {
  expect(await refusalOf(judge(await make()))).toBe(code);
});

test.each(harmless)("$what: $harmless", async ({ make }) => {
  for (const drawn of await judge(await make())) {
    for (const hidden of ["<html", "<?php", "PK\u0003\u0004", "#!/bin", "MZ\u0090"]) {
      expect(drawn.includes(Buffer.from(hidden, "latin1"))).toBe(false);
    }
    // Nothing stands behind the end of the picture.
    expect(drawn.indexOf(Buffer.from([0xff, 0xd9]))).toBe(drawn.length - 2);
  }
});

/** One of each code: of the same, `take` does the same. */
const oneOfEach = [...new Map(refused.map((one) => [one.code, one])).values()];

test("what is refused leaves nothing in the store; what is harmless is kept as it was sent", async () => {
  const folder = await testFolder();
  const root = join(folder, "store");
  await mkdir(root);
  const store = diskStore(root);
  const sent = join(folder, "sent");
  for (const { make, code } of oneOfEach) {
    await writeFile(sent, await make());
    expect(await refusalOf(take(store, sent, "ảnh.jpg"))).toBe(code);
    expect(await filesIn(root)).toEqual([]);
  }
  for (const { make } of harmless.slice(-3)) {
    const bytes = await make();
    await writeFile(sent, bytes);
    const { hash } = await take(store, sent, "ảnh.jpg");
    expect([hash, await store.size(hash)]).toEqual([sha256(bytes), bytes.length]);
  }
});

test("whatever is sent is taken or refused with a sentence, never anything else", { timeout: 60_000 }, async () => {
  const photos = await Promise.all([phonePhoto(), png(), webp()]);
  const packed = pdf({ objects: [objectStream("<< /Type /Outlines >>")] });
  const seeds = [archive(wordParts()), archive(excelParts()), packed, ...photos];
  const change = fc.record({ at: fc.nat(), value: fc.nat(255), cut: fc.boolean(), length: fc.nat(40) });
  const mutated = fc
    .record({ seed: fc.nat(seeds.length - 1), changes: fc.array(change, { minLength: 1, maxLength: 6 }) })
    .map(({ seed, changes }) => {
      let bytes = Buffer.from(seeds[seed]!);
      for (const { at, value, cut, length } of changes) {
        const place = at % Math.max(1, bytes.length);
        if (cut) bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + length)]);
        else bytes.subarray(place, place + Math.min(length, 4)).fill(value);
      }
      return bytes;
    });
  const heads = [
    "PK\u0003\u0004",
    "%PDF-1.7\n",
    "\u00FF\u00D8\u00FF",
    "\u0089PNG\r\n\u001A\n",
    "RIFF\u0000\u0000\u0000\u0000WEBPVP8 ",
  ];
  const random = fc
    .tuple(fc.constantFrom("", ...heads), fc.uint8Array({ maxLength: 400 }))
    .map(([head, tail]) => Buffer.concat([Buffer.from(head, "latin1"), tail]));
  let refusals = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof(mutated, random), async (bytes) => {
      // It throws what is no refusal.
      if ((await refusalOf(judge(bytes))) !== null) refusals += 1;
    }),
    { numRuns: 1_500 },
  );
  expect(refusals).toBeGreaterThan(500);
});
