// Reached without the house, but with a control of its kit.
import "../../../kit/house-kit.css";
import { type UnitKind, unitKinds, unitKindText } from "@kheo/core/territory/units";
import { Button, Container, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { fieldErrors, queryClient, trpc } from "../../../lib/trpc.ts";
import { DayInput } from "../../../kit/day-input.tsx";
import { Failure } from "../../../kit/page.tsx";
import { PasswordBox } from "../../../kit/password-box.tsx";
import { signIn } from "./sign-in.ts";

const labels = {
  name: "Họ và tên",
  username: "Tên đăng nhập",
  unitName: "Tên đơn vị cao nhất (ví dụ: Tỉnh Quảng Ngãi)",
} as const;

/** Reached by the one-time link that an empty database prints; the link's token stands after `#`. */
export const FirstAdministratorPage = () => {
  const [form, setForm] = useState({
    name: "",
    username: "",
    unitName: "",
    unitKind: "province" as UnitKind,
    unitFrom: "",
    password: "",
  });
  const create = useMutation(trpc.session.firstAdministrator.mutationOptions());
  const errors = fieldErrors(create.error);
  const submit = async () => {
    const token = globalThis.location.hash.slice(1);
    const { unitFrom, ...rest } = form;
    const { username } = await create.mutateAsync({ ...rest, ...(unitFrom !== "" && { unitFrom }), token });
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
          <NativeSelect
            label="Loại đơn vị"
            name="unitKind"
            error={errors["unitKind"]}
            value={form.unitKind}
            data={unitKinds.map((kind) => ({ value: kind, label: unitKindText[kind] }))}
            onChange={(event) => {
              setForm({ ...form, unitKind: event.currentTarget.value as UnitKind });
            }}
          />
          <DayInput
            label="Đơn vị có từ ngày"
            name="unitFrom"
            description="Ví dụ: 01/07/2025. Để trống là hôm nay; cần ngày trước đây nếu sẽ nhập các đơn vị cũ."
            error={errors["unitFrom"]}
            value={form.unitFrom}
            onChange={(unitFrom) => {
              setForm({ ...form, unitFrom });
            }}
          />
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
          <Text size="sm" c="warm.7">
            Quyết định công nhận cần hai người: cơ quan thường trực dự thảo, lãnh đạo ký xác nhận. Khi chưa có lãnh đạo
            nào, chức vụ lãnh đạo đầu tiên do người vận hành máy chủ xác nhận bằng lệnh{" "}
            <code>npx kheo confirm --user …</code>. Nơi chỉ có một người làm mọi việc đặt{" "}
            <code>KHEO_TWO_PERSONS=off</code>.
          </Text>
          <Failure error={create.error} />
          <Button type="submit" loading={create.isPending}>
            Tạo quản trị viên
          </Button>
        </Stack>
      </form>
    </Container>
  );
};
