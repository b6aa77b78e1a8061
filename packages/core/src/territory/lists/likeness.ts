import { fold } from "../../ground/text.ts";
import { readUnitName } from "../unit-names.ts";

/** Spellings of one thing, folded: what is written, and what it is compared as. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/\bubnd\b/gu, "uy ban nhan dan"],
  [/\bhdnd\b/gu, "hoi dong nhan dan"],
  [/\b(?:uy ban |ub ?)?(?:mat tran to quoc|mttq)(?:vn)?\b|\bubmttq(?:vn)?\b|\buy ban mat tran\b/gu, "mat tran"],
  [/\b(?:lhpn|lien hiep phu nu)\b/gu, "phu nu"],
  [/\b(?:thanh nien )?(?:cong san ho chi minh|tncs ?(?:hcm|ho chi minh)?)(?=\W|$)/gu, "thanh nien"],
  [/\bccb\b/gu, "cuu chien binh"],
  [/\b(?:chqs|bch quan su)\b/gu, "chi huy quan su"],
  [/\btdp\b/gu, "to dan pho"],
  [/\bdang bo\b/gu, "dang uy"],
  [/\bviet nam\b/gu, ""],
  [/\b(?:so )?0*(?=\d)/gu, ""],
  [/\s+/gu, " "],
];

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`);

/**
 * By which names of units below one superior may be names of one unit: short words written out, and without the name of
 * the superior. Never an identity: whoever knows the units is asked.
 */
export const likenessBelow = (superior: string): ((name: string) => string) => {
  const above = readUnitName(superior);
  const [full, bare] = [fold(above.full), fold(above.bare)];
  const kind = full.slice(0, full.length - bare.length).trim();
  const names = [full, bare, kind].filter((one) => one !== "").map(escaped);
  const tail = new RegExp(String.raw`[\s,-]+(?:cua )?(?:${names.join("|")})$`, "u");
  return (name) => {
    let text = spellings.reduce((said, [written, meant]) => said.replaceAll(written, meant), fold(name)).trim();
    for (let shorter = text.replace(tail, ""); shorter !== text; shorter = text.replace(tail, "")) text = shorter;
    return text;
  };
};
