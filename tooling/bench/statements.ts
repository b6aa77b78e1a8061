import pg from "pg";

/** One statement as the application sends it. */
export type Statement = { readonly text: string; readonly values: readonly unknown[] };

/**
 * Every statement that reaches PostgreSQL while `work` runs, in order. The bare handlers send exactly these, so that
 * nothing but the application's own work lies between the two figures.
 */
export const statementsOf = async (work: () => Promise<unknown>): Promise<readonly Statement[]> => {
  const seen: Statement[] = [];
  // oxlint-disable-next-line typescript/unbound-method -- it is called with its own `this` below
  const original = pg.Client.prototype.query as (...parameters: unknown[]) => unknown;
  pg.Client.prototype.query = function record(this: unknown, ...parameters: unknown[]) {
    const [first, second] = parameters;
    const text = typeof first === "string" ? first : ((first as { text?: string }).text ?? "");
    const values = Array.isArray(second) ? second : ((first as { values?: unknown[] }).values ?? []);
    seen.push({ text, values });
    return original.apply(this, parameters);
  } as typeof pg.Client.prototype.query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original as typeof pg.Client.prototype.query;
  }
  return seen;
};
