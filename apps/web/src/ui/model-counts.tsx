import type { ModelState } from "@kheo/core/models";
import { stateText } from "@kheo/core/workflow";
import { Link } from "@tanstack/react-router";

type Filter = { readonly states?: ModelState[] | undefined; readonly [key: string]: unknown };

type ModelCountsProps = {
  readonly counts: Partial<Record<ModelState, number>>;
  /** The rest of the filter, which every link keeps. */
  readonly filter?: Filter;
  readonly chosen?: readonly ModelState[];
};

const states = Object.keys(stateText.model) as ModelState[];

/** How many models stand in each state; each number opens the list of just those. */
export const ModelCounts = ({ counts, filter = {}, chosen = [] }: ModelCountsProps) => {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const all = chosen.length === 0;
  return (
    <ul className="counts" aria-label="Số mô hình theo trạng thái">
      <li>
        <Link
          to="/mo-hinh"
          search={{ ...filter, states: undefined, page: undefined }}
          aria-current={all ? "true" : undefined}
        >
          Tất cả <strong>{total.toLocaleString("vi-VN")}</strong>
        </Link>
      </li>
      {states
        .filter((state) => (counts[state] ?? 0) > 0)
        .map((state) => (
          <li key={state}>
            <Link
              to="/mo-hinh"
              search={{ ...filter, states: [state], page: undefined }}
              aria-current={chosen.includes(state) ? "true" : undefined}
            >
              {stateText.model[state]} <strong>{(counts[state] ?? 0).toLocaleString("vi-VN")}</strong>
            </Link>
          </li>
        ))}
    </ul>
  );
};
