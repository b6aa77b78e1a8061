import type { BlockList } from "node:net";
import { join, resolve } from "node:path";
import { z } from "zod";
import { isThisMachine, proxyList } from "./http/networks.ts";
import { Stop } from "./stop.ts";

const logLevels = ["trace", "debug", "info", "warn", "error", "silent"] as const;

const postgresUrl = (name: string) =>
  z
    .string()
    .regex(/^postgres(?:ql)?:\/\//u, {
      error: `${name}: cần địa chỉ PostgreSQL, ví dụ postgresql://kheo@127.0.0.1:5432/kheo.`,
    })
    .optional();

const schema = z
  .object({
    PORT: z.coerce
      .number({ error: "PORT: cần một số cổng từ 0 đến 65535, ví dụ 3000." })
      .int({ error: "PORT: cần một số cổng nguyên, ví dụ 3000." })
      .min(0, { error: "PORT: cần một số cổng từ 0 đến 65535, ví dụ 3000." })
      .max(65_535, { error: "PORT: cần một số cổng từ 0 đến 65535, ví dụ 3000." })
      .default(3000),
    HOST: z.string().min(1).optional(),
    KHEO_DEMONSTRATION: z.enum(["public"], { error: "KHEO_DEMONSTRATION: chỉ nhận giá trị public." }).optional(),
    DATABASE_URL: postgresUrl("DATABASE_URL"),
    DATABASE_OWNER_URL: postgresUrl("DATABASE_OWNER_URL"),
    KHEO_DATA: z.string().min(1).optional(),
    KHEO_FILES: z.string().min(1).optional(),
    KHEO_S3_ENDPOINT: z
      .url({ protocol: /^https?$/u, error: "KHEO_S3_ENDPOINT: cần địa chỉ kho tệp S3, ví dụ https://s3.example.vn." })
      .optional(),
    KHEO_S3_BUCKET: z.string().optional(),
    KHEO_S3_REGION: z.string().optional(),
    KHEO_S3_KEY: z.string().optional(),
    KHEO_S3_SECRET: z.string().optional(),
    /** The address people reach the service by, where a proxy stands in front. */
    KHEO_ADDRESS: z
      .url({ protocol: /^https?$/u, error: "KHEO_ADDRESS: cần một địa chỉ web, ví dụ https://danvankheo.example.vn." })
      .optional(),
    KHEO_PROXIES: z
      .string()
      .default("")
      .transform((text, context): BlockList => {
        try {
          return proxyList(text.split(",").flatMap((entry) => (entry.trim() === "" ? [] : [entry.trim()])));
        } catch (error) {
          const message = `KHEO_PROXIES: “${error instanceof Error ? error.message : ""}” không phải là địa chỉ IP hoặc dải địa chỉ.`;
          context.addIssue({ code: "custom", message });
          return z.NEVER;
        }
      }),
    KHEO_TWO_PERSONS: z.enum(["on", "off"], { error: "KHEO_TWO_PERSONS: cần on hoặc off." }).default("on"),
    KHEO_LOG: z.enum(logLevels, { error: `KHEO_LOG: cần một trong các mức ${logLevels.join(", ")}.` }).default("warn"),
    KHEO_SMTP: z
      .url({
        protocol: /^smtps?$/u,
        error: "KHEO_SMTP: cần địa chỉ máy chủ thư, ví dụ smtp://ten:matkhau@thu.example.vn:587.",
      })
      .optional(),
    KHEO_MAIL_FROM: z
      .string()
      .regex(/@/u, { error: "KHEO_MAIL_FROM: cần địa chỉ người gửi, ví dụ Khéo <kheo@example.vn>." })
      .optional(),
    KHEO_OIDC_ISSUER: z
      .url({ protocol: /^https?$/u, error: "KHEO_OIDC_ISSUER: cần địa chỉ nơi đăng nhập ngoài (issuer).", abort: true })
      .refine((issuer) => issuer.startsWith("https:") || isThisMachine(issuer), {
        error:
          "KHEO_OIDC_ISSUER: nơi đăng nhập ngoài ở máy khác phải dùng https, để không ai trên đường truyền đọc được.",
        abort: true,
      })
      .optional(),
    KHEO_OIDC_CLIENT_ID: z.string().optional(),
    KHEO_OIDC_CLIENT_SECRET: z.string().optional(),
    KHEO_OIDC_NAME: z.string().default("tài khoản cơ quan"),
  })
  .superRefine((given, context) => {
    const needs = (name: keyof typeof given, others: readonly (keyof typeof given)[]) => {
      if (given[name] === undefined) return;
      for (const other of others) {
        if (given[other] === undefined)
          context.addIssue({ code: "custom", message: `${other}: cần có khi đặt ${name}.` });
      }
    };
    if (given.DATABASE_OWNER_URL !== undefined && given.DATABASE_URL === undefined) {
      context.addIssue({ code: "custom", message: "DATABASE_OWNER_URL: chỉ dùng cùng DATABASE_URL; hãy đặt cả hai." });
    }
    needs("KHEO_S3_ENDPOINT", ["KHEO_S3_BUCKET", "KHEO_S3_REGION", "KHEO_S3_KEY", "KHEO_S3_SECRET"]);
    if (given.KHEO_FILES !== undefined && given.KHEO_S3_ENDPOINT !== undefined) {
      context.addIssue({ code: "custom", message: "KHEO_FILES, KHEO_S3_ENDPOINT: chỉ đặt một trong hai kho tệp." });
    }
    // A letter and the other site both have to lead back here.
    needs("KHEO_SMTP", ["KHEO_ADDRESS", "KHEO_MAIL_FROM"]);
    needs("KHEO_OIDC_ISSUER", ["KHEO_ADDRESS", "KHEO_OIDC_CLIENT_ID", "KHEO_OIDC_CLIENT_SECRET"]);
  });

