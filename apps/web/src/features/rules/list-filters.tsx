import { Button, Group } from "@mantine/core";
import { Link, type LinkProps } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";

type ListFiltersProps = {
  /** What is narrowed, for those who hear it. */
  readonly label: string;
  /** How many conditions narrow the list now. */
  readonly narrowedBy: number;
  /** The address of the list without any. */
  readonly clear: LinkProps;
  /** Stays in sight on a phone, where the conditions are folded. */
  readonly search?: ReactNode;
  readonly children: ReactNode;
};

/** What narrows a list; on a phone it is folded, so that the list begins on the first screen. */
export const ListFilters = ({ label, narrowedBy, clear, search, children }: ListFiltersProps) => {
  const [more, setMore] = useState(false);
  return (
    <search className="sheet" aria-label={label}>
      <div className="filters" data-more={more}>
        {search}
        <Button
          variant="default"
          className="filters-more"
          aria-expanded={more}
          onClick={() => {
            setMore(!more);
          }}
        >
          {more ? "Thu gọn điều kiện lọc" : narrowedBy > 0 ? `Điều kiện lọc (${narrowedBy})` : "Thêm điều kiện lọc"}
        </Button>
        {children}
      </div>
      {narrowedBy > 0 && (
        <Group mt="sm">
          <Button variant="default" size="sm" renderRoot={(props) => <Link {...clear} {...props} />}>
            Bỏ các điều kiện lọc
          </Button>
        </Group>
      )}
    </search>
  );
};
