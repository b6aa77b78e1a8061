import { roles } from "@kheo/core/rules/policy";
import { expect, test } from "vitest";
import { filesBelow, read } from "./repository.ts";

/** The form of a post asks for what only some roles have. */
const formOfPosts = ["apps/web/src/features/offices/posts/post-fields.tsx"];

test("pages ask by action what somebody may do, never by the name of a role", () => {
  const named = new RegExp(`role (?:===|!==) "(?:${roles.join("|")})"`, "u");
  const pages = filesBelow("apps/web/src").filter((path) => /\.tsx?$/u.test(path));
  expect(pages.length).toBeGreaterThan(200);
  expect(pages.filter((path) => named.test(read(path)))).toEqual(formOfPosts);
});
