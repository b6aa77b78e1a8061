import { Link } from "@tanstack/react-router";
import type { AttachedFile } from "./evidence-data.ts";

type Use = AttachedFile["alsoFor"][number];

/** What a file is used for, each with the way there. */
export const UsesText = ({ uses }: { readonly uses: readonly Use[] }) =>
  uses.map(({ thing, thingId, criterion, code }, index) => (
    <span className="whole" key={`${thingId} ${criterion ?? ""}`}>
      {index > 0 && "; "}
      {thing === "model" ? (
        <Link to="/mo-hinh/$id" params={{ id: thingId }}>
          {code}
        </Link>
      ) : (
        <Link to="/cham-diem/$id" params={{ id: thingId }}>
          {code}, {criterion}
        </Link>
      )}
    </span>
  ));
