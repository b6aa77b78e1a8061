import { type Choice, choiceText, choices } from "@kheo/core/movement/meetings";
import { Button, Group, Radio, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { ErrorList } from "../../../kit/error-list.tsx";
import { Section } from "../../../kit/section.tsx";
import { StepButtons } from "../../rules/step-buttons.tsx";
import { pointsText } from "../../../kit/words.ts";
import type { MeetingData } from "./meeting-data.ts";
import "./ballot.css";

const boxId = (itemId: string): string => `phieu-${itemId}`;

/** One's ballot: a word on every model but those of one's own unit, sent once. */
export const Ballot = ({ data }: { readonly data: MeetingData }) => {
  const { meeting, items } = data;
  const vote = useChange(trpc.meetings.vote.mutationOptions());
  // Never stored anywhere: a secret ballot that is not sent leaves no trace.
  const [chosen, setChosen] = useState<Readonly<Record<string, Choice>>>({});
  const [refusals, setRefusals] = useState(0);
  const checked = refusals > 0;
  const expected = items.filter(({ isRecused }) => !isRecused);
  const ballots = expected.flatMap(({ id }) => (chosen[id] ? [{ itemId: id, choice: chosen[id] }] : []));
  const missing = expected.filter(({ id }) => chosen[id] === undefined);
  const count = (choice: Choice) => ballots.filter((ballot) => ballot.choice === choice).length;
  return (
    <Section title="Phiếu của đồng chí" lead={`Đã ghi ${ballots.length}/${expected.length} mô hình.`}>
      {checked && (
        <ErrorList
          title="Phiếu chưa ghi đủ"
          refusals={refusals}
          problems={missing.map(({ id, title }) => ({ field: boxId(id), message: `Chưa ghi ý kiến về “${title}”.` }))}
        />
      )}
      <Stack gap="md">
        {items.map(({ id, modelId, title, unitName, total, classLabel, isRecused }) => (
          <div key={id} className="ballot-row">
            <div>
              <Link to="/cham-diem/$id" params={{ id: modelId }} className="record">
                {title}
              </Link>
              <span className="under">
                {unitName}; {pointsText(total)} điểm, xếp loại {classLabel ?? "—"}
              </span>
            </div>
            {isRecused ? (
              <Text c="warm.7">○ Không tham gia: mô hình của đơn vị đồng chí</Text>
            ) : (
              <Radio.Group
                aria-label={`Ý kiến về ${title}`}
                value={chosen[id] ?? null}
                error={checked && chosen[id] === undefined ? "Chưa ghi ý kiến." : undefined}
                onChange={(value) => {
                  setChosen({ ...chosen, [id]: value === "agree" ? "agree" : "disagree" });
                }}
              >
                <Group gap="lg" wrap="nowrap">
                  {choices.map((choice, position) => (
                    <Radio
                      key={choice}
                      value={choice}
                      label={choiceText[choice]}
                      {...(position === 0 && { id: boxId(id) })}
                    />
                  ))}
                </Group>
              </Radio.Group>
            )}
          </div>
        ))}
      </Stack>
      <Group justify="flex-end">
        {missing.length > 0 ? (
          <Button
            onClick={() => {
              setRefusals(refusals + 1);
            }}
          >
            Bỏ phiếu
          </Button>
        ) : (
          <StepButtons
            steps={[
              {
                action: "meeting.vote",
                main: true,
                needsReason: false,
                consequence: `Phiếu ghi đồng ý ${count("agree")}, không đồng ý ${count("disagree")} trên ${expected.length} mô hình. Phiếu chỉ gửi một lần, không sửa được${meeting.ballotKind === "secret" ? " và không thể truy lại người bỏ phiếu" : ""}.`,
                take: () => vote.sendAsync({ id: meeting.id, data: { ballots } }),
              },
            ]}
          />
        )}
      </Group>
    </Section>
  );
};
