import { emptyOf, type Fields } from "@kheo/core/ground/fields";
import { fold } from "@kheo/core/ground/text";
import type { Model } from "@kheo/core/movement/models";
import { reasonFields } from "@kheo/core/rules/workflow";
import { Button, Modal, Select, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { type BoxProps, givenTo, put } from "../../../kit/fields/box.ts";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";

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

/** The model that goes on. */
const ModelBox = ({ model, box }: { readonly model: Model; readonly box: BoxProps }) => {
  const [chosen, keep] = useState<{ value: string; label: string } | null>(null);
  const [words, setWords] = useState("");
  // The words of a choice already made are no search.
  const found = useOtherModels(model, chosen?.label === words ? "" : words);
  const options = found.map(({ id, code, title, unitName }) => ({
    value: id,
    label: `${title} – ${unitName}, ${code}`,
  }));
  const isShown = chosen === null || options.some(({ value }) => value === chosen.value);
  return (
    <Select
      {...givenTo(box)}
      searchable
      openOnFocus={false}
      withScrollArea={false}
      classNames={{ options: "scrolling-options" }}
      nothingFoundMessage="Không có mô hình nào khớp."
      data={isShown ? options : [chosen, ...options]}
      value={(box.value as string | null) ?? null}
      searchValue={words}
      onSearchChange={setWords}
      filter={({ options: all, search }) =>
        all.filter((option) => !("label" in option) || fold(option.label).includes(fold(search)))
      }
      onChange={(id, option) => {
        keep(id === null ? null : option);
        put(box)(id);
      }}
    />
  );
};

const fields = {
  intoId: {
    kind: "model",
    label: "Gộp vào mô hình",
    hint: "Gõ một phần tên hoặc số của mô hình cùng kỳ.",
  },
  ...reasonFields,
} as const satisfies Fields;

const MergeForm = ({ model, close }: { readonly model: Model; readonly close: () => void }) => {
  const merge = useChange(trpc.models.merge.mutationOptions());
  return (
    <FieldsForm
      form="merge"
      of={[model.id]}
      fields={fields}
      start={emptyOf(fields)}
      over={model.version}
      render={{ intoId: (box) => <ModelBox model={model} box={box} /> }}
      send={({ values, version, key }) => merge.sendAsync({ id: model.id, version, data: values }, key)}
      sent={close}
      button="Gộp mô hình"
      close={close}
      closing="Để sau"
    >
      {({ boxes }) => (
        <>
          <Text>
            Mô hình “{model.form.title}” được gộp vào mô hình đồng chí chọn và không còn được chấm điểm riêng. Việc này
            không rút lại được.
          </Text>
          {boxes()}
        </>
      )}
    </FieldsForm>
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
