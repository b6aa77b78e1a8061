import { roleText } from "@kheo/core/policy";
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useSession } from "../../lib/session.ts";
import { fieldErrors, trpc } from "../../lib/trpc.ts";
import { useChange } from "../../lib/use-change.ts";
import { DayInput } from "../../ui/day-input.tsx";
import { field } from "../../ui/field.ts";
import { say } from "../../ui/notice.ts";
import { Failure } from "../../ui/page.tsx";
import type { PostOfPerson } from "../people/people-data.ts";

export type PostTask = { readonly kind: "appoint" | "end"; readonly post: PostOfPerson };

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

const EndPostForm = ({ post, close }: FormProps) => {
  const { today } = useSession();
  const [validTo, setValidTo] = useState(today);
  const end = useChange(trpc.posts.end.mutationOptions());
  const errors = fieldErrors(end.error);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        end.send({ id: post.postId, data: { validTo } }, () => {
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
        {Object.keys(errors).length === 0 && <Failure error={end.error} />}
        <Buttons text="Thôi giữ chức vụ" pending={end.isPending} close={close} />
      </Stack>
    </form>
  );
};

/** Ending a post: one field, and what will happen. */
export const PostDialog = ({ task, close }: { readonly task: PostTask | null; readonly close: () => void }) => (
  <Modal
    opened={task !== null}
    onClose={close}
    title="Thôi giữ chức vụ"
    centered
    closeButtonProps={{ "aria-label": "Đóng" }}
  >
    {task !== null && <EndPostForm post={task.post} close={close} />}
  </Modal>
);
