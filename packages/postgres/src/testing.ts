/** Databases for tests: real, empty or copied from a template, thrown away with their cluster after the run. */
import { randomBytes } from "node:crypto";
import { Client, escapeIdentifier } from "pg";
import { inject } from "vitest";
import type { Connection } from "./embedded.ts";

declare module "vitest" {
  interface ProvidedContext {
    testCluster: Connection;
  }
}

/** The cluster of this test run; its database is for making others. */
export function testCluster(): Connection {
  return inject("testCluster");
}

/**
 * Makes the template database `name` once in a test run, whoever asks first; the others wait. `fill` migrates it, and
 * closes its connections before it returns.
 */
export async function prepareTemplate(name: string, fill: (connection: Connection) => Promise<void>): Promise<void> {
  await inCluster(async (client) => {
    await client.query("select pg_advisory_lock(hashtext($1))", [name]);
    const template = escapeIdentifier(name);
    const { rowCount } = await client.query("select from pg_database where datname = $1 and datistemplate", [name]);
    if (rowCount === 1) return;
    // One that is no template yet comes from a `fill` that failed.
    await client.query(`drop database if exists ${template} with (force)`);
    await client.query(`create database ${template}`);
    await fill({ ...testCluster(), database: name });
    await client.query(`alter database ${template} is_template true allow_connections false`);
  });
}

/** A database of the caller's own. */
export async function createTestDatabase(template = "template1"): Promise<Connection> {
  const database = `test_${randomBytes(8).toString("hex")}`;
  await inCluster(async (client) => {
    // The files of a small database in memory are copied sooner than page by page through the log.
    await client.query(`create database ${database} template ${escapeIdentifier(template)} strategy file_copy`);
  });
  return { ...testCluster(), database };
}

async function inCluster(work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client(testCluster());
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
