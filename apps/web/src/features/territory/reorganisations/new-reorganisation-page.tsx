import { Stack, Text } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { say } from "../../../kit/notice.ts";
import { Page } from "../../../kit/page.tsx";
import { Planner } from "./planner.tsx";
import { PlanningScope } from "./planning-scope.tsx";
import { useNewPlan } from "./use-plan.ts";

const route = getRouteApi("/shell/sap-xep/moi");

type NewProps = { readonly unitId: string; readonly today: string };

const NewReorganisation = ({ unitId, today, startAfresh }: NewProps & { readonly startAfresh: () => void }) => {
  const navigate = route.useNavigate();
  const draft = useNewPlan("new", {
    unitId,
    today,
    made: (id) => {
      say("Đã lưu phương án. Chưa có đơn vị nào thay đổi.");
      return navigate({ to: "/sap-xep/$id", params: { id }, replace: true });
    },
  });
  const search = route.useSearch();
  return <Planner draft={draft} unitId={unitId} search={search} stored={null} startAfresh={startAfresh} />;
};

const Beginning = (props: NewProps) => {
  const [beginnings, begin] = useState(0);
  return (
    <NewReorganisation
      key={beginnings}
      {...props}
      startAfresh={() => {
        begin(beginnings + 1);
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
        <PlanningScope>{(unitId) => <Beginning key={unitId} unitId={unitId} today={today} />}</PlanningScope>
      </Page>
    </Stack>
  );
};
