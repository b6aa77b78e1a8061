import { lowerFirst } from "@kheo/core/ground/sentences";
import { topicLabel } from "@kheo/core/criteria/topics";
import { acceptedStates, fieldText, subjectKindText } from "@kheo/core/movement/models";
import { deadlineText } from "@kheo/core/movement/periods";
import { fateText, levelText } from "@kheo/core/movement/recognition";
import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { Facts } from "../../../kit/facts.tsx";
import { Loaded, Page } from "../../../kit/page.tsx";
import { PapersSection } from "../../../kit/papers-section.tsx";
import { Section } from "../../../kit/section.tsx";
import { StateMark } from "../../rules/state-mark.tsx";
import { NextLine } from "../../rules/next-line.tsx";
import { dayText } from "../../../kit/words.ts";
import { EvidenceSection } from "../evidence/evidence-section.tsx";
import { ThingHistory } from "../../rules/events/thing-history.tsx";
import { ModelLineage } from "./model-lineage.tsx";
import { ModelRecognitions } from "./model-recognitions.tsx";
import { ModelSteps } from "./model-steps.tsx";
import { ReasonBox } from "./reason-box.tsx";
import { RegistrationText } from "./registration-text.tsx";
import type { Dossier } from "./model-data.ts";

const route = getRouteApi("/shell/mo-hinh/$id");

const Registered = ({ dossier }: { readonly dossier: Dossier }) => {
  const { model, period, daysLate } = dossier;
  if (model.submittedOn === null) {
    return (
      <>
        Chưa gửi, hạn {deadlineText(period, model.unitId)}
        {daysLate > 0 && <span className="state-bad">, đã quá hạn {daysLate} ngày</span>}
      </>
    );
  }
  return (
    <>
      {dayText(model.submittedOn)}
      {daysLate > 0 && <span className="state-bad"> (trễ {daysLate} ngày)</span>}
    </>
  );
};

const MainAction = ({ dossier: { model, mayEdit } }: { readonly dossier: Dossier }) => {
  const { may } = useSession();
  const params = { id: model.id };
  if (mayEdit) {
    return (
      <Button renderRoot={(props) => <Link to="/mo-hinh/$id/sua" params={params} {...props} />}>
        Sửa phiếu đăng ký
      </Button>
    );
  }
  if (acceptedStates.includes(model.state) && may("scoring.view")) {
    return (
      <Button renderRoot={(props) => <Link to="/cham-diem/$id" params={params} {...props} />}>Mở bảng điểm</Button>
    );
  }
  return null;
};

const Overview = ({ dossier }: { readonly dossier: Dossier }) => {
  const { model, heir, period } = dossier;
  const { topics } = useSession();
  const { form } = model;
  return (
    <Facts
      facts={[
        {
          label: "Đơn vị",
          value: (
            <Link to="/don-vi/$id" params={{ id: model.unitId }}>
              {model.unitName}
            </Link>
          ),
        },
        ...(heir === null
          ? []
          : [
              {
                label: "Đơn vị kế tiếp",
                value: (
                  <Link to="/don-vi/$id" params={{ id: heir.id }}>
                    {heir.name}
                  </Link>
                ),
              },
            ]),
        { label: "Kỳ", value: period.title },
        { label: "Loại", value: subjectKindText[form.subjectKind] },
        { label: "Lĩnh vực", value: fieldText[form.field] },
        { label: "Chủ đề", value: topicLabel(topics, form.topic) },
        { label: "Hình thức", value: model.continuesId === null ? "Đăng ký mới" : "Duy trì mô hình của kỳ trước" },
        { label: "Ngày đăng ký", value: <Registered dossier={dossier} /> },
        ...(model.acceptedOn === null ? [] : [{ label: "Ngày tiếp nhận", value: dayText(model.acceptedOn) }]),
        ...(model.discontinuedOn === null ? [] : [{ label: "Ngày dừng", value: dayText(model.discontinuedOn) }]),
      ]}
    />
  );
};

const DossierPage = ({ dossier }: { readonly dossier: Dossier }) => {
  const { model, steps } = dossier;
  return (
    <Page
      title={model.form.title}
      summary={
        <Group component="span" gap="sm">
          <span>{model.code}</span>
          <StateMark thing="model" state={model.state} />
          {dossier.recognitions.map((recognition) => (
            <span key={recognition.id}>
              {fateText(recognition)} ({lowerFirst(levelText[recognition.level])})
            </span>
          ))}
        </Group>
      }
      action={<MainAction dossier={dossier} />}
    >
      <NextLine next={dossier.next} />
      <ReasonBox model={model} />
      {steps.length > 0 && <ModelSteps model={model} steps={steps} />}
      <Section title="Thông tin chung">
        <Overview dossier={dossier} />
      </Section>
      <RegistrationText form={model.form} />
      <EvidenceSection id={model.id} unitId={model.unitId} title="Minh chứng" />
      <PapersSection papers={[{ name: "Phiếu đăng ký", file: "registration", query: { id: model.id } }]} />
      <ModelRecognitions recognitions={dossier.recognitions} />
      <ModelLineage lineage={dossier.lineage} currentId={model.id} />
      <ThingHistory of="models" id={model.id} />
    </Page>
  );
};

/** The dossier of one model: what it is, where it stands, what may be done, and everything that has happened. */
export const ModelPage = () => {
  const { id } = route.useParams();
  const dossier = useQuery(trpc.models.get.queryOptions({ id, data: {} }));
  return (
    <Stack gap="lg">
      <Text size="sm">
        <Link to="/mo-hinh">Danh sách mô hình</Link>
      </Text>
      <Loaded query={dossier} rows={8}>
        {(found) => <DossierPage key={found.model.id} dossier={found} />}
      </Loaded>
    </Stack>
  );
};
