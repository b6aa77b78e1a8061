import { randomBytes } from "node:crypto";
import { mkdirSync, watch, writeSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { diskStore } from "./disk-store.ts";
import { hashOf } from "./store.ts";

/** Keeps one content after the other until it is killed, and says of each when a file of it appears. */
const root = process.argv[2] ?? "";
const store = diskStore(root);
for (;;) {
  const content = randomBytes(16 * 1024 * 1024);
  const hash = await hashOf(Readable.from([content]));
  const folder = join(root, hash.slice(0, 2), hash.slice(2, 4));
  mkdirSync(folder, { recursive: true });
  const watcher = watch(folder, (_, name) => {
    if (name?.endsWith(".part") === true) writeSync(1, "begun\n");
    watcher.close();
  });
  await store.keep(content, hash);
  watcher.close();
}
