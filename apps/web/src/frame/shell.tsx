import { formatDay } from "@kheo/core/ground/days";
import { roleText } from "@kheo/core/rules/policy";
import { AppShell, Burger, Button, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { signOut } from "../features/offices/session/sign-in.ts";
import { useSession } from "../lib/session.ts";
import { queryClient } from "../lib/trpc.ts";
import { entryOf, menu } from "./menu.ts";
import { EntryText } from "./menu-entry.tsx";
import "./shell.css";
import { Empty } from "../kit/page.tsx";

/** One shell around every page: the menu by what people do, who acts, and the period. */
export const Shell = () => {
  const session = useSession();
  const pathname = useLocation({ select: (location) => location.pathname });
  const isOwnAccount = pathname === "/tai-khoan";
  const within = entryOf(pathname);
  const [opened, { toggle, close }] = useDisclosure();
  const entries = menu.filter(({ action }) => session.may(action));
  // The four that are used most, or as many of the others as a post has none of those.
  const spare = entries.filter(({ bottom }) => !bottom).slice(0, 4 - entries.filter(({ bottom }) => bottom).length);
  const nearest = entries.filter((entry) => entry.bottom || spare.includes(entry));
  const leave = async () => {
    await signOut();
    queryClient.clear();
    globalThis.location.assign("/");
  };
  return (
    <AppShell
      header={{ height: session.demonstration ? 92 : 60 }}
      navbar={{ width: 240, breakpoint: "sm", collapsed: { mobile: !opened } }}
      padding="lg"
    >
      <a className="skip-link" href="#noi-dung">
        Đến nội dung chính
      </a>
      <AppShell.Header className="shell-header">
        {session.demonstration && (
          <div className="demonstration">
            Dữ liệu minh họa, ngày {formatDay(session.today)}
            <span className="on-wide"> – không phải số liệu thật của địa phương nào.</span>
          </div>
        )}
        <Group h={58} px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={opened ? "Đóng trình đơn" : "Mở trình đơn"}
            />
            <Link to="/" className="brand">
              Khéo
            </Link>
          </Group>
          <Group gap="md" wrap="nowrap">
            {session.period && (
              <NativeSelect
                size="sm"
                aria-label="Kỳ"
                value={session.period.id}
                onChange={(event) => {
                  session.choosePeriod(event.currentTarget.value);
                }}
                data={session.periods.map(({ id, title }) => ({ value: id, label: title }))}
              />
            )}
            <Text size="sm" visibleFrom="md" lh={1.3} maw={420} lineClamp={2}>
              <Link to="/tai-khoan" className="own-account">
                {session.name}
              </Link>
              <br />
              {session.posts.map(({ role, unitName }) => `${roleText[role]}, ${unitName}`).join("; ")}
            </Text>
            <Button variant="default" size="sm" onClick={() => void leave()} visibleFrom="sm">
              Đăng xuất
            </Button>
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar py="md" aria-label="Trình đơn">
        <Stack gap={0}>
          {entries.map(({ to, text }) => (
            <Link
              key={to}
              to={to}
              className="nav-link"
              activeOptions={{ exact: to === "/" }}
              {...(to === within && { "aria-current": "page" })}
              onClick={close}
            >
              <EntryText to={to} text={text} />
            </Link>
          ))}
        </Stack>
        <Stack p="md" mt="auto" hiddenFrom="sm">
          <Text size="sm">
            <Link to="/tai-khoan" className="own-account" onClick={close}>
              {session.name}
            </Link>
            <br />
            {session.posts.map(({ role, unitName }) => `${roleText[role]}, ${unitName}`).join("; ")}
          </Text>
          <Button variant="default" onClick={() => void leave()}>
            Đăng xuất
          </Button>
        </Stack>
      </AppShell.Navbar>
      <AppShell.Main id="noi-dung" className="content">
        {session.posts.length === 0 && !isOwnAccount ? (
          <Empty>
            Tài khoản của đồng chí chưa được giao chức vụ nào đang có hiệu lực. Hãy liên hệ người quản trị của đơn vị.{" "}
            <Link to="/tai-khoan">Mở trang tài khoản của tôi</Link>.
          </Empty>
        ) : (
          <Outlet />
        )}
      </AppShell.Main>
      <nav className="bottom-bar" aria-label="Trình đơn nhanh">
        {nearest.map(({ to, text }) => (
          <Link
            key={to}
            to={to}
            activeOptions={{ exact: to === "/" }}
            {...(to === within && { "aria-current": "page" })}
          >
            <EntryText to={to} text={text} />
          </Link>
        ))}
      </nav>
    </AppShell>
  );
};
