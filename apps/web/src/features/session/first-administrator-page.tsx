import { Button, Container, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { fieldErrors, queryClient, trpc } from "../../lib/trpc.ts";
import { Failure } from "../../ui/page.tsx";
import { PasswordBox } from "../../ui/password-box.tsx";
import { signIn } from "./sign-in.ts";

const labels = {
  name: "Họ và tên",
  username: "Tên đăng nhập",
  unitName: "Tên đơn vị cao nhất (ví dụ: Tỉnh Quảng Ngãi)",
} as const;

/** Reached by the one-time link that an empty database prints; the link's token stands after `#`. */
export const FirstAdministratorPage = () => {
  const [form, setForm] = useState({ name: "", username: "", unitName: "", password: "" });
  const create = useMutation(trpc.session.firstAdministrator.mutationOptions());
  const errors = fieldErrors(create.error);
  const submit = async () => {
    const token = globalThis.location.hash.slice(1);
    const { username } = await create.mutateAsync({ ...form, token });
    await signIn(username, form.password);
    await queryClient.invalidateQueries();
    globalThis.location.assign("/");
  };
  return (
    <Container component="main" size={520} py={48}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit().catch(() => undefined);
        }}
        noValidate
      >
        <Stack className="sheet">
          <Title order={1} size="h2">
            Tạo quản trị viên đầu tiên
          </Title>
          <Text c="warm.7">
            Đường dẫn này dùng được một lần. Người được tạo sẽ lập các đơn vị và tài khoản còn lại.
          </Text>
          {(Object.keys(labels) as (keyof typeof labels)[]).map((name) => (
            <TextInput
              key={name}
              label={labels[name]}
              name={name}
              error={errors[name]}
              value={form[name]}
              onChange={(event) => {
                setForm({ ...form, [name]: event.currentTarget.value });
              }}
            />
          ))}
          <PasswordBox
            label="Mật khẩu (ít nhất 10 ký tự)"
            name="password"
            autoComplete="new-password"
            error={errors["password"]}
            value={form.password}
            onChange={(event) => {
              setForm({ ...form, password: event.currentTarget.value });
            }}
          />
          <Failure error={create.error} />
          <Button type="submit" loading={create.isPending}>
            Tạo quản trị viên
          </Button>
        </Stack>
      </form>
    </Container>
  );
};
