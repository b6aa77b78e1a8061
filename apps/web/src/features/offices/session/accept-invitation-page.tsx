import { Button, Container, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { fieldErrors, queryClient, trpc } from "../../../lib/trpc.ts";
import { Failure } from "../../../kit/page.tsx";
import { PasswordBox } from "../../../kit/password-box.tsx";
import { Refusal } from "../../../kit/refusal.tsx";
import { signIn } from "./sign-in.ts";

/** Reached by the letter or the slip: name and code stand after `#`, which no server and no log sees. */
const fromAddress = () => {
  const given = new URLSearchParams(globalThis.location.hash.slice(1));
  return { username: given.get("ten") ?? "", code: given.get("ma") ?? "" };
};

/** Whoever was invited sets a password of their own, and is signed in. */
export const AcceptInvitationPage = () => {
  const [form, setForm] = useState(() => ({ ...fromAddress(), password: "", again: "" }));
  const [differs, setDiffers] = useState(false);
  const accept = useMutation(trpc.session.acceptInvitation.mutationOptions());
  const errors = fieldErrors(accept.error);
  const set = (part: Partial<typeof form>) => {
    setForm({ ...form, ...part });
  };
  useEffect(() => {
    document.title = "Nhận tài khoản – Khéo";
  }, []);
  const submit = async () => {
    const { username, code, password, again } = form;
    setDiffers(password !== again);
    if (password !== again) return;
    const accepted = await accept.mutateAsync({ username, code, password });
    await signIn(accepted.username, password);
    await queryClient.invalidateQueries();
    globalThis.location.assign("/");
  };
  return (
    <Container component="main" size={520} py={48}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit().catch(() => undefined);
        }}
      >
        <Stack className="sheet">
          <Title order={1} size="h2">
            Nhận tài khoản
          </Title>
          <Text c="warm.7">
            Nhập tên đăng nhập và mã mời ghi trên phiếu hoặc trong thư, rồi đặt mật khẩu của riêng đồng chí. Không ai
            khác biết mật khẩu này.
          </Text>
          <TextInput
            label="Tên đăng nhập"
            autoComplete="username"
            autoCapitalize="none"
            error={errors["username"]}
            value={form.username}
            onChange={(event) => {
              set({ username: event.currentTarget.value });
            }}
          />
          <TextInput
            label="Mã mời"
            description="20 chữ và số, ví dụ: 7K2M-9QXA-…; chữ hoa hay thường đều được."
            autoComplete="off"
            autoCapitalize="characters"
            error={errors["code"]}
            value={form.code}
            onChange={(event) => {
              set({ code: event.currentTarget.value });
            }}
          />
          <PasswordBox
            label="Mật khẩu mới (ít nhất 10 ký tự)"
            autoComplete="new-password"
            error={errors["password"]}
            value={form.password}
            onChange={(event) => {
              set({ password: event.currentTarget.value });
            }}
          />
          <PasswordBox
            label="Nhập lại mật khẩu mới"
            autoComplete="new-password"
            value={form.again}
            onChange={(event) => {
              set({ again: event.currentTarget.value });
            }}
          />
          <Refusal sentence={differs ? "Hai lần nhập mật khẩu chưa giống nhau." : null} />
          {Object.keys(errors).length === 0 && <Failure error={accept.error} />}
          <Button type="submit" loading={accept.isPending}>
            Đặt mật khẩu và đăng nhập
          </Button>
        </Stack>
      </form>
    </Container>
  );
};
