import { lowerFirst } from "@kheo/core/ground/sentences";
import { Button, Group, Stack, Text } from "@mantine/core";
import { useRef, useState } from "react";
import { archiveOf, gather, type Gathered, nothingGathered } from "../../lib/archive.ts";

/** The papers of a list: what all of them are called, and the name of their file. */
export type PapersOfList = { readonly name: string; readonly file: string };

/** What is more is fetched in parts, by a narrower filter. */
const mostPapers = 500;

type State =
  | { readonly kind: "idle" }
  | { readonly kind: "gathering"; readonly done: number; readonly of: number }
  | { readonly kind: "broken"; readonly said: string; readonly so: Gathered; readonly ids: readonly string[] };

type PapersArchiveProps = PapersOfList & {
  readonly total: number;
  /** The ids of all of the list, in its order. */
  readonly ids: () => Promise<readonly string[]>;
};

const handOut = (blob: Blob, name: string): void => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${name}.zip`;
  link.click();
  URL.revokeObjectURL(link.href);
};

/** The Word files and PDFs of all of a list in one archive, gathered a few at a time; after a break it goes on where it was. */
export const PapersArchive = ({ name, file, total, ids }: PapersArchiveProps) => {
  const [state, become] = useState<State>({ kind: "idle" });
  const leaving = useRef<AbortController | null>(null);

  const begin = async (known: readonly string[] | null, from: Gathered): Promise<void> => {
    const controller = new AbortController();
    leaving.current = controller;
    let so = from;
    let all: readonly string[] = known ?? [];
    become({ kind: "gathering", done: so.done, of: total });
    try {
      all = known ?? (await ids());
      so = await gather(all, {
        from,
        addressOf: (some) => `/download/${file}.zip?ids=${some.join(",")}`,
        came: (next) => {
          so = next;
          become({ kind: "gathering", done: next.done, of: all.length });
        },
        signal: controller.signal,
      });
      handOut(await archiveOf(so), name);
      become({ kind: "idle" });
    } catch (error) {
      if (controller.signal.aborted) become({ kind: "idle" });
      else become({ kind: "broken", said: error instanceof Error ? error.message : "", so, ids: all });
    }
  };
  if (total > mostPapers) return null;
  if (state.kind === "gathering") {
    const { done, of } = state;
    return (
      <Stack gap="xs">
        <output>
          Đang lập {lowerFirst(name)}: {done}/{of}
        </output>
        <progress value={done} max={of} aria-label={`Đã lập ${done} trên ${of}`} />
        <Button variant="default" onClick={() => leaving.current?.abort()}>
          Dừng
        </Button>
      </Stack>
    );
  }
  if (state.kind === "broken") {
    const { said, so, ids: known } = state;
    return (
      <Stack gap="xs" role="alert">
        <Text>
          Đã lập {so.done} rồi dừng vì lỗi. {said}
        </Text>
        <Group gap="sm">
          <Button variant="default" onClick={() => void begin(known.length === 0 ? null : known, so)}>
            Lập tiếp
          </Button>
          <Button
            variant="default"
            onClick={() => {
              become({ kind: "idle" });
            }}
          >
            Thôi
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Button variant="default" onClick={() => void begin(null, nothingGathered)}>
      Tải {lowerFirst(name)}
    </Button>
  );
};
