import { resolve } from "node:path";
import { z } from "zod";
import { Stop } from "./stop.ts";

const postgresUrl = (name: string) =>
  z
    .string()
    .regex(/^postgres(?:ql)?:\/\//u, {
      error: `${name}: cần địa chỉ PostgreSQL, ví dụ postgresql://kheo@127.0.0.1:5432/kheo.`,
    })
    .optional();

const schema = z.object({
  PORT: z.coerce
    .number({ error: "PORT: cần một số cổng từ 0 đến 65535, ví dụ 3000." })
    .int({ error: "PORT: cần một số cổng nguyên, ví dụ 3000." })
    .min(0, { error: "PORT: cần một số cổng từ 0 đến 65535, ví dụ 3000." })
    .max(65_535, { error: "PORT: cần một số cổng từ 0 đến 65535, ví dụ 3000." })
    .default(3000),
  HOST: z.string().min(1).default("0.0.0.0"),
  DATABASE_URL: postgresUrl("DATABASE_URL"),
  DATABASE_OWNER_URL: postgresUrl("DATABASE_OWNER_URL"),
  KHEO_DATA: z.string().min(1).optional(),
  /** The address people reach the service by, where a proxy stands in front. */
  KHEO_ADDRESS: z.url({ error: "KHEO_ADDRESS: cần một địa chỉ web, ví dụ https://danvankheo.example.vn." }).optional(),
});

export type Configuration = {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | undefined;
  /** The login that owns the tables, where it is not the one that serves. */
  readonly databaseOwnerUrl: string | undefined;
  readonly dataFolder: string;
  readonly address: string | undefined;
};

const root = new URL("../../../", import.meta.url).pathname;

/** The environment, read once. An empty variable counts as absent. @throws Stop with what is wrong. */
export const readConfiguration = (environment: Readonly<Record<string, string | undefined>>): Configuration => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new Stop(parsed.error.issues.map(({ message }) => message).join("\n"));
  const { PORT, HOST, DATABASE_URL, DATABASE_OWNER_URL, KHEO_DATA, KHEO_ADDRESS } = parsed.data;
  if (DATABASE_OWNER_URL !== undefined && DATABASE_URL === undefined) {
    throw new Stop("DATABASE_OWNER_URL: chỉ dùng cùng DATABASE_URL; hãy đặt cả hai.");
  }
  return {
    port: PORT,
    host: HOST,
    databaseUrl: DATABASE_URL,
    databaseOwnerUrl: DATABASE_OWNER_URL,
    dataFolder: resolve(root, KHEO_DATA ?? ".data"),
    address: KHEO_ADDRESS,
  };
};
