import { type UnitKind, unitKinds, unitKindText } from "@kheo/core/territory/units";
import { Button, NativeSelect, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { fieldErrors, trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { DayInput } from "../../../kit/day-input.tsx";
import { ErrorList } from "../../../kit/error-list.tsx";
import { field, problemsOf } from "../../../kit/field.ts";
import { say } from "../../../kit/notice.ts";
import { Failure } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";

/** A new unit directly below this one. */
export const AddUnitForm = ({ parentId, parentName }: { readonly parentId: string; readonly parentName: string }) => {
  const { today } = useSession();
  const empty = { name: "", kind: "partyCell" as UnitKind, validFrom: today };
  const [form, setForm] = useState(empty);
  const create = useChange(trpc.units.create.mutationOptions());
  const errors = fieldErrors(create.error);
  const first = useRef<HTMLInputElement>(null);
  return (
    <div id="them-don-vi">
      <Section title="Thêm đơn vị" lead={`Đơn vị mới trực thuộc ${parentName}.`}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            create.send({ id: parentId, data: form }, () => {
              say(`Đã thêm ${form.name.trim()}.`);
              setForm({ ...empty, kind: form.kind, validFrom: form.validFrom });
              first.current?.focus();
            });
          }}
        >
          <Stack>
            {Object.keys(errors).length > 0 ? (
              <ErrorList problems={problemsOf(errors)} refusals={create.submittedAt} />
            ) : (
              <Failure error={create.error} />
            )}
            <TextInput
              ref={first}
              label="Tên đơn vị"
              {...field("name", errors, "Ví dụ: Chi bộ tổ dân phố 3")}
              value={form.name}
              onChange={(event) => {
                setForm({ ...form, name: event.currentTarget.value });
              }}
            />
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <NativeSelect
                label="Loại đơn vị"
                {...field("kind", errors)}
                value={form.kind}
                data={unitKinds.map((kind) => ({ value: kind, label: unitKindText[kind] }))}
                onChange={(event) => {
                  setForm({ ...form, kind: event.currentTarget.value as UnitKind });
                }}
              />
              <DayInput
                label="Ngày thành lập"
                {...field("validFrom", errors, "Ví dụ: 01/07/2025")}
                value={form.validFrom}
                onChange={(validFrom) => {
                  setForm({ ...form, validFrom });
                }}
              />
            </SimpleGrid>
            <Button type="submit" loading={create.isPending} className="self-start">
              Thêm đơn vị
            </Button>
          </Stack>
        </form>
      </Section>
    </div>
  );
};
