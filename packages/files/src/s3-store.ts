import { openAsBlob } from "node:fs";
import { Readable } from "node:stream";
import { DomainError } from "@kheo/core/rules/errors";
import { AwsClient } from "aws4fetch";
import { type FileStore, hashOf, isHash, refusal, requireHash, type Source, streamOf } from "./store.ts";

/** Where an S3-compatible store is. */
type S3Place = {
  /** The address of the bucket, such as `https://s3.example.vn/minh-chung` or `https://minh-chung.s3.example.vn`. */
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

/** Milliseconds that one answer may take. */
const longest = 60_000;

const bodyOf = async (from: Source): Promise<Blob> =>
  typeof from === "string" ? openAsBlob(from) : new Blob([Uint8Array.from(from)]);

/** The code that a store gives beside the status, as Amazon, MinIO, Ceph and others write it. */
const failureOf = async (answer: Response): Promise<DomainError> => {
  const said = await answer.text().catch(() => "");
  const code = /<Code>(?<code>\w+)<\/Code>/u.exec(said)?.groups?.["code"] ?? "";
  if (["BadDigest", "XAmzContentSHA256Mismatch"].includes(code)) return new DomainError("file.damaged");
  const isFull = answer.status === 507 || /StorageFull|QuotaExceeded|InsufficientStorage/u.test(code);
  const cause = new Error(`The store answered ${answer.status} ${code}`);
  return refusal(new DomainError(isFull ? "file.storeFull" : "file.storeLost"), cause);
};

/** Keeps contents in a bucket, each under its hash. A content appears there whole, once all of it was sent. */
export const s3Store = ({ bucket, region, accessKeyId, secretAccessKey }: S3Place): FileStore => {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: 2 });
  const address = bucket.replace(/\/+$/u, "");

  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    try {
      return await client.fetch(`${address}${path}`, { ...init, signal: AbortSignal.timeout(longest) });
    } catch (error) {
      throw refusal(new DomainError("file.storeLost"), error);
    }
  };

  /** What is missing is not kept, unless the bucket is missing. */
  const askOf = async (hash: string, init: RequestInit = {}): Promise<Response | null> => {
    const answer = await ask(`/${hash}`, init);
    if (answer.ok) return answer;
    if (answer.status !== 404) throw await failureOf(answer);
    await answer.body?.cancel();
    const whole = await ask("", { method: "HEAD" });
    if (!whole.ok) throw await failureOf(whole);
    return null;
  };

  const sizeOf = async (hash: string): Promise<number | null> => {
    const answer = isHash(hash) ? await askOf(hash, { method: "HEAD" }) : null;
    return answer && Number(answer.headers.get("content-length"));
  };

  return {
    keep: async (from, hash) => {
      requireHash(hash);
      if ((await hashOf(streamOf(from))) !== hash) throw new DomainError("file.damaged");
      // A store that checks what it was told refuses bytes that changed on the way or since they were read.
      const headers = { "x-amz-content-sha256": hash, "content-type": "application/octet-stream" };
      const answer = await ask(`/${hash}`, { method: "PUT", body: await bodyOf(from), headers });
      if (!answer.ok) throw await failureOf(answer);
      await answer.body?.cancel();
    },
    read: async (hash) => {
      requireHash(hash);
      const answer = await askOf(hash);
      if (!answer) throw new DomainError("file.notFound");
      return answer.body ? Readable.fromWeb(answer.body) : Readable.from([]);
    },
    has: async (hash) => (await sizeOf(hash)) !== null,
    size: sizeOf,
    remove: async (hash) => {
      requireHash(hash);
      const answer = await askOf(hash, { method: "DELETE" });
      await answer?.body?.cancel();
    },
    hashes: async function* () {
      let next: string | undefined;
      do {
        const page = next === undefined ? "" : `&continuation-token=${encodeURIComponent(next)}`;
        const answer = await ask(`?list-type=2${page}`);
        if (!answer.ok) throw await failureOf(answer);
        const list = await answer.text();
        for (const { groups } of list.matchAll(/<Key>(?<key>[^<]*)<\/Key>/gu)) {
          const key = groups?.["key"] ?? "";
          if (isHash(key)) yield key;
        }
        next = /<NextContinuationToken>(?<token>[^<]+)</u.exec(list)?.groups?.["token"];
      } while (next !== undefined);
    },
  };
};
