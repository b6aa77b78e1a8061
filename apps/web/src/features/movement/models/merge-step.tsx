import type { Model } from "@kheo/core/movement/models";
import { fold } from "@kheo/core/ground/text";
import { Button, Group, Modal, Select, Stack, Text, Textarea } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { fieldErrors, trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { Failure } from "../../../kit/page.tsx";

const useOtherModels = (model: Model, words: string) => {
  const [search] = useDebouncedValue(words, 300);
  const models = useQuery(
    trpc.models.list.queryOptions(
      { periodId: model.periodId, states: ["submitted", "accepted"], search: search.slice(0, 100), limit: 30 },
      { placeholderData: keepPreviousData },
    ),
  );
  return (models.data?.rows ?? []).filter(({ id }) => id !== model.id);
};

const MergeForm = ({ model, close }: { readonly model: Model; readonly close: () => void }) => {
  const [into, chooseInto] = useState<{ id: string; label: string } | null>(null);
  const [words, setWords] = useState("");
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const merge = useChange(trpc.models.merge.mutationOptions());
  // The words of a choice already made are no search.
  const found = useOtherModels(model, into?.label === words ? "" : words);
  const options = found.map(({ id, code, title, unitName }) => ({
    value: id,
    label: `${title} – ${unitName}, ${code}`,
  }));
  const shown = into && options.every(({ value }) => value !== into.id);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(true);
        if (!into || reason.trim().length < 5) return;
        merge.send({ id: model.id, version: model.version, data: { reason, intoId: into.id } }, close);
      }}
    >
      <Stack>
        <Text>
          Mô hình “{model.form.title}” được gộp vào mô hình đồng chí chọn và không còn được chấm điểm riêng. Việc này
          không rút lại được.
        </Text>
        <Select
          label="Gộp vào mô hình"
          description="Gõ một phần tên hoặc số của mô hình cùng kỳ."
          searchable
          openOnFocus={false}
          withScrollArea={false}
          classNames={{ options: "scrolling-options" }}
          data-autofocus
          nothingFoundMessage="Không có mô hình nào khớp."
          data={shown ? [{ value: into.id, label: into.label }, ...options] : options}
          value={into?.id ?? null}
          searchValue={words}
          onSearchChange={setWords}
          filter={({ options: all, search }) =>
            all.filter((option) => !("label" in option) || fold(option.label).includes(fold(search)))
          }
          onChange={(id, option) => {
            chooseInto(id === null || option === null ? null : { id, label: option.label });
          }}
          error={missing && !into ? "Hãy chọn mô hình được gộp vào." : undefined}
        />
        <Textarea
          label="Lý do"
          description="Người liên quan sẽ đọc lý do này."
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
          error={
            missing && reason.trim().length < 5 ? "Hãy ghi lý do, ít nhất 5 ký tự." : fieldErrors(merge.error)["reason"]
          }
        />
        <Failure error={merge.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Để sau
          </Button>
          <Button type="submit" loading={merge.isPending}>
            Gộp mô hình
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** Merging a model into another one of the same period: the one step that needs a second model. */
export const MergeStep = ({ model }: { readonly model: Model }) => {
  const [opened, open] = useState(false);
  const close = () => {
    open(false);
  };
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          open(true);
        }}
      >
        Gộp mô hình
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title="Gộp mô hình"
        size="lg"
        centered
        closeButtonProps={{ "aria-label": "Đóng" }}
      >
        <MergeForm model={model} close={close} />
      </Modal>
    </>
  );
};
