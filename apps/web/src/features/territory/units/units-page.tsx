import { unitsWhere } from "@kheo/core/rules/rights";
import { fold } from "@kheo/core/ground/text";
import { type UnitLine, unitLines, unitLineText } from "@kheo/core/territory/units";
import { Button, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { isDay } from "@kheo/core/ground/written";
import { type UnitTree, useUnits } from "./use-units.ts";
import { DayInput } from "../../../kit/day-input.tsx";
import { Empty, Loaded, Page } from "../../../kit/page.tsx";
import { dayText } from "../../../kit/words.ts";
import { FoundUnits } from "./found-units.tsx";
import { UnitBranches } from "./unit-branches.tsx";

const route = getRouteApi("/shell/don-vi");

const Filters = () => {
  const { ngay, he = "territory", tim } = route.useSearch();
  const { today } = useSession();
  const navigate = route.useNavigate();
  const [words, setWords] = useState(tim ?? "");
  const [day, setDay] = useState(ngay ?? today);
  const search = useDebouncedCallback((typed: string) => {
    void navigate({ search: (before) => ({ ...before, tim: typed === "" ? undefined : typed }), replace: true });
  }, 300);
  return (
    <search className="sheet" aria-label="Tìm đơn vị">
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <TextInput
          type="search"
          label="Tìm theo tên"
          description="Có dấu hoặc không dấu. Ví dụ: tra cau"
          inputWrapperOrder={["label", "input", "description", "error"]}
          maxLength={100}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            search(event.currentTarget.value.trim());
          }}
        />
        <NativeSelect
          label="Hệ"
          description="Một đơn vị có thể trực thuộc nơi khác nhau ở mỗi hệ."
          inputWrapperOrder={["label", "input", "description", "error"]}
          value={he}
          data={unitLines.map((line) => ({ value: line, label: unitLineText[line] }))}
          onChange={(event) => {
            const line = event.currentTarget.value as UnitLine;
            void navigate({
              search: (before) => ({ ...before, he: line === "territory" ? undefined : line }),
              replace: true,
            });
          }}
        />
        <DayInput
          label="Các đơn vị có hiệu lực vào ngày"
          description={`Ví dụ: 30/06/2025 để xem các đơn vị trước ngày 01/07/2025`}
          value={day}
          onChange={(chosen) => {
            setDay(chosen);
            if (!isDay(chosen)) return;
            const ngay = chosen === today ? undefined : chosen;
            void navigate({ search: (before) => ({ ...before, ngay }), replace: true });
          }}
        />
      </SimpleGrid>
    </search>
  );
};

const summaryOf = (tree: UnitTree, day: string, line: UnitLine): string =>
  `${tree.all.length.toLocaleString("vi-VN")} đơn vị ${line === "territory" ? "" : `thuộc hệ ${unitLineText[line]} `}có hiệu lực ngày ${dayText(day)}.`;

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

/** The units in force on a day: as a tree, or those whose name matches. */
export const UnitsPage = () => {
  const { ngay, he, tim = "" } = route.useSearch();
  const { today } = useSession();
  const units = useUnits(ngay, he);
  return (
    <Page
      title="Đơn vị"
      summary={units.data ? summaryOf(units.data, ngay ?? today, he ?? "territory") : "Đang tải danh sách đơn vị."}
      action={
        <Group gap="sm">
          <Button variant="default" renderRoot={(props) => <Link to="/cum-khoi" {...props} />}>
            Cụm, khối thi đua
          </Button>
          <ReorganisationsLink />
          <AddUnit />
        </Group>
      }
    >
      <Stack gap="lg">
        <Filters />
        <Loaded query={units}>
          {(tree) =>
            tree.all.length === 0 ? (
              <Empty>{`Chưa có đơn vị nào ${he ? `thuộc hệ ${unitLineText[he]} ` : ""}có hiệu lực vào ngày ${dayText(ngay ?? today)}.`}</Empty>
            ) : fold(tim) === "" ? (
              <UnitBranches key={`${ngay} ${he}`} tree={tree} />
            ) : (
              <FoundUnits tree={tree} words={tim} />
            )
          }
        </Loaded>
        {ngay !== undefined && (
          <Text>
            <Link to="/don-vi" search={(before) => ({ ...before, ngay: undefined })}>
              Xem các đơn vị hôm nay
            </Link>
          </Text>
        )}
      </Stack>
    </Page>
  );
};
