import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { DBAdapter } from "better-auth/adapters";

/** What stands in the database for a session token, which only its person's browser holds. */
export const hashOfToken = (token: string): string => createHash("sha256").update(token).digest("base64url");

type Condition = { readonly field: string; readonly value: unknown };
type Values = Readonly<Record<string, unknown>>;
type Call = {
  readonly model: string;
  readonly where?: readonly Condition[];
  readonly data?: Values;
  readonly update?: Values;
};
type Row = Record<string, unknown>;

/** Every method of an adapter that names tokens on its way in or out. */
const methods = ["create", "findOne", "findMany", "update", "updateMany", "delete", "deleteMany", "count"] as const;

/**
 * The library's way to the database, with hashes of session tokens where the library thinks of tokens: whoever reads
 * the table, or a copy of it, can act for nobody.
 */
export const withHashedTokens = (adapter: DBAdapter): DBAdapter => {
  const over =
    (method: (call: Call) => Promise<unknown>) =>
    async (call: Call): Promise<unknown> => {
      if (call.model !== "session") return method(call);
      const tokens = new Map<unknown, string>();
      const hashed = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(hashed);
        if (typeof value !== "string") return value;
        const hash = hashOfToken(value);
        tokens.set(hash, value);
        return hash;
      };
      const inValues = (values: Values) => ("token" in values ? { ...values, token: hashed(values["token"]) } : values);
      const answer = await method({
        ...call,
        ...(call.where && {
          where: call.where.map((one) => (one.field === "token" ? { ...one, value: hashed(one.value) } : one)),
        }),
        ...(call.data && { data: inValues(call.data) }),
        ...(call.update && { update: inValues(call.update) }),
      });
      const shown = (row: Row): Row => ({ ...row, token: tokens.get(row["token"]) ?? row["token"] });
      if (Array.isArray(answer)) return (answer as Row[]).map(shown);
      return typeof answer === "object" && answer !== null ? shown(answer as Row) : answer;
    };
  const wrapped = Object.fromEntries(
    methods.map((name) => [name, over(adapter[name] as unknown as (call: Call) => Promise<unknown>)]),
  );
  return {
    ...adapter,
    ...(wrapped as unknown as Pick<DBAdapter, (typeof methods)[number]>),
    transaction: (callback) => adapter.transaction((inner) => callback(withHashedTokens(inner as DBAdapter))),
  };
};

/**
 * What our cookies' names begin with. Where the address is https, a browser takes them from this very host over https
 * only: no neighbour under the same domain can plant one.
 */
export const cookiePrefix = (secure: boolean): string => (secure ? "__Host-kheo" : "kheo");

/**
 * The session token of a request, if the cookie is one that this installation has signed. Where the address is https,
 * only the cookie that a browser keeps to https and to this host counts.
 */
export const sessionToken = (cookies: string | null, secret: string, secure: boolean): string | null => {
  const wanted = `${cookiePrefix(secure)}.session_token`;
  for (const part of (cookies ?? "").split(";")) {
    const [name = "", value = ""] = part.trim().split(/=(.*)/su, 2);
    if (name !== wanted) continue;
    const [, token, signature] = /^([\w-]{32,64})(?:\.|%2E)([\w%+/=-]{44,60})$/u.exec(value) ?? [];
    if (token === undefined || signature === undefined) return null;
    const given = Buffer.from(signature.replaceAll("%2B", "+").replaceAll("%2F", "/").replaceAll("%3D", "="), "base64");
    const right = createHmac("sha256", secret).update(token).digest();
    return given.length === right.length && timingSafeEqual(given, right) ? token : null;
  }
  return null;
};
