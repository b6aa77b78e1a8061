import { Button, Group, Stack, Text } from "@mantine/core";
import "./recovery-codes.css";

type RecoveryCodesProps = {
  readonly username: string;
  readonly codes: readonly string[];
  readonly close: () => void;
};

/** The codes for a lost phone; they are shown this once. */
export const RecoveryCodes = ({ username, codes, close }: RecoveryCodesProps) => (
  <Stack className="recovery-codes">
    <Text>
      Mã dự phòng của tài khoản <strong>{username}</strong>, dùng khi mất điện thoại. Mỗi mã dùng được một lần.{" "}
      <strong>Các mã này chỉ hiện lần này</strong>: hãy in hoặc chép lại và cất nơi an toàn.
    </Text>
    <ul className="code-list">
      {codes.map((code) => (
        <li key={code} className="code-text">
          {code}
        </li>
      ))}
    </ul>
    <Group justify="flex-end">
      <Button
        variant="default"
        onClick={() => {
          globalThis.print();
        }}
      >
        In mã dự phòng
      </Button>
      <Button onClick={close}>Tôi đã cất mã</Button>
    </Group>
  </Stack>
);
