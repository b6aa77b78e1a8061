import { evidenceKindText, evidenceList } from "@kheo/core/movement/evidence";
import { Button, Text } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { ChoiceFilter } from "../../../kit/choice-filter.tsx";
import { Empty, Page } from "../../../kit/page.tsx";
import { SearchBox } from "../../../kit/search-box.tsx";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { ListFilters } from "../../rules/list-filters.tsx";
import { RecordList } from "../../rules/record-list.tsx";
import { useReach } from "../../territory/units/use-reach.ts";
import { useUnits } from "../../territory/units/use-units.ts";
import {
  addressOf,
  calledOf,
  type EvidenceList,
  isPhoto,
  type ListedFile,
  roomText,
  sizeText,
} from "./evidence-data.ts";
import { Photo } from "./photo.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";
import { SendingSection } from "./sending-section.tsx";
import { Thumbnail } from "./thumbnail.tsx";
import { UsesText } from "./uses-text.tsx";

const route = getRouteApi("/shell/minh-chung");

const Filters = () => {
  const { kind, search, by, descending } = route.useSearch();
  const navigate = route.useNavigate();
  const narrow = (part: Partial<ReturnType<typeof route.useSearch>>) => {
    void navigate({
      search: (before) => ({ ...before, ...part, page: undefined }),
      replace: true,
      resetScroll: false,
    });
  };
  return (
    <ListFilters
      label="Tìm tệp minh chứng"
      narrowedBy={[kind, search].filter((value) => value !== undefined).length}
      clear={{ to: "/minh-chung", search: { by, descending } }}
      search={
        <SearchBox
          label="Tìm theo tên tệp hoặc nội dung"
          description="Có dấu hoặc không dấu. Ví dụ: bien ban hop dan"
          value={search ?? ""}
          search={(words) => {
            narrow({ search: words === "" ? undefined : words });
          }}
        />
      }
    >
      <ChoiceFilter
        label="Loại tệp"
        words={evidenceKindText}
        value={kind}
        choose={(chosen) => {
          narrow({ kind: chosen });
        }}
      />
    </ListFilters>
  );
};

const FileCell = (file: ListedFile) => {
  const { may } = useSession();
  const tree = useUnits().data;
  const views = useReach("evidence.viewOriginal");
  const unit = tree?.byId.get(file.unitId);
  const mayViewOriginal = may("evidence.viewOriginal") && tree !== undefined && unit !== undefined && views(unit, tree);
  return (
    <span className="evidence-file">
      {isPhoto(file.kind) ? <Photo file={file} mayViewOriginal={mayViewOriginal} /> : <Thumbnail file={file} />}
      <span className="evidence-words">
        <a href={addressOf(file.id, "shown")} download className="record">
          {calledOf(file)}
        </a>
        <span className="under">
          {file.title !== "" && `${file.name}, `}
          {sizeText(file.size)}
        </span>
      </span>
    </span>
  );
};

const UsesCell = ({ uses }: ListedFile) => (uses.length === 0 ? "Chưa dùng ở đâu" : <UsesText uses={uses} />);

const Room = ({ rooms }: EvidenceList) =>
  rooms.map(({ id, name, used, most }) => (
    <Text key={id}>
      {rooms.length > 1 && `${name}: `}Đã dùng {roomText(used)} trong {roomText(most)} dành cho minh chứng của đơn vị.
    </Text>
  ));

type RemovingProps = { readonly file: ListedFile; readonly remove: (file: ListedFile) => void };

const Removing = ({ file, remove }: RemovingProps) => {
  const tree = useUnits().data;
  const removes = useReach("evidence.remove");
  const unit = tree?.byId.get(file.unitId);
  if (!tree || !unit || !removes(unit, tree) || file.uses.length > 0) return "—";
  return (
    <Button
      variant="default"
      aria-label={`Bỏ tệp ${calledOf(file)}`}
      onClick={() => {
        remove(file);
      }}
    >
      Bỏ tệp
    </Button>
  );
};

const removingFor = (remove: RemovingProps["remove"]) => (file: ListedFile) => <Removing file={file} remove={remove} />;

const Files = () => {
  const look = route.useSearch();
  const { may } = useSession();
  const [removed, remove] = useState<ListedFile | null>(null);
  return (
    <>
      {may("evidence.attach") && <SendingSection />}
      <Filters />
      <RecordList
        description={evidenceList}
        file="evidence"
        search={look}
        list={trpc.evidence.list}
        at={(change) => ({ to: "/minh-chung", search: { ...look, ...change } })}
        keyOf={({ id }) => id}
        cells={{ name: FileCell, usedFor: UsesCell }}
        lead={Room}
        {...(may("evidence.remove") && { actions: removingFor(remove) })}
        empty={
          look.kind === undefined && look.search === undefined
            ? "Chưa có tệp minh chứng nào. Ảnh, tài liệu được đưa lên ở trang của từng mô hình và ở bảng tự chấm; tệp nào đã đưa lên đều có ở đây để dùng lại."
            : "Không có tệp nào khớp với điều kiện đang chọn."
        }
      />
      {removed && (
        <RemoveDialog
          file={removed}
          close={() => {
            remove(null);
          }}
        />
      )}
    </>
  );
};

/** The files that units keep as evidence, and what each is used for. */
export const EvidencePage = () => {
  const { may } = useSession();
  return (
    <Page title="Kho minh chứng" summary="Ảnh, tài liệu đã đưa lên, và mô hình, tiêu chí mà từng tệp được dùng cho.">
      {may("evidence.view") ? <Files /> : <Empty>Chức vụ của đồng chí không có quyền xem minh chứng.</Empty>}
    </Page>
  );
};
