import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { Document, Packer, Paragraph } from "docx";
import exifReader from "exif-reader";
import fc from "fast-check";
import { writeXlsx } from "hucre/xlsx";
import sharp from "sharp";
import { expect, test } from "vitest";
import { diskStore } from "./disk-store.ts";
import type { Limits } from "./kinds.ts";
import { drawPhoto } from "./photos.ts";
import { type FileStore, verify } from "./store.ts";
import { take } from "./take.ts";
import { filesIn, refusalOf, sha256, testFolder } from "./testing.ts";
import { archive, wordParts } from "./testing-archives.ts";
import { objectStream, pdf } from "./testing-pdfs.ts";
import { drawing, jpeg, phonePhoto, png, webp } from "./testing-pictures.ts";

type Desk = { readonly store: FileStore; readonly root: string; readonly send: (bytes: Uint8Array) => Promise<string> };

const desk = async (): Promise<Desk> => {
  const folder = await testFolder();
  const root = join(folder, "store");
  await mkdir(root);
  let sent = 0;
  return {
    store: diskStore(root),
    root,
    send: async (bytes) => {
      sent += 1;
      const path = join(folder, `sent-${sent}`);
      await writeFile(path, bytes);
      return path;
    },
  };
};

const word = () => Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph("Biên bản họp dân")] }] }));
const excel = async () =>
  Buffer.from(
    await writeXlsx({
      sheets: [
        {
          name: "Hộ dân",
          rows: [
            ["TT", "Họ tên"],
            [1, "Nguyễn Văn A"],
          ],
        },
      ],
    }),
  );
const pages = async () => pdf({ objects: [objectStream("<< /Type /Outlines >>")] });

test.each([
  ["docx", "Biên bản.pdf", word, "Biên bản.docx"],
  ["xlsx", "Hộ dân.exe", excel, "Hộ dân.xlsx"],
  ["pdf", "Kế hoạch", pages, "Kế hoạch.pdf"],
] as const)(
  "a document, %s, comes out as it was sent, under a name of its own kind",
  async (kind, given, make, name) => {
    const { store, root, send } = await desk();
    const bytes = await make();
    const taken = await take(store, await send(bytes), given);
    expect(taken).toEqual({ kind, hash: sha256(bytes), size: bytes.length, name });
    expect(await buffer(await store.read(taken.hash))).toEqual(bytes);
    expect(await filesIn(root)).toEqual([taken.hash]);
  },
);

test("a photo is turned upright and loses its place, its camera and its notes; the moment is told", async () => {
  const { store, root, send } = await desk();
  const bytes = await phonePhoto();
  // It does have what is to be lost.
  const exif = (await sharp(bytes).metadata()).exif;
  expect(exifReader(exif!).GPSInfo?.GPSLatitude).toEqual([15, 7, 13]);
  expect(bytes.includes("NGUYEN") && bytes.includes("KIEU 15")).toBe(true);

  const { reduced, thumbnail, ...taken } = await take(store, await send(bytes), "IMG_0001.HEIC");
  expect(taken).toEqual({
    kind: "jpeg",
    hash: sha256(bytes),
    size: bytes.length,
    name: "IMG_0001.jpg",
    takenOn: "2026-04-05T07:30:00",
  });
  expect([reduced?.width, reduced?.height]).toEqual([40, 60]);
  for (const picture of [reduced!, thumbnail!]) {
    await verify(store, picture.hash);
    const drawn = await buffer(await store.read(picture.hash));
    expect(drawn.length).toBe(picture.size);
    const { format, width, height, exif, icc, xmp, iptc, orientation } = await sharp(drawn).metadata();
    expect([format, width, height]).toEqual(["jpeg", picture.width, picture.height]);
    expect([exif, icc, xmp, iptc, orientation]).toEqual(Array.from({ length: 5 }));
    for (const lost of ["Exif", "GPS", "NGUYEN", "KIEU", "2026"]) expect(drawn.includes(lost)).toBe(false);
  }
  expect((await filesIn(root)).toSorted()).toEqual([taken.hash, reduced!.hash, thumbnail!.hash].toSorted());
});

test.each([
  ["png", png],
  ["webp", webp],
] as const)("a %s is drawn as JPEG, no larger than it was, and has no moment", async (kind, make) => {
  const { store, send } = await desk();
  const taken = await take(store, await send(await make()), "ảnh");
  const { reduced, thumbnail } = taken;
  expect(taken).toMatchObject({ kind, name: `ảnh.${kind}` });
  expect([reduced?.width, reduced?.height, thumbnail?.width]).toEqual([48, 32, 48]);
  expect(taken).not.toHaveProperty("takenOn");
});

test("what can be seen through is white, and a large photo is reduced", async () => {
  const clear = await sharp({ create: { width: 3_000, height: 1_500, channels: 4, background: "#00000000" } })
    .png()
    .toBuffer();
  const { reduced, thumbnail } = await drawPhoto(clear, "png");
  expect([reduced.width, reduced.height, thumbnail.width, thumbnail.height]).toEqual([2_048, 1_024, 320, 160]);
  expect((await sharp(reduced.bytes).stats()).channels.map(({ min }) => min)).toEqual([255, 255, 255]);
});

test("a moment that is no moment is left out, and the photo is taken", async () => {
  for (const written of ["0000:00:00 00:00:00", "    :  :     :  :  ", "hôm qua", "2026:13:45 99:99:99x"]) {
    const bytes = await drawing()
      .withExif({ IFD2: { DateTimeOriginal: written } })
      .jpeg()
      .toBuffer();
    const { takenOn } = await drawPhoto(bytes, "jpeg");
    expect(takenOn ?? "").not.toMatch(/NaN|Invalid|^0|^1[0-8]/u);
  }
});

test("no file is larger than its kind may be", async () => {
  const { store, root, send } = await desk();
  const limits: Limits = { document: 700, photo: 600 };
  const take700 = async (bytes: Uint8Array) => refusalOf(take(store, await send(bytes), "tệp", limits));
  const short = pdf();
  expect(await take700(short)).toBe(null);
  expect(await take700(pdf({ catalog: " ".repeat(701 - short.length) }))).toBe("file.tooLarge");
  const photo = await jpeg(8, 8);
  expect(photo.length).toBeLessThan(700);
  expect(await take700(Buffer.concat([photo, Buffer.alloc(650 - photo.length)]))).toBe("file.tooLarge");
  expect(await filesIn(root)).toEqual([sha256(short)]);
});

test("a picture is drawn beside the thread in which others are served", async () => {
  const bytes = await drawing(2_000, 1_500).png().toBuffer();
  const [own, all] = [process.threadCpuUsage(), process.cpuUsage()];
  await Promise.all([drawPhoto(bytes, "png"), drawPhoto(bytes, "png")]);
  const [ownAfter, allAfter] = [process.threadCpuUsage(own), process.cpuUsage(all)];
  expect(ownAfter.user + ownAfter.system).toBeLessThan((allAfter.user + allAfter.system) / 4);
});

test("what is sent at random leaves nothing in the store when it is refused", async () => {
  const good = [archive(wordParts()), pdf(), await jpeg()];
  await fc.assert(
    fc.asyncProperty(fc.nat(2), fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 9 }), async (which, at, noise) => {
      const { store, root, send } = await desk();
      const bytes = Buffer.from(good[which]!);
      bytes.set(noise, at % (bytes.length - noise.length));
      const refusal = await refusalOf(take(store, await send(bytes), "tệp"));
      expect((await filesIn(root)).length > 0).toBe(refusal === null);
    }),
    { numRuns: 10 },
  );
});
