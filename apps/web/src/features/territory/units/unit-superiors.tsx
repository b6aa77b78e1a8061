import { superiorFields, unitLineText } from "@kheo/core/territory/units";
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { say } from "../../../kit/notice.ts";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { Section } from "../../../kit/section.tsx";
import { FieldsForm, useIsLeft } from "../../../kit/fields/fields-form.tsx";
import { UnitBox } from "./unit-box.tsx";
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
  const set = useChange(trpc.units.setSuperior.mutationOptions());
  return (
    <FieldsForm
      form="superior"
      of={[id]}
      fields={superiorFields}
      start={{ line: "party", parentId: null, from: today }}
      send={({ values, key }) => set.sendAsync({ id, data: values }, key)}
      sent={(_, { line, from }) => {
        say(`Đã ghi nơi trực thuộc ở hệ ${unitLineText[line]} từ ngày ${dayText(from)}.`);
        close();
      }}
      render={{ parentId: (box) => <UnitBox {...box} clearable /> }}
      button="Ghi nơi trực thuộc"
      close={close}
    />
  );
};

/** Where the unit stands in the party, the state, the Front or its own branch, beside the territory. */
export const UnitSuperiors = ({
  id,
  superiors,
  edits,
}: Pick<UnitInTime, "id" | "superiors"> & { readonly edits: boolean }) => {
  const left = useIsLeft("superior", id);
  const [editing, edit] = useState(left);
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
