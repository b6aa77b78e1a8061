import { Text } from "@mantine/core";
import type { Standing } from "../lib/draft/draft.ts";
import { instantText } from "./words.ts";

const clock = (at: Date): string => instantText(at).slice(0, 5);

const waitingFor: Readonly<Record<"network" | "session", (what: string) => string>> = {
  network: (what) => `${what} – đang chờ mạng; nội dung vẫn giữ trên máy này và được gửi ngay khi có mạng.`,
  session: (what) =>
    `${what} – phiên đăng nhập đã kết thúc; nội dung vẫn giữ trên máy này và được gửi khi đồng chí đăng nhập lại.`,
};

const words = (standing: Standing, autosaves: boolean, wanted: string): string => {
  switch (standing.kind) {
    case "untouched":
      return autosaves ? "Thay đổi được tự động lưu." : "Nội dung được giữ trên máy này ngay khi nhập.";
    case "kept":
      return autosaves ? "Chưa lưu – sẽ lưu ngay khi đồng chí ngừng nhập." : "Đã giữ trên máy này, chưa gửi.";
    case "malformed":
      return "Đã giữ trên máy này; chưa lưu được chỗ chưa hợp lệ.";
    case "saving":
      return globalThis.navigator.onLine ? "Đang lưu…" : waitingFor.network(wanted);
    case "saved":
      return `Đã lưu lúc ${clock(standing.at)}.`;
    case "waiting":
      return waitingFor[standing.for](wanted);
    case "clash":
      return "Chưa lưu – có chỗ người khác cũng vừa sửa.";
    case "refused":
      return "Chưa lưu.";
  }
};

/** Where what matters to the whole form is said. */
export const noticesId = "form-notices";

type DraftLineProps = {
  readonly standing: Standing;
  readonly autosaves?: boolean;
  /** What has not come about while it waits. */
  readonly wanted?: string;
};

/** Where the text is, in words. */
export const DraftLine = ({ standing, autosaves = true, wanted = "Chưa lưu" }: DraftLineProps) => {
  const isStopped = standing.kind === "clash" || standing.kind === "refused";
  return (
    <Text component="output" size="sm" c={isStopped ? "red.8" : "warm.7"}>
      {words(standing, autosaves, wanted)}
      {isStopped && (
        <>
          {" "}
          <a
            href={`#${noticesId}`}
            onClick={(event) => {
              event.preventDefault();
              const box = document.getElementById(noticesId);
              box?.scrollIntoView({ block: "center" });
              box?.focus({ preventScroll: true });
            }}
          >
            Xem cách xử lý
          </a>
        </>
      )}
    </Text>
  );
};
