import type { AppRouter } from "@kheo/api/index";
import { Link } from "@tanstack/react-router";
import type { inferRouterOutputs } from "@trpc/server";
import { Fragment } from "react";
import { dayText } from "../../../kit/words.ts";
import "./former-names.css";

type Former = inferRouterOutputs<AppRouter>["units"]["list"]["former"];

/** Names of before that were looked for, each with who bears its territory today. */
export const FormerNames = ({ former }: { readonly former: Former }) =>
  former.length > 0 && (
    <ul className="former-names" aria-label="Tên trước đây">
      {former.map(({ id, name, until, heirs }) => (
        <li key={`${id} ${name}`}>
          <Link to="/don-vi/$id" params={{ id }}>
            {name}
          </Link>{" "}
          (đến {dayText(until)}){heirs.length > 0 && ", nay là "}
          {heirs.map((heir, index) => (
            <Fragment key={heir.id}>
              {index > 0 && ", "}
              <Link to="/don-vi/$id" params={{ id: heir.id }}>
                {heir.name}
              </Link>
            </Fragment>
          ))}
        </li>
      ))}
    </ul>
  );
