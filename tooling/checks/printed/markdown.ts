/** Printed pages are made by `node tooling/checks/print.ts` and never by hand. */
const notice = "<!-- Trang này do máy in từ mã nguồn: `node tooling/checks/print.ts`. Đừng sửa tay. -->";

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", "<br>");

export const table = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  [headings, headings.map(() => "---"), ...rows].map((row) => `| ${row.map(cell).join(" | ")} |`).join("\n");

export const page = (title: string, ...parts: readonly string[]): string =>
  `${[`# ${title}`, notice, ...parts].join("\n\n")}\n`;
