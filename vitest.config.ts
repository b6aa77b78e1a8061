import { existsSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** Every package is a project of its own name, so that `npm test -- --project db` runs one. */
function projectsIn(folder: string) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const root = `${folder}/${name}`;
      const end = join(import.meta.dirname, root, "src/testing-end.ts");
      const setupFiles = existsSync(end) ? [end] : [];
      return { test: { name, root, testTimeout: 30_000, hookTimeout: 30_000, isolate: false, setupFiles } };
    });
}

export default defineConfig({
  test: {
    // One more would be kept for a person who edits meanwhile; on a machine of two that is half of it.
    maxWorkers: Math.max(2, availableParallelism()),
    // One PostgreSQL for the whole run.
    globalSetup: "packages/postgres/src/test-cluster.ts",
    projects: [
      ...projectsIn("packages"),
      ...projectsIn("plugins"),
      ...projectsIn("apps"),
      { test: { name: "checks", root: "tooling/checks", include: ["**/*.test.ts"], testTimeout: 60_000 } },
      {
        test: {
          name: "end-to-end",
          root: "tooling/end-to-end",
          include: ["**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // After all others: a browser and a whole server need more of the machine than a file of other tests leaves.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
