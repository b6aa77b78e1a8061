import { posix } from "node:path";
import type { Package } from "./repository.ts";

const nounWings = ["ground", "rules", "criteria", "territory", "offices", "movement", "reports"] as const;

/**
 * The wings of a package, from the ground up: what is in one uses what is in those before it, and nothing of those
 * behind it. What stands beside them in `src` is above all of them. A page of the browser puts together what is of
 * several wings, so there only the features as a whole have a floor.
 */
export const wings: Readonly<Record<string, readonly string[]>> = {
  "@kheo/core": nounWings,
  "@kheo/db": nounWings,
  "@kheo/api": nounWings,
  "@kheo/web": ["lib", "kit", "features", "frame"],
};

const place = "src/";

const floorOf = (floors: readonly string[], path: string): number => {
  const floor = path.startsWith(place) ? floors.indexOf(path.slice(place.length).split("/")[0] ?? "") : -1;
  return floor < 0 ? Infinity : floor;
};

/** Tests look at a wing from outside. */
const isTest = (path: string): boolean => /\.test\.tsx?$|\/testing[\w-]*\.ts$/u.test(path);

/** Every import of a package that runs up, in words. */
export const upward = ({ name, files }: Package): readonly string[] => {
  const floors = wings[name] ?? [];
  return files
    .filter(({ path }) => !isTest(path) && floorOf(floors, path) < Infinity)
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ module }) => module.startsWith("."))
        .map(({ module }) => posix.join(posix.dirname(path), module))
        .filter((target) => floorOf(floors, target) > floorOf(floors, path))
        .map((target) => `${name}/${path} imports ${target}`),
    );
};
