import { otherLines, type OtherLine, unitLineText } from "@kheo/core/territory/units";
import { Button, Group, NativeSelect, SimpleGrid, Stack } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { fieldErrors, trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { DayInput } from "../../../kit/day-input.tsx";
import { ErrorList } from "../../../kit/error-list.tsx";
import { field, problemsOf } from "../../../kit/field.ts";
import { say } from "../../../kit/notice.ts";
import { Failure } from "../../../kit/page.tsx";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { Section } from "../../../kit/section.tsx";
import { UnitSelect } from "./unit-select.tsx";
import { dayText } from "../../../kit/words.ts";
import type { UnitInTime } from "./unit-data.ts";

type Superior = UnitInTime["superiors"][number];

const columns: readonly RecordColumn<Superior>[] = [
  { title: "Hệ", main: true, cell: ({ line }) => unitLineText[line] },
  {
    title: "Trực thuộc",
    main: true,
    cell: ({ parentId, parentName }) =>
      parentId === null ? (
        "không có đơn vị cấp trên"
      ) : (
        <Link to="/don-vi/$id" params={{ id: parentId }} className="record">
          {parentName}
        </Link>
      ),
  },
  {
    title: "Thời gian",
    main: true,
    number: true,
    cell: ({ validFrom, validTo }) =>
      validTo === null ? `từ ${dayText(validFrom)}` : `${dayText(validFrom)} – ${dayText(validTo)}`,
  },
];

const SuperiorForm = ({ id, close }: { readonly id: string; readonly close: () => void }) => {
  const { today } = useSession();
  const [typed, setTyped] = useState({ line: "party" as OtherLine, parentId: null as string | null, from: today });
  const set = useChange(trpc.units.setSuperior.mutationOptions());
  const errors = fieldErrors(set.error);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        set.send({ id, data: typed }, () => {
          say(`Đã ghi nơi trực thuộc ở hệ ${unitLineText[typed.line]} từ ngày ${dayText(typed.from)}.`);
          close();
        });
      }}
    >
      <Stack>
        {Object.keys(errors).length > 0 ? (
          <ErrorList problems={problemsOf(errors)} refusals={set.submittedAt} />
        ) : (
          <Failure error={set.error} />
        )}
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <NativeSelect
            label="Hệ"
            {...field("line", errors)}
            value={typed.line}
            data={otherLines.map((line) => ({ value: line, label: unitLineText[line] }))}
            onChange={(event) => {
              setTyped({ ...typed, line: event.currentTarget.value as OtherLine });
            }}
          />
          <UnitSelect
            label="Đơn vị cấp trên"
            {...field("parentId", errors, "Để trống nếu không còn trực thuộc đơn vị nào ở hệ này.")}
            clearable
            clearButtonProps={{ "aria-label": "Bỏ chọn đơn vị cấp trên" }}
            value={typed.parentId}
            choose={(parentId) => {
              setTyped({ ...typed, parentId });
            }}
          />
          <DayInput
            label="Từ ngày"
            {...field("from", errors, "Ví dụ: 01/07/2025")}
            value={typed.from}
            onChange={(from) => {
              setTyped({ ...typed, from });
            }}
          />
        </SimpleGrid>
        <Group gap="sm">
          <Button type="submit" loading={set.isPending}>
            Ghi nơi trực thuộc
          </Button>
          <Button variant="default" onClick={close}>
            Thôi
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** Where the unit stands in the party, the state, the Front or its own branch, beside the territory. */
export const UnitSuperiors = ({
  id,
  superiors,
  edits,
}: Pick<UnitInTime, "id" | "superiors"> & { readonly edits: boolean }) => {
  const [editing, edit] = useState(false);
  if (superiors.length === 0 && !edits) return null;
  return (
    <Section
      title="Trực thuộc ở các hệ khác"
      lead="Ngoài địa bàn, đơn vị có thể có cấp trên ở hệ Đảng, chính quyền, Mặt trận hoặc ngành dọc. Cấp trên ở hệ nào cũng xem được đơn vị này."
    >
      <Records
        label="Nơi trực thuộc ở các hệ khác"
        rows={superiors}
        keyOf={({ line, validFrom }) => `${line} ${validFrom}`}
        empty="Chưa ghi nơi trực thuộc ở hệ nào khác."
        columns={columns}
      />
      {edits &&
        (editing ? (
          <SuperiorForm
            id={id}
            close={() => {
              edit(false);
            }}
          />
        ) : (
          <Button
            variant="default"
            className="self-start"
            onClick={() => {
              edit(true);
            }}
          >
            Ghi nơi trực thuộc
          </Button>
        ))}
    </Section>
  );
};
