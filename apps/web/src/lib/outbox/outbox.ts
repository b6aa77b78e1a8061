import { MutationObserver } from "@tanstack/react-query";
import { v4 as newKey } from "uuid";
import { isTouched } from "../touched.ts";
import { errorCode, queryClient, sayError, trpc } from "../trpc.ts";
import { isUnanswered } from "../unanswered.ts";
import { forgetContent, keepContent, keptContent } from "./contents.ts";
import { note, noted, type Outgoing, type Purpose, type Standing, unnote } from "./outgoing.ts";
import { forgetPieces, sendInPieces, Unsent } from "./pieces.ts";

/** Seconds until a lost line is tried again, by how often it was lost in a row; the last for all that follow. */
const pauses = [1, 2, 5, 10, 20] as const;

let owner = "";
let rows: readonly Outgoing[] = [];
const contents = new Map<string, Blob>();
/** Files whose title is being typed. */
const held = new Set<string>();
const listeners = new Set<() => void>();
const receivers = new Set<(delivered: Outgoing) => void>();
let isRunning = false;
let wake: () => void = () => undefined;
const stops = new Map<string, AbortController>();

export const outboxRows = (): readonly Outgoing[] => rows;
export const onOutbox = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
/** Tells of every file that has been attached. */
export const onDelivered = (receiver: (delivered: Outgoing) => void): (() => void) => {
  receivers.add(receiver);
  return () => receivers.delete(receiver);
};

const replaceRows = (next: readonly Outgoing[]): void => {
  rows = next;
  for (const listener of listeners) listener();
};
const find = (key: string): Outgoing | undefined => rows.find((row) => row.key === key);

const change = (key: string, part: Partial<Outgoing>): void => {
  const row = find(key);
  if (!row) return;
  const next = { ...row, ...part };
  replaceRows(rows.map((one) => (one === row ? next : one)));
  // How far it has come is known to the server.
  if (Object.keys(part).some((name) => name !== "sent" && name !== "standing" && name !== "isKept")) note(owner, next);
};
const become = (key: string, standing: Standing): void => {
  change(key, { standing });
};

const drop = (key: string): void => {
  replaceRows(rows.filter((row) => row.key !== key));
  contents.delete(key);
  held.delete(key);
  unnote(owner, key);
  void forgetContent(key);
};

/** One window at a time sends what one person has picked on a device; where a browser cannot tell, each sends. */
const alone = async (task: () => Promise<void>): Promise<void> => {
  if ("locks" in navigator) await navigator.locks.request("kheo.outbox", task);
  else await task();
};

const attach = async (key: string, uploadId: string): Promise<void> => {
  const row = find(key);
  if (!row) return;
  const asked = row.asked ?? { requestId: newKey(), title: row.title.trim() };
  change(key, { asked, standing: { kind: "attaching" } });
  const { requestId, title } = asked;
  const { to, criterion, replaces } = row;
  try {
    await (replaces
      ? new MutationObserver(queryClient, trpc.evidence.replace.mutationOptions()).mutate({
          ...replaces,
          requestId,
          data: { uploadId },
        })
      : new MutationObserver(queryClient, trpc.evidence.attach.mutationOptions()).mutate({
          id: to,
          requestId,
          data: { uploadId, title, criterion },
        }));
  } catch (error) {
    if (isUnanswered(error)) throw new Unsent("line");
    const isGone = errorCode(error) === "evidence.noUpload";
    change(key, { asked: null, ...(isGone && { url: null, uploadId: null, sent: 0 }) });
    throw new Unsent("stopped", sayError(error));
  }
  drop(key);
  for (const receiver of receivers) receiver(row);
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => isTouched([["evidence", "attach"]], queryKey) });
};

const deliver = async (key: string): Promise<void> => {
  // Another window may have sent it meanwhile.
  if (!noted(owner).some((row) => row.key === key) && find(key)?.isKept === true) {
    drop(key);
    return;
  }
  const row = find(key);
  const content = contents.get(key);
  if (!row) return;
  let { uploadId } = row;
  if (uploadId === null) {
    if (!content) {
      become(key, { kind: "lost" });
      return;
    }
    become(key, { kind: "sending" });
    const stop = new AbortController();
    stops.set(key, stop);
    uploadId = await sendInPieces({
      content,
      name: row.name,
      unitId: row.unitId,
      url: row.url,
      begun: (url) => {
        change(key, { url });
      },
      came: (sent) => {
        change(key, { sent });
      },
      signal: stop.signal,
    });
    change(key, { uploadId });
  }
  if (held.has(key)) become(key, { kind: "sent" });
  else await attach(key, uploadId);
};