/** A provider of OpenID Connect at which people may sign in. */
export type External = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
};
export type Mail = { readonly server: string; readonly from: string };

/** Where files are kept: a folder, or a bucket of an S3-compatible store. */
export type FilePlace =
  | { readonly folder: string }
  | {
      readonly bucket: string;
      readonly region: string;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
    };

export type Configuration = {
  readonly port: number;
  readonly host: string;
  /** Whether accounts whose password everybody knows may be reached from other machines. */
  readonly isDemonstrationPublic: boolean;
  readonly databaseUrl: string | undefined;
  /** The login that owns the tables, where it is not the one that serves. */
  readonly databaseOwnerUrl: string | undefined;
  readonly dataFolder: string;
  /** `null` beside an external database for which no place is named. */
  readonly filePlace: FilePlace | null;
  readonly address: string | undefined;
  readonly proxies: BlockList;
  /** Whether official acts need two persons; a place where one person does everything switches it off. */
  readonly needsTwo: boolean;
  readonly logLevel: (typeof logLevels)[number];
  readonly mail: Mail | undefined;
  readonly external: External | undefined;
};

const root = new URL("../../../", import.meta.url).pathname;

const filePlaceOf = (data: z.output<typeof schema>, dataFolder: string): FilePlace | null => {
  const { KHEO_S3_ENDPOINT: endpoint, KHEO_S3_BUCKET: bucket, KHEO_S3_REGION: region } = data;
  const { KHEO_S3_KEY: accessKeyId, KHEO_S3_SECRET: secretAccessKey } = data;
  if (endpoint !== undefined && bucket && region && accessKeyId && secretAccessKey) {
    return { bucket: `${endpoint.replace(/\/+$/u, "")}/${bucket}`, region, accessKeyId, secretAccessKey };
  }
  if (data.KHEO_FILES !== undefined) return { folder: resolve(root, data.KHEO_FILES) };
  return data.DATABASE_URL === undefined ? { folder: join(dataFolder, "files") } : null;
};

/** The environment, read once. An empty variable counts as absent. @throws Stop with what is wrong. */
export const readConfiguration = (environment: Readonly<Record<string, string | undefined>>): Configuration => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new Stop(parsed.error.issues.map(({ message }) => message).join("\n"));
  const { data } = parsed;
  const { KHEO_SMTP: server, KHEO_MAIL_FROM: from } = data;
  const { KHEO_OIDC_ISSUER: issuer, KHEO_OIDC_CLIENT_ID: clientId, KHEO_OIDC_CLIENT_SECRET: clientSecret } = data;
  const dataFolder = resolve(root, data.KHEO_DATA ?? ".data");
  return {
    port: data.PORT,
    // The embedded database is for trying out and for one machine: nobody else is let in unless told.
    host: data.HOST ?? (data.DATABASE_URL === undefined ? "127.0.0.1" : "0.0.0.0"),
    isDemonstrationPublic: data.KHEO_DEMONSTRATION === "public",
    databaseUrl: data.DATABASE_URL,
    databaseOwnerUrl: data.DATABASE_OWNER_URL,
    dataFolder,
    filePlace: filePlaceOf(data, dataFolder),
    address: data.KHEO_ADDRESS?.replace(/\/+$/u, ""),
    proxies: data.KHEO_PROXIES,
    needsTwo: data.KHEO_TWO_PERSONS === "on",
    logLevel: data.KHEO_LOG,
    mail: server === undefined || from === undefined ? undefined : { server, from },
    external:
      issuer === undefined || clientId === undefined || clientSecret === undefined
        ? undefined
        : { issuer, clientId, clientSecret, name: data.KHEO_OIDC_NAME },
  };
};
