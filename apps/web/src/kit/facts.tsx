import type { ReactNode } from "react";
import "./facts.css";

export type Fact = { readonly label: string; readonly value: ReactNode };

/** Labels with what is known under each, for reading; on a wide screen the labels stand on the left. */
export const Facts = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <dl className="facts">
    {facts.map(({ label, value }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
