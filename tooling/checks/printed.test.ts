import { catalog } from "@kheo/catalog";
import { actionText, policy } from "@kheo/core/rules/policy";
import { stateText } from "@kheo/core/rules/states";
import { expect, test } from "vitest";
import { printedPages } from "./printed/pages.ts";
import { exists, read } from "./repository.ts";

test.each(Object.entries(printedPages))(
  "%s is what the code prints; else run node tooling/checks/print.ts",
  (path, print) => {
    expect(exists(path)).toBe(true);
    expect(read(path)).toBe(print());
  },
);

test("the page of permissions leaves no action out", () => {
  const page = printedPages["docs/permissions.md"]?.() ?? "";
  expect(Object.keys(policy).filter((action) => !page.includes(`(\`${action}\`)`))).toEqual([]);
});

test("the pages say what the tables say", () => {
  const page = (path: string) => printedPages[path]?.() ?? "";
  expect(page("docs/permissions.md")).toContain(
    `| ${actionText("scoring.mark")} (\`scoring.mark\`) |  |  | đơn vị mình và cấp dưới, trừ nơi mình đang công tác |`,
  );
  for (const words of Object.values(stateText).flatMap((states) => Object.values(states))) {
    expect(page("docs/workflow.md")).toContain(`state "${words}" as `);
  }
  for (const { code } of catalog.plugins) {
    for (const { title } of catalog.edition(code)?.criteria ?? [])
      expect(page("docs/criteria-sets.md")).toContain(title);
  }
  expect(page("docs/retention.md")).toContain(`| ${actionText("model.create")} (\`model.create\`) | 5 năm |`);
  expect(page("docs/report-figures.md")).toContain("| Độ phủ | Đơn vị có ít nhất một đăng ký");
});
