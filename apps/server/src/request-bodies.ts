import { type Action, type Actor, grantsOf } from "@kheo/core/policy";

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
  "scoring.report": { action: "scoring.report", most: 256 * 1024 },
  "scoring.decide": { action: "scoring.decide", most: 256 * 1024 },
};

/** What somebody may send to an address; several calls in one request get what is usual. */
export const largestBody = (path: string, actor: Actor | null): number => {
  if (!actor) return anonymousBody;
  const call = path.startsWith("/trpc/") ? largeCalls[path.slice("/trpc/".length)] : undefined;
  return call && grantsOf(actor, call.action).length > 0 ? call.most : usualBody;
};

/** Past this a client is cut off that still sends what nobody reads. */
const mostDiscarded = 64 * 1024 * 1024;

/**
 * The body of a request, `null` when it is larger. What is too large is read to its end all the same, and nothing of it
 * kept: a browser that is cut off in the middle of sending shows a lost connection instead of the answer.
 */
export const readBody = async (request: Request, most: number): Promise<Uint8Array<ArrayBuffer> | null> => {
  const isTooLarge = Number(request.headers.get("content-length") ?? 0) > most;
  let size = 0;
  let chunks: Uint8Array[] = [];
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > mostDiscarded) return null;
    if (isTooLarge || size > most) chunks = [];
    else chunks.push(chunk);
  }
  return isTooLarge || size > most ? null : new Uint8Array(Buffer.concat(chunks));
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
