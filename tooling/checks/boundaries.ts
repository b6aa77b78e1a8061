import type { Package } from "./repository.ts";

/** What a package may use. A name ending in `/*` is everything below it; `node:*` is what comes with Node. */
type Boundary = {
  readonly package: string;
  readonly uses: readonly string[];
  /** As types only: nothing of it is in the running program. */
  readonly types?: readonly string[];
  /** In tests, and in what tests are made with, beside the above. */
  readonly inTests?: readonly string[];
};

const inEveryTest = ["vitest", "vitest/*", "node:*"];

/** Who may use whom. A plugin sees the plugin contract, the terms that sets have in common, and nothing else; whatever has no row may use anything. */
export const boundaries: readonly Boundary[] = [
  { package: "@kheo/core", uses: ["zod"], inTests: ["fast-check"] },
  { package: "@kheo/plugin-testkit", uses: ["@kheo/core/*", "fast-check", "vitest", "node:*"] },
  { package: "@kheo/common-terms", uses: ["@kheo/core/criteria"] },
  { package: "@kheo/plugin-*", uses: ["@kheo/core/criteria", "@kheo/common-terms"], inTests: ["@kheo/plugin-testkit"] },
  { package: "@kheo/catalog", uses: ["@kheo/core/*", "@kheo/plugin-*"] },
  {
    package: "@kheo/db",
    uses: ["@kheo/core/*", "kysely", "kysely/*", "pg", "node:*"],
    inTests: ["@kheo/postgres/*", "fast-check", "kysely-codegen"],
  },
  {
    package: "@kheo/api",
    // What a paper says, never how it is written.
    uses: [
      "@kheo/core/*",
      "@kheo/db/*",
      "@kheo/papers/description/*",
      "@kheo/papers/forms/*",
      "@trpc/server",
      "zod",
      "node:*",
    ],
    inTests: ["@kheo/catalog", "@kheo/catalog/*", "@trpc/server/*", "fast-check"],
  },
  {
    package: "@kheo/demonstration",
    uses: ["@kheo/core/*", "@kheo/db/*", "@kheo/api/*", "@kheo/catalog", "@kheo/catalog/*", "kysely", "node:*"],
    inTests: ["@kheo/papers/*"],
  },
  { package: "@kheo/threads", uses: ["@kheo/core/*", "node:*"] },
  {
    package: "@kheo/papers",
    uses: [
      "@kheo/core/*",
      "@kheo/threads/*",
      "@myriaddreamin/*",
      "docx",
      "fontkit",
      "hucre",
      "hucre/*",
      "fflate",
      "qrcode",
      "node:*",
    ],
    // What is written is read by others than those who wrote it.
    inTests: ["fast-check", "mammoth", "pdfjs-dist", "pdfjs-dist/*"],
  },
  { package: "@kheo/sheets", uses: ["@kheo/core/*", "@kheo/threads/*", "hucre", "hucre/*", "fflate", "node:*"] },
  {
    package: "@kheo/files",
    uses: ["@kheo/core/*", "@kheo/threads/*", "aws4fetch", "exif-reader", "file-type", "saxes", "sharp", "node:*"],
    inTests: ["docx", "fast-check", "hucre/*", "s3rver"],
  },
  { package: "@kheo/postgres", uses: ["node:*"], inTests: ["pg"] },
  {
    package: "@kheo/web",
    uses: [
      "@kheo/core/*",
      "@kheo/catalog/*",
      "@fontsource/*",
      "@mantine/*",
      "@tanstack/*",
      "@trpc/client",
      "@trpc/tanstack-react-query",
      "fflate",
      "idb-keyval",
      "react",
      "react/*",
      "react-dom",
      "react-dom/*",
      "qrcode",
      "recharts",
      "tus-js-client",
      "uuid",
      "zod",
    ],
    types: ["@kheo/api/*", "@trpc/server"],
    inTests: ["vite", "@vitejs/*", "vite-plugin-compression2", "fast-check"],
  },
];

const fits = (pattern: string, name: string): boolean =>
  pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;

/** A dependency is a package; `@kheo/core/criteria` needs the dependency `@kheo/core`. */
const allowsDependency = (pattern: string, name: string): boolean =>
  fits(pattern, name) || pattern.startsWith(`${name}/`);

/** Tests, what tests are made with, and what builds a package. */
const isForTests = (path: string): boolean =>
  /\.test\.tsx?$|\/testing[\w-]*\.ts$|^test\/|\/test-cluster\.ts$|\.config\.ts$/u.test(path);

/** Everything in a package that steps over its boundary, in words. */
export const crossings = ({ name, dependencies, files }: Package): readonly string[] => {
  const boundary = boundaries.find((one) => fits(one.package, name));
  if (!boundary) return [];
  const { uses, types = [], inTests = [] } = boundary;
  return [
    ...dependencies
      .filter((dependency) => !uses.some((pattern) => allowsDependency(pattern, dependency)))
      .map((dependency) => `${name} depends on ${dependency}`),
    ...files.flatMap(({ path, imports }) => {
      const depth = path.split("/").length - 1;
      return imports
        .filter(({ module, typeOnly }) => {
          if (module.startsWith(".")) return module.split("/").filter((part) => part === "..").length > depth;
          if (isForTests(path))
            return ![...uses, ...types, ...inTests, ...inEveryTest].some((one) => fits(one, module));
          return ![...uses, ...(typeOnly ? types : [])].some((one) => fits(one, module));
        })
        .map(({ module }) => `${name}/${path} imports ${module}`);
    }),
  ];
};
