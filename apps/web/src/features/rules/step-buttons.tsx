import { type Action, actionText } from "@kheo/core/rules/policy";
import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { type ReactNode, useState } from "react";
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
  readonly take: (reason: string) => Promise<unknown>;
};

const labelOf = ({ action, label }: Step): string => {
  const text = label ?? actionText(action);
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** The steps the state and the policy allow, as buttons; each is confirmed in words before it is taken. */
export const StepButtons = ({
  steps,
  children,
}: {
  readonly steps: readonly Step[];
  readonly children?: ReactNode;
}) => {
  // The action, not the step: after a conflict the page brings the step anew, with the version to act upon.
  const [action, choose] = useState<Action | null>(null);
  const chosen = steps.find((step) => step.action === action) ?? null;
  const [reason, setReason] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [pending, setPending] = useState(false);
  const close = () => {
    choose(null);
    setReason("");
    setError(null);
  };
  const take = async (step: Step) => {
    setPending(true);
    setError(null);
    try {
      await step.take(reason);
      close();
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
        {chosen && (
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void take(chosen);
            }}
          >
            <Stack>
              <Text>{chosen.consequence}</Text>
              {chosen.needsReason && (
                <Textarea
                  label="Lý do"
                  description="Người liên quan sẽ đọc lý do này."
                  required
                  data-autofocus
                  value={reason}
                  onChange={(event) => {
                    setReason(event.currentTarget.value);
                  }}
                />
              )}
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
