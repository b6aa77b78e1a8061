import { VisuallyHidden } from "@mantine/core";
import { useTodo } from "../features/home/use-todo.ts";
import type { MenuEntry } from "./menu.ts";

/** What an entry of the menu says: its words, and how much of what is there waits for whoever looks. */
export const EntryText = ({ to, text }: Pick<MenuEntry, "to" | "text">) => {
  const rows = useTodo().data ?? [];
  const count = rows
    .filter(({ page }) => to === "/" || page === to || page.startsWith(`${to}/`))
    .reduce((sum, row) => sum + row.count, 0);
  return (
    <span className="menu-entry">
      {text}{" "}
      {count > 0 && (
        <span className="menu-count">
          {count.toLocaleString("vi-VN")}
          <VisuallyHidden> việc chờ</VisuallyHidden>
        </span>
      )}
    </span>
  );
};
