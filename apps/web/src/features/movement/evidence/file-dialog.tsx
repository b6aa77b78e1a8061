import { evidenceFields } from "@kheo/core/movement/evidence";
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { FilePick } from "../../../kit/file-pick.tsx";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";
import { say } from "../../../kit/notice.ts";
import { Failure } from "../../../kit/page.tsx";
import { send } from "../../../lib/outbox/outbox.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { acceptedFiles, type AttachedFile, calledOf } from "./evidence-data.ts";
import type { Bearer } from "./use-evidence.tsx";

export type FileDialogKind = "rename" | "replace" | "detach";

type FileDialogProps = {
  readonly kind: FileDialogKind;
  readonly file: AttachedFile;
  readonly bearer: Bearer;
  readonly close: () => void;
};
type PartProps = Omit<FileDialogProps, "kind">;

const Rename = ({ file, close }: PartProps) => {
  const rename = useChange(trpc.evidence.rename.mutationOptions());
  return (
    <FieldsForm
      form="evidenceTitle"
      of={[file.id]}
      fields={evidenceFields}
      start={{ title: file.title }}
      version={file.version}
      send={({ values, key, version }) => rename.sendAsync({ id: file.id, version, data: values }, key)}
      sent={() => {
        say("Đã ghi nội dung minh chứng.");
        close();
      }}
      button="Ghi nội dung"
      close={close}
    />
  );
};

const Replace = ({ file, bearer, close }: PartProps) => (
  <Stack gap="md">
    <Text>
      Tệp mới thay “{calledOf(file)}” ở mọi nơi còn được thêm, bớt minh chứng. Nơi đã chấm xong vẫn giữ tệp cũ.
    </Text>
    <Group justify="flex-end" gap="sm">
      <Button variant="default" onClick={close}>
        Thôi
      </Button>
      <FilePick
        text="Chọn tệp mới"
        label={`Chọn tệp thay cho ${calledOf(file)}`}
        accept={acceptedFiles}
        variant="filled"
        pick={(chosen) => {
          const { id, version, criterion } = file;
          send(chosen, { unitId: bearer.unitId, to: bearer.id, criterion, replaces: { id, version } });
          close();
        }}
      />
    </Group>
  </Stack>
);

const Detach = ({ file, bearer, close }: PartProps) => {
  const detach = useChange(trpc.evidence.detach.mutationOptions());
  const { id, criterion } = file;
  return (
    <Stack gap="md">
      <Text>
        “{calledOf(file)}” không còn là minh chứng của {criterion ?? "phiếu đăng ký"}. Tệp vẫn ở kho minh chứng của đơn
        vị và dùng lại được.
      </Text>
      <Failure error={detach.error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={close}>
          Thôi
        </Button>
        <Button
          loading={detach.isPending}
          onClick={() => {
            detach.send({ id, data: { from: bearer.id, criterion } }, () => {
              say(`Đã gỡ “${calledOf(file)}”.`);
              close();
            });
          }}
        >
          Gỡ khỏi đây
        </Button>
      </Group>
    </Stack>
  );
};

const titles = {
  rename: "Ghi lại nội dung minh chứng",
  replace: "Thay bằng tệp khác",
  detach: "Gỡ minh chứng",
} as const satisfies Record<FileDialogKind, string>;
const parts = { rename: Rename, replace: Replace, detach: Detach } as const;

/** What is looked at or done with one file, above the page. */
export const FileDialog = ({ kind, ...props }: FileDialogProps) => {
  const Part = parts[kind];
  return (
    <Modal opened onClose={props.close} title={titles[kind]} centered closeButtonProps={{ "aria-label": "Đóng" }}>
      <Part {...props} />
    </Modal>
  );
};
