import { labelAt } from "@kheo/core/ground/fields";
import { registrationFields } from "@kheo/core/movement/models";
import { Button, Group, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { DraftLine } from "../../../kit/draft-line.tsx";
import { DraftNotices, RestoredNotice } from "../../../kit/draft-notices.tsx";
import { ErrorList } from "../../../kit/error-list.tsx";
import { problemsOf } from "../../../kit/field.ts";
import { useSession } from "../../../lib/session.ts";
import { RegistrationFields } from "./registration-form.tsx";
import { fieldWords, unfinishedIn } from "./typed-form.ts";
import type { Registration } from "./use-registration.ts";
import "./registration-editor.css";

type RegistrationEditorProps = {
  readonly registration: Registration;
  /** Whether the draft is on the server already. */
  readonly exists: boolean;
  readonly startAfresh: () => void;
  /** The files beside it, or what is said of them before there can be any. */
  readonly files: ReactNode;
  /** Why it was returned: above the form. */
  readonly children?: ReactNode;
};

/** The form with its errors on top and its two buttons within reach of a thumb. */
export const RegistrationEditor = ({ registration, exists, startAfresh, files, children }: RegistrationEditorProps) => {
  const { typed, base, errors, refusals, standing, wanted, restoredAt, saveDraft, submit, forget } = registration;
  const { topics } = useSession();
  const isSent = standing.kind === "saving" || standing.kind === "saved";
  return (
    <form
      className="paper"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <Stack gap="lg">
        <DraftNotices
          draft={registration}
          labelOf={(path) => labelAt(registrationFields, path)}
          textOf={fieldWords(topics)}
          isSaid={Object.keys(errors).length > 0}
        >
          {children}
          {restoredAt !== null && (
            <RestoredNotice
              at={restoredAt}
              discard={() => {
                forget();
                startAfresh();
              }}
            />
          )}
          <ErrorList problems={problemsOf(errors)} refusals={refusals} />
        </DraftNotices>
        {/* Closed while it is sent: what is typed meanwhile would be in neither copy. */}
        <fieldset className="plain" disabled={wanted === "submission" && isSent}>
          <Stack gap="lg">
            <RegistrationFields
              typed={typed}
              update={registration.update}
              errors={{ ...unfinishedIn(typed, base), ...errors }}
            />
          </Stack>
        </fieldset>
        {files}
        <div className="action-bar">
          <DraftLine standing={standing} autosaves={exists} act={wanted === "submission" ? "gửi" : "lưu"} />
          <Group gap="sm" wrap="nowrap">
            <Button variant="default" loading={wanted === "draft" && standing.kind === "saving"} onClick={saveDraft}>
              Lưu nháp
            </Button>
            <Button loading={wanted === "submission" && isSent} onClick={submit}>
              Gửi đăng ký
            </Button>
          </Group>
        </div>
      </Stack>
    </form>
  );
};
