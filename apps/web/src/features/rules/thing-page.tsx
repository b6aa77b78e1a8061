import { lowerFirst } from "@kheo/core/ground/sentences";
import { type Thing, things } from "@kheo/core/rules/things";
import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Loaded, Page } from "../../kit/page.tsx";

type ThingPageProps<T> = {
  readonly thing: Thing;
  readonly query: { readonly data: T | undefined; readonly error: unknown };
  readonly children: (data: T) => ReactNode;
};

/** The page of one thing: until it is there its shape, and where it is not, why and the way back to its list. */
export const ThingPage = <T,>({ thing, query, children }: ThingPageProps<T>) => {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  const { name, heading, page } = things[thing];
  return (
    <Page title={name}>
      <Loaded query={query}>{() => null}</Loaded>
      {query.error !== null && (
        <Text>
          Về <Link to={page}>danh sách {lowerFirst(heading)}</Link>.
        </Text>
      )}
    </Page>
  );
};
