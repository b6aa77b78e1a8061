import { appRouter } from "@kheo/api/index";
import { isDomainError } from "@kheo/core/rules/errors";
import { describe, expect, test } from "vitest";
import { passwordCalls, passwordTurns } from "./password-turns.ts";

test("a turn is taken for calls that there are", () => {
  // oxlint-disable-next-line no-underscore-dangle -- tRPC keeps what a router is made of under this name
  expect([...passwordCalls].filter((path) => !(path in appRouter._def.procedures))).toEqual([]);
});

describe("whoever shows a password", () => {
  const share = {
    all: 2,
    network: 1,
    personWaiting: 3,
    networkWaiting: 4,
    allWaiting: 6,
    inOneGo: 5,
    oneIn: 3_600_000,
  };
  /** Comparisons that run until they are told to end; `begun` names those that have, in that order. */
  const comparisons = () => {
    const inTurn = passwordTurns(share);
    const names: string[] = [];
    const ends = new Map<string, () => void>();
    const answers = new Map<string, Promise<string>>();
    return {
      /** Once nothing more begins by itself. */
      begun: async () => {
        await new Promise(setImmediate);
        return names;
      },
      show: (name: string, who: string, network: string) => {
        const answer = inTurn(
          { who, network },
          async () => {
            names.push(name);
            await new Promise<void>((end) => ends.set(name, end));
            return name;
          },
          () => true,
        ).catch((error: unknown) => (isDomainError(error) ? error.code : "unexpected"));
        answers.set(name, answer);
        return answer;
      },
      end: async (name: string) => {
        ends.get(name)?.();
        expect(await answers.get(name)).toBe(name);
      },
    };
  };

  test("for the first time, from another network, is served before the second of who floods", async () => {
    const { begun, show, end } = comparisons();
    for (const name of ["1", "2", "3", "4"]) void show(name, name, "flood");
    expect(await begun()).toEqual(["1"]);
    void show("other", "other", "elsewhere");
    expect(await begun()).toEqual(["1", "other"]);
    void show("third", "third", "far");
    await end("1");
    expect(await begun()).toEqual(["1", "other", "third"]);
    await end("other");
    expect(await begun()).toEqual(["1", "other", "third", "2"]);
  });

  test("in an office with somebody who floods is served before that person's second", async () => {
    const { begun, show, end } = comparisons();
    for (const name of ["1", "2", "3"]) void show(name, "guest", "office");
    void show("colleague", "colleague", "office");
    expect(await begun()).toEqual(["1"]);
    await end("1");
    expect(await begun()).toEqual(["1", "colleague"]);
    await end("colleague");
    expect(await begun()).toEqual(["1", "colleague", "2"]);
  });

  test("finds room also when others have filled the queue: the network with most places gives one up", async () => {
    const { show } = comparisons();
    const flood = ["1", "2", "3", "4", "5"].map((name) => show(name, name, "flood"));
    expect(await show("6", "6", "flood")).toBe("request.tooManyAtOnce");
    for (const name of ["a", "b", "c"]) void show(name, name, "office");
    const first = show("first", "first", "elsewhere");
    expect(await flood[4]).toBe("request.tooManyAtOnce");
    expect(await Promise.race([first, Promise.resolve("waits")])).toBe("waits");
  });

  test("again and again is refused when it was right, and left to the count of guesses when it was wrong", async () => {
    const inTurn = passwordTurns(share);
    const show = (isRight: boolean) =>
      inTurn(
        { who: "guest", network: "there" },
        async () => "answered",
        () => isRight,
      );
    for (let time = 0; time < 20; time += 1) await show(false);
    for (let time = 0; time < 5; time += 1) expect(await show(true)).toBe("answered");
    await expect(show(true)).rejects.toThrow("request.tooManyAtOnce");
    const elsewhere = inTurn(
      { who: "other", network: "there" },
      async () => "answered",
      () => true,
    );
    expect(await elsewhere).toBe("answered");
  });

  test("leaves the turn when it fails", async () => {
    const inTurn = passwordTurns({ ...share, all: 1 });
    const asking = { who: "guest", network: "there" };
    const failing = inTurn(
      asking,
      () => Promise.reject(new Error("lost")),
      () => true,
    );
    await expect(failing).rejects.toThrow("lost");
    const next = inTurn(
      asking,
      async () => "answered",
      () => true,
    );
    expect(await next).toBe("answered");
  });
});
