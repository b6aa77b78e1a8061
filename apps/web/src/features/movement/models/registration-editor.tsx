import type { RegistrationItem } from "@kheo/core/movement/models";
import { Alert, Button, Group, Stack } from "@mantine/core";
import { type ReactNode, useCallback, useState } from "react";
import { ErrorList } from "../../../kit/error-list.tsx";
import { problemsOf } from "../../../kit/field.ts";
import { Failure } from "../../../kit/page.tsx";
import { RegistrationFields } from "./registration-form.tsx";
import { SavingLine } from "./saving-line.tsx";
import type { Registration } from "./use-registration.ts";
import "./registration-editor.css";

type RegistrationEditorProps = {
  readonly registration: Registration;
  /** Whether the draft is on the server already. */
  readonly exists: boolean;
  readonly save: () => Promise<unknown>;
  readonly submit: () => Promise<unknown>;
  /** Why it was returned, what was restored, a newer version: above the form. */
  readonly children?: ReactNode;
};

/** Where what matters to the whole form is said. */
export const noticesId = "form-notices";

/** The form with its errors on top and its two buttons within reach of a thumb. */
export const RegistrationEditor = ({ registration, exists, save, submit, children }: RegistrationEditorProps) => {
  const { typed, change, errors, refusals, saving, latest } = registration;
  const [pending, setPending] = useState<"save" | "submit" | null>(null);
  const changeItem = useCallback(
    (name: RegistrationItem, text: string) => {
      change({ items: { ...latest.current.items, [name]: text } });
    },
    [change, latest],
  );
  const press = async (button: "save" | "submit") => {
    setPending(button);
    try {
      await (button === "save" ? save() : submit());
    } finally {
      setPending(null);
    }
  };
  return (
    <form
      className="paper"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <Stack gap="lg">
        <Stack gap="lg" id={noticesId} tabIndex={-1} className="notices">
          {children}
          {saving.kind === "refused" && Object.keys(errors).length === 0 && <Failure error={saving.error} />}
          <ErrorList problems={problemsOf(errors)} refusals={refusals} />
        </Stack>
        {/* Closed while it is sent: what is typed meanwhile would be in neither copy. */}
        <fieldset className="plain" disabled={pending === "submit"}>
          <Stack gap="lg">
            <RegistrationFields typed={typed} change={change} changeItem={changeItem} errors={errors} />
          </Stack>
        </fieldset>
        <div className="action-bar">
          <SavingLine saving={saving} exists={exists} notices={noticesId} />
          <Group gap="sm" wrap="nowrap">
            <Button
              variant="default"
              loading={pending === "save" && saving.kind === "saving"}
              onClick={() => void press("save")}
            >
              Lưu nháp
            </Button>
            <Button loading={pending === "submit" && saving.kind !== "waiting"} onClick={() => void press("submit")}>
              Gửi đăng ký
            </Button>
          </Group>
        </div>
      </Stack>
    </form>
  );
};

/** What was typed on this device before has been put back. */
export const RestoredNotice = ({ at, discard }: { readonly at: string; readonly discard: () => void }) => (
  <Alert color="warm" variant="light" title="Đã khôi phục nội dung đang nhập dở">
    <Group justify="space-between">
      <span>Nội dung đồng chí nhập {at} trên máy này vẫn còn.</span>
      <Button variant="default" size="sm" onClick={discard}>
        Bỏ nội dung này
      </Button>
    </Group>
  </Alert>
);
