import { Button, Group, Menu } from "@mantine/core";
import { useState } from "react";
import { dayText } from "../../../kit/words.ts";
import { addressOf, type AttachedFile, calledOf, type EvidenceOf, isPhoto, kindText } from "./evidence-data.ts";
import { FileDialog, type FileDialogKind } from "./file-dialog.tsx";
import { Photo } from "./photo.tsx";
import { Thumbnail } from "./thumbnail.tsx";
import { UsesText } from "./uses-text.tsx";
import type { Bearer } from "./use-evidence.tsx";

type EvidenceFileProps = {
  readonly file: AttachedFile;
  readonly bearer: Bearer;
  readonly evidence: EvidenceOf;
  /** Whether it may be changed here, as far as one's posts and the state allow it. */
  readonly changes: boolean;
};

/** One photo or document where it is attached. */
export const EvidenceFile = ({ file, bearer, evidence, changes }: EvidenceFileProps) => {
  const [dialog, open] = useState<FileDialogKind | null>(null);
  const { id, name, title, takenOn, addedByName, addedOn, alsoFor, isReplaced, earlier, mayDetach, kind } = file;
  const called = calledOf(file);
  const close = () => {
    open(null);
  };
  return (
    <li className="evidence-file">
      {isPhoto(kind) ? <Photo file={file} mayViewOriginal={evidence.mayViewOriginal} /> : <Thumbnail file={file} />}
      <div className="evidence-words">
        {isPhoto(kind) ? (
          <strong>{called}</strong>
        ) : (
          <a href={addressOf(id, "shown")} download className="record">
            {called}
          </a>
        )}
        <span className="under">
          {title !== "" && `${name}, `}
          {kindText(file)}
          {takenOn !== null && `, chụp ngày ${dayText(takenOn)}`}; {addedByName} đưa lên ngày {dayText(addedOn)}
        </span>
        {alsoFor.length > 0 && (
          <span className="under">
            Cũng dùng cho <UsesText uses={alsoFor} />
          </span>
        )}
        {isReplaced && <span className="under">Tệp này đã có bản mới hơn ở nơi khác; ở đây giữ bản đã được xét.</span>}
        {earlier.length > 0 && (
          <span className="under">
            Bản trước:{" "}
            {earlier.map(({ id: earlierId, name: earlierName, addedOn: day }) => (
              <span key={earlierId}>
                {earlierName}, đưa lên ngày {dayText(day)}{" "}
              </span>
            ))}
          </span>
        )}
        {changes && mayDetach && (
          <Group gap="sm" mt="xs">
            <Menu position="bottom-start">
              <Menu.Target>
                <Button variant="default" aria-label={`Chọn thao tác với ${called}`}>
                  Thao tác
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {!isReplaced && (
                  <>
                    <Menu.Item
                      onClick={() => {
                        open("rename");
                      }}
                    >
                      Ghi lại nội dung
                    </Menu.Item>
                    <Menu.Item
                      onClick={() => {
                        open("replace");
                      }}
                    >
                      Thay bằng tệp khác
                    </Menu.Item>
                  </>
                )}
                <Menu.Item
                  onClick={() => {
                    open("detach");
                  }}
                >
                  Gỡ khỏi đây
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </Group>
        )}
      </div>
      {dialog !== null && <FileDialog kind={dialog} file={file} bearer={bearer} close={close} />}
    </li>
  );
};
