import { type BallotKind, ballotKindText, type BodySeat, bodySeatText } from "@kheo/core/offices/bodies";
import { unitsWhere } from "@kheo/core/rules/rights";
import { conveneInput } from "@kheo/core/movement/meetings";
import { Button, Checkbox, Group, NativeSelect, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { usePeriodId, useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { useKeptForm } from "../../../lib/use-kept-form.ts";
import { DayInput } from "../../../kit/day-input.tsx";
import { Notice } from "../../../kit/notice.tsx";
import { ErrorList } from "../../../kit/error-list.tsx";
import { field, problemsOf } from "../../../kit/field.ts";
import { KeptNote } from "../../../kit/kept-note.tsx";
import { formErrors, textErrors } from "../../../kit/form-errors.ts";
import { NeedsPeriod } from "../periods/no-period.tsx";
import { Empty, Failure, Loaded, Page } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { pointsText } from "../../../kit/words.ts";
import type { Candidate } from "./meeting-data.ts";

type FormValues = { title: string; heldOn: string; ballotKind: BallotKind; modelIds: string[] };

type ConveneFormProps = {
  readonly unitId: string;
  readonly candidates: readonly Candidate[];
  readonly members: readonly { readonly name: string; readonly seat: BodySeat }[];
};

const memberText = ({ name, seat }: ConveneFormProps["members"][number]): string =>
  seat === "member" ? name : `${name} (${bodySeatText.council[seat].toLowerCase()})`;

const ConveneForm = ({ unitId, candidates, members }: ConveneFormProps) => {
  const { today } = useSession();
  const periodId = usePeriodId();
  const navigate = useNavigate();
  const convene = useChange(trpc.meetings.convene.mutationOptions());
  const kept = useKeptForm<FormValues>(
    {
      initialValues: {
        title: "Phiên họp xét công nhận mô hình “Dân vận khéo”",
        heldOn: today,
        ballotKind: "secret",
        modelIds: candidates.map(({ id }) => id),
      },
      validate: formErrors(conveneInput),
      fitting: (values) => ({
        ...values,
        modelIds: values.modelIds.filter((chosen) => candidates.some(({ id }) => id === chosen)),
      }),
    },
    "meeting",
    unitId,
    periodId,
  );
  const { form } = kept;
  const [refusals, setRefusals] = useState(0);
  const refused = () => {
    setRefusals(refusals + 1);
  };
  const errors = textErrors(form.errors);
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => {
        convene.send({ id: unitId, data: { ...values, periodId } }, ({ id }) => {
          kept.sent();
          void navigate({ to: "/hop-hoi-dong/$id", params: { id } });
        });
      }, refused)}
    >
      <Stack gap="lg">
        <ErrorList title="Cần sửa trước khi triệu tập" problems={problemsOf(errors)} refusals={refusals} />
        <KeptNote {...kept} />
        <Section title="Phiên họp">
          <TextInput {...field("title", errors)} label="Tên phiên họp" {...form.getInputProps("title")} />
          <DayInput
            {...field("heldOn", errors, "Ví dụ: 25/11/2026")}
            label="Ngày họp"
            maw={280}
            value={form.values.heldOn}
            onChange={(day) => {
              form.setFieldValue("heldOn", day);
            }}
          />
          <Radio.Group
            label="Hình thức"
            description="Bỏ phiếu kín: hệ thống chỉ giữ số phiếu, không giữ ai bỏ phiếu nào."
            {...form.getInputProps("ballotKind")}
          >
            <Group gap="lg" mt="xs">
              {Object.entries(ballotKindText).map(([kind, text]) => (
                <Radio key={kind} value={kind} label={text} {...(kind === "secret" && { id: "field-ballotKind" })} />
              ))}
            </Group>
          </Radio.Group>
        </Section>
        <Section
          title="Mô hình đưa ra biểu quyết"
          lead={`Đã chọn ${form.values.modelIds.length}/${candidates.length} mô hình đủ điều kiện: đã đóng chấm điểm, đạt mức công nhận, không bị điểm liệt.`}
        >
          <Checkbox.Group aria-label="Mô hình đưa ra biểu quyết" {...form.getInputProps("modelIds")}>
            <Stack gap="sm">
              {candidates.map(({ id, title, unitName, total, classLabel, code }, position) => (
                <Checkbox
                  key={id}
                  value={id}
                  {...(position === 0 && { id: "field-modelIds" })}
                  label={title}
                  description={`${code}, ${unitName}; ${pointsText(total)} điểm, xếp loại ${classLabel}`}
                />
              ))}
            </Stack>
          </Checkbox.Group>
        </Section>
        <Section title={`Thành viên dự họp (${members.length})`}>
          <Text>{members.length === 0 ? "Hội đồng chưa có thành viên." : members.map(memberText).join(", ")}</Text>
        </Section>
        <Failure error={convene.error} />
        <div className="action-bar">
          <span />
          <Button type="submit" loading={convene.isPending}>
            Triệu tập phiên họp
          </Button>
        </div>
      </Stack>
    </form>
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
