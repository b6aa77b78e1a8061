import { emptyOf } from "@kheo/core/ground/fields";
import { evidenceRemovalFields } from "@kheo/core/movement/evidence";
import { Modal, Text } from "@mantine/core";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";
import { say } from "../../../kit/notice.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { calledOf, type ListedFile } from "./evidence-data.ts";

/** Takes a file that is used nowhere out of what its unit keeps, and says why. */
export const RemoveDialog = ({ file, close }: { readonly file: ListedFile; readonly close: () => void }) => {
  const remove = useChange(trpc.evidence.remove.mutationOptions());
  return (
    <Modal opened onClose={close} title="Bỏ tệp khỏi kho" centered closeButtonProps={{ "aria-label": "Đóng" }}>
      <FieldsForm
        form="evidenceRemoval"
        of={[file.id]}
        fields={evidenceRemovalFields}
        start={emptyOf(evidenceRemovalFields)}
        over={file.version}
        send={({ values, key, version }) => remove.sendAsync({ id: file.id, version, data: values }, key)}
        sent={() => {
          say(`Đã bỏ “${calledOf(file)}”.`);
          close();
        }}
        button="Bỏ tệp"
        close={close}
      >
        {({ boxes }) => (
          <>
            <Text>“{calledOf(file)}” không còn trong kho minh chứng và không dùng lại được.</Text>
            {boxes()}
          </>
        )}
      </FieldsForm>
    </Modal>
  );
};
