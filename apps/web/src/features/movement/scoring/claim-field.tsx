import { Checkbox, Stack, Textarea } from "@mantine/core";
import { claimId } from "./declaration-problems.ts";

type ClaimFieldProps = {
  readonly code: string;
  readonly reason: string | undefined;
  readonly error: string | undefined;
  /** `undefined` takes the claim back. */
  readonly onChange: (reason: string | undefined) => void;
};

/** "Nothing of the kind arose", with the reason the office will read. */
export const ClaimField = ({ code, reason, error, onChange }: ClaimFieldProps) => (
  <Stack gap="xs" mt="xs">
    <Checkbox
      {...(reason === undefined && { id: claimId(code) })}
      label={`Đề nghị “không phát sinh” ở tiêu chí ${code}`}
      checked={reason !== undefined}
      error={reason === undefined ? error : undefined}
      onChange={(event) => {
        onChange(event.currentTarget.checked ? "" : undefined);
      }}
    />
    {reason !== undefined && (
      <Textarea
        id={claimId(code)}
        label="Vì sao không phát sinh"
        description="Ví dụ: Dự án bồi thường toàn bộ, không vận động hiến đất."
        inputWrapperOrder={["label", "input", "description", "error"]}
        minRows={2}
        value={reason}
        error={error}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
    )}
  </Stack>
);
