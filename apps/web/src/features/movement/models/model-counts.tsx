import type { ModelState } from "@kheo/core/movement/models";
import { stateText } from "@kheo/core/rules/states";
import { Link } from "@tanstack/react-router";

type Filter = { readonly states?: ModelState[] | undefined; readonly [key: string]: unknown };

type ModelCountsProps = {
  readonly counts: Partial<Record<ModelState, number>>;
  /** The rest of the filter, which every link keeps. */
  readonly filter?: Filter;
  /** The states that the list shows now; none where there is no list. */
  readonly chosen?: readonly ModelState[];
};

const states = Object.keys(stateText.model) as ModelState[];

/** How many models stand in each state; each number opens the list of just those. */
export const ModelCounts = ({ counts, filter = {}, chosen }: ModelCountsProps) => {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <ul className="counts" aria-label="Số mô hình theo trạng thái">
      <li>
        <Link
          to="/mo-hinh"
          className="state-count"
          search={{ ...filter, states: undefined, page: undefined }}
          data-chosen={chosen?.length === 0}
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
              className="state-count"
              search={{ ...filter, states: [state], page: undefined }}
              data-chosen={chosen?.includes(state)}
            >
              {stateText.model[state]} <strong>{(counts[state] ?? 0).toLocaleString("vi-VN")}</strong>
            </Link>
          </li>
        ))}
    </ul>
  );
};
