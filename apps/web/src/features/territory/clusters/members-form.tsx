import { clusterMemberFields } from "@kheo/core/territory/clusters";
import { isDay } from "@kheo/core/ground/written";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";
import { put } from "../../../kit/fields/box.ts";
import { fieldId } from "../../../kit/field.ts";
import { say } from "../../../kit/notice.ts";
import { Loaded } from "../../../kit/page.tsx";
import { dayText } from "../../../kit/words.ts";
import { useSession } from "../../../lib/session.ts";
import { queryClient, trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { SeveralUnits, shortName } from "../units/unit-choice.tsx";
import { useUnits } from "../units/use-units.ts";
import type { ListedCluster } from "./cluster-data.ts";

type ChosenProps = {
  readonly cluster: ListedCluster;
  readonly day: string;
  readonly chosen: readonly string[];
  readonly choose: (unitIds: readonly string[]) => void;
};

/** The units that can be members on a day, and those that are. */
const Members = ({ cluster, day, chosen, choose }: ChosenProps) => {
  const units = useUnits(isDay(day) ? day : undefined);
  const options = useMemo(() => {
    const tree = units.data;
    if (!tree) return [];
    return tree.all
      .filter((unit) => tree.above(unit).some(({ id }) => id === cluster.unitId))
      .map((unit) => ({ value: unit.id, label: shortName(unit, tree) }));
  }, [units.data, cluster.unitId]);
  return (
    <SeveralUnits
      id={fieldId("unitIds")}
      label="Thêm đơn vị thành viên"
      options={options}
      chosen={chosen}
      choose={choose}
    />
  );
};

/** A day after everything that is recorded: the members of then are those to go on from. */
const afterEverything = "2199-12-31";

type MembersFormProps = {
  readonly cluster: ListedCluster;
  readonly close: () => void;
  /** The day from which the new members can be seen. */
  readonly assigned: (from: string) => void;
};

/** Makes units the members from a day on. */
export const MembersForm = ({ cluster, close, assigned }: MembersFormProps) => {
  const { today } = useSession();
  const lastMembers = trpc.clusters.list.queryOptions({ id: cluster.id, day: afterEverything });
  const last = useQuery(lastMembers);
  const assign = useChange(trpc.clusters.assign.mutationOptions());
  return (
    <Loaded query={last} rows={3}>
      {({ rows: [of] }) => (
        <FieldsForm
          name={`Xếp thành viên ${cluster.name}`}
          form="clusterMembers"
          of={[cluster.id]}
          fields={clusterMemberFields}
          version={cluster.version}
          start={{
            from: today > cluster.validFrom ? today : cluster.validFrom,
            unitIds: of?.members.map(({ id }) => id) ?? [],
          }}
          refusedAt={{ "cluster.tooEarly": "from", "cluster.notAMember": "unitIds", "unit.notFound": "unitIds" }}
          send={({ values, version, key }) => assign.sendAsync({ id: cluster.id, version, data: values }, key)}
          sent={(_, { unitIds, from }) => {
            const count = unitIds.length.toLocaleString("vi-VN");
            say(`Đã xếp ${count} đơn vị vào ${cluster.name} từ ngày ${dayText(from)}.`);
            assigned(from);
          }}
          render={{
            unitIds: (box, { from }) => (
              <Members cluster={cluster} day={from} chosen={box.value as readonly string[]} choose={put(box)} />
            ),
          }}
          current={async () => {
            const now = (await queryClient.fetchQuery({ ...lastMembers, staleTime: 0 })).rows[0];
            const from = now && now.validFrom > today ? now.validFrom : today;
            return { values: { from, unitIds: now?.members.map(({ id }) => id) ?? [] }, version: now?.version ?? 0 };
          }}
          button={({ unitIds }) => `Xếp ${unitIds.length.toLocaleString("vi-VN")} thành viên`}
          close={close}
        >
          {({ boxes }) => (
            <>
              <Text c="warm.7">
                Ghi đủ các thành viên từ ngày áp dụng. Đơn vị không còn trong danh sách thì rời cụm, khối từ ngày đó;
                các ngày trước giữ nguyên.
              </Text>
              {boxes()}
            </>
          )}
        </FieldsForm>
      )}
    </Loaded>
  );
};
