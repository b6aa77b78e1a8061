import { readFileSync } from "node:fs";
import { type Font, create } from "fontkit";

/** The letters of Liberation Serif are as wide as those of Times New Roman, and may be given along. */
export const fontFolder = new URL("../../fonts/", import.meta.url);

const fontFiles = {
  regular: "LiberationSerif-Regular.ttf",
  bold: "LiberationSerif-Bold.ttf",
} as const;
export type Cut = keyof typeof fontFiles;

const fonts = new Map<Cut, Font>();
/** Opened when words are first measured: most processes never do. */
const fontOf = (cut: Cut): Font => {
  const known = fonts.get(cut);
  if (known) return known;
  const font = create(readFileSync(new URL(fontFiles[cut], fontFolder))) as Font;
  fonts.set(cut, font);
  return font;
};

const pointsToMillimetres = 25.4 / 72;

const widths = new Map<string, number>();
const advanceOf = (letter: string, cut: Cut): number => {
  const key = `${cut}${letter}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  const font = fontOf(cut);
  const width = font.glyphForCodePoint(letter.codePointAt(0) ?? 0).advanceWidth / font.unitsPerEm;
  widths.set(key, width);
  return width;
};

/** How wide words are in one line, in millimetres. */
export const widthOf = (text: string, size: number, cut: Cut = "regular"): number => {
  let em = 0;
  for (const letter of text) em += advanceOf(letter, cut);
  return em * size * pointsToMillimetres;
};

/** How wide the widest word is, in millimetres: a column narrower than this breaks it. */
export const widestWord = (text: string, size: number, cut: Cut = "regular"): number => {
  let widest = 0;
  for (const word of text.split(/[ \n]+/u)) widest = Math.max(widest, widthOf(word, size, cut));
  return widest;
};

/** Into how many lines words fall in a column so many millimetres wide. */
export const linesIn = (text: string, width: number, size: number, cut: Cut = "regular"): number => {
  const space = widthOf(" ", size, cut);
  let lines = 0;
  for (const paragraph of text.split("\n")) {
    let at = 0;
    lines += 1;
    for (const word of paragraph.split(" ")) {
      const wide = widthOf(word, size, cut);
      if (at > 0 && at + space + wide > width) {
        lines += 1;
        at = wide;
      } else at += (at > 0 ? space : 0) + wide;
    }
  }
  return lines;
};
