import { advisoryDutyText, advisoryLevelText, advisoryList } from "@kheo/core/offices/advisory";
import { grantsOf } from "@kheo/core/rules/rights";
import { Button, Modal, Stack } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { ChoiceFilter } from "../../../kit/choice-filter.tsx";
import { DayBox } from "../../../kit/day-box.tsx";
import { useIsLeft } from "../../../kit/fields/fields-form.tsx";
import { Page } from "../../../kit/page.tsx";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { AdministrationLinks } from "../../rules/administration-links.tsx";
import { ListFilters } from "../../rules/list-filters.tsx";
import { RecordList } from "../../rules/record-list.tsx";
import { useReach } from "../../territory/units/use-reach.ts";
import { useUnits } from "../../territory/units/use-units.ts";
import { AssignForm } from "./assign-form.tsx";
import { EndForm, type ListedAssignment } from "./end-form.tsx";
import { PaperBodies } from "./paper-bodies.tsx";

const route = getRouteApi("/shell/co-quan-tham-muu");

const useLook = () => {
  const navigate = route.useNavigate();
  return (part: Partial<ReturnType<typeof route.useSearch>>) => {
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true, resetScroll: false });
  };
};

const Filters = () => {
  const { cap, linhVuc, ngay, giayNgay, giayCua, by, descending } = route.useSearch();
  const look = useLook();
  return (
    <ListFilters
      label="Tìm cơ quan tham mưu"
      narrowedBy={[cap, linhVuc, ngay].filter((value) => value !== undefined).length}
      clear={{ to: "/co-quan-tham-muu", search: { giayNgay, giayCua, by, descending } }}
    >
      <ChoiceFilter
        label="Cấp"
        words={advisoryLevelText}
        value={cap}
        choose={(level) => {
          look({ cap: level, page: undefined });
        }}
      />
      <ChoiceFilter
        label="Lĩnh vực tham mưu"
        words={advisoryDutyText}
        value={linhVuc}
        choose={(duty) => {
          look({ linhVuc: duty, page: undefined });
        }}
      />
      <DayBox
        label="Phụ trách vào ngày"
        description="Để trống để xem mọi thời kỳ. Ví dụ: 31/12/2025"
        value={ngay ?? ""}
        choose={(day) => {
          look({ ngay: day, page: undefined });
        }}
      />
    </ListFilters>
  );
};

type EndingProps = { readonly assignment: ListedAssignment; readonly end: (assignment: ListedAssignment) => void };

const Ending = ({ assignment, end }: EndingProps) => {
  const { today } = useSession();
  const tree = useUnits().data;
  const ends = useReach("advisory.end");
  const { unitId, validTo, bodyName } = assignment;
  const unit = tree?.byId.get(unitId);
  if (!tree || !unit || !ends(unit, tree) || (validTo !== null && validTo < today)) return "—";
  return (
    <Button
      variant="default"
      aria-label={`Kết thúc: ${bodyName}`}
      onClick={() => {
        end(assignment);
      }}
    >
      Kết thúc
    </Button>
  );
};

const endingsFor = (end: EndingProps["end"]) => (assignment: ListedAssignment) => (
  <Ending assignment={assignment} end={end} />
);

const UnitOf = ({ unitId, unitName }: ListedAssignment) => (
  <Link to="/don-vi/$id" params={{ id: unitId }} className="record">
    {unitName}
  </Link>
);

const unwritten =
  "Chưa ghi cơ quan tham mưu nào. Trang này ghi cơ quan nào tham mưu về dân vận, thi đua, tiếp công dân… ở mỗi cấp, từ ngày nào đến ngày nào, để giấy tờ của Khéo ghi đúng tên cơ quan theo ngày của giấy tờ.";

const List = () => {
  const look = route.useSearch();
  const { cap, linhVuc, ngay, by, descending, page } = look;
  const { may } = useSession();
  const [ending, end] = useState<ListedAssignment | null>(null);
  const stop = () => {
    end(null);
  };
  return (
    <>
      <RecordList
        description={advisoryList}
        file="advisory"
        search={{ by, descending, page, level: cap, duty: linhVuc, day: ngay }}
        list={trpc.advisory.list}
        at={(change) => ({ to: "/co-quan-tham-muu", search: { ...look, ...change } })}
        keyOf={({ id }) => id}
        cells={{ unitName: UnitOf }}
        {...(may("advisory.end") && { actions: endingsFor(end) })}
        empty={
          [cap, linhVuc, ngay].every((part) => part === undefined)
            ? unwritten
            : "Không có phân công nào khớp với điều kiện đang chọn."
        }
      />
      <Modal
        opened={ending !== null}
        onClose={stop}
        title={`Kết thúc phân công ${ending?.bodyName ?? ""}`}
        centered
        closeButtonProps={{ "aria-label": "Đóng" }}
      >
        {ending && <EndForm assignment={ending} close={stop} />}
      </Modal>
    </>
  );
};

/** Which bodies advise at each level, from when to when, and which of them the papers of a day name. */
export const AdvisoryPage = () => {
  const { giayNgay, giayCua } = route.useSearch();
  const session = useSession();
  const { may, today } = session;
  const look = useLook();
  const left = useIsLeft("advisoryAssignment");
  const [assigning, assign] = useState(left && may("advisory.assign"));
  const [grant] = grantsOf(session, "advisory.view");
  return (
    <Page
      title="Cơ quan tham mưu"
      summary="Cơ quan nào tham mưu ở mỗi cấp, từ ngày nào đến ngày nào; giấy tờ ghi tên cơ quan theo ngày của giấy tờ."
      action={
        may("advisory.assign") &&
        !assigning && (
          <Button
            onClick={() => {
              assign(true);
            }}
          >
            Phân công cơ quan
          </Button>
        )
      }
    >
      <Stack gap="lg">
        {may("person.view") && <AdministrationLinks />}
        {assigning && (
          <AssignForm
            close={() => {
              assign(false);
            }}
          />
        )}
        <PaperBodies placeId={giayCua ?? grant?.post.unitId ?? null} day={giayNgay ?? today} look={look} />
        <Filters />
        <List />
      </Stack>
    </Page>
  );
};
