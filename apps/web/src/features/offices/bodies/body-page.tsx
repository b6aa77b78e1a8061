import { lowerFirst } from "@kheo/core/ground/sentences";
import type { AppRouter } from "@kheo/api/index";
import {
  ballotKindText,
  type BodyKind,
  bodyKindText,
  bodySeatText,
  dissolutionFields,
  ratioBaseText,
} from "@kheo/core/offices/bodies";
import { roleText } from "@kheo/core/rules/policy";
import { Button, Checkbox, Group, Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { inferRouterOutputs } from "@trpc/server";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { Facts } from "../../../kit/facts.tsx";
import { FieldsForm, useIsLeft } from "../../../kit/fields/fields-form.tsx";
import { say } from "../../../kit/notice.ts";
import { Empty, Loaded, Page } from "../../../kit/page.tsx";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { Section } from "../../../kit/section.tsx";
import { StepButtons } from "../../rules/step-buttons.tsx";
import { dayText } from "../../../kit/words.ts";
import { EditBodyForm } from "./body-form.tsx";

const route = getRouteApi("/shell/quan-tri/hoi-dong/$id");

type BodyData = inferRouterOutputs<AppRouter>["bodies"]["get"];

const Rules = ({ body }: Pick<BodyData, "body">) => {
  const { quorum, threshold, base, ballot } = body.rules;
  return (
    <Section title="Quy chế biểu quyết">
      <Facts
        facts={[
          { label: "Phải bỏ phiếu", value: `ít nhất ${quorum.part}/${quorum.of} tổng số thành viên` },
          {
            label: "Thông qua khi",
            value: `đồng ý ${threshold.strict ? "quá" : "từ"} ${threshold.part}/${threshold.of}${threshold.strict ? "" : " trở lên"}`,
          },
          { label: "Tính trên", value: lowerFirst(ratioBaseText[base]) },
          { label: "Hình thức thường dùng", value: lowerFirst(ballotKindText[ballot]) },
          { label: "Quyết định thành lập", value: body.document === "" ? "chưa ghi" : body.document },
          { label: "Ngày thành lập", value: body.foundedOn === null ? "chưa ghi" : dayText(body.foundedOn) },
        ]}
      />
    </Section>
  );
};

const seatColumns = (kind: BodyKind): readonly RecordColumn<BodyData["seats"][number]>[] => [
  { title: "Họ và tên", main: true, cell: ({ name }) => <strong>{name}</strong> },
  {
    title: "Chức danh",
    main: true,
    cell: ({ seat, role }) => (seat === null ? roleText[role] : bodySeatText[kind][seat]),
  },
  {
    title: "Thời gian",
    main: true,
    cell: ({ validFrom, validTo, waits }) =>
      waits
        ? "chờ người thứ hai xác nhận"
        : validTo === null
          ? `từ ${dayText(validFrom)}`
          : `${dayText(validFrom)} – ${dayText(validTo)}`,
  },
  { title: "Văn bản", cell: ({ document }) => (document === "" ? "—" : document) },
];

/** For whoever decides, while the council marks or votes. */
const Release = ({ body, seat }: Pick<BodyData, "body"> & { readonly seat: BodyData["seats"][number] }) => {
  const { today } = useSession();
  const release = useChange(trpc.posts.release.mutationOptions());
  return (
    <StepButtons
      steps={[
        {
          action: "post.release",
          label: "Cho thôi",
          needsReason: false,
          consequence: `${seat.name} thôi làm thành viên ${body.name} sau hôm nay. Phiếu chấm của người này ở mô hình chưa đóng chấm điểm không được tính nữa.`,
          take: () => release.sendAsync({ id: seat.postId, data: { validTo: today } }),
        },
      ]}
    />
  );
};

const releaseColumn = (body: BodyData["body"]): RecordColumn<BodyData["seats"][number]> => ({
  title: "Việc",
  main: true,
  cell: (seat) =>
    seat.inForce && seat.seat !== null && seat.validTo === null ? <Release body={body} seat={seat} /> : "—",
});

const Seats = ({ data: { body, seats, mayRelease } }: { readonly data: BodyData }) => {
  const [withEnded, setWithEnded] = useState(false);
  return (
    <Section title="Thành viên">
      <Checkbox
        label="Kể cả người đã thôi"
        checked={withEnded}
        onChange={(event) => {
          setWithEnded(event.currentTarget.checked);
        }}
      />
      <Records
        label="Thành viên"
        rows={seats.filter(({ inForce, waits }) => inForce || waits || withEnded)}
        keyOf={({ postId }) => postId}
        empty="Chưa có thành viên nào. Quản trị cử thành viên ở trang Người dùng và chức vụ."
        columns={[...seatColumns(body.kind), ...(mayRelease && body.kind === "council" ? [releaseColumn(body)] : [])]}
      />
    </Section>
  );
};

const DissolveForm = ({ body, close }: Pick<BodyData, "body"> & { readonly close: () => void }) => {
  const { today } = useSession();
  const dissolve = useChange(trpc.bodies.dissolve.mutationOptions());
  return (
    <FieldsForm
      form="dissolution"
      of={[body.id]}
      fields={dissolutionFields}
      start={{ dissolvedOn: today }}
      refusedAt={{ "body.dissolvedOutside": "dissolvedOn" }}
      over={body.version}
      send={({ values, version, key }) => dissolve.sendAsync({ id: body.id, version, data: values }, key)}
      sent={() => {
        say(`Đã ghi giải thể ${body.name}.`);
        close();
      }}
      button="Giải thể"
      close={close}
      closing="Để sau"
    >
      {({ boxes }) => (
        <>
          <Text>
            Mọi thành viên của {body.name} thôi giữ ghế từ ngày này. Điểm đã chấm, phiên họp và quyết định đã có vẫn giữ
            nguyên.
          </Text>
          {boxes()}
        </>
      )}
    </FieldsForm>
  );
};

const BodySheet = ({ data }: { readonly data: BodyData }) => {
  const { body } = data;
  const left = useIsLeft("body", body.id) && data.mayEdit;
  const [doing, start] = useState<"nothing" | "edit" | "dissolve">(left ? "edit" : "nothing");
  const stop = () => {
    start("nothing");
  };
  return (
    <Page
      title={body.name}
      summary={bodyKindText[body.kind]}
      action={
        data.mayEdit && (
          <Group gap="sm">
            <Button
              variant="default"
              onClick={() => {
                start("edit");
              }}
            >
              Sửa quy chế
            </Button>
            <Button
              variant="default"
              onClick={() => {
                start("dissolve");
              }}
            >
              Giải thể
            </Button>
          </Group>
        )
      }
    >
      {body.dissolvedOn !== null && <Empty>Đã giải thể ngày {dayText(body.dissolvedOn)}.</Empty>}
      {doing === "edit" ? <EditBodyForm body={body} close={stop} /> : <Rules body={body} />}
      <Seats data={data} />
      <Modal
        opened={doing === "dissolve"}
        onClose={stop}
        title={`Giải thể ${body.name}`}
        centered
        closeButtonProps={{ "aria-label": "Đóng" }}
      >
        <DissolveForm body={body} close={stop} />
      </Modal>
    </Page>
  );
};

/** A body: its rules, who sits on it and who did. */
export const BodyPage = () => {
  const { id } = route.useParams();
  const body = useQuery(trpc.bodies.get.queryOptions({ id, data: {} }));
  return (
    <Stack gap="lg">
      <Text size="sm">
        <Link to="/quan-tri/hoi-dong">Tất cả hội đồng, tổ, ban</Link>
      </Text>
      <Loaded query={body}>{(data) => <BodySheet data={data} />}</Loaded>
    </Stack>
  );
};
