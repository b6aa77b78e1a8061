import { Alert } from "@mantine/core";

/** One sentence on what was refused, where it was asked for. */
export const Refusal = ({ sentence }: { readonly sentence: string | null }) =>
  sentence === null ? null : (
    <Alert color="red" variant="light" role="alert">
      {sentence}
    </Alert>
  );
