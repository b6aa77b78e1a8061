import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { FilePick } from "../../../kit/file-pick.tsx";
import { send } from "../../../lib/outbox/outbox.ts";
import { acceptedFiles, acceptedPhotos, type AttachedFile } from "./evidence-data.ts";
import { PresentFiles } from "./present-files.tsx";
import type { Bearer } from "./use-evidence.tsx";

type AddEvidenceProps = {
  readonly bearer: Bearer;
  readonly criterion: string | null;
  readonly label: string;
  /** What is attached here already. */
  readonly present: readonly AttachedFile[];
};

/** Three ways to add evidence: with the camera, from the device, and out of what the unit has already. */
export const AddEvidence = ({ bearer, criterion, label, present }: AddEvidenceProps) => {
  const [chooses, choose] = useState(false);
  const take = (files: readonly File[]) => {
    send(files, { unitId: bearer.unitId, to: bearer.id, criterion, replaces: null });
  };
  const close = () => {
    choose(false);
  };
  const buttons = (
    <>
      <Group gap="sm" className="evidence-buttons">
        <FilePick text="Chụp ảnh" label={`Chụp ảnh: ${label}`} accept={acceptedPhotos} camera pick={take} />
        <FilePick text="Chọn tệp" label={`Chọn tệp: ${label}`} accept={acceptedFiles} several pick={take} />
        <Button
          variant="default"
          onClick={() => {
            choose(true);
          }}
        >
          Dùng tệp đã có
        </Button>
      </Group>
      <Text size="sm" c="warm.7">
        Ảnh JPEG, PNG, WebP; tài liệu PDF, Word (docx), Excel (xlsx); mỗi tệp đến 25 MB.
      </Text>
      {chooses && <PresentFiles bearer={bearer} criterion={criterion} present={present} close={close} />}
    </>
  );
  // Under each of twenty criteria three buttons would hide what they belong to.
  if (criterion === null) return buttons;
  return (
    <details className="evidence-adds">
      <summary>Thêm minh chứng cho {criterion}</summary>
      {buttons}
    </details>
  );
};
