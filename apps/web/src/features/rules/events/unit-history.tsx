import { Checkbox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { trpc } from "../../../lib/trpc.ts";
import { Section } from "../../../kit/section.tsx";
import { HistoryPages } from "./history-pages.tsx";

/** What was done at a unit. */
export const UnitHistory = ({ unitId }: { readonly unitId: string }) => {
  const [below, setBelow] = useState(false);
  const [before, goTo] = useState<number | undefined>(undefined);
  const found = useQuery(trpc.events.ofUnit.queryOptions({ id: unitId, data: { below, before } }));
  return (
    <Section title="Nhật ký" lead="Ai đã làm gì, lúc nào, với tư cách nào. Nhật ký không sửa và không xóa được.">
      <Checkbox
        label="Kể cả các đơn vị trực thuộc"
        checked={below}
        onChange={(event) => {
          setBelow(event.currentTarget.checked);
          goTo(undefined);
        }}
      />
      <HistoryPages found={found} before={before} goTo={goTo} />
    </Section>
  );
};
