import { Button, Text } from "@mantine/core";
import { type FetchQueryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Cut } from "./list-search.ts";

/** What is longer is no paper that anybody reads. */
const mostPrinted = 2_000;
const atOnce = 500;

type Rows<Row> = { readonly rows: readonly Row[] };
type Whole<Row> = { readonly asked: string; readonly rows: readonly Row[] };

/** All rows of a list, which stand instead of its page while it is printed. */
export const useWholeOnPaper = <Row,>(question: (cut: Cut) => FetchQueryOptions<Rows<Row>>, asked: object) => {
  const client = useQueryClient();
  const [whole, show] = useState<Whole<Row> | null>(null);
  const now = JSON.stringify(asked);
  const fetchAll = async (total: number): Promise<readonly Row[]> => {
    const offsets = Array.from({ length: Math.ceil(total / atOnce) }, (_, chunk) => chunk * atOnce);
    const chunks = await Promise.all(offsets.map((offset) => client.fetchQuery(question({ limit: atOnce, offset }))));
    return chunks.flatMap(({ rows }) => rows);
  };
  const fetching = useMutation({
    mutationFn: fetchAll,
    onSuccess: (rows) => {
      show({ asked: now, rows });
    },
  });
  useEffect(() => {
    if (whole === null) return;
    const end = () => {
      show(null);
    };
    globalThis.addEventListener("afterprint", end);
    globalThis.print();
    return () => {
      globalThis.removeEventListener("afterprint", end);
    };
  }, [whole]);
  return {
    rows: whole?.asked === now ? whole.rows : null,
    error: fetching.error,
    isFetching: fetching.isPending,
    fetchAll,
    print: (total: number) => {
      fetching.mutate(total);
    },
  };
};

type PrintButtonProps = {
  readonly total: number;
  readonly paper: Pick<ReturnType<typeof useWholeOnPaper>, "isFetching" | "print">;
};

/** Prints all of a list, of whatever length a page shows. */
export const PrintButton = ({ total, paper: { isFetching, print } }: PrintButtonProps) =>
  total > mostPrinted ? (
    <Text visibleFrom="sm">Trên {mostPrinted.toLocaleString("vi-VN")} dòng: hãy tải Excel để in, hoặc lọc bớt.</Text>
  ) : (
    <Button
      variant="default"
      visibleFrom="sm"
      loading={isFetching}
      onClick={() => {
        print(total);
      }}
    >
      In danh sách
    </Button>
  );
