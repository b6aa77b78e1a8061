import type { AppRouter } from "@kheo/api/index";
import { bodyKindText } from "@kheo/core/offices/bodies";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { inferRouterOutputs } from "@trpc/server";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { AdministrationLinks } from "../../rules/administration-links.tsx";
import { Empty, Loaded, Page } from "../../../kit/page.tsx";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { dayText } from "../../../kit/words.ts";
import { BodyForm } from "./body-form.tsx";

type Row = inferRouterOutputs<AppRouter>["bodies"]["list"][number];

const columns: readonly RecordColumn<Row>[] = [
  {
    title: "Tên",
    main: true,
    cell: ({ id, name }) => (
      <Link to="/quan-tri/hoi-dong/$id" params={{ id }} className="record">
        {name}
      </Link>
    ),
  },
  { title: "Loại", main: true, cell: ({ kind }) => bodyKindText[kind] },
  { title: "Đơn vị", main: true, cell: ({ unitName }) => unitName },
  {
    title: "Thành viên",
    main: true,
    number: true,
    cell: ({ members, dissolvedOn }) => (dissolvedOn === null ? String(members) : `giải thể ${dayText(dissolvedOn)}`),
  },
];

/** The councils, panels and committees within reach, with their members counted. */
export const BodiesPage = () => {
  const { may } = useSession();
  const [founding, found] = useState(false);
  const bodies = useQuery(trpc.bodies.list.queryOptions({}, { enabled: may("body.view") }));
  if (!may("body.view")) {
    return (
      <Page title="Hội đồng, tổ, ban">
        <Empty>Chức vụ của đồng chí không xem trang này.</Empty>
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
        <BodyForm
          body={null}
          close={() => {
            found(false);
          }}
        />
      )}
      <Loaded query={bodies}>
        {(rows) => (
          <Records
            label="Hội đồng, tổ, ban"
            rows={rows}
            keyOf={({ id }) => id}
            empty="Chưa có hội đồng, tổ hay ban nào trong phạm vi của đồng chí."
            columns={columns}
          />
        )}
      </Loaded>
    </Page>
  );
};
