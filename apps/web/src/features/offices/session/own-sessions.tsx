import { instantText } from "@kheo/core/ground/days";
import { Button, Text } from "@mantine/core";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { say } from "../../../kit/notice.ts";
import { Failure } from "../../../kit/page.tsx";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { Section } from "../../../kit/section.tsx";
import type { OwnAccount } from "./account-data.ts";
import { deviceText } from "./device-text.ts";

type OwnSession = OwnAccount["sessions"][number];

const columnsOf = (end: (session: OwnSession) => void): readonly RecordColumn<OwnSession>[] => [
  {
    title: "Thiết bị",
    main: true,
    cell: ({ userAgent, ipAddress }) => (
      <div>
        <strong>{deviceText(userAgent)}</strong>
        <Text size="sm" c="warm.7">
          {ipAddress ? `địa chỉ mạng ${ipAddress}` : "không rõ địa chỉ mạng"}
        </Text>
      </div>
    ),
  },
  { title: "Đăng nhập lúc", main: true, cell: ({ createdAt }) => instantText(createdAt) },
  { title: "Dùng lần cuối", main: true, cell: ({ seenAt }) => instantText(seenAt) },
  {
    title: "Việc",
    main: true,
    cell: (session) =>
      session.current ? (
        "Thiết bị đang dùng"
      ) : (
        <Button
          variant="default"
          aria-label={`Đăng xuất thiết bị ${deviceText(session.userAgent)}`}
          onClick={() => {
            end(session);
          }}
        >
          Đăng xuất thiết bị
        </Button>
      ),
  },
];

/** Where one is signed in, and the way to end it there. */
export const OwnSessions = ({ sessions }: { readonly sessions: readonly OwnSession[] }) => {
  const end = useChange(trpc.session.end.mutationOptions());
  const endOthers = useChange(trpc.session.endOthers.mutationOptions());
  const columns = columnsOf(({ id }) => {
    end.send({ data: { sessionId: id } }, () => {
      say("Đã đăng xuất thiết bị.");
    });
  });
  return (
    <Section title="Nơi đang đăng nhập" lead="Thấy thiết bị lạ thì đăng xuất thiết bị đó và đổi mật khẩu.">
      <Records
        label="Nơi đang đăng nhập"
        rows={sessions}
        keyOf={({ id }) => id}
        empty="Không có nơi nào."
        columns={columns}
      />
      <Failure error={end.error ?? endOthers.error} />
      {sessions.length > 1 && (
        <Button
          variant="default"
          className="self-start"
          loading={endOthers.isPending}
          onClick={() => {
            endOthers.send({ data: {} }, () => {
              say("Đã đăng xuất mọi thiết bị khác.");
            });
          }}
        >
          Đăng xuất mọi thiết bị khác
        </Button>
      )}
    </Section>
  );
};
