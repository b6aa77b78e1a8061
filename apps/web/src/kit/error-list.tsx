import { Alert } from "@mantine/core";
import { useEffect, useRef } from "react";

/** What is wrong in a form, and the id of the element where it is mended. */
export type FieldProblem = { readonly field: string; readonly message: string };

const jumpTo = (field: string): void => {
  const element = document.getElementById(field);
  element?.scrollIntoView({ block: "center" });
  element?.focus({ preventScroll: true });
};

type ErrorListProps = {
  readonly problems: readonly FieldProblem[];
  readonly title?: string;
  /** How many times the form was refused: each time the list takes the focus. */
  readonly refusals?: number;
};

/** Every error of a form in one list above it; each entry jumps to its field. */
export const ErrorList = ({ problems, title, refusals = 0 }: ErrorListProps) => {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusals > 0) box.current?.focus();
  }, [refusals]);
  if (problems.length === 0) return null;
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      color="red"
      variant="light"
      role="alert"
      className="error-list"
      title={title ?? `Còn ${problems.length} chỗ cần bổ sung hoặc sửa`}
    >
      <ul>
        {problems.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            <a
              href={`#${field}`}
              onClick={(event) => {
                event.preventDefault();
                jumpTo(field);
              }}
            >
              {message}
            </a>
          </li>
        ))}
      </ul>
    </Alert>
  );
};
