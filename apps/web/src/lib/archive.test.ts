import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { afterAll, expect, test } from "vitest";
import { archiveOf, gather, type Gathered, nothingGathered } from "./archive.ts";

/** Answers what is asked for, but once for each of `broken` breaks the line. */
const broken = new Set<string>();
const server = createServer((request, response) => {
  const ids = new URL(request.url ?? "", "http://localhost").searchParams.get("ids")?.split(",") ?? [];
  const breaks = ids.find((id) => broken.delete(id));
  if (breaks !== undefined) {
    request.socket.destroy();
    return;
  }
  if (ids.includes("refused")) {
    response.writeHead(404).end("Không tìm thấy mô hình.");
    return;
  }
  // Of every second one the name is the same.
  const files = Object.fromEntries(
    ids.map((id) => [`${Number(id) % 2 === 0 ? "Phiếu" : `Phiếu ${id}`}.pdf`, strToU8(id)]),
  );
  response.end(zipSync(files));
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
afterAll(() => server.close());
const { port } = server.address() as AddressInfo;

const gathering = (ids: readonly string[], from: Gathered) => {
  let so = from;
  const steps: number[] = [];
  const whole = gather(ids, {
    from,
    addressOf: (some) => `http://127.0.0.1:${port}/?ids=${some.join(",")}`,
    came: (next) => {
      so = next;
      steps.push(next.done);
    },
    signal: new AbortController().signal,
  });
  return { whole, so: () => so, steps };
};

const ids = Array.from({ length: 23 }, (_, index) => String(index + 1));

test("papers are gathered ten at a time; after a break it goes on where it was, and nothing is lost or taken twice", async () => {
  broken.add("15");
  const first = gathering(ids, nothingGathered);
  await expect(first.whole).rejects.toThrow(TypeError);
  expect(first.steps).toEqual([10]);
  const second = gathering(ids, first.so());
  const whole = await second.whole;
  expect(second.steps).toEqual([20, 23]);
  const files = unzipSync(new Uint8Array(await (await archiveOf(whole)).arrayBuffer()));
  // Within one answer of the invented server the even ones have one name: the last of them stands.
  const contents = Object.values(files).map((content) => strFromU8(content));
  expect(contents.toSorted((one, other) => Number(one) - Number(other))).toEqual(
    ids.filter((id) => Number(id) % 2 === 1 || ["10", "20", "22"].includes(id)),
  );
  expect(new Set(Object.keys(files)).size).toBe(contents.length);
});

test("a refusal is the server's own sentence", async () => {
  await expect(gathering(["refused"], nothingGathered).whole).rejects.toThrow("Không tìm thấy mô hình.");
});
