import { Alert, Box, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { errorCode, sayError } from "../lib/trpc.ts";

type PageProps = {
  /** Says the thing: "Mô hình của phường Trà Câu, kỳ 2026". */
  readonly title: string;
  /** The one main action, always at the same place. */
  readonly action?: ReactNode;
  /** A line with the numbers of the page. */
  readonly summary?: ReactNode;
  readonly children: ReactNode;
};

export const Page = ({ title, action, summary, children }: PageProps) => {
  useEffect(() => {
    document.title = `${title} – Khéo`;
  }, [title]);
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start" gap="md">
        <Box flex="1 1 20rem">
          <Title order={1} size="h2">
            {title}
          </Title>
          {summary && (
            <Text component="div" c="warm.7" mt={4}>
              {summary}
            </Text>
          )}
        </Box>
        {action}
      </Group>
      {children}
    </Stack>
  );
};

/** What went wrong, in the place where it matters. */
export const Failure = ({ error }: { readonly error: unknown }) =>
  error ? (
    <Alert color="red" variant="light" role="alert" title="Chưa thực hiện được">
      {sayError(error)}
      {errorCode(error)?.endsWith(".notFound") && " Đường dẫn có thể đã bị cắt."}
    </Alert>
  ) : null;

/** A sentence instead of an empty grid. */
export const Empty = ({ children }: { readonly children: ReactNode }) => (
  <Box className="empty">
    <Text c="warm.7">{children}</Text>
  </Box>
);

/** The shape of what is being loaded, so that nothing jumps. */
export const Waiting = ({ rows = 6 }: { readonly rows?: number }) => (
  <Stack component="output" gap="sm" aria-busy="true" aria-label="Đang tải">
    {Array.from({ length: rows }, (_, row) => (
      <Skeleton key={row} height={44} radius="sm" animate={false} />
    ))}
  </Stack>
);

type Loadable<T> = { readonly data: T | undefined; readonly error: unknown };

/** Draws the content once it is there; until then its shape, or the reason why not. */
export const Loaded = <T,>({
  query,
  rows,
  children,
}: {
  readonly query: Loadable<T>;
  readonly rows?: number;
  readonly children: (data: T) => ReactNode;
}) => {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  return query.error ? <Failure error={query.error} /> : <Waiting {...(rows !== undefined && { rows })} />;
};
