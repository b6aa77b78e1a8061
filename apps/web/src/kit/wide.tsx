import type { ReactNode } from "react";

/** A box that scrolls sideways by itself, so that a wide table never widens the page. */
export const Wide = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  // Only a box that takes the focus can be scrolled with the keyboard.
  // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  <section className="wide" aria-label={`${label} (bảng cuộn ngang)`} tabIndex={0}>
    {children}
  </section>
);
