import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { trpc } from "../../../lib/trpc.ts";
import { Notice } from "../../../kit/notice.tsx";
import { Empty, Loaded, Page } from "../../../kit/page.tsx";
import { NextLine } from "../../rules/next-line.tsx";
import { ThingPage } from "../../rules/thing-page.tsx";
import { StateMark } from "../../rules/state-mark.tsx";
import { EvidenceProvider } from "../evidence/use-evidence.tsx";
import { Dossier } from "./dossier.tsx";
import { DecisionForm } from "./decision-form.tsx";
import { HandInList, handedInText } from "./hand-in-list.tsx";
import { MarkForm } from "./mark-form.tsx";
import { PartChoice } from "./part-choice.tsx";
import { DeclaredFigures } from "./declared-figures.tsx";
import { DeclaredPoints } from "./declared-points.tsx";
import { DeclaredTicks } from "./declared-ticks.tsx";
import { DeclarationForm } from "./declaration-form.tsx";
import type { ScoringData } from "./scoring-data.ts";
import { ScoringPapers } from "./scoring-papers.tsx";
import { ScoringSteps } from "./scoring-steps.tsx";
import { SheetsTable } from "./sheets-table.tsx";
import { type LoadedEdition, useEdition } from "./use-edition.ts";
import { VerdictView } from "./verdict-view.tsx";

const Notices = ({ data }: { readonly data: ScoringData }) => {
  const { assessment, isRecused } = data;
  return (
    <>
      {assessment.reason !== null && <Notice title="Ý kiến của cơ quan thường trực">{assessment.reason}</Notice>}
      {isRecused && (
        <Notice title="Đồng chí không tham gia chấm điểm ở bảng điểm này">
          Đồng chí giữ chức vụ ở {assessment.unitName},{" "}
          {data.model ? "là đơn vị đề nghị mô hình" : "là đơn vị được chấm"}, nên theo quy tắc không tham gia cho điểm:
          không ai chấm điểm đơn vị mình. Nếu phân công này không còn đúng, người quản trị của đơn vị điều chỉnh chức
          vụ.
        </Notice>
      )}
    </>
  );
};

/** All that the unit has sent, box by box. */
const Declared = ({ edition, assessment }: Pick<LoadedEdition, "edition"> & Pick<ScoringData, "assessment">) => (
  <>
    <DeclaredTicks edition={edition} ticks={assessment.ticks} claims={assessment.claims} />
    <DeclaredFigures edition={edition} figures={assessment.figures} />
  </>
);

/** For those who may only look while the scoring is under way. */
const Waiting = ({ data, loaded }: { readonly data: ScoringData; readonly loaded: LoadedEdition }) => (
  <Stack gap="lg">
    {data.assessment.state === "open" && (
      <Empty>{data.assessment.unitName} chưa gửi bảng tự chấm. Số liệu sẽ hiện ở đây khi đơn vị gửi.</Empty>
    )}
    {data.assessment.state !== "open" && (
      <Text>Kết quả và điểm của từng thành viên được mở cho mọi người khi đóng chấm điểm.</Text>
    )}
    <Dossier data={data} />
    {data.assessment.state !== "open" && (
      <>
        <DeclaredPoints edition={loaded.edition} assessment={data.assessment} />
        <Declared edition={loaded.edition} assessment={data.assessment} />
      </>
    )}
  </Stack>
);

const Closed = ({ data, loaded }: { readonly data: ScoringData; readonly loaded: LoadedEdition }) => (
  <Stack gap="lg">
    {data.verdict && <VerdictView verdict={data.verdict} assessment={data.assessment} edition={loaded.edition} />}
    <SheetsTable sheets={data.sheets} members={data.members} edition={loaded.edition} />
    <Declared edition={loaded.edition} assessment={data.assessment} />
  </Stack>
);

const Parts = ({ data, loaded }: { readonly data: ScoringData; readonly loaded: LoadedEdition }) => {
  const { edition } = loaded;
  const { mayDeclare, mayDecide, mayMark } = data;
  const [part, choose] = useState<"mark" | "decide">("mark");
  if (data.verdict) return <Closed data={data} loaded={loaded} />;
  if (mayDeclare) return <DeclarationForm data={data} edition={edition} />;
  const marking = mayMark && (part === "mark" || !mayDecide);
  return (
    <Stack gap="lg">
      {mayMark && mayDecide && <PartChoice part={part} onChange={choose} />}
      {marking && <MarkForm data={data} edition={edition} />}
      {!marking && mayDecide && (
        <>
          {data.members.length > 0 && <HandInList members={data.members} />}
          <DecisionForm data={data} edition={edition} />
        </>
      )}
      {!marking && !mayDecide && <Waiting data={data} loaded={loaded} />}
    </Stack>
  );
};

const Scoring = ({ data }: { readonly data: ScoringData }) => {
  const { assessment, members, steps } = data;
  const edition = useEdition(assessment.editionId);
  const { version } = assessment;
  return (
    <Page
      title={`Chấm điểm: ${assessment.title}`}
      summary={
        <>
          <Link to="/don-vi/$id" params={{ id: assessment.unitId }} className="record">
            {assessment.unitName}
          </Link>{" "}
          · <StateMark thing="assessment" state={assessment.state} />
          {members.length > 0 && ` · ${handedInText(members)} phiếu đã nộp`}
        </>
      }
      action={
        data.verdict && steps.length > 0 ? (
          <ScoringSteps show="all" data={data} undecided={[]} flush={() => Promise.resolve(version)} />
        ) : undefined
      }
    >
      <NextLine next={data.next} />
      <Notices data={data} />
      <Loaded query={edition}>
        {(loaded) =>
          loaded === null ? (
            <Empty>
              Phiên bản phần mềm này không có bộ tiêu chí {assessment.editionId}. Hãy tải lại trang; nếu vẫn không có,
              báo quản trị cập nhật.
            </Empty>
          ) : (
            <Stack gap="lg">
              <Text>
                {loaded.title}, mã {loaded.code}, phiên bản {loaded.edition.edition}.{" "}
                <strong>{loaded.edition.basis}.</strong>
              </Text>
              <EvidenceProvider id={assessment.id} unitId={assessment.unitId}>
                <Parts key={assessment.id} data={data} loaded={loaded} />
              </EvidenceProvider>
              <ScoringPapers data={data} />
            </Stack>
          )
        }
      </Loaded>
    </Page>
  );
};

export const ScoringPage = () => {
  const { id } = useParams({ from: "/shell/cham-diem/$id" });
  const scoring = useQuery(trpc.scoring.get.queryOptions({ id, data: {} }));
  return (
    <ThingPage thing="assessment" query={scoring}>
      {(data) => <Scoring data={data} />}
    </ThingPage>
  );
};
