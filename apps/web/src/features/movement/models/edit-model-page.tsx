import { changesBetween, same } from "@kheo/core/ground/changes";
import type { Model } from "@kheo/core/movement/models";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { forget, keptName, readKept } from "../../../lib/kept.ts";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { ClashChoices } from "../../../kit/clash-choices.tsx";
import { say } from "../../../kit/notice.ts";
import { Empty, Failure, Page, Waiting } from "../../../kit/page.tsx";
import { instantText } from "../../../kit/words.ts";
import type { KeptForm } from "./kept-form.ts";
import { ReasonBox } from "./reason-box.tsx";
import { RegistrationEditor, RestoredNotice } from "./registration-editor.tsx";
import { fieldLabel, fieldWords, readTyped, typedFrom } from "./typed-form.ts";
import { useRegistration } from "./use-registration.ts";

const route = getRouteApi("/shell/mo-hinh/$id/sua");

/** What to begin with: what this device kept, if the server has not got it, over the form it was typed over. */
const beginning = (keptAs: string, { form }: Model) => {
  const fresh = { start: typedFrom(form), base: form, restored: false, at: null };
  const kept = readKept(keptAs) as KeptForm | null;
  if (!kept) return fresh;
  const typed = readTyped(kept.typed).form;
  if (typed && same(typed, form)) {
    // What the server has is no draft any more: kept, it would look like a change of it one day.
    forget(keptAs);
    return fresh;
  }
  const arrived = kept.unanswered !== null && same(kept.unanswered, form);
  return { start: kept.typed, base: arrived ? form : (kept.base ?? form), restored: true, at: kept.at };
};

type EditorProps = { readonly model: Model; readonly keptAs: string; readonly startAfresh: () => void };

const Editor = ({ model, keptAs, startAfresh }: EditorProps) => {
  const navigate = route.useNavigate();
  const { topics } = useSession();
  const edit = useChange(trpc.models.edit.mutationOptions());
  const submit = useChange(trpc.models.submit.mutationOptions());
  const [begun] = useState(() => beginning(keptAs, model));
  const registration = useRegistration({
    ...begun,
    keptAs,
    autosaves: true,
    send: (base, form) => edit.sendAsync({ id: model.id, data: { changes: changesBetween(base ?? {}, form) } }),
  });
  const { saving } = registration;

  const discard = () => {
    forget(keptAs);
    startAfresh();
  };
  const submitSaved = async () => {
    const saved = await registration.saveComplete();
    if (!saved) return;
    try {
      await submit.sendAsync({ id: saved.id, version: saved.version, data: { reason: "" } });
    } catch (error) {
      registration.refuse(error);
      return;
    }
    forget(keptAs);
    say("Đã gửi đăng ký đến cơ quan thường trực.");
    await navigate({ to: "/mo-hinh/$id", params: { id: model.id } });
  };

  return (
    <RegistrationEditor registration={registration} exists save={registration.saveDraft} submit={submitSaved}>
      <ReasonBox model={model} />
      {begun.at !== null && saving.kind === "kept" && (
        <RestoredNotice at={`lúc ${instantText(begun.at)}`} discard={discard} />
      )}
      {saving.kind === "clash" && (
        <ClashChoices
          sentence={saving.sentence}
          clashes={saving.clashes}
          labelOf={fieldLabel}
          textOf={fieldWords(topics)}
          choose={registration.choose}
        />
      )}
    </RegistrationEditor>
  );
};

/** The registration form of a draft or a returned model. */
export const EditModelPage = () => {
  const { id } = route.useParams();
  const { personId } = useSession();
  const [beginnings, begin] = useState(0);
  const found = useQuery({ ...trpc.models.get.queryOptions({ id, data: {} }), refetchOnMount: "always" });
  // A copy from before the last save would look like somebody else's change: wait for the newest one.
  const newest = found.isFetchedAfterMount || found.isError || found.fetchStatus === "paused";
  const title = found.data?.model.form.title;
  return (
    <Page
      title={title === undefined || title === "" ? "Phiếu đăng ký mô hình" : `Phiếu đăng ký: ${title}`}
      summary={found.data && `${found.data.model.code}, ${found.data.model.unitName}, ${found.data.period.title}`}
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
          keptAs={keptName(personId, id)}
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
