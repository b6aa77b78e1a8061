import { ballotKindText, bodySeatText, quorumOf } from "@kheo/core/offices/bodies";
import { fewestSecretBallots } from "@kheo/core/movement/meetings";
import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { Notice } from "../../../kit/notice.tsx";
import { PapersSection } from "../../../kit/papers-section.tsx";
import { Page } from "../../../kit/page.tsx";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { Section } from "../../../kit/section.tsx";
import { type Step, StepButtons } from "../../rules/step-buttons.tsx";
import { NextLine } from "../../rules/next-line.tsx";
import { ThingPage } from "../../rules/thing-page.tsx";
import { dayText } from "../../../kit/words.ts";
import { Ballot } from "./ballot.tsx";
import type { MeetingData } from "./meeting-data.ts";
import { MeetingItems } from "./meeting-items.tsx";
import { MeetingState } from "./meeting-state.tsx";

/** What is different from the day on which the meeting was called. */
const rosterText = ({ joined, left }: NonNullable<MeetingData["rosterChange"]>): string =>
  joined.length + left.length === 0
    ? "Người không tham gia biểu quyết đã khác lúc triệu tập."
    : `Hội đồng đã khác lúc triệu tập${joined.length > 0 ? `; thêm: ${joined.join(", ")}` : ""}${left.length > 0 ? `; thôi: ${left.join(", ")}` : ""}.`;

const Steps = ({ data }: { readonly data: MeetingData }) => {
  const { meeting, items, members, mayOpen, mayClose, mayVoteOpenly, rosterChange } = data;
  const renew = useChange(trpc.meetings.renewRoster.mutationOptions());
  const voteOpenly = useChange(trpc.meetings.voteOpenly.mutationOptions());
  const open = useChange(trpc.meetings.open.mutationOptions());
  const close = useChange(trpc.meetings.close.mutationOptions());
  const at = { id: meeting.id, version: meeting.version, data: {} };
  const voted = members.filter(({ hasVoted }) => hasVoted).length;
  const steps: Step[] = [];
  if (mayOpen) {
    steps.push({
      action: "meeting.open",
      main: rosterChange === null,
      needsReason: false,
      consequence: `Mở lấy phiếu ${items.length} mô hình. ${members.length} thành viên ghi lúc triệu tập là mẫu số của mọi tỷ lệ và không đổi nữa.`,
      take: () => open.sendAsync(at),
    });
  }
  if (mayClose) {
    steps.push({
      action: "meeting.close",
      main: true,
      needsReason: false,
      consequence: `${voted}/${members.length} thành viên đã bỏ phiếu. Sau khi kết thúc không bỏ phiếu thêm được; kết quả được công bố và mô hình đạt tỷ lệ được đề nghị công nhận.`,
      take: () => close.sendAsync(at),
    });
  }
  if (rosterChange !== null) {
    steps.unshift({
      action: "meeting.renewRoster",
      main: true,
      needsReason: false,
      consequence: `${rosterText(rosterChange)} Ghi lại thành viên và người không tham gia biểu quyết theo hội đồng hôm nay.`,
      take: () => renew.sendAsync(at),
    });
  }
  if (mayVoteOpenly) {
    steps.push({
      action: "meeting.voteOpenly",
      needsReason: false,
      consequence: `Bỏ phiếu kín cần ít nhất ${fewestSecretBallots} phiếu cho từng mô hình; khi không đủ thì biểu quyết công khai. Phiếu kín đã bỏ được hủy, không ai xem được; phiên họp mở lấy phiếu lại từ đầu.`,
      take: () => voteOpenly.sendAsync(at),
    });
  }
  return steps.length > 0 ? <StepButtons steps={steps} /> : null;
};

const voted = <span className="state state-good">● Đã bỏ phiếu</span>;
const notVoted = <span className="state state-waiting">◔ Chưa bỏ phiếu</span>;

/** Who has voted, not how. */
const presence = (opened: boolean): RecordColumn<MeetingData["members"][number]> => ({
  title: "Bỏ phiếu",
  main: true,
  cell: ({ hasVoted }) => (opened ? (hasVoted ? voted : notVoted) : "—"),
});

const Members = ({ data }: { readonly data: MeetingData }) => {
  const { meeting, members } = data;
  const count = members.filter(({ hasVoted }) => hasVoted).length;
  return (
    <Section
      title="Thành viên"
      lead={
        meeting.openedOn === null
          ? `${members.length} thành viên.`
          : `${count}/${members.length} thành viên đã bỏ phiếu; cần ít nhất ${quorumOf(meeting.rules, members.length)} để kết thúc biểu quyết.`
      }
    >
      <Records
        label="Thành viên hội đồng"
        rows={members}
        keyOf={({ personId }) => personId}
        empty="Hội đồng chưa có thành viên."
        columns={[
          { title: "Họ tên", cell: ({ name }) => name, main: true },
          { title: "Chức danh", cell: ({ seat }) => bodySeatText.council[seat], main: true },
          presence(meeting.openedOn !== null),
        ]}
      />
    </Section>
  );
};

const Meeting = ({ data }: { readonly data: MeetingData }) => {
  const { meeting, items, mayVote, hasVoted } = data;
  const isOpen = meeting.openedOn !== null && meeting.closedOn === null;
  return (
    <Page
      title={meeting.title}
      action={<Steps data={data} />}
      summary={
        <>
          {meeting.bodyName} · họp ngày {dayText(meeting.heldOn)} · {ballotKindText[meeting.ballotKind]} ·{" "}
          <MeetingState {...meeting} />
        </>
      }
    >
      <Stack gap="lg">
        <NextLine next={data.next} />
        {data.rosterChange !== null && <Notice title="Cần chốt lại danh sách">{rosterText(data.rosterChange)}</Notice>}
        {meeting.ballotKind === "secret" && (
          <Text>
            Phiếu kín: hệ thống chỉ đếm số phiếu và ghi ai đã bỏ phiếu, không ghi ai bỏ phiếu nào, nên không ai, kể cả
            quản trị, biết được ý kiến của từng người.
          </Text>
        )}
        {isOpen && hasVoted && (
          <Text>
            <span className="state state-good">● Đồng chí đã bỏ phiếu.</span> Kết quả có khi kết thúc biểu quyết.
          </Text>
        )}
        {mayVote ? <Ballot data={data} /> : <MeetingItems meeting={meeting} items={items} />}
        <Members data={data} />
        <PapersSection papers={[{ name: "Bảng tổng hợp điểm", file: "score-summary", query: { id: meeting.id } }]} />
        {meeting.logHead !== "" && (
          <Text size="sm" c="warm.7">
            Dấu kiểm nhật ký khi kết thúc biểu quyết: {meeting.logHead}
          </Text>
        )}
      </Stack>
    </Page>
  );
};

export const MeetingPage = () => {
  const { id } = useParams({ from: "/shell/hop-hoi-dong/$id" });
  const meeting = useQuery(trpc.meetings.get.queryOptions({ id, data: {} }));
  return (
    <ThingPage thing="meeting" query={meeting}>
      {(data) => <Meeting data={data} />}
    </ThingPage>
  );
};
