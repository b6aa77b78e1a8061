import { planFields } from "@kheo/core/territory/reorganisations";
import type { ColumnChoices } from "@kheo/core/territory/lists/chosen-columns";
import type { UnitListChoices } from "@kheo/core/territory/lists/unit-list";
import { Alert, Button, FileInput, Group, Stack, Text } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { fieldErrors } from "../../../lib/trpc.ts";
import { ErrorList } from "../../../kit/error-list.tsx";
import { field, type FieldErrors, fieldId } from "../../../kit/field.ts";
import { errorsIn } from "../../../kit/fields/typed-fields.ts";
import { DraftLine } from "../../../kit/draft-line.tsx";
import { say } from "../../../kit/notice.ts";
import { Failure, Page } from "../../../kit/page.tsx";
import { Refusal } from "../../../kit/refusal.tsx";
import { Section } from "../../../kit/section.tsx";
import { ImportColumns } from "./import-columns.tsx";
import { ImportRows } from "./import-rows.tsx";
import { PlanHead } from "./planner.tsx";
import { PlanningScope } from "./planning-scope.tsx";
import { typedFrom, type TypedPlan } from "./typed-plan.ts";
import { useNewPlan } from "./use-plan.ts";
import {
  saidOtherwise,
  type ListPreview,
  type Progress as HowFar,
  readUnitList,
  type RowPicks,
} from "./unit-list-file.ts";
import { Templates, HowFarRead } from "./reading-progress.tsx";

const route = getRouteApi("/shell/sap-xep/nhap");

const useReading = (unitId: string) => {
  const [done, tell] = useState<HowFar | null>(null);
  const [refusal, refuse] = useState<string | null>(null);
  const [preview, show] = useState<ListPreview | null>(null);
  const running = useRef<AbortController | null>(null);
  const clear = () => {
    running.current?.abort();
    running.current = null;
    tell(null);
    show(null);
    refuse(null);
  };
  return {
    done,
    refusal,
    preview,
    clear,
    stop: () => {
      running.current?.abort();
    },
    read: async (file: File, effectiveOn: string, choices: UnitListChoices, columns: ColumnChoices) => {
      running.current?.abort();
      const mine = new AbortController();
      running.current = mine;
      refuse(null);
      tell({ progress: 0, of: 0 });
      const outcome = await readUnitList(
        { file, unitId, effectiveOn, choices, columns, signal: mine.signal },
        (progress) => {
          if (running.current === mine) tell(progress);
        },
      );
      // Another file was chosen meanwhile: this answer is about none that is shown.
      if (running.current !== mine) return;
      tell(null);
      if ("preview" in outcome) show(outcome.preview);
      else refuse(outcome.refusal);
    },
  };
};

type PreviewProps = {
  readonly preview: ListPreview;
  readonly picks: RowPicks;
  readonly pick: (rows: readonly number[], id: string) => void;
  readonly readAgain: () => void;
  /** Goes back to the file without any choice; nothing where there is none. */
  readonly forgetChoices: (() => void) | null;
};

const problemsShown = 20;

