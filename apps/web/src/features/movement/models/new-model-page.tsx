import { deadlineText, latenessText, type Period } from "@kheo/core/movement/periods";
import { NativeSelect, Radio, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { keptName } from "../../../lib/kept.ts";
import { type Session, useSession } from "../../../lib/session.ts";
import { sayError, trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { onlyRegistrant } from "../periods/registrant.ts";
import { NeedsPeriod } from "../periods/no-period.tsx";
import { say, warn } from "../../../kit/notice.ts";
import { Notice } from "../../../kit/notice.tsx";
import { Empty, Loaded, Page } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { UnitSelect } from "../../territory/units/unit-choice.tsx";
import { useReach } from "../../territory/units/use-reach.ts";
import { dayText } from "../../../kit/words.ts";
import { RegistrationEditor } from "./registration-editor.tsx";
import { continuedFrom, emptyTyped, type TypedForm } from "./typed-form.ts";
import { useRegistration } from "./use-registration.ts";

const route = getRouteApi("/shell/mo-hinh/moi");

type EditorProps = {
  readonly unitId: string;
  readonly period: Period;
  readonly continuesId: string | null;
  readonly start: TypedForm;
  readonly startAfresh: () => void;
};

const Editor = ({ unitId, period, continuesId, start, startAfresh }: EditorProps) => {
  const { personId } = useSession();
  const navigate = route.useNavigate();
  const create = useChange(trpc.models.create.mutationOptions());
  const edit = useChange(trpc.models.edit.mutationOptions());
  const submit = useChange(trpc.models.submit.mutationOptions());
  const made = useRef<string | null>(null);
  const registration = useRegistration({
    name: keptName(personId, "registration", unitId, period.id, continuesId ?? "new"),
    stored: start,
    version: null,
    autosaves: false,
    send: async ({ key, content, changes }) => {
      const { current: id } = made;
      if (id !== null) {
        const { version, form } = await edit.sendAsync({ id, data: { changes } }, key);
        return { version, content: form };
      }
      const data = { periodId: period.id, form: content, continuesId };
      const { id: madeId, version } = await create.sendAsync({ id: unitId, data }, key);
      made.current = madeId;
      return { version, content, name: keptName(personId, "registration", madeId) };
    },
    onSaved: async (version, wanted) => {
      const id = made.current ?? "";
      if (wanted === "submission") {
        try {
          await submit.sendAsync({ id, version, data: { reason: "" } });
          say("Đã gửi đăng ký đến cơ quan thường trực.");
          await navigate({ to: "/mo-hinh/$id", params: { id } });
          return;
        } catch (error) {
          warn("Đã lưu nháp nhưng chưa gửi được", sayError(error));
        }
      } else say("Đã lưu nháp. Từ nay thay đổi được tự động lưu.");
      await navigate({ to: "/mo-hinh/$id/sua", params: { id }, replace: true });
    },
  });
  return (
    <RegistrationEditor
      registration={registration}
      exists={false}
      startAfresh={startAfresh}
      files={
        <Section title="Tệp kèm theo">
          <Text>Bấm “Lưu nháp” trước; sau đó đồng chí đính kèm được ảnh, tài liệu ngay tại đây.</Text>
        </Section>
      }
    />
  );
};

/** New, or going on with a model of an earlier period, whose form is then filled in. */
const Registration = ({ unitId, period }: { readonly unitId: string; readonly period: Period }) => {
  const { continues } = route.useSearch();
  const navigate = route.useNavigate();
  const [beginnings, begin] = useState(0);
  // Read once a visit: when the draft has been made its model is no longer in the list, yet the form goes on with it.
  const continuable = useQuery(
    trpc.models.continuable.queryOptions(
      { id: unitId, data: { periodId: period.id } },
      { staleTime: "static", gcTime: 0 },
    ),
  );
  const choose = (continues: string | undefined) => {
    void navigate({ search: (search) => ({ ...search, continues }), replace: true });
  };
  return (
    <Loaded query={continuable}>
      {(models) => {
        const chosen = models.find(({ id }) => id === continues);
        return (
          <Stack gap="lg">
            {models.length > 0 && (
              <Section title="Hình thức đăng ký">
                <Radio.Group
                  aria-label="Hình thức đăng ký"
                  value={chosen ? "continued" : "new"}
                  onChange={(value) => {
                    choose(value === "new" ? undefined : models[0]?.id);
                  }}
                >
                  <Stack gap="sm">
                    <Radio value="new" label="Đăng ký mới" />
                    <Radio value="continued" label="Duy trì mô hình của kỳ trước" />
                  </Stack>
                </Radio.Group>
                {chosen && (
                  <NativeSelect
                    label="Mô hình được duy trì"
                    description="Phiếu của kỳ trước được điền sẵn bên dưới; hãy sửa cho đúng với kỳ này."
                    inputWrapperOrder={["label", "input", "description", "error"]}
                    value={chosen.id}
                    data={models.map(({ id, title, periodTitle }) => ({
                      value: id,
                      label: `${title} (${periodTitle})`,
                    }))}
                    onChange={(event) => {
                      choose(event.currentTarget.value);
                    }}
                  />
                )}
              </Section>
            )}
            <Editor
              key={`${chosen?.id ?? "new"} ${beginnings}`}
              unitId={unitId}
              period={period}
              continuesId={chosen?.id ?? null}
              start={chosen ? continuedFrom(chosen.form) : emptyTyped}
              startAfresh={() => {
                begin((count) => count + 1);
              }}
            />
          </Stack>
        );
      }}
    </Loaded>
  );
};

/** Units for which the person may register: without a choice the only one, else found by name. */
const useRegistrant = (session: Session) => {
  const { unitId } = route.useSearch();
  const among = useReach("model.create");
  const only = onlyRegistrant(session);
  return { among, only, unitId: only?.id ?? unitId ?? null };
};

const Registering = ({ period }: { readonly period: Period }) => {
  const session = useSession();
  const navigate = route.useNavigate();
  // The page that a saved draft goes on in is there when it is needed, also where the network is gone by then.
  useEffect(() => {
    void import("./edit-model-page.tsx").catch(() => undefined);
  }, []);
  const { among, only, unitId } = useRegistrant(session);
  if (!session.may("model.create"))
    return <Empty>Chức vụ của đồng chí không có quyền lập phiếu đăng ký mô hình.</Empty>;
  if (period.closedOn !== null) {
    return <Empty>{`${period.title} đã khóa ngày ${dayText(period.closedOn)} nên không đăng ký thêm được.`}</Empty>;
  }
  if (period.opensOn > session.today) {
    return <Empty>{`${period.title} mở đăng ký từ ngày ${dayText(period.opensOn)}.`}</Empty>;
  }
  const late = latenessText(period, unitId, session.today);
  return (
    <Stack gap="lg">
      {late !== null && <Notice title="Đăng ký trễ hạn">{late}</Notice>}
      {!only && (
        <Section title="Đơn vị đăng ký">
          <UnitSelect
            label="Đơn vị"
            among={among}
            value={unitId}
            choose={(chosen) => {
              void navigate({ search: { unitId: chosen ?? undefined }, replace: true });
            }}
          />
        </Section>
      )}
      {unitId === null ? (
        <Empty>Hãy chọn đơn vị đăng ký; phiếu đăng ký sẽ hiện ở đây.</Empty>
      ) : (
        <Registration key={unitId} unitId={unitId} period={period} />
      )}
    </Stack>
  );
};

/** A new registration. */
export const NewModelPage = () => {
  const session = useSession();
  const { period } = session;
  const { only, unitId } = useRegistrant(session);
  return (
    <Page
      title="Đăng ký mô hình"
      summary={
        period && [only?.name, period.title, `hạn đăng ký ${deadlineText(period, unitId)}`].filter(Boolean).join(", ")
      }
    >
      <NeedsPeriod>{period && <Registering period={period} />}</NeedsPeriod>
    </Page>
  );
};
