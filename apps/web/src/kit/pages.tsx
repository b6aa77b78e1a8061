import { Group, Text } from "@mantine/core";
import { Link, type LinkProps } from "@tanstack/react-router";

/**
 * How another page is come to: by an address of its own, or, of a list that stands in a form, without leaving what was
 * chosen in it.
 */
type Way = { readonly link: (page: number) => LinkProps } | { readonly turn: (page: number) => void };

const To = ({ way, page, text }: { readonly way: Way; readonly page: number; readonly text: string }) =>
  "link" in way ? (
    <Link {...way.link(page)} className="page-link">
      {text}
    </Link>
  ) : (
    <button
      type="button"
      className="page-link"
      onClick={() => {
        way.turn(page);
      }}
    >
      {text}
    </button>
  );

type PagesProps = Way & { readonly page: number; readonly last: number };

/** Which page of how many is shown, and the way to those before and after. */
export const Pages = ({ page, last, ...way }: PagesProps) => {
  if (last <= 1) return null;
  return (
    <Group component="nav" className="list-pages" aria-label="Các trang của danh sách" justify="space-between">
      <Text>
        Trang {page.toLocaleString("vi-VN")} trong {last.toLocaleString("vi-VN")}
      </Text>
      <Group gap="sm">
        {page > 1 && <To way={way} page={page - 1} text="Trang trước" />}
        {page < last && <To way={way} page={page + 1} text="Trang sau" />}
      </Group>
    </Group>
  );
};
