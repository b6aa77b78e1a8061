import { unitsWhere } from "@kheo/core/rules/rights";
import { unitList } from "@kheo/core/territory/unit-list";
import { unitKindText, type UnitLine, unitLines, unitLineText } from "@kheo/core/territory/units";
import { Button, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { DayBox } from "../../../kit/day-box.tsx";
import { Empty, Loaded, Page } from "../../../kit/page.tsx";
import { ChoiceFilter } from "../../../kit/choice-filter.tsx";
import { SearchBox } from "../../../kit/search-box.tsx";
import { dayText } from "../../../kit/words.ts";
import { ListFilters } from "../../rules/list-filters.tsx";
import { RecordList } from "../../rules/record-list.tsx";
import { FormerNames } from "./former-names.tsx";
import { UnitBranches } from "./unit-branches.tsx";
import { UnitSelect } from "./unit-choice.tsx";
import { type UnitTree, useUnits } from "./use-units.ts";

const route = getRouteApi("/shell/don-vi");

const Filters = () => {
  const { ngay, he = "territory", tim, loai, thuoc, xem, by, descending } = route.useSearch();
  const { today } = useSession();
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
      label="Tìm đơn vị"
      narrowedBy={[tim, loai, thuoc].filter((value) => value !== undefined).length}
      clear={{ to: "/don-vi", search: { ngay, he: he === "territory" ? undefined : he, xem, by, descending } }}
      search={
        <SearchBox
          label="Tìm theo tên hoặc mã"
          description="Có dấu hoặc không dấu. Ví dụ: tra cau"
          value={tim ?? ""}
          search={(words) => {
            narrow({ tim: words === "" ? undefined : words });
          }}
        />
      }
    >
      <ChoiceFilter
        label="Loại"
        words={unitKindText}
        value={loai}
        choose={(kind) => {
          narrow({ loai: kind });
        }}
      />
      <UnitSelect
        label="Thuộc"
        placeholder="Tất cả"
        day={ngay}
        clearable
        clearButtonProps={{ "aria-label": "Bỏ chọn đơn vị" }}
        value={thuoc ?? null}
        choose={(unitId) => {
          narrow({ thuoc: unitId ?? undefined });
        }}
      />
      <NativeSelect
        label="Hệ"
        description="Một đơn vị có thể trực thuộc nơi khác nhau ở mỗi hệ."
        inputWrapperOrder={["label", "input", "description", "error"]}
        value={he}
        data={unitLines.map((line) => ({ value: line, label: unitLineText[line] }))}
        onChange={({ currentTarget: { value } }) => {
          narrow({ he: value === "territory" ? undefined : (value as UnitLine) });
        }}
      />
      <DayBox
        label="Các đơn vị có hiệu lực vào ngày"
        description="Ví dụ: 30/06/2025 để xem các đơn vị trước ngày 01/07/2025"
        value={ngay ?? today}
        choose={(day) => {
          narrow({ ngay: day === today ? undefined : day });
        }}
      />
    </ListFilters>
  );
};

const summaryOf = (tree: UnitTree, day: string, line: UnitLine): string =>
  `${tree.all.length.toLocaleString("vi-VN")} đơn vị ${line === "territory" ? "" : `thuộc hệ ${unitLineText[line]} `}có hiệu lực ngày ${dayText(day)}.`;

const noneOn = (day: string, line: UnitLine | undefined): string =>
  `Chưa có đơn vị nào ${line ? `thuộc hệ ${unitLineText[line]} ` : ""}có hiệu lực vào ngày ${dayText(day)}.`;

const UnitsList = () => {
  const look = route.useSearch();
  const { ngay, he, tim, loai, thuoc, by, descending, page } = look;
  return (
    <RecordList
      description={unitList}
      file="units"
      search={{ by, descending, page, day: ngay, line: he, search: tim, kind: loai, below: thuoc }}
      list={trpc.units.list}
      at={(change) => ({ to: "/don-vi", search: { ...look, ...change } })}
      keyOf={({ id }) => id}
      page={({ id }) => ({ to: "/don-vi/$id", params: { id } })}
      lead={FormerNames}
      empty="Không có đơn vị nào khớp. Hãy thử một phần tên ngắn hơn, hoặc một ngày khác."
    />
  );
};

const ReorganisationsLink = () => {
  const { may } = useSession();
  return (
    may("reorganisation.view") && (
      <Button variant="default" renderRoot={(props) => <Link to="/sap-xep" {...props} />}>
        Phương án sắp xếp
      </Button>
    )
  );
};

/** Where an administrator adds units: below their own. */
const AddUnit = () => {
  const [scope] = unitsWhere(useSession(), "unit.manage");
  if (!scope) return null;
  return (
    <Button renderRoot={(props) => <Link to="/don-vi/$id" params={{ id: scope.id }} hash="them-don-vi" {...props} />}>
      Thêm đơn vị
    </Button>
  );
};

/** The tree and the list are two ways to look at the same units: from each to the other. */
const OtherWay = ({ isList }: { readonly isList: boolean }) => {
  const { ngay, he, ...look } = route.useSearch();
  return (
    <Text>
      {isList ? (
        <Link to="/don-vi" search={{ ngay, he }} activeOptions={{ exact: true }}>
          Xem cây đơn vị
        </Link>
      ) : (
        <Link to="/don-vi" search={{ ...look, ngay, he, xem: "danh-sach" }}>
          Xem danh sách đơn vị
        </Link>
      )}
    </Text>
  );
};

/** The units in force on a day: as a tree, or as a list of those that are looked for. */
export const UnitsPage = () => {
  const look = route.useSearch();
  const { ngay, he, xem, tim, loai, thuoc } = look;
  const { today } = useSession();
  const units = useUnits(ngay, he);
  const isList = [xem, tim, loai, thuoc].some((part) => part !== undefined);
  return (
    <Page
      title="Đơn vị"
      summary={units.data ? summaryOf(units.data, ngay ?? today, he ?? "territory") : "Đang tải danh sách đơn vị."}
      action={
        <Group gap="sm">
          <Button variant="default" renderRoot={(props) => <Link to="/cum-khoi" {...props} />}>
            Cụm, khối thi đua
          </Button>
          <Button variant="default" renderRoot={(props) => <Link to="/co-quan-tham-muu" {...props} />}>
            Cơ quan tham mưu
          </Button>
          <ReorganisationsLink />
          <AddUnit />
        </Group>
      }
    >
      <Stack gap="lg">
        <Filters />
        <OtherWay isList={isList} />
        {isList ? (
          <UnitsList />
        ) : (
          <Loaded query={units}>
            {(tree) =>
              tree.all.length === 0 ? (
                <Empty>{noneOn(ngay ?? today, he)}</Empty>
              ) : (
                <UnitBranches key={`${ngay} ${he}`} tree={tree} />
              )
            }
          </Loaded>
        )}
        {ngay !== undefined && (
          <Text>
            <Link to="/don-vi" search={{ ...look, ngay: undefined, page: undefined }}>
              Xem các đơn vị hôm nay
            </Link>
          </Text>
        )}
      </Stack>
    </Page>
  );
};
