import { dayBefore } from "@kheo/core/ground/days";
import { isDay } from "@kheo/core/ground/written";
import { planFields } from "@kheo/core/territory/reorganisations";
import { Button, Group, Stack, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useDeferredValue, useMemo, useState } from "react";
import { DraftLine } from "../../../kit/draft-line.tsx";
import { DraftNotices, RestoredNotice } from "../../../kit/draft-notices.tsx";
import { ErrorList } from "../../../kit/error-list.tsx";
import { type FieldErrors, fieldId } from "../../../kit/field.ts";
import { Boxes } from "../../../kit/fields/field-box.tsx";
import { Loaded } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { fieldErrors } from "../../../lib/trpc.ts";
import { shortName, unitsInForce } from "../units/unit-choice.tsx";
import { type UnitTree, useUnits } from "../units/use-units.ts";
import { ChangeForm } from "./change-form.tsx";
import { AddChange, ChangeList } from "./change-list.tsx";
import { unitsPlanned } from "./plan-units.ts";
import { Consequences, Outcome, Problems } from "./preview.tsx";
import type { ReorganisationData } from "./reorganisation-data.ts";
import type { ReorganisationSearch } from "./reorganisation-search.ts";
import {
  errorsOfChange,
  newChange,
  planLabel,
  planWords,
  previewOf,
  readPlan,
  type TypedPlan,
  withChange,
} from "./typed-plan.ts";
import type { PlanDraft } from "./use-plan.ts";

type HeadProps = {
  readonly typed: Pick<TypedPlan, keyof typeof planFields>;
  readonly errors: FieldErrors;
  readonly change: (part: Partial<HeadProps["typed"]>) => void;
};

/** What a plan is called, rests on, and from when it is in force. */
export const PlanHead = ({ typed, errors, change }: HeadProps) => (
  <Boxes
    fields={planFields}
    values={typed}
    errors={errors}
    update={(name, next) => {
      change({ [name]: next(typed[name as keyof typeof planFields]) });
    }}
  />
);

type PlannerProps = {
  readonly draft: PlanDraft;
  /** The unit whose administrators plan it. */
  readonly unitId: string;
  readonly search: ReorganisationSearch;
  /** What the server says of the plan as it is stored. */
  readonly stored: ReorganisationData | null;
  /** Forgets what was typed and goes back to what is on the server. */
  readonly startAfresh: () => void;
};

