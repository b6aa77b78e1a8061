import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { fieldErrors, trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { say } from "../../../kit/notice.ts";
import { Failure } from "../../../kit/page.tsx";
import { PasswordBox } from "../../../kit/password-box.tsx";
import { QrCode } from "../../../kit/qr-code.tsx";
import { Section } from "../../../kit/section.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";

/** What a phone's app reads: whose account where, and the secret. */
const appAddress = (username: string, secret: string): string =>
  `otpauth://totp/${encodeURIComponent(`Khéo:${username}`)}?secret=${secret}&issuer=${encodeURIComponent("Khéo")}`;

const enabling = { action: "Tiếp tục", text: "Nhập mật khẩu để bắt đầu bật xác thực hai bước." };
const asked = {
  enable: enabling,
  renew: { action: "Cấp mã mới", text: "Mã dự phòng cũ hết dùng được ngay khi có mã mới." },
  disable: { action: "Tắt xác thực hai bước", text: "Từ nay chỉ cần mật khẩu để đăng nhập." },
} as const;
type Task = keyof typeof asked;
const titles: Readonly<Record<Task, string>> = {
  enable: "Bật xác thực hai bước",
  renew: "Cấp mã dự phòng mới",
  disable: "Tắt xác thực hai bước",
};

type Prepared = { readonly secret: string; readonly recoveryCodes: readonly string[] };

const PasswordStep = ({
  task,
  prepared,
  codes,
  close,
}: {
  readonly task: Task;
  readonly prepared: (given: Prepared) => void;
  readonly codes: (given: readonly string[]) => void;
  readonly close: () => void;
}) => {
  const [current, setCurrent] = useState("");
  const prepare = useChange(trpc.session.prepareSecondFactor.mutationOptions());
  const renew = useChange(trpc.session.renewRecoveryCodes.mutationOptions());
  const disable = useChange(trpc.session.disableSecondFactor.mutationOptions());
  const { error, isPending } = { enable: prepare, renew, disable }[task];
  const errors = fieldErrors(error);
  const act = {
    enable: () => {
      prepare.send({ data: { current } }, (given) => {
        if (given) prepared(given);
      });
    },
    renew: () => {
      renew.send({ data: { current } }, (given) => {
        if (given) codes(given.recoveryCodes);
      });
    },
    disable: () => {
      disable.send({ data: { current } }, () => {
        say("Đã tắt xác thực hai bước.");
        close();
      });
    },
  } as const;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        act[task]();
      }}
    >
      <Stack>
        <Text>{asked[task].text}</Text>
        <PasswordBox
          label="Mật khẩu hiện tại"
          autoComplete="current-password"
          data-autofocus
          error={errors["current"]}
          value={current}
          onChange={(event) => {
            setCurrent(event.currentTarget.value);
          }}
        />
        {Object.keys(errors).length === 0 && <Failure error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Để sau
          </Button>
          <Button type="submit" loading={isPending}>
            {asked[task].action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const CodeStep = ({
  username,
  secret,
  done,
}: {
  readonly username: string;
  readonly secret: string;
  readonly done: () => void;
}) => {
  const [code, setCode] = useState("");
  const enable = useChange(trpc.session.enableSecondFactor.mutationOptions());
  const errors = fieldErrors(enable.error);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        enable.send({ data: { code } }, done);
      }}
    >
      <Stack>
        <Text>
          1. Mở ứng dụng mã xác thực trên điện thoại (Google Authenticator, Microsoft Authenticator …) và quét hình này.
        </Text>
        <QrCode text={appAddress(username, secret)} label="Hình để ứng dụng mã xác thực quét" />
        <Text size="sm">
          Không quét được thì nhập khóa: <strong className="code-text">{secret}</strong>
        </Text>
        <TextInput
          label="2. Nhập mã 6 số mà ứng dụng đang hiện"
          inputMode="numeric"
          autoComplete="one-time-code"
          error={errors["code"]}
          value={code}
          onChange={(event) => {
            setCode(event.currentTarget.value);
          }}
        />
        <Text size="sm">Khi bật, mọi nơi khác đang đăng nhập bằng tài khoản này bị đăng xuất.</Text>
        {Object.keys(errors).length === 0 && <Failure error={enable.error} />}
        <Button type="submit" loading={enable.isPending}>
          Bật xác thực hai bước
        </Button>
      </Stack>
    </form>
  );
};

/** The number in an app beside the password: switching it on and off, and the codes for when the phone is lost. */
export const SecondFactor = ({ username, enabled }: { readonly username: string; readonly enabled: boolean }) => {
  const [task, setTask] = useState<Task | null>(null);
  const [prepared, setPrepared] = useState<Prepared | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const close = () => {
    setTask(null);
    setPrepared(null);
    setCodes(null);
  };
  const begin = (chosen: Task) => () => {
    setTask(chosen);
  };
  return (
    <Section
      title="Xác thực hai bước"
      lead={
        enabled
          ? "Đang bật: khi đăng nhập cần thêm mã trong ứng dụng trên điện thoại."
          : "Đang tắt. Nên bật: người biết mật khẩu mà không có điện thoại của đồng chí thì không vào được."
      }
    >
      <Group gap="sm">
        {enabled ? (
          <>
            <Button variant="default" onClick={begin("renew")}>
              Cấp mã dự phòng mới
            </Button>
            <Button variant="default" onClick={begin("disable")}>
              Tắt xác thực hai bước
            </Button>
          </>
        ) : (
          <Button onClick={begin("enable")}>Bật xác thực hai bước</Button>
        )}
      </Group>
      <Modal
        opened={task !== null}
        onClose={close}
        title={task === null ? "" : titles[task]}
        centered
        closeOnClickOutside={codes === null}
        closeButtonProps={{ "aria-label": "Đóng" }}
      >
        {codes !== null ? (
          <RecoveryCodes username={username} codes={codes} close={close} />
        ) : prepared !== null ? (
          <CodeStep
            username={username}
            secret={prepared.secret}
            done={() => {
              setCodes(prepared.recoveryCodes);
            }}
          />
        ) : (
          task !== null && <PasswordStep task={task} prepared={setPrepared} codes={setCodes} close={close} />
        )}
      </Modal>
    </Section>
  );
};
