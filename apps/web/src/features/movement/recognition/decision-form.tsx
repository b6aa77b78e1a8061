import { type Fields, schemaOf } from "@kheo/core/ground/fields";
import { isDay } from "@kheo/core/ground/written";
import { decisionFields, type DraftableStep } from "@kheo/core/movement/recognition";
import { reasonFields } from "@kheo/core/rules/workflow";
import { Text } from "@mantine/core";
import { z } from "zod";
import type { FieldErrors } from "../../../kit/field.ts";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";
import { sayAtTop } from "../../../kit/notice.ts";
import { dayText } from "../../../kit/words.ts";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import type { RecognitionData } from "./recognition-data.ts";

const fields = { ...decisionFields, ...reasonFields } as const satisfies Fields;

const whole = schemaOf(fields);
const rules: Readonly<Record<DraftableStep, z.ZodType>> = {
  recognize: whole.extend({ reason: z.literal("") }),
  revoke: whole,
};

type DecisionFormProps = {
  readonly recognition: RecognitionData["recognition"];
  /** What is decided. */
  readonly step: DraftableStep;
};

/** The data of a decision, as it stands on the paper that is put before the leader; a revocation says why. */
export const DecisionForm = ({ recognition: { id, version, draft }, step }: DecisionFormProps) => {
  const { today } = useSession();
  const save = useChange(trpc.recognition.draft.mutationOptions());
  const waiting = draft?.step === step ? draft : null;
  return (
    <FieldsForm
      form="recognitionDecision"
      of={[id, step]}
      fields={fields}
      rules={rules[step]}
      start={{
        number: waiting?.number ?? "",
        signedOn: waiting?.signedOn ?? today,
        signatory: waiting?.signatory ?? "",
        signatoryTitle: waiting?.signatoryTitle ?? "",
        reason: waiting?.reason ?? "",
      }}
      over={version}
      without={() => (step === "revoke" ? [] : ["reason"])}
      refusal="Cần sửa trước khi ghi"
      problems={({ signedOn }): FieldErrors =>
        isDay(signedOn) && signedOn > today ? { signedOn: `Ngày ký: không được sau hôm nay (${dayText(today)}).` } : {}
      }
      send={({ values, version: over, key }) => save.sendAsync({ id, version: over, data: { ...values, step } }, key)}
      sent={() => {
        sayAtTop("Đã lưu dự thảo quyết định, trình ký.");
      }}
      button={waiting === null ? "Lưu dự thảo, trình ký" : "Thay dự thảo đang trình"}
    >
      {({ boxes }) => (
        <>
          {boxes()}
          <Text size="sm" c="warm.7">
            Dự thảo còn sửa được cho đến khi lãnh đạo ký xác nhận.
          </Text>
        </>
      )}
    </FieldsForm>
  );
};