/** Until the network is there again, somebody presses, or the time has come to try. */
const pause = async (failures: number): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  wake = () => {
    resolve(undefined);
  };
  const seconds = pauses[Math.min(failures, pauses.length) - 1] ?? 1;
  const timer = setTimeout(resolve, seconds * 1000);
  addEventListener("online", resolve);
  await promise;
  clearTimeout(timer);
  removeEventListener("online", resolve);
};

/** Sends what waits, one after the other: a narrow line carries one at a time. */
const run = async (): Promise<void> => {
  if (isRunning) return;
  isRunning = true;
  let failures = 0;
  // oxlint-disable no-await-in-loop -- one after the other
  for (;;) {
    const next = rows.find(({ standing: { kind } }) => kind === "queued" || kind === "waiting");
    if (!next) break;
    const { key } = next;
    try {
      await alone(() => deliver(key));
      failures = 0;
    } catch (error) {
      const why = error instanceof Unsent ? error.why : find(key) ? "stopped" : "given up";
      const sentence = error instanceof Unsent ? error.message : sayError(error);
      if (why === "line") {
        become(key, { kind: "waiting" });
        failures += 1;
        await pause(failures);
      } else if (why === "forgotten") change(key, { url: null, uploadId: null, sent: 0, standing: { kind: "queued" } });
      else if (why === "refused") {
        change(key, { refusal: sentence, url: null, standing: { kind: "refused", sentence } });
        contents.delete(key);
        void forgetContent(key);
      } else if (why === "stopped") become(key, { kind: "stopped", sentence });
      if (error instanceof Unsent && error.status === 401) {
        await queryClient.invalidateQueries({ queryKey: [["session", "me"]] });
      }
    }
    stops.delete(key);
  }
  // oxlint-enable no-await-in-loop
  isRunning = false;
};

/** Goes on with what a person had on its way on this device. */
export const openOutbox = async (personId: string): Promise<void> => {
  if (owner === personId) return;
  owner = personId;
  const found = await Promise.all(
    noted(personId).map(async (kept): Promise<Outgoing> => {
      const content = await keptContent(kept.key);
      if (content) contents.set(kept.key, content);
      const standing: Standing =
        kept.refusal !== null
          ? { kind: "refused", sentence: kept.refusal }
          : content || kept.uploadId !== null
            ? { kind: "queued" }
            : { kind: "lost" };
      return { ...kept, standing, sent: 0, isKept: true };
    }),
  );
  replaceRows([...found, ...rows]);
  void run();
};

const keepOf = (key: string, content: Blob): void => {
  contents.set(key, content);
  void keepContent(key, content).then((isKept) => {
    const row = find(key);
    if (row) change(key, { isKept: isKept && note(owner, row) });
    // What was sent faster than it was kept is not kept any longer.
    else void forgetContent(key);
  });
};

/** Takes files over to be sent and attached, in their order. */
export const send = (files: readonly File[], purpose: Purpose): void => {
  const added = files.map((file, index): Outgoing => {
    const { name, size } = file;
    const key = newKey();
    keepOf(key, file);
    const begin = { url: null, uploadId: null, asked: null, refusal: null, sent: 0, isKept: null } as const;
    const standing = { kind: "queued" } as const;
    return { ...purpose, ...begin, key, name, size, title: "", standing, pickedAt: Date.now() + index };
  });
  replaceRows([...rows, ...added]);
  for (const row of added) note(owner, row);
  void run();
};

/** Sends another file instead, or the same again where the browser did not keep it: what was typed beside it stays. */
export const sendInstead = (key: string, file: File): void => {
  const { name, size } = file;
  const row = find(key);
  if (!row) return;
  const isSame = row.standing.kind === "lost" && row.name === name && row.size === size;
  keepOf(key, file);
  change(key, { name, size, refusal: null, ...(!isSame && { url: null, sent: 0 }), standing: { kind: "queued" } });
  void run();
};

export const entitle = (key: string, title: string): void => {
  change(key, { title });
};

/** While its title is being typed, a file that has come is not attached yet. */
export const hold = (key: string): void => {
  held.add(key);
};
export const letGo = (key: string): void => {
  held.delete(key);
  if (find(key)?.standing.kind !== "sent") return;
  become(key, { kind: "queued" });
  void run();
};

/** Tries again at once what waits or was stopped. */
export const goOn = (key: string): void => {
  if (find(key)?.standing.kind === "stopped") become(key, { kind: "queued" });
  wake();
  void run();
};

/** Gives a file up, with what has come of it. */
export const giveUp = (key: string): void => {
  const row = find(key);
  if (!row) return;
  drop(key);
  stops.get(key)?.abort();
  wake();
  if (row.url !== null) void forgetPieces(row.url);
};
