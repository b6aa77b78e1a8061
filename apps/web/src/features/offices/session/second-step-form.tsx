import { Button, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { Refusal } from "../../../kit/refusal.tsx";
import { confirmSignIn } from "./sign-in.ts";

type SecondStepProps = {
  readonly done: () => Promise<void>;
  /** Back to the password, with the reason when it is not the person's wish. */
  readonly back: (sentence: string | null) => void;
};

/** After the password: the number in the app, or a recovery code. */
export const SecondStepForm = ({ done, back }: SecondStepProps) => {
  const [code, setCode] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() === "") {
      setRefusal("Hãy nhập mã 6 số trong ứng dụng, hoặc một mã dự phòng.");
      return;
    }
    setPending(true);
    const outcome = await confirmSignIn(code);
    setPending(false);
    if (outcome.kind !== "refused") return done();
    if (outcome.restart) back(outcome.sentence);
    else setRefusal(outcome.sentence);
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        <Text>Tài khoản này dùng xác thực hai bước. Mở ứng dụng mã xác thực trên điện thoại và nhập mã đang hiện.</Text>
        <TextInput
          label="Mã 6 số, hoặc một mã dự phòng"
          autoComplete="one-time-code"
          autoCapitalize="none"
          data-autofocus
          ref={(element) => {
            element?.focus();
          }}
          value={code}
          onChange={(event) => {
            setCode(event.currentTarget.value);
          }}
        />
        <Refusal sentence={refusal} />
        <Button type="submit" loading={pending}>
          Xác nhận
        </Button>
        <Button
          variant="default"
          onClick={() => {
            back(null);
          }}
        >
          Đăng nhập bằng tài khoản khác
        </Button>
        <Text size="sm" c="warm.7">
          Mất điện thoại và không còn mã dự phòng: đề nghị người quản trị của đơn vị cấp lại quyền đăng nhập.
        </Text>
      </Stack>
    </form>
  );
};
