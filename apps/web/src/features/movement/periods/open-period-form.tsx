import { Button, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { fieldErrors, trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { DayInput } from "../../../kit/day-input.tsx";
import { ErrorList } from "../../../kit/error-list.tsx";
import { field, problemsOf } from "../../../kit/field.ts";
import { say } from "../../../kit/notice.ts";
import { Failure } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";

const days = {
  opensOn: ["Ngày mở", "Ví dụ: 01/01/2027"],
  registrationClosesOn: ["Hạn đăng ký", "Ví dụ: 31/03/2027. Đăng ký sau ngày này vẫn nhận, ghi là trễ hạn."],
  endsOn: ["Ngày kết thúc", "Ví dụ: 31/12/2027"],
} as const;

const empty = { title: "", opensOn: "", registrationClosesOn: "", endsOn: "" };

/** A new period; it scores by the newest edition of every criteria set on the day it is opened. */
export const OpenPeriodForm = ({ unitId }: { readonly unitId: string }) => {
  const [form, setForm] = useState(empty);
  const open = useChange(trpc.periods.open.mutationOptions());
  const errors = fieldErrors(open.error);
  return (
    <Section
      title="Mở kỳ mới"
      lead="Kỳ dùng các bộ tiêu chí mới nhất vào ngày mở kỳ; bộ tiêu chí ban hành sau đó không làm thay đổi kỳ này."
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          open.send({ id: unitId, data: form }, () => {
            say(`Đã mở ${form.title.trim()}.`);
            setForm(empty);
          });
        }}
      >
        <Stack>
          {Object.keys(errors).length > 0 ? (
            <ErrorList problems={problemsOf(errors)} refusals={open.submittedAt} />
          ) : (
            <Failure error={open.error} />
          )}
          <TextInput
            label="Tên kỳ"
            {...field("title", errors, "Ví dụ: Năm 2027")}
            value={form.title}
            onChange={(event) => {
              setForm({ ...form, title: event.currentTarget.value });
            }}
          />
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            {(Object.keys(days) as (keyof typeof days)[]).map((name) => (
              <DayInput
                key={name}
                label={days[name][0]}
                {...field(name, errors, days[name][1])}
                value={form[name]}
                onChange={(value) => {
                  setForm({ ...form, [name]: value });
                }}
              />
            ))}
          </SimpleGrid>
          <Button type="submit" loading={open.isPending} className="self-start">
            Mở kỳ
          </Button>
        </Stack>
      </form>
    </Section>
  );
};
