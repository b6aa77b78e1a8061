import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { proveWith } from "../../../lib/proof.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { PasswordBox } from "../../../kit/password-box.tsx";
import { Failure } from "../../../kit/page.tsx";

const isCode = (typed: string): boolean => /^\d{6}$/u.test(typed.replaceAll(/\s/gu, ""));

const ProofForm = ({ end }: { readonly end: (proved: boolean) => void }) => {
  const prove = useChange(trpc.session.prove.mutationOptions(), "stay");
  const [typed, setTyped] = useState("");
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        prove.send({ data: isCode(typed) ? { code: typed } : { current: typed } }, () => {
          end(true);
        });
      }}
    >
      <Stack>
        <Text>Việc này có hiệu lực ngay, nên hệ thống hỏi lại để chắc chắn đúng là đồng chí.</Text>
        <PasswordBox
          label="Mật khẩu của đồng chí"
          description="Hoặc mã 6 số đang hiện trong ứng dụng xác thực, nếu đã bật xác thực hai bước."
          autoComplete="current-password"
          data-autofocus
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
        <Failure error={prove.error} />
        <Group justify="flex-end">
          <Button
            variant="default"
            onClick={() => {
              end(false);
            }}
          >
            Để sau
          </Button>
          <Button type="submit" loading={prove.isPending}>
            Xác nhận
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** Asked before what decides, over whatever is open; what was typed there stays. */
export const ProofDialog = () => {
  const [opened, setOpened] = useState(false);
  const answer = useRef<((proved: boolean) => void) | null>(null);
  useEffect(() => {
    proveWith(
      () =>
        new Promise((resolve) => {
          answer.current = resolve;
          setOpened(true);
        }),
    );
    return () => {
      proveWith(null);
    };
  }, []);
  const end = (proved: boolean) => {
    setOpened(false);
    answer.current?.(proved);
    answer.current = null;
  };
  return (
    <Modal
      opened={opened}
      onClose={() => {
        end(false);
      }}
      title="Xác nhận lại danh tính"
      centered
      zIndex={400}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": "Đóng" }}
    >
      {opened && <ProofForm end={end} />}
    </Modal>
  );
};
