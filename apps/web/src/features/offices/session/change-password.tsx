import { Button, Stack } from "@mantine/core";
import { useState } from "react";
import { fieldErrors, trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { say } from "../../../kit/notice.ts";
import { Failure } from "../../../kit/page.tsx";
import { PasswordBox } from "../../../kit/password-box.tsx";
import { Refusal } from "../../../kit/refusal.tsx";
import { Section } from "../../../kit/section.tsx";

const empty = { current: "", password: "", again: "" };

export const ChangePassword = () => {
  const [form, setForm] = useState(empty);
  const [differs, setDiffers] = useState(false);
  const change = useChange(trpc.session.changePassword.mutationOptions());
  const errors = fieldErrors(change.error);
  const box = (name: keyof typeof empty, label: string, autoComplete: string) => (
    <PasswordBox
      label={label}
      autoComplete={autoComplete}
      error={errors[name]}
      value={form[name]}
      onChange={(event) => {
        setForm({ ...form, [name]: event.currentTarget.value });
      }}
    />
  );
  return (
    <Section title="Đổi mật khẩu" lead="Mọi thiết bị khác bị đăng xuất khi mật khẩu được đổi.">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const { current, password, again } = form;
          setDiffers(password !== again);
          if (password !== again) return;
          change.send({ data: { current, password } }, () => {
            say("Đã đổi mật khẩu.");
            setForm(empty);
          });
        }}
      >
        <Stack maw={460}>
          {box("current", "Mật khẩu hiện tại", "current-password")}
          {box("password", "Mật khẩu mới (ít nhất 10 ký tự)", "new-password")}
          {box("again", "Nhập lại mật khẩu mới", "new-password")}
          <Refusal sentence={differs ? "Hai lần nhập mật khẩu mới chưa giống nhau." : null} />
          {Object.keys(errors).length === 0 && <Failure error={change.error} />}
          <Button type="submit" className="self-start" loading={change.isPending}>
            Đổi mật khẩu
          </Button>
        </Stack>
      </form>
    </Section>
  );
};
