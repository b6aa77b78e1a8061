import { Client } from "pg";
import { expect, test } from "vitest";
import type { Connection } from "./embedded.ts";
import { createTestDatabase, prepareTemplate, testCluster } from "./testing.ts";

test("each test database is its own copy of the template, which is filled once", async () => {
  let filled = 0;
  const prepare = () =>
    prepareTemplate("template_of_testing", async (connection) => {
      filled++;
      await run(connection, "create table unit (name text)");
    });
  await Promise.all([prepare(), prepare(), prepare()]);
  expect(filled).toBe(1);

  const [one, other] = await Promise.all([
    createTestDatabase("template_of_testing"),
    createTestDatabase("template_of_testing"),
  ]);
  await run(one, "insert into unit values ('Hà Nội')");
  expect(await run(one, "select * from unit")).toBe(1);
  expect(await run(other, "select * from unit")).toBe(0);
});

test("a template whose filling failed is made again", async () => {
  const failing = prepareTemplate("template_that_fails", () => Promise.reject(new Error("wrong migration")));
  await expect(failing).rejects.toThrow("wrong migration");
  await prepareTemplate("template_that_fails", async (connection) => {
    await run(connection, "create table unit (name text)");
  });
  expect(await run(await createTestDatabase("template_that_fails"), "select * from unit")).toBe(0);
});

test("an empty database needs no template", async () => {
  const database = await createTestDatabase();
  expect(database.host).toBe(testCluster().host);
  expect(await run(database, "select")).toBe(1);
});

async function run(connection: Connection, text: string): Promise<number | null> {
  const client = new Client(connection);
  await client.connect();
  try {
    return (await client.query(text)).rowCount;
  } finally {
    await client.end();
  }
}
