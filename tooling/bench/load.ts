import { Agent, request } from "node:http";

export type Call = {
  readonly port: number;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

const send = (agent: Agent, { port, method, path, headers = {}, body }: Call): Promise<void> =>
  new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        host: "127.0.0.1",
        port,
        method,
        path,
        headers: {
          ...headers,
          ...(body !== undefined && {
            "content-type": "application/json",
            "content-length": String(Buffer.byteLength(body)),
          }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          if (response.statusCode === 200) resolve();
          else
            reject(
              new Error(`${path} answered ${response.statusCode}: ${Buffer.concat(chunks).toString().slice(0, 500)}`),
            );
        });
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });

export type Pace = { readonly perSecond: number; readonly p95: number };
/** Something done again and again by so many at once, each one time after the other, for so long. */
export type Side = (clients: number, milliseconds: number) => Promise<Pace>;

/** Work done a second. Any that fails ends the run. */
export const inProcess =
  (work: () => Promise<unknown>): Side =>
  async (clients, milliseconds) => {
    const times: number[] = [];
    const started = performance.now();
    const client = async () => {
      while (performance.now() - started < milliseconds) {
        const begun = performance.now();
        await work();
        times.push(performance.now() - begun);
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
    const seconds = (performance.now() - started) / 1_000;
    const sorted = times.toSorted((a, b) => a - b);
    return { perSecond: times.length / seconds, p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0 };
  };

/** Calls answered a second. */
export const overHttp =
  (next: () => Call): Side =>
  async (clients, milliseconds) => {
    const agent = new Agent({ keepAlive: true, maxSockets: clients });
    const pace = await inProcess(() => send(agent, next()))(clients, milliseconds);
    agent.destroy();
    return pace;
  };
