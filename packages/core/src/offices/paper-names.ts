import { lowerFirst } from "../ground/sentences.ts";

/** As heads of papers print it. */
export const upper = (text: string): string => text.toLocaleUpperCase("vi");

const territoryWords = /^(?:tỉnh|thành phố|thị xã|huyện|xã|phường|thị trấn|đặc khu|thôn|tổ dân phố)\s+/iu;

/** The name of a territory without what it is: `Phường Trà Câu` is `Trà Câu`. */
export const placeNameOf = (name: string): string => name.replace(territoryWords, "");

/** The first letters of a name's words, but for those that say where it is: `Hội Nông dân phường Trà Câu` is `HND`. */
export const initials = (name: string): string =>
  upper(
    name
      .replace(/\s(?:tỉnh|thành phố|thị xã|huyện|xã|phường|thị trấn|đặc khu)\s.*$/u, "")
      .split(/[\s-]+/u)
      .map((word) => (word === upper(word) ? word : word.charAt(0)))
      .join(""),
  );

const committees: readonly (readonly [of: RegExp, committee: string])[] = [
  [/^tỉnh\s/iu, "Tỉnh ủy"],
  [/^thành phố\s/iu, "Thành ủy"],
  [/^thị xã\s/iu, "Thị ủy"],
  [/^huyện\s/iu, "Huyện ủy"],
];

/** The party committee of a territory: `Tỉnh ủy Quảng Ngãi`, `Đảng ủy phường Trà Câu`. */
export const committeeNameOf = (territory: string): string => {
  const committee = committees.find(([of]) => of.test(territory))?.[1];
  return committee ? `${committee} ${placeNameOf(territory)}` : `Đảng ủy ${lowerFirst(territory)}`;
};

/** An advisory board without whose it is: `Ban Tuyên giáo và Dân vận Tỉnh ủy` is `Ban Tuyên giáo và Dân vận`. */
export const boardName = (name: string): string =>
  name.replace(/\s(?:Tỉnh ủy|Thành ủy|Thị ủy|Huyện ủy|Đảng ủy|cấp ủy|tỉnh|xã|phường|thị trấn|đặc khu)(?:\s.*)?$/u, "");

/** A unit without the place in which it lies, which the line above it says: `Chi bộ tổ dân phố 3, phường Trà Câu`. */
export const withoutPlace = (name: string): string => name.replace(/,\s*(?:xã|phường|thị trấn|đặc khu)\s.*$/iu, "");
