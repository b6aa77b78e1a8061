import {
  type Field,
  fields,
  fieldText,
  type RegistrationItem,
  registrationItemNames,
  registrationItems,
  subjectKinds,
  subjectKindText,
} from "@kheo/core/movement/models";
import { Checkbox, Group, NativeSelect, Radio, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { Fragment, memo } from "react";
import { field, type FieldErrors } from "../../../kit/field.ts";
import { Section } from "../../../kit/section.tsx";
import { useSession } from "../../../lib/session.ts";
import { TargetsField } from "./targets-field.tsx";
import { topicChoices } from "./topic-choices.ts";
import type { TypedForm } from "./typed-form.ts";

type RegistrationFormProps = {
  readonly typed: TypedForm;
  readonly change: (part: Partial<TypedForm>) => void;
  readonly errors: FieldErrors;
};

const Subject = ({ typed, change, errors }: RegistrationFormProps) => {
  const { topics } = useSession();
  return (
    <Section title="Mô hình">
      <TextInput
        label="1. Tên mô hình"
        {...field("title", errors, "Ví dụ: Tuyến đường liên tổ do Nhân dân hiến đất mở rộng")}
        value={typed.title}
        onChange={(event) => {
          change({ title: event.currentTarget.value });
        }}
      />
      <Radio.Group
        label="Loại"
        {...field("subjectKind", errors)}
        value={typed.subjectKind}
        onChange={(subjectKind) => {
          change({ subjectKind: subjectKind });
        }}
      >
        <Group gap="lg" className="choices">
          {subjectKinds.map((kind) => (
            <Radio key={kind} value={kind} label={subjectKindText[kind]} />
          ))}
        </Group>
      </Radio.Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NativeSelect
          label="Lĩnh vực"
          {...field("field", errors)}
          value={typed.field}
          data={[
            { value: "", label: "Chọn một lĩnh vực" },
            ...fields.map((value) => ({ value, label: fieldText[value] })),
          ]}
          onChange={(event) => {
            change({ field: event.currentTarget.value as Field | "" });
          }}
        />
        <NativeSelect
          label="Chủ đề"
          {...field("topic", errors, "Chủ đề và loại quyết định bộ tiêu chí chấm điểm.")}
          value={typed.topic}
          data={[{ value: "", label: "Chọn một chủ đề" }, ...topicChoices(topics, typed.topic)]}
          onChange={(event) => {
            change({ topic: event.currentTarget.value });
          }}
        />
      </SimpleGrid>
    </Section>
  );
};

const Exemplar = ({ typed, change, errors }: RegistrationFormProps) => {
  const { exemplar } = typed;
  const set = (part: Partial<TypedForm["exemplar"]>) => {
    change({ exemplar: { ...exemplar, ...part } });
  };
  return (
    <Section
      title={typed.subjectKind === "household" ? "Người đại diện hộ gia đình" : "Cá nhân điển hình"}
      lead="Không ghi dân tộc, tôn giáo, đảng tịch."
    >
      <TextInput
        label="Họ tên"
        autoComplete="off"
        {...field("exemplar.name", errors, "Ví dụ: Nguyễn Thị Hoa")}
        value={exemplar.name}
        onChange={(event) => {
          set({ name: event.currentTarget.value });
        }}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label="Năm sinh"
          inputMode="numeric"
          {...field("exemplar.birthYear", errors, "Ví dụ: 1968")}
          value={exemplar.birthYear}
          onChange={(event) => {
            set({ birthYear: event.currentTarget.value });
          }}
        />
        <TextInput
          label="Chức vụ, công việc"
          {...field("exemplar.position", errors, "Ví dụ: Trưởng Ban Công tác Mặt trận thôn")}
          value={exemplar.position}
          onChange={(event) => {
            set({ position: event.currentTarget.value });
          }}
        />
      </SimpleGrid>
      <Checkbox
        label="Người được nêu gương đồng ý công khai họ tên khi mô hình được công bố"
        checked={exemplar.consentsToPublish}
        onChange={(event) => {
          set({ consentsToPublish: event.currentTarget.checked });
        }}
      />
    </Section>
  );
};

type ItemProps = {
  readonly name: RegistrationItem;
  readonly number: number;
  readonly value: string;
  readonly error: string | undefined;
  readonly change: (name: RegistrationItem, text: string) => void;
};

// Nine growing boxes measure themselves on every draw; only the one being typed in needs to.
const Item = memo(({ name, number, value, error, change }: ItemProps) => (
  <Textarea
    label={`${number}. ${registrationItems[name].label}`}
    {...field(
      `items.${name}`,
      error === undefined ? {} : { [`items.${name}`]: error },
      registrationItems[name].example,
    )}
    value={value}
    maxRows={24}
    onChange={(event) => {
      change(name, event.currentTarget.value);
    }}
  />
));
Item.displayName = "Item";

/** The ten items of the registration form, with the goals, the person and whom to ask. */
export const RegistrationFields = ({
  typed,
  change,
  changeItem,
  errors,
}: RegistrationFormProps & { readonly changeItem: ItemProps["change"] }) => (
  <Stack gap="lg">
    <Subject typed={typed} change={change} errors={errors} />
    {typed.subjectKind !== "collective" && <Exemplar typed={typed} change={change} errors={errors} />}
    <Section title="Nội dung đăng ký">
      {registrationItemNames.map((name, index) => (
        <Fragment key={name}>
          <Item
            name={name}
            number={index + 2}
            value={typed.items[name]}
            error={errors[`items.${name}`]}
            change={changeItem}
          />
          {name === "objectives" && (
            <TargetsField
              targets={typed.targets}
              errors={errors}
              change={(targets) => {
                change({ targets });
              }}
            />
          )}
        </Fragment>
      ))}
    </Section>
    <Section title="Người liên hệ">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label="Họ tên"
          {...field("contactName", errors, "Ví dụ: Trần Văn Bình, Bí thư chi bộ")}
          value={typed.contactName}
          onChange={(event) => {
            change({ contactName: event.currentTarget.value });
          }}
        />
        <TextInput
          label="Điện thoại"
          type="tel"
          {...field("contactPhone", errors, "Ví dụ: 0912 345 678")}
          value={typed.contactPhone}
          onChange={(event) => {
            change({ contactPhone: event.currentTarget.value });
          }}
        />
      </SimpleGrid>
    </Section>
  </Stack>
);
