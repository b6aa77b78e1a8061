import { instantText } from "@kheo/core/ground/days";
import type { Clash } from "@kheo/core/ground/changes";
import { Alert, Button, Group, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import type { Standing } from "../lib/draft/draft.ts";
import { ClashChoices } from "./clash-choices.tsx";
import { noticesId } from "./draft-line.tsx";
import { Failure } from "./page.tsx";

type DraftNoticesProps = {
  readonly draft: {
    readonly standing: Standing;
    readonly choose: (clash: Clash, whose: "theirs" | "mine") => void;
  };
  readonly labelOf: (path: readonly string[]) => string;
  readonly textOf: (value: unknown, path: readonly string[]) => string;
  /** Whether the boxes themselves say why it was refused. */
  readonly isSaid?: boolean;
  readonly children?: ReactNode;
};

/** Above a form: what keeps it from being saved, and what to do. */
export const DraftNotices = ({ draft, labelOf, textOf, isSaid = false, children }: DraftNoticesProps) => {
  const { standing, choose } = draft;
  return (
    <Stack gap="lg" id={noticesId} tabIndex={-1} className="notices">
      {standing.kind === "clash" && <ClashChoices {...standing} labelOf={labelOf} textOf={textOf} choose={choose} />}
      {standing.kind === "refused" && !isSaid && <Failure error={standing.error} />}
      {children}
    </Stack>
  );
};

/** What was typed on this device before has been put back. */
export const RestoredNotice = ({ at, discard }: { readonly at: string; readonly discard: () => void }) => (
  <Alert color="warm" variant="light" title="Đã khôi phục nội dung đang nhập dở">
    <Group justify="space-between">
      <span>Nội dung đồng chí nhập lúc {instantText(at)} trên máy này vẫn còn.</span>
      <Button variant="default" size="sm" onClick={discard}>
        Bỏ nội dung này
      </Button>
    </Group>
  </Alert>
);
