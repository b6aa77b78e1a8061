import { upperFirst } from "@kheo/core/ground/sentences";
import { type Action, actionText } from "@kheo/core/rules/policy";
import { emptyOf } from "@kheo/core/ground/fields";
import { reasonFields } from "@kheo/core/rules/workflow";
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { FieldsForm } from "../../kit/fields/fields-form.tsx";
import { sayAtTop } from "../../kit/notice.ts";
import { Failure } from "../../kit/page.tsx";

/** One step a person may take now. */
export type Step = {
  readonly action: Action;
  /** What the button says, where it is more than the action. */
  readonly label?: string;
  /** Asks for a reason that the person concerned will read. */
  readonly needsReason: boolean;
  /** What will happen, to how many; the dialog only confirms. */
  readonly consequence: string;
  readonly main?: boolean;
  /** Under the key that makes one act of it, where it has a reason to be kept until it has arrived. */
  readonly take: (reason: string, key?: string) => Promise<unknown>;
};

const labelOf = ({ action, label }: Step): string => upperFirst(label ?? actionText(action));

/** The steps the state and the policy allow, as buttons; each is confirmed in words before it is taken. */
export const StepButtons = ({
  steps,
  of = [],
  children,
}: {
  /** What the steps are of: a reason is kept under it. */
  readonly of?: readonly string[];
  readonly steps: readonly Step[];
  readonly children?: ReactNode;
}) => {
  // The action, not the step: after a conflict the page brings the step anew, with the version to act upon.
  const [action, choose] = useState<Action | null>(null);
  const chosen = steps.find((step) => step.action === action) ?? null;
  const [error, setError] = useState<unknown>(null);
  const [pending, setPending] = useState(false);
  const close = () => {
    choose(null);
    setError(null);
  };
  const done = (step: Step) => {
    close();
    sayAtTop(`Đã ${step.label ?? actionText(step.action)}.`);
  };
  const take = async (step: Step) => {
    setPending(true);
    setError(null);
    try {
      await step.take("");
      done(step);
    } catch (failure) {
      setError(failure);
    } finally {
      setPending(false);
    }
  };
  return (
    <Group gap="sm" className="step-buttons">
      {children}
      {steps.map((step) => (
        <Button
          key={step.action}
          variant={step.main ? "filled" : "default"}
          onClick={() => {
            choose(step.action);
          }}
        >
          {labelOf(step)}
        </Button>
      ))}
      <Modal
        opened={chosen !== null}
        onClose={close}
        title={chosen ? labelOf(chosen) : ""}
        centered
        closeOnClickOutside={false}
        closeButtonProps={{ "aria-label": "Đóng" }}
      >
        {chosen?.needsReason && (
          <FieldsForm
            form="step"
            of={[...of, chosen.action]}
            fields={reasonFields}
            start={emptyOf(reasonFields)}
            send={({ values, key }) => chosen.take(values.reason, key)}
            sent={() => {
              done(chosen);
            }}
            button={labelOf(chosen)}
            close={close}
            closing="Để sau"
          >
            {({ boxes }) => (
              <>
                <Text>{chosen.consequence}</Text>
                {boxes()}
              </>
            )}
          </FieldsForm>
        )}
        {chosen && !chosen.needsReason && (
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void take(chosen);
            }}
          >
            <Stack>
              <Text>{chosen.consequence}</Text>
              <Failure error={error} />
              <Group justify="flex-end">
                <Button variant="default" onClick={close}>
                  Để sau
                </Button>
                <Button type="submit" loading={pending}>
                  {labelOf(chosen)}
                </Button>
              </Group>
            </Stack>
          </form>
        )}
      </Modal>
    </Group>
  );
};
