import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { Section } from "../../../kit/section.tsx";
import { pointsText } from "../../../kit/words.ts";
import type { MeetingData } from "./meeting-data.ts";

type Item = MeetingData["items"][number];

const columns: readonly RecordColumn<Item>[] = [
  {
    title: "Mô hình",
    main: true,
    cell: ({ modelId, title, unitName }) => (
      <>
        <Link to="/cham-diem/$id" params={{ id: modelId }} className="record">
          {title}
        </Link>
        <span className="under">{unitName}</span>
      </>
    ),
  },
  { title: "Điểm", number: true, main: true, cell: ({ total }) => pointsText(total) },
  { title: "Xếp loại", cell: ({ classLabel }) => classLabel ?? "—", main: true },
];

const tallied: readonly RecordColumn<Item>[] = [
  { title: "Đồng ý", number: true, main: true, cell: ({ tally }) => tally?.agree ?? "—" },
  { title: "Không đồng ý", number: true, main: true, cell: ({ tally }) => tally?.disagree ?? "—" },
  { title: "Tổng số thành viên", number: true, main: true, cell: ({ tally }) => tally?.members ?? "—" },
  {
    title: "Tỷ lệ đồng ý",
    number: true,
    main: true,
    cell: ({ tally }) => (tally ? `${pointsText(tally.ratio)} %` : "—"),
  },
  {
    title: "Kết quả",
    main: true,
    cell: ({ tally, recognitionId }) => {
      if (!tally) return "—";
      if (!tally.passed) return <span className="state state-bad">▲ Không đạt tỷ lệ</span>;
      const text = <span className="state state-good">● Đề nghị công nhận</span>;
      return recognitionId === null ? (
        text
      ) : (
        <Link to="/cong-nhan/$id" params={{ id: recognitionId }}>
          {text}
        </Link>
      );
    },
  },
];

const thresholdText = ({ threshold: { part, of, strict } }: MeetingData["meeting"]["rules"]): string =>
  `${strict ? "trên" : "từ"} ${part}/${of} tổng số thành viên${strict ? "" : " trở lên"}`;

type MeetingItemsProps = Pick<MeetingData, "meeting" | "items">;

/** What is put to the vote, each with its verdict; the tally only once the vote is closed. */
export const MeetingItems = ({ meeting, items }: MeetingItemsProps) => (
  <Section title={meeting.closedOn === null ? "Mô hình đưa ra biểu quyết" : "Kết quả biểu quyết"}>
    <Records
      label="Mô hình và kết quả"
      rows={items}
      keyOf={({ id }) => id}
      columns={meeting.closedOn === null ? columns : [...columns, ...tallied]}
      empty="Phiên họp chưa có mô hình nào."
    />
    <Text c="warm.7">
      {meeting.closedOn === null
        ? "Kết quả chỉ có khi kết thúc biểu quyết; trong lúc lấy phiếu không ai xem được kết quả từng phần."
        : `Tỷ lệ bằng số phiếu đồng ý chia tổng số thành viên; mô hình đạt khi đồng ý ${thresholdText(meeting.rules)}. Người vắng và người không tham gia vẫn tính trong tổng số thành viên.`}
    </Text>
  </Section>
);
