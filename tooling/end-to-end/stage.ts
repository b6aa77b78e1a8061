import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { firstToday } from "@kheo/demonstration/calling";
import { demonstrationPassword } from "@kheo/demonstration/people";
import { demonstrationDatabase } from "@kheo/demonstration/testing";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const kheo = new URL("../../apps/server/src/kheo.ts", import.meta.url).pathname;

const chromiumPath = (): string => {
  const found = [process.env["CHROMIUM_PATH"], "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
    (path) => path !== undefined && existsSync(path),
  );
  if (found === undefined) throw new Error("No Chromium: install it or set CHROMIUM_PATH");
  return found;
};

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

/** The day on which the stage is played: the demonstration is always made anew. */
export const today = firstToday;

export type Server = { readonly address: string; readonly child: ChildProcess; readonly stop: () => Promise<void> };

/** The real server in a process of its own, on a port that the system chooses. */
export const startServer = async (environment: Readonly<Record<string, string>>): Promise<Server> => {
  const child = spawn(process.execPath, [kheo, "start"], {
    env: { ...process.env, PORT: "0", HOST: "127.0.0.1", ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /https?:\/\/localhost:\d+/u.exec(line)?.[0];
    if (address !== undefined) {
      child.stdout.resume();
      return {
        address,
        child,
        stop: async () => {
          if (child.exitCode !== null || child.signalCode !== null) return;
          child.kill("SIGTERM");
          await once(child, "exit");
        },
      };
    }
  }
  throw new Error("The server ended before it served");
};

const ownClient = { "x-kheo-client": "end-to-end" };

/** A server on a database of its own with the demonstration in it, and a browser. */
export const openStage = async (environment: Readonly<Record<string, string>> = {}) => {
  const { db, url } = await demonstrationDatabase();
  const [server, browser] = await Promise.all([startServer({ DATABASE_URL: url, ...environment }), openBrowser()]);
  const contexts = new Map<string, { context: BrowserContext; page: Page }>();
  const complaints: string[] = [];

  const signIn = async (context: BrowserContext, username: string): Promise<void> => {
    const data = { username, password: demonstrationPassword };
    const answer = await context.request.post("/api/auth/sign-in/username", { data, headers: ownClient });
    if (!answer.ok()) throw new Error(`Signing in answered ${answer.status()}: ${await answer.text()}`);
  };

  /** A browser of a person of their own, signed in the first time: no page is open in it yet. */
  const as = async (username: string): Promise<Page> => {
    const known = contexts.get(username);
    if (known) return known.page;
    const context = await browser.newContext({
      baseURL: server.address,
      locale: "vi-VN",
      viewport: { width: 1280, height: 900 },
      acceptDownloads: true,
      // Nothing is learnt from a dialog that takes its time to appear.
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on("pageerror", (error) => complaints.push(`${username}: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().includes("Failed to load resource")) {
        complaints.push(`${username}: ${message.text()}`);
      }
    });
    contexts.set(username, { context, page });
    await signIn(context, username);
    return page;
  };

  return {
    db,
    server,
    browser,
    as,
    signIn,
    /** What the pages' scripts complained of; empty when all is well. */
    complaints,
    close: async () => {
      await browser.close();
      await server.stop();
      await db.destroy();
    },
  };
};
export type Stage = Awaited<ReturnType<typeof openStage>>;
