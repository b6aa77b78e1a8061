import { Button, Group } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { Failure } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";

/** Begins the assessment of a unit itself, by each set that there is for units; nothing where there is none. */
export const BeginAssessment = ({ unitId }: { readonly unitId: string }) => {
  const { setsForUnits, period } = useSession();
  const navigate = useNavigate();
  const begin = useChange(trpc.scoring.begin.mutationOptions());
  if (setsForUnits.length === 0 || period === null || period.closedOn !== null) return null;
  return (
    <Section
      title="Đánh giá đơn vị này"
      lead={`Bảng điểm được lập trong ${period.title}; đơn vị báo cáo số liệu, hội đồng gần nhất cho điểm.`}
    >
      <Failure error={begin.error} />
      <Group>
        {setsForUnits.map(({ code, title }) => (
          <Button
            key={code}
            variant="default"
            loading={begin.isPending}
            onClick={() => {
              begin.send({ id: unitId, data: { periodId: period.id, set: code } }, ({ id }) => {
                void navigate({ to: "/cham-diem/$id", params: { id } });
              });
            }}
          >
            Đánh giá theo bộ “{title}”
          </Button>
        ))}
      </Group>
    </Section>
  );
};
