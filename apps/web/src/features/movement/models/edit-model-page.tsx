import type { Model } from "@kheo/core/movement/models";
import { deadlineText, latenessText, type Period } from "@kheo/core/movement/periods";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { keptName } from "../../../lib/kept.ts";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { say } from "../../../kit/notice.ts";
import { Empty, Failure, Page, Waiting } from "../../../kit/page.tsx";
import { Notice } from "../../../kit/notice.tsx";
import { EvidenceSection } from "../evidence/evidence-section.tsx";
import type { Dossier } from "./model-data.ts";
import { ReasonBox } from "./reason-box.tsx";
import { RegistrationEditor } from "./registration-editor.tsx";
import { typedFrom } from "./typed-form.ts";
import { useRegistration } from "./use-registration.ts";

const route = getRouteApi("/shell/mo-hinh/$id/sua");

type EditorProps = { readonly model: Model; readonly period: Period; readonly startAfresh: () => void };

const Editor = ({ model, period, startAfresh }: EditorProps) => {
  const { id, form, version } = model;
  const navigate = route.useNavigate();
  const { personId, today } = useSession();
  const edit = useChange(trpc.models.edit.mutationOptions());
  const submit = useChange(trpc.models.submit.mutationOptions());
  const registration = useRegistration({
    name: keptName(personId, "registration", id),
    stored: typedFrom(form),
    version,
    autosaves: true,
    send: async ({ key, changes }) => {
      const saved = await edit.sendAsync({ id, data: { changes } }, key);
      return { version: saved.version, content: saved.form };
    },
    onSaved: async (savedVersion, wanted) => {
      if (wanted !== "submission") return;
      await submit.sendAsync({ id, version: savedVersion, data: { reason: "" } });
      say("Đã gửi đăng ký đến cơ quan thường trực.");
      await navigate({ to: "/mo-hinh/$id", params: { id } });
    },
  });
  // A form that was returned is as late as when it was first sent.
  const late = model.submittedOn === null ? latenessText(period, model.unitId, today) : null;
  return (
    <RegistrationEditor
      registration={registration}
      exists
      startAfresh={startAfresh}
      files={<EvidenceSection id={id} unitId={model.unitId} title="Tệp kèm theo" />}
    >
      {late !== null && <Notice title="Đăng ký trễ hạn">{late}</Notice>}
      <ReasonBox model={model} />
    </RegistrationEditor>
  );
};

const summaryOf = ({ model, period }: Dossier): string =>
  `${model.code}, ${model.unitName}, ${period.title}, hạn đăng ký ${deadlineText(period, model.unitId)}`;

/** The registration form of a draft or a returned model. */
export const EditModelPage = () => {
  const { id } = route.useParams();
  const [beginnings, begin] = useState(0);
  const found = useQuery({ ...trpc.models.get.queryOptions({ id, data: {} }), refetchOnMount: "always" });
  // A copy from before the last save would look like somebody else's change: wait for the newest one.
  const newest = found.isFetchedAfterMount || found.isError || found.fetchStatus === "paused";
  const title = found.data?.model.form.title;
  return (
    <Page
      title={title === undefined || title === "" ? "Phiếu đăng ký mô hình" : `Phiếu đăng ký: ${title}`}
      summary={found.data && summaryOf(found.data)}
    >
      {!found.data || !newest ? (
        found.error ? (
          <Failure error={found.error} />
        ) : (
          <Waiting rows={8} />
        )
      ) : found.data.mayEdit ? (
        <Editor
          key={`${id} ${beginnings}`}
          model={found.data.model}
          period={found.data.period}
          startAfresh={() => {
            void found.refetch().then(() => {
              begin((count) => count + 1);
            });
          }}
        />
      ) : (
        <Empty>
          Phiếu này đã gửi hoặc không thuộc phạm vi sửa của đồng chí.{" "}
          <Link to="/mo-hinh/$id" params={{ id }}>
            Xem hồ sơ mô hình
          </Link>
        </Empty>
      )}
    </Page>
  );
};
