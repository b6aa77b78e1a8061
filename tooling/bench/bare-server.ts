/**
 * The floor that the application is measured against: an HTTP server that knows nothing but how to send the recorded
 * statements with the values of the request. It is started by the benchmark with its plan on standard input.
 */
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import pg from "pg";
import type { Statement } from "./statements.ts";

export type Plan = {
  readonly connection: pg.PoolConfig;
  /** By path: the statements, and for each name in the body the recorded value that it stands for. */
  readonly routes: Readonly<
    Record<string, { readonly statements: readonly Statement[]; readonly recorded: Readonly<Record<string, unknown>> }>
  >;
};

const plan = JSON.parse(await text(process.stdin)) as Plan;
const pool = new pg.Pool({ max: 10, ...plan.connection });

const server = createServer((request, response) => {
  const route = plan.routes[request.url ?? ""];
  if (!route) {
    response.writeHead(404).end();
    return;
  }
  const answer = async () => {
    const given = JSON.parse((await text(request)) || "{}") as Record<string, unknown>;
    const replaced = new Map(Object.entries(route.recorded).map(([name, value]) => [value, given[name]]));
    const client = await pool.connect();
    try {
      const results = [];
      for (const { text: statement, values } of route.statements) {
        results.push(
          (
            await client.query(
              statement,
              values.map((value) => (replaced.has(value) ? replaced.get(value) : value)),
            )
          ).rows,
        );
      }
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(results.at(-1)));
    } finally {
      client.release();
    }
  };
  answer().catch((error: unknown) => {
    response.writeHead(500).end(String(error));
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`${typeof address === "object" ? address?.port : ""}\n`);
});
