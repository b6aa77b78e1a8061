import { can } from "@kheo/core/policy";
import { NativeSelect, Stack, Text } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../../lib/session.ts";
import { trpc } from "../../lib/trpc.ts";
import { useChange } from "../../lib/use-change.ts";
import { say } from "../../ui/notice.ts";
import { Empty, Page } from "../../ui/page.tsx";
import { Planner } from "./planner.tsx";
import { usePlan } from "./use-plan.ts";

const route = getRouteApi("/shell/sap-xep/moi");

/** The units for whose territory one may plan, by one's own posts. */
export const usePlanningUnits = (): readonly { readonly id: string; readonly name: string }[] => {
  const session = useSession();
  const units = session.posts
    .filter(({ unitId }) => can(session, "reorganisation.plan", { id: unitId, path: [unitId] }))
    .map(({ unitId, unitName }) => [unitId, { id: unitId, name: unitName }] as const);
  return [...new Map(units).values()];
};

const NewPlan = ({ unitId, today }: { readonly unitId: string; readonly today: string }) => {
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
  const units = usePlanningUnits();
  const [chosen, choose] = useState(units[0]?.id ?? null);
  return (
    <Stack gap="lg">
      <Text size="sm">
        <Link to="/sap-xep">Tất cả phương án sắp xếp</Link>
      </Text>
      <Page
        title="Lập phương án sắp xếp đơn vị"
        summary={units.length === 1 && `Phạm vi: ${units[0]?.name} và các đơn vị trực thuộc.`}
      >
        {units.length > 1 && (
          <NativeSelect
            size="md"
            label="Phạm vi của phương án"
            value={chosen ?? ""}
            data={units.map(({ id, name }) => ({ value: id, label: `${name} và các đơn vị trực thuộc` }))}
            onChange={(event) => {
              choose(event.currentTarget.value);
            }}
          />
        )}
        {chosen === null ? (
          <Empty>Chức vụ của đồng chí không lập phương án sắp xếp đơn vị. Quản trị của đơn vị lập phương án.</Empty>
        ) : (
          <NewPlan key={chosen} unitId={chosen} today={today} />
        )}
      </Page>
    </Stack>
  );
};
