import { Button, Container, Divider, Stack, Text, TextInput, Title, UnstyledButton } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import { queryClient } from "../../../lib/trpc.ts";
import { PasswordBox } from "../../../kit/password-box.tsx";
import { Refusal } from "../../../kit/refusal.tsx";
import { SecondStepForm } from "./second-step-form.tsx";
import { externalRefusal, leaveFor, signIn } from "./sign-in.ts";
import "./sign-in-page.css";

type Account = { readonly username: string; readonly post: string };

/** What the demonstration lets one try. */
const DemonstrationAccounts = ({
  accounts,
  choose,
}: {
  readonly accounts: readonly Account[];
  readonly choose: (username: string) => void;
}) => (
  <div>
    <Divider mb="md" label="Tài khoản dùng thử (dữ liệu minh họa)" />
    <Text size="sm" c="warm.7" mb="xs">
      Chọn một tài khoản để điền tên; mật khẩu của mọi tài khoản dùng thử là <strong>danvankheo</strong>.
    </Text>
    <Stack gap={2}>
      {accounts.map(({ username, post }) => (
        <UnstyledButton
          key={username}
          className="account"
          onClick={() => {
            choose(username);
          }}
        >
          <strong>{username}</strong> – {post}
        </UnstyledButton>
      ))}
    </Stack>
  </div>
);

type Props = {
  readonly accounts: readonly Account[];
  /** What the external sign-in is called, where there is one. */
  readonly externalName: string | null;
  /** Somebody is about to enter: called with each letter and each try. */
  readonly entering: () => void;
};

export const SignInPage = ({ accounts, externalName, entering }: Props) => {
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [refusal, setRefusal] = useState(() => externalRefusal(globalThis.location.search, externalName));
  const [pending, setPending] = useState<"nothing" | "password" | "external">("nothing");
  const [secondStep, setSecondStep] = useState(false);
  useEffect(() => {
    document.title = "Đăng nhập – Khéo";
  }, []);

  const enter = () => queryClient.invalidateQueries();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (username.trim() === "" || password === "") {
      setRefusal("Hãy nhập tên đăng nhập và mật khẩu.");
      return;
    }
    setPending("password");
    entering();
    const outcome = await signIn(username.trim().toLowerCase(), password);
    setPending("nothing");
    setRefusal(outcome.kind === "refused" ? outcome.sentence : null);
    if (outcome.kind === "secondStep") setSecondStep(true);
    if (outcome.kind === "done") await enter();
  };
  const leave = async () => {
    setPending("external");
    const sentence = await leaveFor("sign-in/social");
    if (sentence === null) return;
    setRefusal(sentence);
    setPending("nothing");
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
        {secondStep ? (
          <SecondStepForm
            done={enter}
            back={(sentence) => {
              setSecondStep(false);
              setPassword("");
              setRefusal(sentence);
            }}
          />
        ) : (
          <form onSubmit={(event) => void submit(event)} onInput={entering} noValidate>
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
              <PasswordBox
                label="Mật khẩu"
                name="password"
                autoComplete="current-password"
                value={password}
                onChange={(event) => {
                  setPassword(event.currentTarget.value);
                }}
              />
              <Refusal sentence={refusal} />
              <Button type="submit" loading={pending === "password"}>
                Đăng nhập
              </Button>
              {externalName !== null && (
                <Button variant="default" loading={pending === "external"} onClick={() => void leave()}>
                  Đăng nhập bằng {externalName}
                </Button>
              )}
              <Text size="sm" c="warm.7">
                Có phiếu hoặc thư mời: <a href="/nhan-tai-khoan">nhận tài khoản</a>. Quên mật khẩu: đề nghị người quản
                trị của đơn vị cấp lại quyền đăng nhập.
              </Text>
            </Stack>
          </form>
        )}
        {accounts.length > 0 && !secondStep && (
          <DemonstrationAccounts
            accounts={accounts}
            choose={(chosen) => {
              setUsername(chosen);
              setPassword("danvankheo");
            }}
          />
        )}
      </Stack>
    </Container>
  );
};
