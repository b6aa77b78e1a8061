import { Group, Text } from "@mantine/core";
import { Link, type LinkProps } from "@tanstack/react-router";

type PagesProps = {
  readonly page: number;
  readonly last: number;
  readonly link: (page: number) => LinkProps;
};

/** Which page of how many is shown, and the way to those before and after. */
export const Pages = ({ page, last, link }: PagesProps) => {
  if (last === 1) return null;
  return (
    <Group component="nav" className="list-pages" aria-label="Các trang của danh sách" justify="space-between">
      <Text>
        Trang {page.toLocaleString("vi-VN")} trong {last.toLocaleString("vi-VN")}
      </Text>
      <Group gap="sm">
        {page > 1 && (
          <Link {...link(page - 1)} className="page-link">
            Trang trước
          </Link>
        )}
        {page < last && (
          <Link {...link(page + 1)} className="page-link">
            Trang sau
          </Link>
        )}
      </Group>
    </Group>
  );
};
