import { composed } from "@kheo/core/ground/text";
import { endings, type FileKind } from "./kinds.ts";

/** Letters that a name has at most, its ending among them. */
const mostLetters = 120;
/** So much of a name is looked at. */
const mostSigns = 4_000;
const nameless = "tep-dinh-kem";

/** Endings that a name may not keep before its own: those that are taken, and those that a machine runs or unpacks. */
const knownEnding =
  /\.(?:jpe?g?|jfif|png|webp|gif|bmp|tiff?|hei[cf]|avif|pdf|doc[xm]?|dot[xm]?|xls[xmb]?|xlt[xm]?|rtf|ods|odt|csv|txt|exe|com|scr|bat|cmd|msi|js|mjs|jse|vb[se]?|ws[fh]?|ps1|hta|x?html?|mht|svgz?|xml|php\d?|phtml|aspx?|jspx?|jar|lnk|zip|rar|7z|gz|tar|iso|img|sh|py|dll|cpl|pif|reg|apk|chm|url)$/iu;

/** Names that Windows takes for a device, with whatever ending. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(?:\.|$)/iu;

const letters = new Intl.Segmenter("vi", { granularity: "grapheme" });

const cut = (text: string, most: number): string =>
  [...letters.segment(text)]
    .slice(0, most)
    .map(({ segment }) => segment)
    .join("");

/** Edges that a file system drops or hides. */
const trimmed = (text: string): string => text.replaceAll(/^[\s.]+|[\s.]+$/gu, "");

const withoutEndings = (text: string): string => {
  let shorter = trimmed(text);
  while (knownEnding.test(shorter)) shorter = trimmed(shorter.replace(knownEnding, ""));
  return shorter;
};

/**
 * A name under which a file of this kind can be shown and saved anywhere: the letters of the given one, without places,
 * signs that cannot be seen or turn the direction of the text, and endings that are not its own.
 */
export const plainName = (name: string, kind: FileKind): string => {
  const seen = composed(
    name
      .replace(/^.*[/\\]/su, "")
      .slice(0, mostSigns)
      .replaceAll(/[\p{Zl}\p{Zp}\t\n\r]/gu, " ")
      .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, "")
      .replaceAll(/[<>:"|?*]/gu, "-")
      // A letter of Vietnamese has two marks; hundreds of them are one letter as well.
      .replaceAll(/(?<few>\p{M}{3})\p{M}+/gu, "$<few>")
      .replaceAll(/\s+/gu, " "),
  );
  const ending = `.${endings[kind]}`;
  const stem = withoutEndings(cut(withoutEndings(seen), mostLetters - ending.length));
  return `${stem === "" || device.test(stem) ? nameless : stem}${ending}`;
};
