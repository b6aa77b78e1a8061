import { Text } from "@mantine/core";
import type { ReactNode } from "react";

/** A word to the reader beside the work: a reason that was given, a rule that applies. */
export const Notice = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <aside className="notice" aria-label={title}>
    <strong>{title}</strong>
    <Text component="div">{children}</Text>
  </aside>
);
