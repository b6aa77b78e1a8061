import { Button, Group, Text } from "@mantine/core";

type KeptNoteProps = { readonly isRestored: boolean; readonly startAfresh: () => void };

/** Where the text of a form is that has not been sent, in words. */
export const KeptNote = ({ isRestored, startAfresh }: KeptNoteProps) => (
  <Group gap="sm">
    <Text component="output" size="sm" c="warm.7">
      {isRestored
        ? "Đã khôi phục nội dung đồng chí nhập dở, còn giữ trên máy này."
        : "Nội dung được giữ trên máy này ngay khi nhập, đến khi gửi."}
    </Text>
    {isRestored && (
      <Button variant="default" size="sm" onClick={startAfresh}>
        Nhập lại từ đầu
      </Button>
    )}
  </Group>
);
