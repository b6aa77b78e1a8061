import { type ClusterKind, clusterKinds, clusterKindText } from "@kheo/core/territory/clusters";
import { grantsOf } from "@kheo/core/rules/rights";
import { Button, Group, NativeSelect, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { errorCode, fieldErrors, sayError, trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { useKept } from "../../../lib/use-kept.ts";
import { DayInput } from "../../../kit/day-input.tsx";
import { ErrorList } from "../../../kit/error-list.tsx";
import { field, type FieldErrors, problemsOf } from "../../../kit/field.ts";
import { say } from "../../../kit/notice.ts";
import { Failure } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { UnitSelect } from "../units/unit-select.tsx";
import { useReach } from "../units/use-reach.ts";

type Typed = {
  readonly unitId: string | null;
  readonly kind: ClusterKind;
  readonly name: string;
  readonly document: string;
  readonly validFrom: string;
};

const errorsOf = (error: unknown): FieldErrors =>
  errorCode(error) === "cluster.duplicate" ? { name: sayError(error) } : fieldErrors(error);

type FoundClusterFormProps = {
  readonly close: () => void;
  /** The day from which the new one can be seen. */
  readonly founded: (validFrom: string) => void;
};

/** A new cluster or bloc of a unit; its members are assigned afterwards. */
export const FoundClusterForm = ({ close, founded }: FoundClusterFormProps) => {
  const session = useSession();
  const [grant] = grantsOf(session, "cluster.found");
  const { typed, set, drop } = useKept<Typed>(
    { unitId: grant?.post.unitId ?? null, kind: "cluster", name: "", document: "", validFrom: session.today },
    "cluster",
  );
  const [attempts, setAttempts] = useState(0);
  const found = useChange(trpc.clusters.found.mutationOptions());
  const among = useReach("cluster.found");
  const errors: FieldErrors = {
    ...(attempts > 0 && typed.unitId === null && { unitId: "Đơn vị lập: chưa chọn." }),
    ...errorsOf(found.error),
  };
  const submit = () => {
    setAttempts(attempts + 1);
    const { unitId, ...data } = typed;
    if (unitId === null) return;
    found.send({ id: unitId, data }, () => {
      say(`Đã lập ${typed.name.trim()}. Bước tiếp theo: xếp thành viên.`);
      drop();
      founded(data.validFrom);
    });
  };
  return (
    <Section title="Lập cụm, khối thi đua" lead="Cụm gồm các đơn vị cùng khu vực; khối gồm các cơ quan cùng loại.">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack>
          {Object.keys(errors).length > 0 ? (
            <ErrorList problems={problemsOf(errors)} refusals={attempts + found.submittedAt} />
          ) : (
            <Failure error={found.error} />
          )}
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <UnitSelect
              label="Đơn vị lập"
              {...field("unitId", errors, "Thành viên chọn trong các đơn vị cấp dưới của đơn vị này.")}
              among={among}
              value={typed.unitId}
              choose={(unitId) => {
                set({ unitId });
              }}
            />
            <NativeSelect
              label="Loại"
              {...field("kind", errors)}
              value={typed.kind}
              data={clusterKinds.map((kind) => ({ value: kind, label: clusterKindText[kind] }))}
              onChange={(event) => {
                set({ kind: event.currentTarget.value as ClusterKind });
              }}
            />
          </SimpleGrid>
          <TextInput
            label="Tên cụm, khối"
            {...field("name", errors, "Ví dụ: Cụm thi đua số 1 các xã, phường ven biển")}
            value={typed.name}
            onChange={(event) => {
              set({ name: event.currentTarget.value });
            }}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput
              label="Văn bản thành lập (nếu có)"
              {...field("document", errors, "Ví dụ: Quyết định số 15-QĐ/TU")}
              value={typed.document}
              onChange={(event) => {
                set({ document: event.currentTarget.value });
              }}
            />
            <DayInput
              label="Ngày thành lập"
              {...field("validFrom", errors, "Ví dụ: 15/01/2026")}
              value={typed.validFrom}
              onChange={(validFrom) => {
                set({ validFrom });
              }}
            />
          </SimpleGrid>
          <Group gap="sm">
            <Button type="submit" loading={found.isPending}>
              Lập cụm, khối
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
    </Section>
  );
};
