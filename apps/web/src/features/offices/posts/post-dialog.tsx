import { unitsWhere } from "@kheo/core/rules/rights";
import { roleText } from "@kheo/core/rules/policy";
import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { fieldErrors, trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { DayInput } from "../../../kit/day-input.tsx";
import { field } from "../../../kit/field.ts";
import { say } from "../../../kit/notice.ts";
import { Failure } from "../../../kit/page.tsx";
import type { PostOfPerson } from "../people/people-data.ts";
import { PersonSelect } from "../people/person-select.tsx";

export type PostTask = { readonly kind: "appoint" | "end" | "substitute"; readonly post: PostOfPerson };

type FormProps = { readonly post: PostOfPerson; readonly close: () => void };

const Buttons = ({
  text,
  pending,
  close,
}: {
  readonly text: string;
  readonly pending: boolean;
  readonly close: () => void;
}) => (
  <Group justify="flex-end">
    <Button variant="default" onClick={close}>
      Để sau
    </Button>
    <Button type="submit" loading={pending}>
      {text}
    </Button>
  </Group>
);

const DocumentInput = ({
  value,
  onChange,
  error,
}: {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly error: string | undefined;
}) => (
  <TextInput
    label="Văn bản (nếu có)"
    description="Ví dụ: Quyết định số 20-QĐ/ĐU"
    inputWrapperOrder={["label", "input", "description", "error"]}
    value={value}
    error={error}
    onChange={(event) => {
      onChange(event.currentTarget.value);
    }}
  />
);

const EndPostForm = ({ post, close }: FormProps) => {
  const { today } = useSession();
  const [validTo, setValidTo] = useState(today);
  const [document, setDocument] = useState("");
  const end = useChange(trpc.posts.end.mutationOptions());
  const errors = fieldErrors(end.error);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        end.send({ id: post.postId, data: { validTo, document } }, () => {
          say(`Đã ghi ngày thôi giữ chức vụ của ${post.name}.`);
          close();
        });
      }}
    >
      <Stack>
        <Text>
          {post.name} thôi giữ chức vụ {roleText[post.role].toLowerCase()} tại {post.unitName}. Những việc đã làm vẫn
          được giữ nguyên.
        </Text>
        <DayInput
          label="Ngày cuối giữ chức vụ"
          data-autofocus
          {...field("validTo", errors, "Ví dụ: 31/03/2026")}
          value={validTo}
          onChange={setValidTo}
        />
        <DocumentInput value={document} onChange={setDocument} error={errors["document"]} />
        {Object.keys(errors).length === 0 && <Failure error={end.error} />}
        <Buttons text="Thôi giữ chức vụ" pending={end.isPending} close={close} />
      </Stack>
    </form>
  );
};

/** Somebody else acts in the post for a time; its holder may go on acting too. */
const SubstituteForm = ({ post, close }: FormProps) => {
  const session = useSession();
  const { today } = session;
  const [personId, choose] = useState<string | null>(null);
  const [validFrom, setValidFrom] = useState(today);
  const [validTo, setValidTo] = useState("");
  const [document, setDocument] = useState("");
  const [attempts, setAttempts] = useState(0);
  const substitute = useChange(trpc.posts.substitute.mutationOptions());
  const errors = fieldErrors(substitute.error);
  const scope = unitsWhere(session, "post.substitute")[0]?.id ?? post.unitId;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAttempts(attempts + 1);
        if (personId === null) return;
        substitute.send({ id: post.postId, data: { personId, validFrom, validTo, document } }, () => {
          say(`Đã ghi người làm thay ${post.name}.`);
          close();
        });
      }}
    >
      <Stack>
        <Text>
          Người làm thay thực hiện mọi việc của {roleText[post.role].toLowerCase()} tại {post.unitName} trong thời gian
          dưới đây; nhật ký ghi rõ là làm thay {post.name}.
        </Text>
        <PersonSelect
          label="Người làm thay"
          unitId={scope}
          except={post.personId}
          value={personId}
          choose={choose}
          error={attempts > 0 && personId === null ? "Người làm thay: chưa chọn." : errors["personId"]}
        />
        <DayInput
          label="Từ ngày"
          {...field("validFrom", errors, "Ví dụ: 01/12/2026")}
          value={validFrom}
          onChange={setValidFrom}
        />
        <DayInput
          label="Đến hết ngày"
          {...field("validTo", errors, "Ví dụ: 31/12/2026")}
          value={validTo}
          onChange={setValidTo}
        />
        <DocumentInput value={document} onChange={setDocument} error={errors["document"]} />
        {Object.keys(errors).length === 0 && <Failure error={substitute.error} />}
        <Buttons text="Cử làm thay" pending={substitute.isPending} close={close} />
      </Stack>
    </form>
  );
};

/** Ending a post, or letting somebody stand in for a time. */
export const PostDialog = ({ task, close }: { readonly task: PostTask | null; readonly close: () => void }) => (
  <Modal
    opened={task !== null}
    onClose={close}
    title={task?.kind === "substitute" ? "Cử người làm thay" : "Thôi giữ chức vụ"}
    centered
    closeButtonProps={{ "aria-label": "Đóng" }}
  >
    {task?.kind === "end" && <EndPostForm post={task.post} close={close} />}
    {task?.kind === "substitute" && <SubstituteForm post={task.post} close={close} />}
  </Modal>
);
