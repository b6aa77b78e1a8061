import { Button, Group, Stack, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSession } from "../../../lib/session.ts";
import { errorCode, fieldErrors, sayError, trpc } from "../../../lib/trpc.ts";
import { isDay } from "../../../kit/typed-values.ts";
import { useChange } from "../../../lib/use-change.ts";
import { useKept } from "../../../lib/use-kept.ts";
import { useUnits } from "../units/use-units.ts";
import { DayInput } from "../../../kit/day-input.tsx";
import { ErrorList } from "../../../kit/error-list.tsx";
import { field, type FieldErrors, fieldId, problemsOf } from "../../../kit/field.ts";
import { say } from "../../../kit/notice.ts";
import { Failure, Loaded } from "../../../kit/page.tsx";
import { SeveralUnits, shortName } from "../units/unit-choice.tsx";
import { dayText } from "../../../kit/words.ts";
import type { ListedCluster } from "./cluster-data.ts";

/** Who is chosen, once the choice differs from the members of that day; and over which version it was made. */
type Typed = {
  readonly from: string;
  readonly unitIds: readonly string[] | null;
  readonly over: number | null;
};

const fieldOf: Readonly<Record<string, string>> = {
  "cluster.tooEarly": "from",
  "cluster.notAMember": "unitIds",
  "unit.notFound": "unitIds",
};

const errorsOf = (error: unknown): FieldErrors => {
  const path = fieldOf[errorCode(error) ?? ""];
  return path === undefined ? fieldErrors(error) : { [path]: sayError(error) };
};

type MembersFormProps = {
  readonly cluster: ListedCluster;
  readonly close: () => void;
  /** The day from which the new members can be seen. */
  readonly assigned: (from: string) => void;
};

/** Makes units the members from a day on. */
export const MembersForm = ({ cluster, close, assigned }: MembersFormProps) => {
  const { today } = useSession();
  const { typed, set, drop } = useKept<Typed>(
    { from: today > cluster.validFrom ? today : cluster.validFrom, unitIds: null, over: null },
    "cluster",
    cluster.id,
  );
  const { from } = typed;
  // The box of the day stays while the members of that day are fetched.
  const onDay = useQuery(
    trpc.clusters.list.queryOptions(
      { id: cluster.id, day: from },
      { enabled: isDay(from), placeholderData: keepPreviousData },
    ),
  );
  const units = useUnits(isDay(from) ? from : undefined);
  const options = useMemo(() => {
    const tree = units.data;
    if (!tree) return [];
    return tree.all
      .filter((unit) => tree.above(unit).some(({ id }) => id === cluster.unitId))
      .map((unit) => ({ value: unit.id, label: shortName(unit, tree) }));
  }, [units.data, cluster.unitId]);
  const assign = useChange(trpc.clusters.assign.mutationOptions());
  const errors = errorsOf(assign.error);
  const submit = async (unitIds: readonly string[]) => {
    const version = typed.over ?? cluster.version;
    try {
      await assign.sendAsync({ id: cluster.id, version, data: { unitIds: [...unitIds], from } });
      say(`Đã xếp ${unitIds.length.toLocaleString("vi-VN")} đơn vị vào ${cluster.name} từ ngày ${dayText(from)}.`);
      drop();
      assigned(from);
    } catch (error) {
      // The members as somebody else has left them stand above the form; sent again, the choice is made over them.
      if (errorCode(error) === "changedMeanwhile") set({ over: null });
    }
  };
  const members = isDay(from) ? onDay : { data: onDay.data ?? { rows: [] }, error: null };
  return (
    <Loaded query={members} rows={3}>
      {({ rows: [of] }) => {
        const chosen = typed.unitIds ?? of?.members.map(({ id }) => id) ?? [];
        return (
          <form
            noValidate
            aria-label={`Xếp thành viên ${cluster.name}`}
            onSubmit={(event) => {
              event.preventDefault();
              void submit(chosen);
            }}
          >
            <Stack>
              {Object.keys(errors).length > 0 ? (
                <ErrorList problems={problemsOf(errors)} refusals={assign.submittedAt} />
              ) : (
                <Failure error={assign.error} />
              )}
              <Text c="warm.7">
                Ghi đủ các thành viên từ ngày áp dụng. Đơn vị không còn trong danh sách thì rời cụm, khối từ ngày đó;
                các ngày trước giữ nguyên.
              </Text>
              <DayInput
                label="Ngày áp dụng"
                maw={280}
                {...field("from", errors, "Ví dụ: 01/01/2027")}
                value={from}
                onChange={(day) => {
                  set({ from: day });
                }}
              />
              <SeveralUnits
                id={fieldId("unitIds")}
                label="Thêm đơn vị thành viên"
                options={options}
                chosen={chosen}
                choose={(unitIds) => {
                  set({ unitIds, over: typed.over ?? cluster.version });
                }}
              />
              <Group gap="sm">
                <Button type="submit" loading={assign.isPending || (isDay(from) && onDay.isPlaceholderData)}>
                  Xếp {chosen.length.toLocaleString("vi-VN")} thành viên
                </Button>
                <Button
                  variant="default"
                  onClick={() => {
                    drop();
                    close();
                  }}
                >
                  Thôi
                </Button>
              </Group>
            </Stack>
          </form>
        );
      }}
    </Loaded>
  );
};
