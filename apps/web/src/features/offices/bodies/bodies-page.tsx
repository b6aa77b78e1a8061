import { bodyList } from "@kheo/core/offices/lists";
import { Button } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { AdministrationLinks } from "../../rules/administration-links.tsx";
import { useIsLeft } from "../../../kit/fields/fields-form.tsx";
import { Empty, Page } from "../../../kit/page.tsx";
import { RecordList } from "../../rules/record-list.tsx";
import { FoundBodyForm } from "./body-form.tsx";

const route = getRouteApi("/shell/quan-tri/hoi-dong");

/** The councils, panels and committees within reach, with their members counted. */
export const BodiesPage = () => {
  const { may } = useSession();
  const left = useIsLeft("body");
  const [founding, found] = useState(left && may("body.found"));
  const look = route.useSearch();
  if (!may("body.view")) {
    return (
      <Page title="Hội đồng, tổ, ban">
        <Empty>Chức vụ của đồng chí không có quyền xem trang này.</Empty>
      </Page>
    );
  }
  return (
    <Page
      title="Hội đồng, tổ, ban"
      summary="Thành viên, quy chế biểu quyết và quyết định thành lập."
      action={
        may("body.found") &&
        !founding && (
          <Button
            onClick={() => {
              found(true);
            }}
          >
            Lập hội đồng, tổ, ban
          </Button>
        )
      }
    >
      {may("person.view") && <AdministrationLinks />}
      {founding && (
        <FoundBodyForm
          close={() => {
            found(false);
          }}
        />
      )}
      <RecordList
        description={bodyList}
        file="bodies"
        search={look}
        list={trpc.bodies.list}
        at={(change) => ({ to: "/quan-tri/hoi-dong", search: { ...look, ...change } })}
        keyOf={({ id }) => id}
        page={({ id }) => ({ to: "/quan-tri/hoi-dong/$id", params: { id } })}
        empty="Chưa có hội đồng, tổ hay ban nào trong phạm vi của đồng chí."
      />
    </Page>
  );
};
