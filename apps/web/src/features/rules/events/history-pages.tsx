import { Button, Group, Stack } from "@mantine/core";
import { Loaded } from "../../../kit/page.tsx";
import { HistoryList, type PastEvent } from "./history-list.tsx";

type Found = {
  readonly data: { readonly events: readonly PastEvent[]; readonly hasOlder: boolean } | undefined;
  readonly error: unknown;
};

type HistoryPagesProps = {
  readonly found: Found;
  /** The event before which the page begins; the newest page without one. */
  readonly before: number | undefined;
  readonly goTo: (before: number | undefined) => void;
  /** Names what each event is about, where the history is of several things. */
  readonly withTitles?: boolean;
};

/** One page of a history, with the ways to older events and back to the newest. */
export const HistoryPages = ({ found, before, goTo, withTitles = true }: HistoryPagesProps) => (
  <Loaded query={found} rows={4}>
    {({ events, hasOlder }) => (
      <Stack gap="md">
        <HistoryList events={events} withTitles={withTitles} />
        <Group gap="sm">
          {before !== undefined && (
            <Button
              variant="default"
              onClick={() => {
                goTo(undefined);
              }}
            >
              Về mới nhất
            </Button>
          )}
          {hasOlder && (
            <Button
              variant="default"
              onClick={() => {
                goTo(events.at(-1)?.id);
              }}
            >
              Xem cũ hơn
            </Button>
          )}
        </Group>
      </Stack>
    )}
  </Loaded>
);
