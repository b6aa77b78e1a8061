import { unitsWhere } from "@kheo/core/rules/rights";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { AdministrationLinks } from "../administration-links.tsx";
import { Empty, Page } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { HistoryPages } from "./history-pages.tsx";

const route = getRouteApi("/shell/quan-tri/nhat-ky/$id");

const PersonHistory = ({ unitId }: { readonly unitId: string }) => {
  const { id: personId } = route.useParams();
  const [before, goTo] = useState<number | undefined>(undefined);
  const found = useQuery(trpc.events.ofPerson.queryOptions({ id: unitId, data: { personId, before } }));
  return (
    <Section title="Việc đã làm, và việc liên quan đến tài khoản, chức vụ">
      <HistoryPages found={found} before={before} goTo={goTo} />
    </Section>
  );
};

/** What a person has done, and what was done about their account and posts. */
export const PersonHistoryPage = () => {
  const { name } = route.useSearch();
  const [scope] = unitsWhere(useSession(), "event.view");
  return (
    <Page title={name === undefined ? "Nhật ký của người dùng" : `Nhật ký của ${name}`}>
      {scope ? (
        <>
          <AdministrationLinks />
          <PersonHistory unitId={scope.id} />
        </>
      ) : (
        <Empty>Chỉ quản trị viên xem được trang này.</Empty>
      )}
    </Page>
  );
};
