import type { DetailedError, HttpResponse } from "tus-js-client";

/** Small enough that little is sent twice where a proxy hands on only whole pieces. */
const pieceSize = 512 * 1024;

/**
 * Why a file did not come whole: nobody answered, what was sent of it is no longer there, the server cannot take it as
 * things stand, or never will.
 */
export class Unsent extends Error {
  readonly why: "line" | "forgotten" | "stopped" | "refused";
  readonly status: number;
  constructor(why: Unsent["why"], sentence = "", status = 0) {
    super(sentence);
    this.why = why;
    this.status = status;
  }
}

const unready = "Máy chủ đang không nhận được tệp. Hãy thử gửi tiếp sau ít phút.";

/** Whatever stands before the server answers in pages of its own. */
const sentenceOf = (response: HttpResponse): string => {
  const isOurs = response.getHeader("content-type")?.startsWith("text/plain") === true;
  return (isOurs && response.getBody()) || unready;
};

const reasonOf = (error: Error | DetailedError): Unsent => {
  const response = "originalResponse" in error ? error.originalResponse : null;
  const status = response?.getStatus() ?? 0;
  if (!response || status === 0 || !("originalRequest" in error)) return new Unsent("line");
  const method = error.originalRequest.getMethod();
  if (status === 401) return new Unsent("stopped", sentenceOf(response), status);
  // Held by the line that broke, or further than was thought: asked again, the server says where to go on.
  if (method !== "POST" && (status === 409 || status === 423)) return new Unsent("line");
  // An answer without words: when it is sent anew, the last piece is answered with them.
  if (method === "HEAD" && status < 500) return new Unsent("forgotten");
  if (method === "PATCH" && status === 404) return new Unsent("forgotten");
  if (status === 409 || status === 429 || status >= 500) return new Unsent("stopped", sentenceOf(response), status);
  return new Unsent("refused", sentenceOf(response), status);
};

type Sending = {
  readonly content: Blob;
  readonly name: string;
  readonly unitId: string;
  /** Where the pieces go, once the server has said so. */
  readonly url: string | null;
  readonly begun: (url: string) => void;
  readonly came: (bytes: number) => void;
  readonly signal: AbortSignal;
};

/** Sends a file in pieces from where it was left, and gives the id under which the server has it. @throws `Unsent`. */
export const sendInPieces = async ({ content, name, unitId, url, begun, came, signal }: Sending): Promise<string> => {
  const { Upload } = await import("tus-js-client").catch(() => {
    throw new Unsent("line");
  });
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const upload = new Upload(content, {
    endpoint: url === null ? new URL(`/uploads?unit=${unitId}`, location.href).href : null,
    uploadUrl: url,
    metadata: { filename: name },
    chunkSize: pieceSize,
    // Whoever waits sees it and may have it tried again: that is the outbox's.
    retryDelays: null,
    storeFingerprintForResuming: false,
    onUploadUrlAvailable: () => {
      if (upload.url !== null) begun(upload.url);
    },
    onProgress: came,
    onSuccess: () => {
      resolve(upload.url?.split("/").at(-1) ?? "");
    },
    onError: (error) => {
      reject(reasonOf(error));
    },
  });
  signal.addEventListener("abort", () => {
    void upload.abort();
    reject(signal.reason);
  });
  upload.start();
  return promise;
};

/** Has the server forget what was sent of a file. Where it is not reached, it forgets by itself within a day. */
export const forgetPieces = async (url: string): Promise<void> => {
  await fetch(url, { method: "DELETE", headers: { "tus-resumable": "1.0.0" } }).catch(() => undefined);
};
