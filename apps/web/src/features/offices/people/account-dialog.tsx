import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { fieldErrors, trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { field } from "../../../kit/field.ts";
import { say } from "../../../kit/notice.ts";
import { Failure } from "../../../kit/page.tsx";
import type { PostOfPerson } from "./people-data.ts";

const acts = {
  invite: {
    title: "Cấp lại đường vào",
    text: "Nếu tài khoản đang được dùng, việc này chờ lãnh đạo của đơn vị hoặc quản trị cấp trên xác nhận; người này và lãnh đạo đơn vị được báo. Sau đó mật khẩu cũ, xác thực hai bước, liên kết đăng nhập ngoài và mọi nơi đang đăng nhập của người này hết hiệu lực. Người này đặt mật khẩu mới bằng phiếu mời mới.",
  },
  disable: {
    title: "Khóa tài khoản",
    text: "Người này bị đăng xuất ngay ở mọi nơi và không đăng nhập được nữa. Chức vụ và những việc đã làm vẫn được giữ nguyên.",
  },
  enable: {
    title: "Mở khóa tài khoản",
    text: "Người này đăng nhập lại được bằng mật khẩu đã có.",
  },
} as const;

export type AccountTask = { readonly kind: keyof typeof acts; readonly post: PostOfPerson };

const AccountForm = ({ task: { kind, post }, close }: { readonly task: AccountTask; readonly close: () => void }) => {
  const [reason, setReason] = useState("");
  const navigate = useNavigate();
  const invite = useChange(trpc.people.invite.mutationOptions());
  const disable = useChange(trpc.people.disable.mutationOptions());
  const enable = useChange(trpc.people.enable.mutationOptions());
  const { error, isPending } = { invite, disable, enable }[kind];
  const errors = fieldErrors(error);
  const { postId: id, name } = post;
  const done = (sentence: string) => () => {
    say(sentence);
    close();
  };
  const act = {
    invite: () => {
      invite.send({ id, data: {} }, ({ waits }) => {
        if (waits) return done("Đã ghi đề nghị. Đường vào mới được cấp khi người thứ hai xác nhận.")();
        close();
        void navigate({ to: "/quan-tri/nguoi/$id/phieu", params: { id } });
      });
    },
    disable: () => {
      disable.send({ id, data: { reason } }, done(`Đã khóa tài khoản của ${name}.`));
    },
    enable: () => {
      enable.send({ id, data: {} }, done(`Đã mở khóa tài khoản của ${name}.`));
    },
  } as const;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        act[kind]();
      }}
    >
      <Stack>
        <Text>
          <strong>{name}</strong>. {acts[kind].text}
        </Text>
        {kind === "disable" && (
          <TextInput
            label="Lý do khóa"
            data-autofocus
            autoComplete="off"
            {...field("reason", errors, "Ví dụ: chuyển công tác từ 01/12/2026")}
            value={reason}
            onChange={(event) => {
              setReason(event.currentTarget.value);
            }}
          />
        )}
        {Object.keys(errors).length === 0 && <Failure error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Để sau
          </Button>
          <Button type="submit" loading={isPending}>
            {acts[kind].title}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** What an administrator does to an account, and what will happen. */
export const AccountDialog = ({ task, close }: { readonly task: AccountTask | null; readonly close: () => void }) => (
  <Modal
    opened={task !== null}
    onClose={close}
    title={task === null ? "" : acts[task.kind].title}
    centered
    closeButtonProps={{ "aria-label": "Đóng" }}
  >
    {task !== null && <AccountForm task={task} close={close} />}
  </Modal>
);
