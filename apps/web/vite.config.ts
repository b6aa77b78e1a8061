import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type Rolldown } from "vite";
import { compression } from "vite-plugin-compression2";

// The host stays as it is: the server refuses what comes from another site.
const server = { target: process.env["KHEO_SERVER"] ?? "http://127.0.0.1:3000", changeOrigin: false };

type Modules = { readonly getModuleInfo: Rolldown.GetModuleInfo };

/** Everything of ours that one module cannot run without. */
const neededBy = (id: string, modules: Modules, found = new Set<string>()): ReadonlySet<string> => {
  if (found.has(id) || id.includes("/node_modules/")) return found;
  found.add(id);
  for (const needed of modules.getModuleInfo(id)?.importedIds ?? []) neededBy(needed, modules, found);
  return found;
};

/**
 * On a distant line each file costs a turn of its own: what is ours and needed together behind the door comes in one.
 * What the door needs stays with it, and what is not ours is divided by what is used of it.
 */
const behindDoor = (name: string, belongs: (id: string, house: ReadonlySet<string>) => boolean) => {
  let needed: { readonly door: ReadonlySet<string>; readonly house: ReadonlySet<string> } | undefined;
  return (id: string, modules: Modules) => {
    const by = (root: string) => neededBy(join(import.meta.dirname, "src", root), modules);
    needed ??= { door: by("main.tsx"), house: by("house.tsx") };
    return !needed.door.has(id) && belongs(id, needed.house) ? name : null;
  };
};

/** A sheet of styles holds up every word of a page: `main.tsx` puts it on when it has come, and then draws. */
const stylesAfterWords = {
  name: "styles-after-words",
  apply: "build" as const,
  transformIndexHtml: {
    order: "post" as const,
    handler: (html: string): string =>
      html.replace(/<link rel="stylesheet"/gu, '<link rel="preload" as="style" data-door'),
  },
};

export default defineConfig({
  plugins: [
    react(),
    stylesAfterWords,
    // Once, here, as tightly as it goes; the server hands out what lies beside each file.
    compression({ include: /\.(?:js|css|svg)$/u, algorithms: ["brotliCompress"] }),
  ],
  // The server puts the number of each answer in its place.
  html: { cspNonce: "KHEO_NONCE" },
  build: {
    target: "es2022",
    chunkSizeWarningLimit: 700,
    // By it the server knows which files belong together.
    manifest: true,
    rolldownOptions: {
      output: {
        strictExecutionOrder: true,
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: behindDoor("house", (id, house) => house.has(id)), priority: 1 },
            { name: "house", test: /@tanstack\/(?:react-router|router-core|history)|@mantine\/notifications|\/uuid\// },
            { name: behindDoor("pages", () => true), test: /^(?!.*node_modules)/u, minShareCount: 5 },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      "/trpc": server,
      "/api": server,
      "/download": server,
      "/import": server,
      "/uploads": server,
      "/files": server,
    },
  },
});
