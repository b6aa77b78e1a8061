import { Button, Group, Text } from "@mantine/core";
import { instantText } from "../../../kit/words.ts";
import type { SaveState } from "./use-autosave.ts";

const clock = (at: Date): string => instantText(at).slice(0, 5);

const sentence = (state: SaveState): string => {
  switch (state.kind) {
    case "clean":
      return state.savedAt === null ? "Mọi nội dung đã được lưu." : `Đã lưu lúc ${clock(state.savedAt)}.`;
    case "typed":
      return "Chưa lưu – sẽ tự lưu sau giây lát.";
    case "saving":
      return "Đang lưu…";
    case "waiting":
      return "Chưa gửi – đang chờ mạng. Nội dung được giữ trên máy này.";
    case "clash":
      return "Chưa lưu – có chỗ người khác cũng vừa sửa; hãy chọn ở phần đầu trang.";
    case "conflict":
    case "refused":
      return state.sentence;
  }
};

type SaveLineProps = {
  readonly state: SaveState;
  readonly onTakeStored: () => void;
  readonly onKeepTyped: () => void;
};

/** The state of saving in words; after a conflict the two ways on. */
export const SaveLine = ({ state, onTakeStored, onKeepTyped }: SaveLineProps) => (
  <div className="save-line">
    <Text component="output" size="sm" c={["conflict", "clash", "refused"].includes(state.kind) ? "red.8" : "warm.7"}>
      {sentence(state)}
    </Text>
    {state.kind === "conflict" && (
      <Group gap="xs">
        <Button variant="default" size="sm" onClick={onTakeStored}>
          Xem bản mới, bỏ nội dung đang nhập
        </Button>
        <Button variant="default" size="sm" onClick={onKeepTyped}>
          Lưu nội dung đang nhập
        </Button>
      </Group>
    )}
  </div>
);
