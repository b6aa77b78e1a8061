import { lowerFirst } from "@kheo/core/ground/sentences";
import { ballotKindText, type BodySeat, bodySeatText } from "@kheo/core/offices/bodies";
import { conveneFields } from "@kheo/core/movement/meetings";
import { unitsWhere } from "@kheo/core/rules/rights";
import { Checkbox, NativeSelect, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { type BoxProps, put } from "../../../kit/fields/box.ts";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";
import { fieldId } from "../../../kit/field.ts";
import { Notice } from "../../../kit/notice.tsx";
import { Empty, Loaded, Page } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { dayText, pointsText } from "../../../kit/words.ts";
import { usePeriodId, useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { NeedsPeriod } from "../periods/no-period.tsx";
import type { Candidate } from "./meeting-data.ts";

type ConveneFormProps = {
  readonly unitId: string;
  readonly candidates: readonly Candidate[];
  readonly members: readonly { readonly name: string; readonly seat: BodySeat }[];
};

const memberText = ({ name, seat }: ConveneFormProps["members"][number]): string =>
  seat === "member" ? name : `${name} (${lowerFirst(bodySeatText.council[seat])})`;

/** The models to vote on; one that was chosen and is ready no longer is not among them. */
const ModelsBox = ({ box, candidates }: { readonly box: BoxProps } & Pick<ConveneFormProps, "candidates">) => {
  const chosen = (box.value as readonly string[]).filter((id) => candidates.some((candidate) => candidate.id === id));
  return (
    <Section
      title={box.description.label}
      lead={`Đã chọn ${chosen.length}/${candidates.length} mô hình đủ điều kiện: đã đóng chấm điểm, đạt mức công nhận, không bị điểm liệt.`}
    >
      <Checkbox.Group
        aria-label={box.description.label}
        error={box.errors[box.path]}
        value={chosen}
        onChange={put(box)}
      >
        <Stack gap="sm">
          {candidates.map(({ id, title, unitName, total, classLabel, code }, position) => (
            <Checkbox
              key={id}
              value={id}
              {...(position === 0 && { id: fieldId(box.path) })}
              label={title}
              description={`${code}, ${unitName}; ${pointsText(total)} điểm, xếp loại ${classLabel}`}
            />
          ))}
        </Stack>
      </Checkbox.Group>
    </Section>
  );
};

const ConveneForm = ({ unitId, candidates, members }: ConveneFormProps) => {
  const { today } = useSession();
  const periodId = usePeriodId();
  const navigate = useNavigate();
  const convene = useChange(trpc.meetings.convene.mutationOptions());
  return (
    <FieldsForm
      form="meeting"
      of={[unitId, periodId]}
      fields={conveneFields}
      start={{
        title: "Phiên họp xét công nhận mô hình “Dân vận khéo”",
        heldOn: today,
        ballotKind: "secret",
        modelIds: candidates.map(({ id }) => id),
      }}
      refusal="Cần sửa trước khi triệu tập"
      render={{ modelIds: (box) => <ModelsBox box={box} candidates={candidates} /> }}
      send={({ values, key }) => {
        const modelIds = values.modelIds.filter((chosen) => candidates.some(({ id }) => id === chosen));
        return convene.sendAsync({ id: unitId, data: { ...values, modelIds, periodId } }, key);
      }}
      sent={({ id }) => navigate({ to: "/hop-hoi-dong/$id", params: { id } })}
      asks={({ modelIds, heldOn, ballotKind }) =>
        `Phiên họp ngày ${dayText(heldOn)} xét ${modelIds.filter((chosen) => candidates.some(({ id }) => id === chosen)).length} mô hình, ${lowerFirst(ballotKindText[ballotKind ?? "secret"])}; ${members.length} thành viên được triệu tập. Mô hình đã đưa vào phiên họp thì không đưa vào phiên khác được.`
      }
      button="Triệu tập phiên họp"
      isPage
    >
      {({ boxes }) => (
        <>
          <Section title="Phiên họp">{boxes("title", "heldOn", "ballotKind")}</Section>
          {boxes("modelIds")}
          <Section title={`Thành viên dự họp (${members.length})`}>
            <Text>{members.length === 0 ? "Hội đồng chưa có thành viên." : members.map(memberText).join(", ")}</Text>
          </Section>
        </>
      )}
    </FieldsForm>
  );
};

const Convene = ({ unitId }: { readonly unitId: string }) => {
  const periodId = usePeriodId();
  const found = useQuery(trpc.meetings.candidates.queryOptions({ id: unitId, data: { periodId } }));
  return (
    <Loaded query={found}>
      {({ bodyName, members, models }) =>
        bodyName === null ? (
          <Notice title="Đơn vị chưa có hội đồng">
            Người quản trị lập hội đồng và giao chức vụ thành viên ở mục Quản trị, sau đó phiên họp mới triệu tập được.
          </Notice>
        ) : models.length === 0 ? (
          <Empty>
            Chưa có mô hình nào đủ điều kiện đưa ra {bodyName}: mô hình phải đóng chấm điểm, đạt mức công nhận, không bị
            điểm liệt và chưa ở phiên khác.
          </Empty>
        ) : (
          <ConveneForm key={unitId} unitId={unitId} candidates={models} members={members} />
        )
      }
    </Loaded>
  );
};

/** Convenes the council of one's unit over the models that are ready. */
export const NewMeetingPage = () => {
  const units = unitsWhere(useSession(), "meeting.convene");
  const [unitId, choose] = useState(units[0]?.id ?? null);
  return (
    <Page title="Triệu tập phiên họp hội đồng">
      <NeedsPeriod>
        {unitId === null ? (
          <Empty>Chỉ cơ quan thường trực triệu tập phiên họp của hội đồng.</Empty>
        ) : (
          <>
            {units.length > 1 && (
              <NativeSelect
                label="Hội đồng của đơn vị"
                maw={420}
                data={units.map(({ id, name }) => ({ value: id, label: name }))}
                value={unitId}
                onChange={(event) => {
                  choose(event.currentTarget.value);
                }}
              />
            )}
            <Convene unitId={unitId} />
          </>
        )}
      </NeedsPeriod>
    </Page>
  );
};