const PreviewSection = ({ preview, picks, pick, readAgain, forgetChoices }: PreviewProps) => {
  const { changes, problems, notes, counts, sheet, kind } = preview;
  const picked = Object.values(picks).filter((id) => id !== "").length;
  return (
    <Section
      title={`${preview.rows.length.toLocaleString("vi-VN")} dòng, ${changes.length.toLocaleString("vi-VN")} thay đổi`}
      lead={`${kind === "list" ? "Danh sách đơn vị" : "Bảng chuyển đổi đơn vị"}${sheet === "" ? "" : `, trang tính “${sheet}”`}. Chưa có gì được ghi.`}
    >
      {notes.length > 0 && (
        <ul>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {problems.length > 0 && (
        <Alert
          color="red"
          variant="light"
          title={`${problems.length.toLocaleString("vi-VN")} vướng mắc sẽ phải xử lý trong phương án`}
          className="error-list"
        >
          <ul>
            {problems.slice(0, problemsShown).map(({ change, message }) => (
              <li key={`${change} ${message}`}>{message}</li>
            ))}
            {problems.length > problemsShown && (
              <li>và {(problems.length - problemsShown).toLocaleString("vi-VN")} vướng mắc khác</li>
            )}
          </ul>
        </Alert>
      )}
      <ImportRows preview={preview} picks={picks} pick={pick} />
      <Group gap="sm">
        {picked > 0 && <Button onClick={readAgain}>Đọc lại với {picked.toLocaleString("vi-VN")} lựa chọn</Button>}
        {forgetChoices && (
          <Button variant="default" onClick={forgetChoices}>
            Bỏ các lựa chọn đã dùng
          </Button>
        )}
      </Group>
      {counts.ambiguous + counts.refused > 0 && (
        <Text>
          {(counts.ambiguous + counts.refused).toLocaleString("vi-VN")} dòng cần chọn hoặc không nhận sẽ không có trong
          phương án; có thể thêm bằng tay ở bước sau.
        </Text>
      )}
    </Section>
  );
};

const Import = ({ unitId, today }: { readonly unitId: string; readonly today: string }) => {
  const navigate = route.useNavigate();
  const [file, setFile] = useState<File | null>(null);
  const [choices, setChoices] = useState<UnitListChoices>({});
  const [columns, setColumns] = useState<ColumnChoices>({});
  const [picks, setPicks] = useState<RowPicks>({});
  const [errors, setErrors] = useState<FieldErrors>({});
  const [refusals, setRefusals] = useState(0);
  const reading = useReading(unitId);
  const { preview } = reading;
  const draft = useNewPlan("import", {
    unitId,
    today,
    made: (id) => {
      const changes = draft.typed.changes.length.toLocaleString("vi-VN");
      say(`Đã lập phương án với ${changes} thay đổi. Chưa có đơn vị nào thay đổi.`);
      return navigate({ to: "/sap-xep/$id", params: { id } });
    },
  });
  const { typed: head, standing } = draft;
  const refused = { ...errors, ...(standing.kind === "refused" && fieldErrors(standing.error)) };
  const refuse = (found: FieldErrors): boolean => {
    setErrors(found);
    if (Object.keys(found).length === 0) return false;
    setRefusals(refusals + 1);
    return true;
  };
  const change = (part: Partial<TypedPlan>) => {
    draft.change((before) => ({ ...before, ...part }));
    // The rows were read on the tree of another eve.
    if (part.effectiveOn !== undefined && part.effectiveOn !== head.effectiveOn) reading.clear();
  };
  const headErrors = () => errorsIn(planFields, head);
  const read = (given: UnitListChoices) => {
    const found: FieldErrors = {
      ...errorsIn({ effectiveOn: planFields.effectiveOn }, head),
      ...(!file && { file: "Tệp: chưa chọn." }),
    };
    if (refuse(found) || !file) return;
    setChoices(given);
    setPicks({});
    void reading.read(file, head.effectiveOn, given, columns);
  };
  const makePlan = () => {
    if (!preview || refuse(headErrors())) return;
    change(typedFrom({ ...head, changes: preview.changes }));
    draft.saveNow();
  };
  return (
    <Stack gap="lg">
      <ErrorList
        problems={Object.entries(refused).map(([path, message]) => ({ field: fieldId(path), message }))}
        refusals={refusals}
      />
      {Object.keys(refused).length === 0 && <Failure error={standing.kind === "refused" ? standing.error : null} />}
      <Section title="Tệp và thông tin chung">
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            read(choices);
          }}
        >
          <Stack>
            <Templates />
            <FileInput
              label="Tệp Excel hoặc CSV"
              {...field("file", refused, "Tệp .xlsx hoặc .csv. Tệp chỉ được đọc, không được lưu lại.")}
              accept=".xlsx,.csv"
              placeholder="Chọn tệp"
              clearable
              clearButtonProps={{ "aria-label": "Bỏ tệp đã chọn" }}
              value={file}
              onChange={(chosen) => {
                setFile(chosen);
                setChoices({});
                setColumns({});
                setPicks({});
                reading.clear();
              }}
            />
            <PlanHead typed={head} errors={refused} change={change} />
            <Button
              type="submit"
              variant={preview ? "default" : "filled"}
              className="self-start"
              disabled={reading.done !== null}
            >
              {preview ? "Đọc lại tệp" : "Đọc tệp"}
            </Button>
          </Stack>
        </form>
      </Section>
      <Refusal sentence={reading.refusal} />
      {reading.done && <HowFarRead done={reading.done} stop={reading.stop} />}
      {preview && !reading.done && (
        <>
          <ImportColumns
            columns={preview.columns}
            said={columns}
            say={(position, is) => {
              setColumns({ ...columns, [position]: is });
            }}
            // What the rows were asked was asked of other columns.
            readAgain={() => {
              read({});
            }}
          />
          <PreviewSection
            key={JSON.stringify(choices)}
            preview={preview}
            picks={picks}
            pick={(rows, id) => {
              setPicks({ ...picks, ...Object.fromEntries(rows.map((row) => [String(row), id])) });
            }}
            readAgain={() => {
              const answered = Object.entries(picks).filter(([, id]) => id !== "");
              read({
                ...choices,
                ...Object.fromEntries(answered.map(([row, id]) => [row, [...(choices[row] ?? []), id]])),
              });
            }}
            forgetChoices={
              Object.keys(choices).length > 0
                ? () => {
                    read({});
                  }
                : null
            }
          />
          <div className="action-bar">
            <DraftLine standing={standing} autosaves={false} />
            <Button
              onClick={makePlan}
              loading={standing.kind === "saving"}
              disabled={preview.changes.length === 0 || saidOtherwise(preview.columns, columns).length > 0}
            >
              Lập phương án từ danh sách này
            </Button>
          </div>
        </>
      )}
    </Stack>
  );
};

/** A plan is begun from a list of units or a table of conversion. */
export const ImportPage = () => {
  const { today } = useSession();
  return (
    <Stack gap="lg">
      <Text size="sm">
        <Link to="/sap-xep">Tất cả phương án sắp xếp</Link>
      </Text>
      <Page
        title="Nhập danh sách đơn vị từ Excel hoặc CSV"
        summary="Danh sách được so với cây đơn vị của ngày trước ngày có hiệu lực. Chưa có gì thay đổi cho đến khi phương án được thực hiện."
      >
        <PlanningScope>{(unitId) => <Import key={unitId} unitId={unitId} today={today} />}</PlanningScope>
      </Page>
    </Stack>
  );
};
