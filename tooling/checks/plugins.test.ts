import { catalog } from "@kheo/catalog";
import { expect, test } from "vitest";
import { filesBelow, foldersIn, packageIn, read } from "./repository.ts";

/** What stands beside the plugins: what puts them together, and what they have in common. */
const beside = ["catalog", "common-terms"];
const folders = foldersIn("plugins").filter((folder) => !beside.includes(folder));

test("there are plugins, as many as the catalog holds", () => {
  expect(folders.length).toBeGreaterThan(0);
  expect(catalog.plugins).toHaveLength(folders.length);
});

test.each(folders)("plugins/%s is in the catalog and passes the conformance suite", (folder) => {
  const { name } = packageIn(`plugins/${folder}`);
  expect(packageIn("plugins/catalog").dependencies).toContain(name);
  expect(read("plugins/catalog/src/index.ts")).toContain(`from "${name}"`);
  expect(read("plugins/catalog/src/lazy.ts")).toContain(`import("${name}")`);
  const tests = filesBelow(`plugins/${folder}/src`).filter((path) => path.endsWith(".test.ts"));
  const sources = tests.map(read).join("\n");
  expect(sources).toMatch(/import \{ conformance \} from "@kheo\/plugin-testkit";/u);
  expect(sources).toMatch(/^conformance\(/mu);
});

test("the topics in the official order, and which set scores which of a collective", () => {
  const chosen = catalog.topics.map(({ code, label }) => [label, catalog.setFor("collective", code)?.code]);
  expect(chosen).toEqual([
    ["Giải phóng mặt bằng", "DVK-GPMB"],
    ["Nông thôn mới", "DVK-NTM"],
    // Deliberately the general set: the criteria of the new countryside are those of a village.
    ["Đô thị văn minh", "DVK-CHUNG"],
    ["Tôn giáo", "DVK-TG"],
    ["Dân tộc", "DVK-CHUNG"],
    ["Khiếu nại, tố cáo, kiến nghị", "DVK-CHUNG"],
    ["Cải cách hành chính", "DVK-CHUNG"],
    ["Chuyển đổi số", "DVK-CHUNG"],
    ["Giảm nghèo", "DVK-CHUNG"],
    ["An sinh xã hội", "DVK-CHUNG"],
    ["An ninh trật tự", "DVK-CHUNG"],
    ["Biển đảo – chống khai thác IUU", "DVK-CHUNG"],
    ["Môi trường", "DVK-CHUNG"],
    ["Giáo dục", "DVK-CHUNG"],
    ["Y tế", "DVK-CHUNG"],
    ["Chính trị, bầu cử", "DVK-CHUNG"],
  ]);
});

test.each(["individual", "household"] as const)("every topic of a subject of kind %s is scored by one set", (kind) => {
  expect(new Set(catalog.topics.map(({ code }) => catalog.setFor(kind, code)?.code))).toEqual(new Set(["DVK-CN"]));
});
