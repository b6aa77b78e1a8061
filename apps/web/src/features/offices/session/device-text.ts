type Sign = readonly [sign: RegExp, name: string];

// The order matters: a browser names those it descends from too.
const browsers: readonly Sign[] = [
  [/coc_coc/iu, "Cốc Cốc"],
  [/Edg/u, "Edge"],
  [/OPR|Opera/u, "Opera"],
  [/SamsungBrowser/u, "Samsung Internet"],
  [/Firefox|FxiOS/u, "Firefox"],
  [/Chrome|CriOS/u, "Chrome"],
  [/Safari/u, "Safari"],
];
const systems: readonly Sign[] = [
  [/iPhone/u, "iPhone"],
  [/iPad/u, "iPad"],
  [/Android/u, "điện thoại Android"],
  [/Windows/u, "máy tính Windows"],
  [/Mac OS/u, "máy tính Mac"],
  [/CrOS/u, "Chromebook"],
  [/Linux/u, "máy tính Linux"],
];

const nameIn = (agent: string, signs: readonly Sign[]) => signs.find(([sign]) => sign.test(agent))?.[1];

/** A browser and its machine in words, as far as it says what they are. */
export const deviceText = (agent: string | null): string => {
  const [browser, system] = [nameIn(agent ?? "", browsers), nameIn(agent ?? "", systems)];
  if (browser !== undefined && system !== undefined) return `${browser} trên ${system}`;
  return browser ?? system ?? "Thiết bị không rõ";
};
