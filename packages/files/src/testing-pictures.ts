import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

/** Dots of which none follows from those before it, so that they do not shrink to nothing. */
const dots = (width: number, height: number): Buffer =>
  Buffer.from(
    Array.from({ length: width * height * 3 }, (_, index) => (Math.imul(index + 1, 2_654_435_761) >>> 13) & 255),
  );

export const drawing = (width = 48, height = 32) => sharp(dots(width, height), { raw: { width, height, channels: 3 } });

export const jpeg = (width?: number, height?: number): Promise<Buffer> => drawing(width, height).jpeg().toBuffer();
export const png = (): Promise<Buffer> => drawing().png().toBuffer();
export const webp = (): Promise<Buffer> => drawing().webp().toBuffer();

/** A photo as a phone writes it: lying on its side, with moment, camera and place. */
export const phonePhoto = (width = 60, height = 40): Promise<Buffer> =>
  drawing(width, height)
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: "HANG MAY ANH", Model: "KIEU 15", Artist: "NGUYEN VAN A" },
      IFD2: { DateTimeOriginal: "2026:04:05 07:30:00", UserComment: "ghi chu rieng" },
      IFD3: {
        GPSLatitudeRef: "N",
        GPSLatitude: "15/1 7/1 13/1",
        GPSLongitudeRef: "E",
        GPSLongitude: "108/1 47/1 34/1",
      },
    })
    .jpeg()
    .toBuffer();

export const movingWebp = async (): Promise<Buffer> => {
  const frames = Buffer.concat([dots(16, 16), dots(16, 16).map((dot) => 255 - dot)]);
  return sharp(frames, { raw: { width: 16, height: 32, channels: 3, pageHeight: 16 } })
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer();
};

const chunk = (type: string, data: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
};

/** A chunk put behind the header of a PNG. */
export const pngWith = async (type: string, data: Buffer): Promise<Buffer> => {
  const bytes = await png();
  const behindHeader = 8 + 25;
  return Buffer.concat([bytes.subarray(0, behindHeader), chunk(type, data), bytes.subarray(behindHeader)]);
};

/** A PNG of some hundred bytes that says it is so large. */
export const hugePng = (width: number, height: number): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(Buffer.alloc(100_000));
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
};

/** A JPEG that says it has so many dots on each side. */
export const hugeJpeg = async (side: number): Promise<Buffer> => {
  const bytes = Buffer.from(await jpeg());
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes.writeUInt16BE(side, frame + 5);
  bytes.writeUInt16BE(side, frame + 7);
  return bytes;
};

/** A comment put behind the beginning of a JPEG. */
export const jpegWithComment = async (comment: string): Promise<Buffer> => {
  const bytes = await jpeg();
  const head = Buffer.from([0xff, 0xfe, 0, 0]);
  head.writeUInt16BE(comment.length + 2, 2);
  return Buffer.concat([bytes.subarray(0, 2), head, Buffer.from(comment, "latin1"), bytes.subarray(2)]);
};
