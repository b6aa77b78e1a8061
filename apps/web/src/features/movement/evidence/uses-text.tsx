import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import type { AttachedFile } from "./evidence-data.ts";

type Use = AttachedFile["alsoFor"][number];

/** What a file is used for, each with the way there. */
export const UsesText = ({ uses }: { readonly uses: readonly Use[] }) =>
  uses.map(({ thing, thingId, criterion, code }, index) => (
    <Fragment key={`${thingId} ${criterion ?? ""}`}>
      <span className="whole">
        {thing === "model" ? (
          <Link to="/mo-hinh/$id" params={{ id: thingId }}>
            {code}
          </Link>
        ) : (
          <Link to="/cham-diem/$id" params={{ id: thingId }}>
            {code}, {criterion}
          </Link>
        )}
        {index < uses.length - 1 && ";"}
      </span>{" "}
    </Fragment>
  ));
