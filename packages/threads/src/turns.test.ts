import { expect, test } from "vitest";
import { turns } from "./turns.ts";

test("S-13: so many work at once, so many wait, and whoever comes then is told to come again", async () => {
  const enter = turns({ working: 2, waiting: 3 });
  const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
  let working = 0;
  let most = 0;
  const works = gates.map(({ promise }, index) => {
    const place = enter(`person ${index}`);
    return place
      .work(async () => {
        working += 1;
        most = Math.max(most, working);
        await promise;
        working -= 1;
      })
      .finally(place.leave);
  });
  expect(() => enter("the sixth")).toThrow("busy");
  for (const { resolve } of gates) resolve();
  await Promise.all(works);
  expect(most).toBe(2);
  // A place that failed is free again too.
  const failing = enter("the sixth");
  await expect(failing.work(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  failing.leave();
  failing.leave();
  expect(await enter("the seventh").work(async () => "done")).toBe("done");
});

test("S-13: one person does not take all the places", () => {
  const enter = turns({ working: 2, waiting: 2 });
  const [first] = [enter("one"), enter("one")];
  expect(() => enter("one")).toThrow("busy");
  enter("another");
  first.leave();
  enter("one");
});

test("a person has as many places as the queue says", () => {
  const enter = turns({ working: 2, waiting: 2, each: 1 });
  const first = enter("one");
  expect(() => enter("one")).toThrow("busy");
  enter("another").leave();
  first.leave();
  enter("one");
});
