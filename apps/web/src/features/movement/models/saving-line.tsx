import { Text } from "@mantine/core";
import { instantText } from "../../../kit/words.ts";
import type { Saving } from "./use-registration.ts";

const clock = (at: Date): string => instantText(at).slice(0, 5);

const words = (saving: Saving, exists: boolean): string => {
  switch (saving.kind) {
    case "untouched":
      return exists ? "Thay đổi được tự động lưu." : "Nội dung được giữ trên máy này ngay khi nhập.";
    case "kept":
      return exists ? "Chưa lưu – sẽ lưu ngay khi đồng chí ngừng nhập." : "Đã giữ trên máy này, chưa lưu thành phiếu.";
    case "malformed":
      return "Đã giữ trên máy này; chưa lưu được vì còn chỗ chưa hợp lệ.";
    case "saving":
      return globalThis.navigator.onLine ? "Đang lưu…" : "Chưa lưu – đang chờ mạng; nội dung vẫn giữ trên máy này.";
    case "saved":
      return `Đã lưu lúc ${clock(saving.at)}.`;
    case "waiting":
      return "Chưa lưu – đang chờ mạng; nội dung vẫn giữ trên máy này.";
    case "clash":
      return "Chưa lưu – có chỗ người khác cũng vừa sửa.";
    case "refused":
      return "Chưa lưu.";
  }
};

/** How far what is typed has come, in words. */
export const SavingLine = ({
  saving,
  exists,
  notices,
}: {
  readonly saving: Saving;
  readonly exists: boolean;
  /** The id of what is said above the form, to go to when it did not save. */
  readonly notices: string;
}) => (
  <Text component="output" size="sm">
    {words(saving, exists)}
    {(saving.kind === "clash" || saving.kind === "refused") && (
      <>
        {" "}
        <a
          href={`#${notices}`}
          onClick={(event) => {
            event.preventDefault();
            const box = document.getElementById(notices);
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
