import { Button, Progress, Stack, Text } from "@mantine/core";
import type { Progress as HowFar } from "./unit-list-file.ts";

export const Templates = () => (
  <Text>
    Mẫu để điền:{" "}
    <a href="/download/unit-list-template.xlsx" download>
      danh sách đơn vị
    </a>
    ,{" "}
    <a href="/download/unit-conversion-template.xlsx" download>
      bảng chuyển đổi đơn vị cũ – mới
    </a>
    . Bảng lấy từ văn bản cũng đọc được khi có dòng tiêu đề cột.
  </Text>
);

export const HowFarRead = ({ done, stop }: { readonly done: HowFar; readonly stop: () => void }) => (
  <Stack gap="sm">
    <Text component="output">
      {done.of === 0
        ? "Đang gửi và đọc tệp…"
        : `Đã đọc ${done.progress.toLocaleString("vi-VN")} trong ${done.of.toLocaleString("vi-VN")} dòng.`}
    </Text>
    <Progress
      value={done.of === 0 ? 5 : (100 * done.progress) / done.of}
      aria-label="Đọc tệp"
      animated={false}
      size="lg"
    />
    <Button variant="default" className="self-start" onClick={stop}>
      Thôi đọc tệp
    </Button>
  </Stack>
);
