import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { trpc } from "../../../lib/trpc.ts";
import { Page } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { HistoryPages } from "./history-pages.tsx";

/** What one has done oneself. */
export const MyHistoryPage = () => {
  const [before, goTo] = useState<number | undefined>(undefined);
  const found = useQuery(trpc.events.mine.queryOptions({ before }));
  return (
    <Page title="Việc tôi đã làm" summary="Mỗi việc chính thức được ghi một dòng, không sửa và không xóa được.">
      <Section title="Nhật ký">
        <HistoryPages found={found} before={before} goTo={goTo} />
      </Section>
    </Page>
  );
};
