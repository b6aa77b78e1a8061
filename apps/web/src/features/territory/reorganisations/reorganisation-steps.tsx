import type { PlanOutcome, Reorganisation } from "@kheo/core/territory/reorganisations";
import { Button, Group, Stack, Text } from "@mantine/core";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { say } from "../../../kit/notice.ts";
import { type Step, StepButtons } from "../../rules/step-buttons.tsx";
import { dayText } from "../../../kit/words.ts";
import { totalOf } from "./preview.tsx";
import type { ReorganisationData } from "./reorganisation-data.ts";

export const count = (value: number): string => value.toLocaleString("vi-VN");

/** `lập 1 đơn vị, kết thúc 2 đơn vị`. */
const outcomeWords = ({ created, ended, renewed }: PlanOutcome): string =>
  [
    [created.length, "đơn vị được lập"] as const,
    [ended.length, "đơn vị kết thúc"] as const,
    [renewed.length, "đơn vị đổi tên, loại, mã hoặc nơi trực thuộc"] as const,
  ]
    .filter(([number]) => number > 0)
    .map(([number, words]) => `${count(number)} ${words}`)
    .join(", ");

const carryOutWords = ({ reorganisation, outcome, consequences }: ReorganisationData): string => {
  const total = totalOf(consequences);
  const hanging = (
    [
      [total.drafts, "phiếu nháp"],
      [total.openModels, "mô hình đang thực hiện"],
      [total.replications, "việc nhân rộng"],
      [total.posts, "chức vụ"],
      [total.seats, "ghế hội đồng"],
      [total.bodies, "tổ chức giải thể"],
      [total.peopleLeft.length, "người không còn giữ chức vụ nào"],
    ] as const
  ).filter(([number]) => number > 0);
  return [
    `Từ ngày ${dayText(reorganisation.effectiveOn)}: ${outcome ? outcomeWords(outcome) : ""}.`,
    ...(hanging.length > 0
      ? [`Gắn với các đơn vị kết thúc: ${hanging.map(([number, words]) => `${count(number)} ${words}`).join(", ")}.`]
      : []),
    "Có thể hoàn tác khi chưa có gì mới gắn với các đơn vị được lập.",
  ].join(" ");
};

/** Why the plan cannot be carried out now; `null` when it can. */
const obstacle = ({ reorganisation, outcome }: ReorganisationData, touched: boolean, today: string): string | null => {
  if (touched) return "Lưu những gì vừa nhập rồi mới thực hiện được.";
  const problems = outcome?.problems.length ?? 0;
  if (problems > 0) return `Còn ${count(problems)} vướng mắc phải xử lý trước khi thực hiện.`;
  if (reorganisation.effectiveOn > today) {
    return `Thực hiện được từ ngày ${dayText(reorganisation.effectiveOn)}, ngày phương án có hiệu lực.`;
  }
  return null;
};

const useSteps = ({ id, version }: Reorganisation) => {
  const carryOut = useChange(trpc.reorganisations.carryOut.mutationOptions());
  const undo = useChange(trpc.reorganisations.undo.mutationOptions());
  const discard = useChange(trpc.reorganisations.discard.mutationOptions());
  return {
    carryOut: async () => {
      const { created, ended, renewed } = await carryOut.sendAsync({ id, version, data: {} });
      say(`Đã thực hiện: lập ${created} đơn vị, kết thúc ${ended} đơn vị, đổi ${renewed} đơn vị.`);
    },
    undo: async (reason: string) => {
      await undo.sendAsync({ id, version, data: { reason } });
      say("Đã hoàn tác. Các đơn vị trở lại như trước ngày có hiệu lực.");
    },
    discard: async () => {
      await discard.sendAsync({ id, version, data: {} });
      say("Đã bỏ phương án. Không có đơn vị nào thay đổi.");
    },
  };
};

export const Steps = ({ data, touched }: { readonly data: ReorganisationData; readonly touched: boolean }) => {
  const { today } = useSession();
  const { reorganisation } = data;
  const take = useSteps(reorganisation);
  const planned = reorganisation.state === "planned";
  const why = planned ? obstacle(data, touched, today) : null;
  const steps: readonly Step[] = planned
    ? [
        {
          action: "reorganisation.discard",
          needsReason: false,
          consequence: "Phương án được cất đi, không sửa và không thực hiện được nữa. Không có đơn vị nào thay đổi.",
          take: take.discard,
        },
        ...(why === null
          ? [
              {
                action: "reorganisation.carryOut",
                needsReason: false,
                consequence: carryOutWords(data),
                main: true,
                take: take.carryOut,
              } as const,
            ]
          : []),
      ]
    : [
        {
          action: "reorganisation.undo",
          needsReason: true,
          consequence:
            "Các đơn vị, chức vụ và hội đồng trở lại như trước ngày có hiệu lực; những gì đã phân về đơn vị kế tiếp trở lại đơn vị cũ. Không hoàn tác được khi đã có mô hình, chức vụ mới hay báo cáo gắn với đơn vị được lập.",
          take: take.undo,
        },
      ];
  return (
    <Stack gap={4} align="flex-end">
      <Group gap="sm">
        <StepButtons steps={steps} />
        {why !== null && (
          <Button disabled aria-describedby="chua-thuc-hien">
            Thực hiện phương án sắp xếp
          </Button>
        )}
      </Group>
      {why !== null && (
        <Text id="chua-thuc-hien" size="sm" c="warm.7" maw="26rem" ta="right">
          {why}
        </Text>
      )}
    </Stack>
  );
};
