import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { trpc } from "../../../lib/trpc.ts";

/** How many models of the unit and of those below it the person may see, of all periods. */
export const UnitModels = ({ id }: { readonly id: string }) => {
  const models = useQuery(trpc.models.list.queryOptions({ unitId: id, limit: 1 }));
  const total = Object.values(models.data?.counts ?? {}).reduce((sum, count) => sum + count, 0);
  return (
    <Text>
      <Link to="/mo-hinh" search={{ unitId: id }} className="record">
        {models.data ? `${total.toLocaleString("vi-VN")} mô hình` : "Mô hình"}
      </Link>{" "}
      của đơn vị và các đơn vị trực thuộc, mọi kỳ.
    </Text>
  );
};
