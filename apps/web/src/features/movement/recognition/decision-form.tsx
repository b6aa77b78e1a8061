import { decisionInput } from "@kheo/core/movement/recognition";
import { Button, SimpleGrid, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import { useSession } from "../../../lib/session.ts";
import { useKeptForm } from "../../../lib/use-kept-form.ts";
import { DayInput } from "../../../kit/day-input.tsx";
import { ErrorList } from "../../../kit/error-list.tsx";
import { field, problemsOf } from "../../../kit/field.ts";
import { KeptNote } from "../../../kit/kept-note.tsx";
import { formErrors, textErrors } from "../../../kit/form-errors.ts";
import { Failure } from "../../../kit/page.tsx";
import { dayText } from "../../../kit/words.ts";

export type DecisionValues = {
  number: string;
  signedOn: string;
  signatory: string;
  signatoryTitle: string;
  reason: string;
};

type DecisionFormProps = {
  /** The recognition that is decided on, and how. */
  readonly decision: readonly [id: string, step: string];
  /** What the button does, in words. */
  readonly button: string;
  /** What stands in the draft already. */
  readonly draft: DecisionValues | null;
  /** Asks for the reason too. */
  readonly withReason: boolean;
  readonly error: unknown;
  readonly isPending: boolean;
  /** Calls back once what was sent has arrived. */
  readonly onSend: (values: DecisionValues, arrived: () => void) => void;
};

const reason = z.string().trim().min(5, { error: "Lý do: cần ghi rõ, ít nhất 5 ký tự." });

/** The data of a decision, as it stands on the paper that is put before the leader. */
export const DecisionForm = ({ decision, button, draft, withReason, error, isPending, onSend }: DecisionFormProps) => {
  const { today } = useSession();
  const rules = formErrors(withReason ? decisionInput.extend({ reason }) : decisionInput);
  const kept = useKeptForm<DecisionValues>(
    {
      initialValues: {
        number: draft?.number ?? "",
        signedOn: draft?.signedOn ?? today,
        signatory: draft?.signatory ?? "",
        signatoryTitle: draft?.signatoryTitle ?? "",
        reason: draft?.reason ?? "",
      },
      validate: (values) => {
        const found = rules(values);
        return found["signedOn"] === undefined && values.signedOn > today
          ? { ...found, signedOn: `Ngày ký: không được sau hôm nay (${dayText(today)}).` }
          : found;
      },
    },
    "decision",
    ...decision,
  );
  const { form } = kept;
  const [refusals, setRefusals] = useState(0);
  const refused = () => {
    setRefusals(refusals + 1);
  };
  const errors = textErrors(form.errors);
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => {
        onSend(values, kept.sent);
      }, refused)}
    >
      <Stack gap="md">
        <ErrorList title="Cần sửa trước khi ghi" problems={problemsOf(errors)} refusals={refusals} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            {...field("number", errors, "Ví dụ: 12-QĐ/ĐU")}
            label="Số, ký hiệu quyết định"
            {...form.getInputProps("number")}
          />
          <DayInput
            {...field("signedOn", errors, "Ví dụ: 05/12/2026")}
            label="Ngày ký"
            value={form.values.signedOn}
            onChange={(day) => {
              form.setFieldValue("signedOn", day);
            }}
          />
          <TextInput {...field("signatory", errors)} label="Người ký" {...form.getInputProps("signatory")} />
          <TextInput
            {...field("signatoryTitle", errors, "Ví dụ: Phó Bí thư Thường trực Đảng ủy")}
            label="Chức vụ người ký"
            {...form.getInputProps("signatoryTitle")}
          />
        </SimpleGrid>
        {withReason && (
          <Textarea
            {...field("reason", errors, "Người liên quan sẽ đọc lý do này.")}
            label="Lý do"
            {...form.getInputProps("reason")}
          />
        )}
        <KeptNote {...kept} />
        <Failure error={error} />
        <div>
          <Button type="submit" loading={isPending}>
            {button}
          </Button>
          <Text size="sm" c="warm.7" mt="xs">
            Dự thảo còn sửa được cho đến khi lãnh đạo ký xác nhận.
          </Text>
        </div>
      </Stack>
    </form>
  );
};
