import type { ListDescription, ListOrder } from "@kheo/core/rules/lists";
import { NativeSelect } from "@mantine/core";
import { type LinkProps, useNavigate } from "@tanstack/react-router";
import type { ListLook } from "./list-search.ts";

type OrderChoiceProps<Column extends string> = {
  readonly description: ListDescription<Column>;
  readonly columns: readonly Column[];
  readonly order: ListOrder<Column>;
  readonly at: (look: ListLook<Column>) => LinkProps;
  /** On a desk too, where there are no heads. */
  readonly always: boolean;
};

const valueOf = ({ by, descending }: ListOrder): string => `${by} ${descending ? "down" : "up"}`;

/** The order of a list where its heads are not to be seen: on a phone, and of what has no head of its own. */
export const OrderChoice = <Column extends string>({
  description,
  columns,
  order,
  at,
  always,
}: OrderChoiceProps<Column>) => {
  const navigate = useNavigate();
  const orders = columns.flatMap((by) => [false, true].map((descending) => ({ by, descending })));
  return (
    <NativeSelect
      className={always ? "order-choice order-choice-always" : "order-choice"}
      label="Sắp xếp theo"
      value={valueOf(order)}
      data={orders.map((one) => ({
        value: valueOf(one),
        label: `${description.columns[one.by].label}, ${one.descending ? "giảm dần" : "tăng dần"}`,
      }))}
      onChange={({ currentTarget: { value } }) => {
        const chosen = orders.find((one) => valueOf(one) === value);
        if (!chosen) return;
        void navigate({
          ...at({ by: chosen.by, descending: chosen.descending || undefined, page: undefined }),
          replace: true,
        } as never);
      }}
    />
  );
};
