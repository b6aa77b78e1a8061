import type { IncomingMessage } from "node:http";
import { type Action } from "@kheo/core/rules/policy";
import { type Actor, grantsOf } from "@kheo/core/rules/rights";

/** What a request may send: its size is known, and its form told, before anything is made of it. */

/** Somebody who is not signed in sends a name, a password, a code. */
export const anonymousBody = 16 * 1024;
const usualBody = 64 * 1024;

/**
 * What a call may send that comes alone, from whoever may make it somewhere. Most are a few words; a registration form
 * has ten long texts.
 */
const largeCalls: Readonly<Record<string, { readonly action: Action; readonly most: number }>> = {
  "models.create": { action: "model.create", most: 512 * 1024 },
  "models.edit": { action: "model.edit", most: 512 * 1024 },
  // A province's whole reorganisation, as an imported list comes to it.
  "reorganisations.plan": { action: "reorganisation.plan", most: 8 * 1024 * 1024 },
  "reorganisations.edit": { action: "reorganisation.edit", most: 8 * 1024 * 1024 },
  "scoring.declare": { action: "scoring.declare", most: 256 * 1024 },
  "scoring.decide": { action: "scoring.decide", most: 256 * 1024 },
};

/** What somebody may send to an address; several calls in one request get what is usual. */
export const largestBody = (path: string, actor: Actor | null): number => {
  if (!actor) return anonymousBody;
  const call = path.startsWith("/trpc/") ? largeCalls[path.slice("/trpc/".length)] : undefined;
  return call && grantsOf(actor, call.action).length > 0 ? call.most : usualBody;
};

/** The body of a request, `null` when it is larger: nothing more of it is read then. */
export const readBody = async (request: Request, most: number): Promise<Uint8Array<ArrayBuffer> | null> => {
  if (Number(request.headers.get("content-length") ?? 0) > most) return null;
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const value = (await reader?.read())?.value;
    if (!value) break;
    size += value.length;
    // Not cancelled, which would cut the line before the answer.
    if (size > most) return null;
    chunks.push(value);
  }
  return new Uint8Array(Buffer.concat(chunks));
};

/** So much is taken of what nobody reads, from whoever still sends it; somebody who is signed in may have chosen a large file. */
const mostDiscarded = { ofKnown: 16 * 1024 * 1024, ofStranger: 1024 * 1024 };
/** So long the line stays open, in milliseconds: who is cut off before they have read the answer does not see it. */
const longestDiscarding = 1_000;

/** Until what is still sent has come to its end, or its time; nothing of it is kept, and past so much nothing is taken. */
const discarded = (incoming: IncomingMessage, most: number): Promise<void> =>
  new Promise((resolve) => {
    let size = 0;
    const count = (chunk: Buffer) => {
      size += chunk.length;
      if (size > most) incoming.pause();
    };
    const end = () => {
      clearTimeout(late);
      incoming.off("data", count);
      resolve();
    };
    const late = setTimeout(end, longestDiscarding);
    incoming.on("data", count).once("end", end).once("close", end).resume();
  });

/**
 * A refusal of what is still being sent: it goes out at once, and the line ends a little later. A browser that is cut
 * off in the middle of sending shows a lost connection instead of the answer.
 */
export const refusalOfUnread = async (
  refusal: Response,
  incoming: IncomingMessage,
  sender: "ofKnown" | "ofStranger",
): Promise<Response> => {
  const said = new Uint8Array(await refusal.arrayBuffer());
  const body = new ReadableStream<Uint8Array>({
    start: async (sending) => {
      if (said.length > 0) sending.enqueue(said);
      await discarded(incoming, mostDiscarded[sender]);
      sending.close();
    },
  });
  const answer = new Response(body, { status: refusal.status, headers: refusal.headers });
  answer.headers.set("connection", "close");
  answer.headers.set("content-length", String(said.length));
  return answer;
};

const mostDepth = 32;
/** The plan of a whole province has some hundred thousand parts, every other content a few thousand at most. */
const mostParts = (size: number): number => (size > 1024 * 1024 ? 500_000 : 20_000);

const codeOf = (letter: string): number => letter.charCodeAt(0);
const [quote, backslash, comma] = [codeOf('"'), codeOf("\\"), codeOf(",")];
const [openList, closeList, openObject, closeObject] = [codeOf("["), codeOf("]"), codeOf("{"), codeOf("}")];

/**
 * Whether JSON is nested no deeper and has no more parts than any form of ours sends. It is looked through without
 * being read: ten million empty objects take hundreds of times their size once they are read.
 */
export const isModest = (json: Uint8Array): boolean => {
  const most = mostParts(json.length);
  let depth = 0;
  let parts = 0;
  let inText = false;
  for (let index = 0; index < json.length; index += 1) {
    const byte = json[index];
    if (inText) {
      if (byte === backslash) index += 1;
      else if (byte === quote) inText = false;
      continue;
    }
    if (byte === quote) inText = true;
    else if (byte === comma) parts += 1;
    else if (byte === openList || byte === openObject) {
      parts += 1;
      depth += 1;
    } else if (byte === closeList || byte === closeObject) depth -= 1;
    if (depth > mostDepth || parts > most) return false;
  }
  return true;
};
