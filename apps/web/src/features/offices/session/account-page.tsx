import { roleText } from "@kheo/core/rules/policy";
import { Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { Facts } from "../../../kit/facts.tsx";
import { Loaded, Page } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { ChangePassword } from "./change-password.tsx";
import { ExternalLink } from "./external-link.tsx";
import { OwnSessions } from "./own-sessions.tsx";
import { SecondFactor } from "./second-factor.tsx";

/** One's own account: who one is here, and everything that protects it. */
export const AccountPage = () => {
  const { name, posts, externalName } = useSession();
  const account = useQuery(trpc.session.account.queryOptions());
  return (
    <Page title="Tài khoản của tôi">
      <Loaded query={account}>
        {({ username, email, hasSecondFactor, linkedAt, sessions }) => (
          <>
            <Section title={name}>
              <Facts
                facts={[
                  { label: "Tên đăng nhập", value: username },
                  { label: "Thư điện tử", value: email ?? "không có" },
                  {
                    label: "Chức vụ",
                    value: posts.map(({ role, unitName }) => `${roleText[role]}, ${unitName}`).join("; "),
                  },
                ]}
              />
              <Group gap="lg">
                <Link to="/viec-da-lam">Việc tôi đã làm</Link>
                <Link to="/phan-quyen">Vai trò của tôi được làm gì</Link>
              </Group>
            </Section>
            <OwnSessions sessions={sessions} />
            <ChangePassword />
            <SecondFactor username={username ?? ""} enabled={hasSecondFactor} />
            {externalName !== null && <ExternalLink name={externalName} linkedAt={linkedAt} />}
          </>
        )}
      </Loaded>
    </Page>
  );
};
