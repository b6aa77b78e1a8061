import { viewRight } from "@kheo/core/rules/events";
import type { Action } from "@kheo/core/rules/policy";
import { type Thing, things } from "@kheo/core/rules/things";
import type { Declaration } from "@kheo/core/rules/things/thing";

export type MenuEntry = {
  readonly to: string;
  readonly text: string;
  readonly action: Action;
  /** Among the four that stand at the bottom of a phone. */
  readonly bottom?: true;
};

/** The entries of the menu, by what people do; a person sees those whose action their posts allow. */
export const menu: readonly MenuEntry[] = [
  { to: "/", text: "Việc cần làm", action: "session.view", bottom: true },
  ...Object.entries<Declaration>(things).flatMap(([thing, { page, menu: entry }]): MenuEntry[] =>
    entry ? [{ to: page, action: viewRight(thing as Thing), ...entry }] : [],
  ),
];

/** Pages that have no entry of their own, each with the entry from which one comes to it. */
const cameFrom: Readonly<Record<string, string>> = {
  "/sap-xep": "/don-vi",
  "/cum-khoi": "/don-vi",
  "/co-quan-tham-muu": "/don-vi",
  "/phan-quyen": "/quan-tri",
  "/minh-chung": "/mo-hinh",
};

/** The entry that leads to a page which has none of its own. */
export const entryOf = (pathname: string): string | undefined =>
  Object.entries(cameFrom).find(([page]) => pathname === page || pathname.startsWith(`${page}/`))?.[1];
