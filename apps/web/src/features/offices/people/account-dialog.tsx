import { emptyOf } from "@kheo/core/ground/fields";
import { lockFields } from "@kheo/core/offices/people";
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";
import { say } from "../../../kit/notice.ts";
import { Failure } from "../../../kit/page.tsx";
import type { PostOfPerson } from "./people-data.ts";

const acts = {
  invite: {
    title: "Cấp lại phiếu mời",
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
  const navigate = useNavigate();
  const invite = useChange(trpc.people.invite.mutationOptions());
  const disable = useChange(trpc.people.disable.mutationOptions());
  const enable = useChange(trpc.people.enable.mutationOptions());
  const { error, isPending } = kind === "invite" ? invite : enable;
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
    enable: () => {
      enable.send({ id, data: {} }, done(`Đã mở khóa tài khoản của ${name}.`));
    },
  } as const;
  const said = (
    <Text>
      <strong>{name}</strong>. {acts[kind].text}
    </Text>
  );
  if (kind === "disable") {
    return (
      <FieldsForm
        form="lock"
        of={[id]}
        fields={lockFields}
        start={emptyOf(lockFields)}
        send={({ values, key }) => disable.sendAsync({ id, data: values }, key)}
        sent={done(`Đã khóa tài khoản của ${name}.`)}
        button={acts.disable.title}
        close={close}
        closing="Để sau"
      >
        {({ boxes }) => (
          <>
            {said}
            {boxes()}
          </>
        )}
      </FieldsForm>
    );
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        act[kind]();
      }}
    >
      <Stack>
        {said}
        <Failure error={error} />
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
