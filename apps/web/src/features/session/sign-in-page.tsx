import {
  Alert,
  Button,
  Container,
  Divider,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
  UnstyledButton,
} from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import { queryClient } from "../../lib/trpc.ts";
import { signIn } from "./sign-in.ts";

type Props = { readonly accounts: readonly { readonly username: string; readonly post: string }[] };

export const SignInPage = ({ accounts }: Props) => {
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  useEffect(() => {
    document.title = "Đăng nhập – Khéo";
  }, []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (username.trim() === "" || password === "") {
      setRefusal("Hãy nhập tên đăng nhập và mật khẩu.");
      return;
    }
    setPending(true);
    const sentence = await signIn(username.trim().toLowerCase(), password);
    setRefusal(sentence);
    setPending(false);
    if (sentence === null) await queryClient.invalidateQueries();
  };

  return (
    <Container component="main" size={460} py={48}>
      <Stack gap="lg" className="sheet">
        <div>
          <Title order={1} size="h2">
            Khéo
          </Title>
          <Text c="warm.7">Phong trào thi đua “Dân vận khéo”</Text>
        </div>
        <form onSubmit={(event) => void submit(event)} noValidate>
          <Stack>
            <TextInput
              label="Tên đăng nhập"
              name="username"
              autoComplete="username"
              autoCapitalize="none"
              value={username}
              onChange={(event) => {
                setUsername(event.currentTarget.value);
              }}
            />
            <PasswordInput
              label="Mật khẩu"
              name="password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => {
                setPassword(event.currentTarget.value);
              }}
              visibilityToggleButtonProps={{ "aria-label": "Hiện hoặc ẩn mật khẩu" }}
            />
            {refusal && (
              <Alert color="red" variant="light" role="alert">
                {refusal}
              </Alert>
            )}
            <Button type="submit" loading={pending}>
              Đăng nhập
            </Button>
          </Stack>
        </form>
        {accounts.length > 0 && (
          <div>
            <Divider mb="md" label="Tài khoản dùng thử (dữ liệu minh họa)" />
            <Text size="sm" c="warm.7" mb="xs">
              Chọn một tài khoản để điền tên; mật khẩu của mọi tài khoản dùng thử là <strong>danvankheo</strong>.
            </Text>
            <Stack gap={2}>
              {accounts.map((account) => (
                <UnstyledButton
                  key={account.username}
                  className="account"
                  onClick={() => {
                    setUsername(account.username);
                    setPassword("danvankheo");
                  }}
                >
                  <strong>{account.username}</strong> – {account.post}
                </UnstyledButton>
              ))}
            </Stack>
          </div>
        )}
      </Stack>
    </Container>
  );
};
