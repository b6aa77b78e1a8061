import type { Action } from "./policy.ts";
import { isStated, type Stated, type StateOf } from "./states.ts";
import { steps } from "./steps.ts";
import { type Thing, things } from "./things.ts";
import type { StepRow } from "./things/thing.ts";
import { actionOfStep } from "./workflow.ts";

/** One line of "what must I do now": such things wait for whoever may do this. */
export type TodoRow = {
  readonly thing: Thing;
  readonly action: Action;
  /** What waits, after its number: `3 phiếu đăng ký chờ tiếp nhận`. */
  readonly text: string;
  /** Where just these are found. */
  readonly page: string;
  /** The states in which a thing waits; none where a state alone does not tell. */
  readonly states: readonly string[];
  /** The step whose decision must have been drafted; `null` where none may have been. */
  readonly drafted?: string | null;
  /** Is to be done by the thing's day. */
  readonly due?: true;
  /** Never for the very unit whose thing it is. */
  readonly apart?: true;
};

/** What waits for a step of a thing, by what is said of it: from the rows of the steps. */
const ofSteps = (thing: Stated): readonly TodoRow[] => {
  const { page, noun } = things[thing];
  const rows = Object.entries(steps[thing]) as unknown as readonly [never, StepRow<StateOf<Stated>>][];
  return rows.flatMap(([step, { from, waits = {}, drafted, due, apart }]): TodoRow[] => {
    const states = Map.groupBy(Object.keys(waits) as (keyof typeof waits)[], (state) => waits[state] ?? "");
    return [
      ...(drafted?.waits === undefined
        ? []
        : [{ thing, page, action: `${noun}.draft` as Action, text: drafted.waits, states: from, drafted: null }]),
      ...[...states].map(([text, waiting]) => ({
        thing,
        page,
        action: actionOfStep(thing, step),
        text,
        states: waiting,
        ...(drafted && { drafted: step }),
        ...(due && { due }),
        ...(apart && { apart }),
      })),
    ];
  });
};

/** What waits for somebody's own part in what others run (a sheet, a paper): before everything else. */
const ownPart: readonly TodoRow[] = [
  {
    thing: "assessment",
    action: "scoring.mark",
    text: "bảng điểm chờ đồng chí cho điểm",
    page: things.assessment.page,
    states: [],
  },
  {
    thing: "meeting",
    action: "meeting.vote",
    text: "phiên họp đang lấy phiếu, đồng chí chưa bỏ phiếu",
    page: things.meeting.page,
    states: [],
  },
];

/** What waits where no state tells it. */
const stateless: Partial<Record<Thing, readonly TodoRow[]>> = {
  meeting: [
    {
      thing: "meeting",
      action: "meeting.convene",
      text: "mô hình chấm đạt, chờ đưa ra hội đồng",
      page: `${things.meeting.page}/moi`,
      states: [],
    },
    {
      thing: "meeting",
      action: "meeting.open",
      text: "phiên họp chờ mở biểu quyết",
      page: things.meeting.page,
      states: [],
    },
    {
      thing: "meeting",
      action: "meeting.close",
      text: "phiên họp đang lấy phiếu, chờ kết thúc",
      page: things.meeting.page,
      states: [],
    },
  ],
  reorganisation: [
    {
      thing: "reorganisation",
      action: "reorganisation.carryOut",
      text: "phương án sắp xếp đã đến ngày, chờ thực hiện",
      page: things.reorganisation.page,
      states: [],
    },
  ],
};

/** What waits for whom, the most urgent first; a person sees the rows whose action their posts allow. */
export const todoRows: readonly TodoRow[] = [
  ...ownPart,
  ...(Object.keys(things) as Thing[]).flatMap((thing) => (isStated(thing) ? ofSteps(thing) : (stateless[thing] ?? []))),
];

/**
 * What a thing waits for, or `undefined` where it waits for nothing.
 * @param drafted The step that a decision has been drafted for, or `null`.
 */
export const waitsFor = <T extends Stated>(
  thing: T,
  state: StateOf<T>,
  drafted: string | null,
): TodoRow | undefined => {
  const rows = todoRows.filter((row) => row.thing === thing && row.states.includes(state));
  return (
    (drafted === null ? undefined : rows.find((row) => row.drafted === drafted)) ??
    rows.find((row) => row.drafted === undefined || (row.drafted === null && drafted === null))
  );
};
