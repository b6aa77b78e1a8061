import { Stack, Text } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { say } from "../../../kit/notice.ts";
import { Page } from "../../../kit/page.tsx";
import { Planner } from "./planner.tsx";
import { PlanningScope } from "./planning-scope.tsx";
import { usePlan } from "./use-plan.ts";

const route = getRouteApi("/shell/sap-xep/moi");

const NewReorganisation = ({ unitId, today }: { readonly unitId: string; readonly today: string }) => {
  const navigate = route.useNavigate();
  const plan = useChange(trpc.reorganisations.plan.mutationOptions());
  const [empty] = useState({ title: "", basis: "", effectiveOn: today, changes: [], version: 0 });
  const draft = usePlan(`new.${unitId}`, empty);
  const search = route.useSearch();
  return (
    <Planner
      draft={draft}
      unitId={unitId}
      search={search}
      stored={null}
      saving={plan}
      clash={null}
      save={(given) => {
        const sent = draft.typed;
        plan.send({ id: unitId, data: given }, ({ id }) => {
          draft.arrived(sent, 0);
          say("Đã lưu phương án. Chưa có đơn vị nào thay đổi.");
          void navigate({ to: "/sap-xep/$id", params: { id }, replace: true });
        });
      }}
    />
  );
};

/** A plan is begun by hand. */
export const NewReorganisationPage = () => {
  const { today } = useSession();
  return (
    <Stack gap="lg">
      <Text size="sm">
        <Link to="/sap-xep">Tất cả phương án sắp xếp</Link>
      </Text>
      <Page title="Lập phương án sắp xếp đơn vị">
        <PlanningScope>{(unitId) => <NewReorganisation key={unitId} unitId={unitId} today={today} />}</PlanningScope>
      </Page>
    </Stack>
  );
};
