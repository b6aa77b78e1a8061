import { Button, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { say } from "../../../kit/notice.ts";
import { Empty, Failure, Loaded } from "../../../kit/page.tsx";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { type AttachedFile, calledOf, kindText, type ListedFile } from "./evidence-data.ts";
import { Thumbnail } from "./thumbnail.tsx";
import type { Bearer } from "./use-evidence.tsx";

const atOnce = 20;

type PresentFilesProps = {
  readonly bearer: Bearer;
  readonly criterion: string | null;
  readonly present: readonly AttachedFile[];
  readonly close: () => void;
};

/** Chooses among the files that a unit has already. */
export const PresentFiles = ({ bearer, criterion, present, close }: PresentFilesProps) => {
  const [words, setWords] = useState("");
  const [search] = useDebouncedValue(words.trim(), 300);
  const attach = useChange(trpc.evidence.attach.mutationOptions());
  const query = useQuery(
    trpc.evidence.list.queryOptions(
      { unitId: bearer.unitId, limit: atOnce, ...(search !== "" && { search }) },
      { placeholderData: keepPreviousData },
    ),
  );
  const isHere = ({ id }: ListedFile) => present.some((file) => file.id === id);
  const use = (file: ListedFile) => {
    attach.send({ id: bearer.id, data: { evidenceId: file.id, criterion } }, () => {
      say(`Đã đính kèm “${calledOf(file)}”.`);
      close();
    });
  };
  return (
    <Modal opened onClose={close} title="Dùng tệp đã có" centered closeButtonProps={{ "aria-label": "Đóng" }}>
      <Stack gap="md">
        <TextInput
          type="search"
          label="Tìm theo tên tệp hoặc nội dung"
          maxLength={100}
          value={words}
          data-autofocus
          onChange={(event) => {
            setWords(event.currentTarget.value);
          }}
        />
        <Failure error={attach.error} />
        <Loaded query={query} rows={3}>
          {({ rows, total }) =>
            total === 0 ? (
              <Empty>
                {search === ""
                  ? "Đơn vị chưa có tệp nào. Hãy chụp ảnh hoặc chọn tệp trên máy."
                  : "Không có tệp nào khớp với từ đang tìm."}
              </Empty>
            ) : (
              <>
                <ul className="evidence-list" aria-label="Tệp của đơn vị">
                  {rows.map((file) => (
                    <li key={file.id} className="evidence-file">
                      <Thumbnail file={file} />
                      <div className="evidence-words">
                        <strong>{calledOf(file)}</strong>
                        <span className="under">{kindText(file)}</span>
                        <Button
                          variant="default"
                          mt="xs"
                          disabled={isHere(file) || attach.isPending}
                          aria-label={`Dùng tệp ${calledOf(file)}`}
                          onClick={() => {
                            use(file);
                          }}
                        >
                          {isHere(file) ? "Đã đính kèm ở đây" : "Dùng tệp này"}
                        </Button>
                      </div>
                    </li>
                  ))}
                </ul>
                {total > rows.length && (
                  <Text c="warm.7">
                    Đang hiện {rows.length} trong {total} tệp, mới nhất trước. Hãy gõ từ cần tìm để thu hẹp.
                  </Text>
                )}
              </>
            )
          }
        </Loaded>
      </Stack>
    </Modal>
  );
};