const Plan = ({ tree, ...props }: PlannerProps & { readonly tree: UnitTree }) => {
  const { draft, unitId, search, stored, startAfresh } = props;
  const { typed, standing, restoredAt } = draft;
  const change = (part: Partial<TypedPlan>) => {
    draft.change((before) => ({ ...before, ...part }));
  };
  const navigate = useNavigate();
  const [asked, ask] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const later = useDeferredValue(typed);
  const outcome = useMemo(
    () => (stored?.outcome && !draft.touched ? stored.outcome : previewOf(later, unitId, tree)),
    [stored, draft.touched, later, unitId, tree],
  );
  const errors = useMemo(() => readPlan(typed).errors, [typed]);
  const inForce = useMemo(() => unitsInForce(tree), [tree]);
  const nameOf = useMemo(() => {
    const planned = new Map(typed.changes.flatMap(({ into }) => into.map(({ id, name }) => [id, name] as const)));
    return (id: string) => {
      const unit = tree.byId.get(id);
      return unit ? shortName(unit, tree) : (planned.get(id) ?? "(không có hiệu lực vào ngày này)");
    };
  }, [typed.changes, tree]);

  const open = search.mo === undefined ? undefined : typed.changes[search.mo - 1];
  const show = (mo: number | undefined) => {
    void navigate({ to: ".", search: (before) => ({ ...before, mo }) });
  };
  if (search.mo !== undefined && open) {
    const index = search.mo - 1;
    const others = typed.changes.toSpliced(index, 1);
    return (
      <ChangeForm
        key={index}
        index={index}
        count={typed.changes.length}
        change={open}
        others={others}
        tree={tree}
        options={{ inForce, planned: unitsPlanned(others, tree) }}
        errors={errorsOfChange(errors, index)}
        problems={outcome.problems.filter(({ change }) => change === index)}
        set={(next) => {
          change({ changes: withChange(typed.changes, index, next) });
        }}
        remove={() => {
          change({ changes: others });
          show(undefined);
        }}
        back={() => {
          show(undefined);
        }}
      />
    );
  }

  const head = Object.fromEntries(Object.entries(errors).filter(([path]) => !path.startsWith("changes.")));
  const malformed = new Set(
    Object.keys(errors).flatMap((path) => /^changes\.(?<index>\d+)/u.exec(path)?.groups?.["index"] ?? []),
  );
  const refused = standing.kind === "refused" ? fieldErrors(standing.error) : {};
  const wrong = [
    ...Object.entries({ ...head, ...refused }).map(([path, message]) => ({ field: fieldId(path), message })),
    ...(malformed.size > 0
      ? [{ field: "cac-thay-doi", message: `Còn ${malformed.size} thay đổi chưa ghi đủ; xem danh sách vướng mắc.` }]
      : []),
  ];
  const submit = () => {
    ask(true);
    if (readPlan(typed).plan === null) setRefusals(refusals + 1);
    draft.saveNow();
  };
  const planning = stored === null || draft.touched;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="lg">
        <DraftNotices
          draft={draft}
          labelOf={planLabel}
          textOf={planWords}
          isSaid={asked && Object.keys(refused).length > 0}
        >
          {restoredAt !== null && (
            <RestoredNotice
              at={restoredAt}
              discard={() => {
                draft.forget();
                startAfresh();
              }}
            />
          )}
          {asked && <ErrorList problems={wrong} refusals={refusals} />}
        </DraftNotices>
        <Section title="Thông tin chung">
          <PlanHead typed={typed} errors={asked ? { ...head, ...refused } : {}} change={change} />
        </Section>
        <div id="cac-thay-doi" tabIndex={-1}>
          <Section
            title="Các thay đổi"
            lead="Mỗi thay đổi nêu đơn vị cũ và đơn vị sau thay đổi. Bấm vào một thay đổi để xem và sửa."
          >
            <ChangeList changes={later.changes} nameOf={nameOf} problems={outcome.problems} search={search} edits />
            <AddChange
              add={(kind) => {
                change({ changes: [...typed.changes, newChange(kind)] });
                show(typed.changes.length + 1);
              }}
            />
          </Section>
        </div>
        {typed.changes.length > 0 && (
          <Section title="Xem trước" lead="Chưa có gì được thay đổi cho đến khi phương án được thực hiện.">
            <Problems problems={outcome.problems} />
            <Outcome outcome={outcome} tree={tree} nameOf={nameOf} linked={false} />
            {stored && outcome.ended.length > 0 && (
              <>
                {draft.touched && (
                  <Text c="warm.7">Bảng dưới tính theo phương án đã lưu, chưa tính những gì vừa nhập.</Text>
                )}
                <Consequences consequences={stored.consequences} />
              </>
            )}
            {!stored && outcome.ended.length > 0 && (
              <Text c="warm.7">
                Lưu phương án để xem số phiếu, mô hình, nhân rộng và chức vụ đang gắn với các đơn vị kết thúc.
              </Text>
            )}
          </Section>
        )}
        <div className="action-bar">
          <DraftLine standing={standing} autosaves={false} />
          <Group>
            <Button
              type="submit"
              loading={standing.kind === "saving"}
              variant={planning ? "filled" : "default"}
              disabled={stored !== null && !draft.touched}
            >
              Lưu phương án
            </Button>
          </Group>
        </div>
      </Stack>
    </form>
  );
};

/** The eve of a day that is one; of a half-typed one, today's tree is shown. */
export const useEveUnits = (effectiveOn: string) => useUnits(isDay(effectiveOn) ? dayBefore(effectiveOn) : undefined);

/** A plan is typed, change by change, and previewed on the tree of its eve. */
export const Planner = (props: PlannerProps) => {
  const { effectiveOn } = props.draft.typed;
  const units = useEveUnits(effectiveOn);
  // While the tree of another day is fetched the last one stays. By the day, not by the tree: until it is drawn, one
  // that was fetched before is made anew at each look.
  const [last, setLast] = useState({ effectiveOn, tree: units.data });
  if (units.data && (last.tree === undefined || last.effectiveOn !== effectiveOn)) {
    setLast({ effectiveOn, tree: units.data });
  }
  return (
    <Loaded query={{ data: units.data ?? last.tree, error: units.error }}>
      {(tree) => <Plan {...props} tree={tree} />}
    </Loaded>
  );
};
