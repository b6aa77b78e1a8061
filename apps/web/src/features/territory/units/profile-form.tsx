import {
  areaText,
  livelihoodText,
  populationText,
  concernText,
  type UnitProfile,
} from "@kheo/core/territory/unit-profiles";
import { Button, Checkbox, Group, NativeSelect, SimpleGrid, Stack, Textarea } from "@mantine/core";
import { useSession } from "../../../lib/session.ts";
import { errorCode, fieldErrors, sayError, trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { useKept } from "../../../lib/use-kept.ts";
import { DayInput } from "../../../kit/day-input.tsx";
import { ErrorList } from "../../../kit/error-list.tsx";
import { field, type FieldErrors, fieldId, problemsOf } from "../../../kit/field.ts";
import { say } from "../../../kit/notice.ts";
import { Failure } from "../../../kit/page.tsx";
import { dayText } from "../../../kit/words.ts";

const errorsOf = (error: unknown): FieldErrors =>
  errorCode(error) === "unit.describedOutside" ? { validFrom: sayError(error) } : fieldErrors(error);

type ChoiceProps<Value extends string> = {
  readonly path: string;
  readonly label: string;
  readonly texts: Readonly<Record<Value, string>>;
  readonly errors: FieldErrors;
};

const OneOf = <Value extends string>({
  path,
  label,
  texts,
  errors,
  value,
  choose,
}: ChoiceProps<Value> & { readonly value: Value | null; readonly choose: (value: Value | null) => void }) => (
  <NativeSelect
    label={label}
    {...field(path, errors)}
    value={value ?? ""}
    data={[
      { value: "", label: "Chưa ghi" },
      ...(Object.entries(texts) as [Value, string][]).map(([of, text]) => ({ value: of, label: text })),
    ]}
    onChange={(event) => {
      choose(event.currentTarget.value === "" ? null : (event.currentTarget.value as Value));
    }}
  />
);

const SomeOf = <Value extends string>({
  path,
  label,
  texts,
  errors,
  values,
  choose,
}: ChoiceProps<Value> & { readonly values: readonly Value[]; readonly choose: (values: Value[]) => void }) => (
  <Checkbox.Group
    label={label}
    error={errors[path]}
    value={[...values]}
    onChange={(chosen) => {
      choose(chosen);
    }}
  >
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" mt={8}>
      {(Object.entries(texts) as [Value, string][]).map(([value, text], position) => (
        <Checkbox key={value} value={value} label={text} {...(position === 0 && { id: fieldId(path) })} />
      ))}
    </SimpleGrid>
  </Checkbox.Group>
);

const nothingYet = { area: null, population: null, livelihoods: [], concerns: [], note: "" } as const;

type ProfileFormProps = {
  readonly unitId: string;
  /** What was said last, to go on from. */
  readonly last: UnitProfile | undefined;
  readonly close: () => void;
};

/** What the unit is like from a day on. */
export const ProfileForm = ({ unitId, last, close }: ProfileFormProps) => {
  const { today } = useSession();
  const initial: UnitProfile = { ...nothingYet, ...last, validFrom: today };
  const { typed, set, drop } = useKept(initial, "unit-profile", unitId);
  const record = useChange(trpc.units.recordProfile.mutationOptions());
  const errors = errorsOf(record.error);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const data = { ...typed, livelihoods: [...typed.livelihoods], concerns: [...typed.concerns] };
        record.send({ id: unitId, data }, () => {
          say(`Đã ghi đặc điểm địa bàn từ ngày ${dayText(typed.validFrom)}.`);
          drop();
          close();
        });
      }}
    >
      <Stack>
        {Object.keys(errors).length > 0 ? (
          <ErrorList problems={problemsOf(errors)} refusals={record.submittedAt} />
        ) : (
          <Failure error={record.error} />
        )}
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <DayInput
            label="Ngày ghi nhận"
            {...field("validFrom", errors, "Ghi lại cùng ngày thì thay bản của ngày đó.")}
            value={typed.validFrom}
            onChange={(validFrom) => {
              set({ validFrom });
            }}
          />
          <OneOf
            path="area"
            label="Loại địa bàn"
            texts={areaText}
            errors={errors}
            value={typed.area}
            choose={(area) => {
              set({ area });
            }}
          />
          <OneOf
            path="population"
            label="Quy mô dân số"
            texts={populationText}
            errors={errors}
            value={typed.population}
            choose={(population) => {
              set({ population });
            }}
          />
        </SimpleGrid>
        <SomeOf
          path="livelihoods"
          label="Sinh kế chính của người dân"
          texts={livelihoodText}
          errors={errors}
          values={typed.livelihoods}
          choose={(livelihoods) => {
            set({ livelihoods });
          }}
        />
        <SomeOf
          path="concerns"
          label="Vấn đề đang có"
          texts={concernText}
          errors={errors}
          values={typed.concerns}
          choose={(concerns) => {
            set({ concerns });
          }}
        />
        <Textarea
          label="Ghi chú"
          {...field("note", errors, "Chỉ ghi số liệu chung, không ghi tên người, tôn giáo, dân tộc.")}
          minRows={2}
          value={typed.note}
          onChange={(event) => {
            set({ note: event.currentTarget.value });
          }}
        />
        <Group gap="sm">
          <Button type="submit" loading={record.isPending}>
            Ghi đặc điểm địa bàn
          </Button>
          <Button
            variant="default"
            onClick={() => {
              drop();
              close();
            }}
          >
            Thôi
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
