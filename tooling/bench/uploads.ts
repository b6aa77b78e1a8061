/**
 * `npm run bench -- uploads`: how long a save takes while twenty people each send a photo of 4 MB, against the same saves
 * while nobody sends anything; on a server of its own with the demonstration in it.
 */
import { spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { demonstrationPassword } from "@kheo/demonstration/people";
import sharp from "sharp";

const senders = 20;
const savers = 6;
const pieces = 4;
const saves = 60;
const rounds = 3;

/** Run as the senders: each sends one photo, all at once; saves are timed by another process, which this one would hold up. */
const isSending = process.argv[2] === "send";

const home = isSending ? "" : await mkdtemp(join(tmpdir(), "kheo-bench-"));
const kheo = new URL("../../apps/server/src/kheo.ts", import.meta.url).pathname;
const startServer = () =>
  spawn(process.execPath, [kheo, "start"], {
    env: { ...process.env, PORT: "0", HOST: "127.0.0.1", KHEO_DATA: home, KHEO_FILES: join(home, "files") },
    stdio: ["ignore", "pipe", "inherit"],
  });
let address = process.argv[3] ?? "";

const own = { "x-kheo-client": "bench", "content-type": "application/json" };
const signIn = async (username: string): Promise<string> => {
  const answer = await fetch(`${address}/api/auth/sign-in/username`, {
    method: "POST",
    headers: own,
    body: JSON.stringify({ username, password: demonstrationPassword }),
  });
  if (!answer.ok) throw new Error(`${username}: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
};
const called = async <Answer>(cookie: string, path: string, input: object | null): Promise<Answer> => {
  const answer =
    input && "requestId" in input
      ? await fetch(`${address}/trpc/${path}`, {
          method: "POST",
          headers: { ...own, cookie },
          body: JSON.stringify(input),
        })
      : await fetch(`${address}/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`, {
          headers: { ...own, cookie },
        });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { result: { data: Answer } }).result.data;
};

type Person = { readonly cookie: string; readonly unitId: string };
const person = async (username: string): Promise<Person> => {
  const cookie = await signIn(username);
  const { actor } = await called<{ actor: { posts: { unitId: string }[] } }>(cookie, "session.me", {});
  return { cookie, unitId: actor.posts[0]?.unitId ?? "" };
};

/** A picture of noise: it cannot be made smaller, and none is like another. */
const photo = async (): Promise<Uint8Array> => {
  const [width, height] = [2400, 1800];
  const noise = randomBytes(width * height * 3);
  return sharp(noise, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 92 })
    .toBuffer();
};

const send = async ({ cookie, unitId }: Person, bytes: Uint8Array): Promise<void> => {
  const protocol = { "tus-resumable": "1.0.0", "x-kheo-client": "bench", cookie };
  const begun = await fetch(`${address}/uploads?unit=${unitId}`, {
    method: "POST",
    headers: { ...protocol, "upload-length": String(bytes.length), "upload-metadata": `filename ${btoa("anh.jpg")}` },
  });
  if (begun.status !== 201) throw new Error(`beginning answered ${begun.status}: ${await begun.text()}`);
  const where = begun.headers.get("location") ?? "";
  const size = Math.ceil(bytes.length / pieces);
  for (let offset = 0; offset < bytes.length; offset += size) {
    const answer = await fetch(`${address}${where}`, {
      method: "PATCH",
      headers: { ...protocol, "upload-offset": String(offset), "content-type": "application/offset+octet-stream" },
      body: bytes.subarray(offset, offset + size) as Uint8Array<ArrayBuffer>,
    });
    if (!answer.ok) throw new Error(`a piece answered ${answer.status}: ${await answer.text()}`);
  }
};

type Draft = Person & { readonly id: string; title: string };
const form = (title: string) => ({
  title,
  subjectKind: "collective",
  field: "economy",
  topic: "siteClearance",
  items: Object.fromEntries(
    ["situation", "objectives", "content", "place", "forces", "resources", "schedule", "outputs", "sustainability"].map(
      (name) => [name, ""],
    ),
  ),
  targets: [],
  exemplar: null,
  contactName: "",
  contactPhone: "",
});
const drafted = async (who: Person): Promise<Draft> => {
  const periods = await called<{ rows: { id: string; opensOn: string }[] } | { id: string; opensOn: string }[]>(
    who.cookie,
    "periods.list",
    {},
  );
  const period = (Array.isArray(periods) ? periods : periods.rows).find(({ opensOn }) => opensOn === "2026-01-01");
  const title = "Mô hình để đo thời gian lưu";
  const data = { periodId: period?.id, form: form(title), continuesId: null };
  const { id } = await called<{ id: string }>(who.cookie, "models.create", {
    requestId: randomUUID(),
    id: who.unitId,
    data,
  });
  return { ...who, id, title };
};
const save = async (draft: Draft, round: number): Promise<number> => {
  const now = `Mô hình để đo thời gian lưu ${round} ${randomUUID().slice(0, 8)}`;
  const data = { changes: [{ path: ["title"], was: draft.title, now }] };
  const begun = performance.now();
  await called(draft.cookie, "models.edit", { requestId: randomUUID(), id: draft.id, data });
  draft.title = now;
  return performance.now() - begun;
};

const percentile = (times: readonly number[], share: number): number =>
  times.toSorted((one, other) => one - other)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;

/** Saves by several at once, each after the other with a pause as of somebody who types. */
const saving = async (drafts: readonly Draft[], until: () => boolean): Promise<readonly number[]> => {
  const times: number[] = [];
  await Promise.all(
    drafts.map(async (draft) => {
      for (let round = 0; round < saves || !until(); round += 1) {
        times.push(await save(draft, round));
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }),
  );
  return times;
};

const names = [
  ...Array.from({ length: senders - 2 }, (_, index) => `bithu.to${index + 1}`),
  "congan.tracau",
  "phunu.tracau",
];
const signedIn = async (usernames: readonly string[]): Promise<readonly Person[]> => {
  const people: Person[] = [];
  for (const username of usernames) people.push(await person(username));
  return people;
};

/** Gets ready, then at each line it is told sends everybody's photo and answers how large they were and how long it took. */
const sendAtEachLine = async (): Promise<void> => {
  const people = await signedIn(names);
  let photos = await Promise.all(people.map(photo));
  process.stdout.write("ready\n");
  for await (const _ of createInterface({ input: process.stdin })) {
    const begun = performance.now();
    await Promise.all(people.map((who, index) => send(who, photos[index] ?? new Uint8Array())));
    const seconds = (performance.now() - begun) / 1000;
    const megabytes = photos.reduce((sum, { length }) => sum + length, 0) / senders / 2 ** 20;
    process.stdout.write(`${megabytes.toFixed(1)} MB in ${seconds.toFixed(1)} s\n`);
    photos = await Promise.all(people.map(photo));
    process.stdout.write("ready\n");
  }
};

const measure = async (): Promise<void> => {
  const server = startServer();
  const lines = createInterface({ input: server.stdout });
  for await (const line of lines) {
    address = /https?:\/\/localhost:\d+/u.exec(line)?.[0] ?? "";
    if (address !== "") break;
  }
  server.stdout.resume();
  const drafts: Draft[] = [];
  for (const who of await signedIn(names.slice(0, savers))) drafts.push(await drafted(who));
  const sending = spawn(process.execPath, [import.meta.filename, "send", address], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const said = createInterface({ input: sending.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<string> => String((await said.next()).value);
  const ratios: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    await nextLine();
    const alone = percentile(await saving(drafts, () => true), 0.95);
    let sent = "";
    sending.stdin.write("go\n");
    const ended = nextLine().then((line) => (sent = line));
    const beside = percentile(await saving(drafts, () => sent !== ""), 0.95);
    await ended;
    ratios.push(beside / alone);
    process.stdout.write(
      `${senders} × ${sent}: p95 of a save ${alone.toFixed(1)} ms alone, ${beside.toFixed(1)} ms beside (${(beside / alone).toFixed(2)} ×)\n`,
    );
  }
  process.stdout.write(`median ${percentile(ratios, 0.5).toFixed(2)} × (at most 2)\n`);
  sending.kill();
  server.kill("SIGTERM");
  await once(server, "exit");
  await rm(home, { recursive: true, force: true });
};

await (isSending ? sendAtEachLine() : measure());
