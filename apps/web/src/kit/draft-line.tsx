import { instantText } from "@kheo/core/ground/days";
import { Text } from "@mantine/core";
import type { Standing } from "../lib/draft/draft.ts";

const clock = (at: Date): string => instantText(at).slice(0, 5);

/** What is being done with the text: it is kept for oneself, or sent to others. */
type Act = "lưu" | "gửi";

const waitingFor: Readonly<Record<"network" | "session", (what: string) => string>> = {
  network: (what) => `${what} – đang chờ mạng; nội dung vẫn giữ trên máy này và được gửi ngay khi có mạng.`,
  session: (what) =>
    `${what} – phiên đăng nhập đã kết thúc; nội dung vẫn giữ trên máy này và được gửi khi đồng chí đăng nhập lại.`,
};

const words = (standing: Standing, autosaves: boolean, act: Act): string => {
  switch (standing.kind) {
    case "untouched":
      return autosaves ? "Thay đổi được tự động lưu." : "Nội dung được giữ trên máy này ngay khi nhập.";
    case "kept":
      return autosaves ? "Chưa lưu – sẽ lưu ngay khi đồng chí ngừng nhập." : "Đã giữ trên máy này, chưa gửi.";
    case "malformed":
      return "Đã giữ trên máy này; chưa lưu được chỗ chưa hợp lệ.";
    case "saving":
      return globalThis.navigator.onLine ? `Đang ${act}…` : waitingFor.network(`Chưa ${act}`);
    case "saved":
      return `Đã lưu lúc ${clock(standing.at)}.`;
    case "waiting":
      return waitingFor[standing.for](`Chưa ${act}`);
    case "clash":
      return `Chưa ${act} – có chỗ người khác cũng vừa sửa.`;
    case "refused":
      return `Chưa ${act}.`;
  }
};

/** Where what matters to the whole form is said. */
export const noticesId = "form-notices";

type DraftLineProps = {
  readonly standing: Standing;
  readonly autosaves?: boolean;
  readonly act?: Act;
};

/** Where the text is, in words. */
export const DraftLine = ({ standing, autosaves = true, act = "lưu" }: DraftLineProps) => {
  const isStopped = standing.kind === "clash" || standing.kind === "refused";
  return (
    <Text component="output" size="sm" c={isStopped ? "red.8" : "warm.7"}>
      {words(standing, autosaves, act)}
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
