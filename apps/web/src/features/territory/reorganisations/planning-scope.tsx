import { unitsWhere } from "@kheo/core/rules/rights";
import { NativeSelect, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { Empty } from "../../../kit/page.tsx";

/** For which territory one plans: there is a choice only with several posts. */
export const PlanningScope = ({ children }: { readonly children: (unitId: string) => ReactNode }) => {
  const units = unitsWhere(useSession(), "reorganisation.plan");
  const [first] = units;
  const [chosen, choose] = useState(first?.id);
  if (!first || chosen === undefined) {
    return (
      <Empty>
        Chức vụ của đồng chí không có quyền lập phương án sắp xếp đơn vị. Quản trị của đơn vị lập phương án.
      </Empty>
    );
  }
  return (
    <>
      {units.length === 1 ? (
        <Text c="warm.7">Phạm vi: {first.name} và các đơn vị trực thuộc.</Text>
      ) : (
        <NativeSelect
          label="Phạm vi của phương án"
          value={chosen}
          data={units.map(({ id, name }) => ({ value: id, label: `${name} và các đơn vị trực thuộc` }))}
          onChange={(event) => {
            choose(event.currentTarget.value);
          }}
        />
      )}
      {children(chosen)}
    </>
  );
};
