import { can, unitsWhere } from "@kheo/core/rules/rights";
import { comparisons, comparisonText } from "@kheo/core/reports/reports";
import { Button, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { usePeriodId, useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { isDay } from "@kheo/core/ground/written";
import { useUnits } from "../../territory/units/use-units.ts";
import { DayInput } from "../../../kit/day-input.tsx";
import { Notice } from "../../../kit/notice.tsx";
import { PaperLinks } from "../../../kit/paper-links.tsx";
import { NeedsPeriod } from "../../movement/periods/no-period.tsx";
import { Empty, Loaded, Page } from "../../../kit/page.tsx";
import { UnitSelect } from "../../territory/units/unit-choice.tsx";
import { useReach } from "../../territory/units/use-reach.ts";
import { dayText } from "../../../kit/words.ts";
import { IssueReport } from "./issue-report.tsx";
import { FreezeStep } from "./freeze-step.tsx";
import type { ReportScope } from "./report-search.ts";
import { ReportView } from "./report-view.tsx";
import { Versions } from "./versions.tsx";
import "./report-page.css";

type Scope = ReportScope & { readonly unitId: string; readonly periodId: string };

const allFormats = ["docx", "pdf", "zip", "xlsx"] as const;

const Print = () => (
  <Button
    variant="default"
    onClick={() => {
      globalThis.print();
    }}
  >
    In
  </Button>
);

const Live = (scope: Scope) => {
  const { unitId, ...data } = scope;
  const { periodId: period, ...of } = data;
  const report = useQuery(
    trpc.reports.annual.queryOptions({ id: unitId, data }, { placeholderData: keepPreviousData }),
  );
  return (
    <Loaded query={report}>
      {(made) => (
        <Stack gap="lg">
          <Group gap="sm">
            <Text className="unprinted">Tải về:</Text>
            <PaperLinks paper="Báo cáo" file="report" query={{ unit: unitId, period, ...of }} formats={allFormats} />
            <Print />
          </Group>
          <ReportView report={made} />
        </Stack>
      )}
    </Loaded>
  );
};

const Kept = ({ id, unitId }: { readonly id: string; readonly unitId: string }) => {
  const snapshot = useQuery(trpc.reports.snapshot.queryOptions({ id, data: {} }));
  return (
    <Loaded query={snapshot}>
      {({ version, hash, report, document, mayIssue }) => (
        <Stack gap="lg">
          <Notice title={`Bản chốt số ${version}, số liệu đến ngày ${dayText(report.cutoff)}`}>
            Mã kiểm tra: <code className="hash">{hash}</code>.{" "}
            <Link to="/bao-cao" search={{ unitId }}>
              Về số liệu hiện nay
            </Link>
          </Notice>
          {document && (
            <Notice title={`Đã ban hành, số ${document.numberText}`}>
              Ngày {dayText(document.issuedOn)}.{" "}
              <Link to="/van-ban/$id" params={{ id: document.id }}>
                Mở trong sổ văn bản
              </Link>
            </Notice>
          )}
          {mayIssue && <IssueReport snapshotId={id} />}
          <Group gap="sm">
            <Text className="unprinted">Tải về:</Text>
            <PaperLinks
              paper={`Báo cáo, bản chốt số ${version}`}
              file="report-version"
              query={{ id }}
              formats={allFormats}
            />
            <Print />
          </Group>
          <ReportView report={report} />
        </Stack>
      )}
    </Loaded>
  );
};

type ChoiceProps = { readonly unitId: string; readonly scope: ReportScope; readonly today: string };

const Choice = ({ unitId, scope, today }: ChoiceProps) => {
  const { cutoff, structureOn, comparison } = scope;
  const navigate = useNavigate();
  const search = { unitId, ...scope };
  const reach = useReach("report.view");
  const [typed, setTyped] = useState(cutoff);
  const wrong = !isDay(typed);
  return (
    <Group align="flex-start" gap="md" className="report-choice">
      <UnitSelect
        label="Đơn vị"
        among={reach}
        day={structureOn ?? (cutoff === today ? undefined : cutoff)}
        value={unitId}
        choose={(chosen) => {
          if (chosen !== null) void navigate({ to: "/bao-cao", search: { ...search, unitId: chosen } });
        }}
      />
      <DayInput
        label="Số liệu đến ngày"
        value={typed}
        error={wrong ? "Ngày chốt số liệu: cần một ngày có thật, ví dụ 31/12/2026." : undefined}
        onChange={(day) => {
          setTyped(day);
          if (isDay(day)) void navigate({ to: "/bao-cao", search: { ...search, cutoff: day }, replace: true });
        }}
      />
      <NativeSelect
        label="Xếp theo đơn vị"
        value={structureOn === undefined ? "" : today}
        data={[
          { value: "", label: "Tại ngày chốt số liệu" },
          { value: today, label: "Theo đơn vị hiện nay" },
        ]}
        onChange={({ currentTarget: { value } }) => {
          void navigate({ to: "/bao-cao", search: { ...search, structureOn: value === "" ? undefined : value } });
        }}
      />
      <NativeSelect
        label="So với kỳ trước"
        value={comparison ?? "sameTerritory"}
        data={comparisons.map((value) => ({ value, label: comparisonText[value] }))}
        onChange={({ currentTarget: { value } }) => {
          const chosen = comparisons.find((one) => one === value);
          void navigate({
            to: "/bao-cao",
            search: { ...search, comparison: chosen === "sameTerritory" ? undefined : chosen },
          });
        }}
      />
    </Group>
  );
};

const Report = () => {
  const session = useSession();
  const periodId = usePeriodId();
  const { unitId: asked, cutoff: until, structureOn, comparison, snapshotId } = useSearch({ from: "/shell/bao-cao" });
  // A unit of an earlier day is chosen from the tree of that day.
  const units = useUnits(structureOn ?? until);
  const [own] = unitsWhere(session, "report.view");
  const unitId = asked ?? own?.id;
  const { today, period } = session;
  const cutoff = until ?? (period && period.endsOn < today ? period.endsOn : today);
  const scope = { cutoff, ...(structureOn && { structureOn }), ...(comparison && { comparison }) };
  if (unitId === undefined) {
    return (
      <Page title="Báo cáo tổng kết">
        <Empty>Chức vụ của đồng chí không có quyền xem báo cáo. Cơ quan thường trực có thể phân công lại.</Empty>
      </Page>
    );
  }
  const unit = units.data?.byId.get(unitId);
  const path = unit && units.data ? [unit.id, ...units.data.above(unit).map(({ id }) => id)] : [unitId];
  const mayFreeze = snapshotId === undefined && can(session, "report.freeze", { id: unitId, path });
  return (
    <Page
      title={`Báo cáo tổng kết${unit ? ` của ${unit.name}` : ""}, ${period?.title ?? ""}`}
      summary={snapshotId === undefined && `Số liệu đến ngày ${dayText(cutoff)}.`}
      action={mayFreeze && <FreezeStep unitId={unitId} unitName={unit?.name ?? ""} periodId={periodId} scope={scope} />}
    >
      <Stack gap="lg">
        {snapshotId === undefined ? (
          <>
            <Choice key={unitId} unitId={unitId} scope={scope} today={today} />
            <Live unitId={unitId} periodId={periodId} {...scope} />
          </>
        ) : (
          <Kept id={snapshotId} unitId={unitId} />
        )}
        <div className="unprinted">
          <Versions unitId={unitId} periodId={periodId} />
        </div>
      </Stack>
    </Page>
  );
};

/** The annual report of a unit, live or as it was kept. */
export const ReportPage = () => {
  const { period } = useSession();
  if (period) return <Report />;
  return (
    <Page title="Báo cáo tổng kết">
      <NeedsPeriod>{null}</NeedsPeriod>
    </Page>
  );
};
