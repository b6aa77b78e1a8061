import { Container } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ComponentType } from "react";
import { Opening } from "./opening.tsx";
import { Failure } from "./page.tsx";

type FetchedProps = { readonly name: string; readonly load: () => Promise<ComponentType> };

/** A part of the program that is fetched when it is needed; until then what opens it, or the reason why it does not come. */
export const Fetched = ({ name, load }: FetchedProps) => {
  const part = useQuery({
    queryKey: ["part", name],
    // What a query knows is an object; a component alone would be taken for something to call.
    queryFn: async () => ({ Part: await load() }),
    staleTime: Infinity,
    structuralSharing: false,
  });
  if (part.data) return <part.data.Part />;
  if (!part.error) return <Opening />;
  return (
    <Container component="main" size="sm" py="xl">
      <Failure error={part.error} />
    </Container>
  );
};
