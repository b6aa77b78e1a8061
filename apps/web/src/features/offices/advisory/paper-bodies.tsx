import type { AppRouter } from "@kheo/api/index";
import { advisoryDutyText, advisoryFamilyText, advisoryLevelText } from "@kheo/core/offices/advisory";
import { SimpleGrid, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { DayBox } from "../../../kit/day-box.tsx";
import { Loaded } from "../../../kit/page.tsx";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { Section } from "../../../kit/section.tsx";
import { dayText } from "../../../kit/words.ts";
import { trpc } from "../../../lib/trpc.ts";
import { UnitSelect } from "../../territory/units/unit-choice.tsx";
import { useUnits } from "../../territory/units/use-units.ts";

type Named = inferRouterOutputs<AppRouter>["advisory"]["on"][number];

const columns: readonly RecordColumn<Named>[] = [
  { title: "Cấp", main: true, cell: ({ level }) => advisoryLevelText[level] },
  { title: "Lĩnh vực", main: true, cell: ({ duty }) => advisoryDutyText[duty] },
  { title: "Giấy tờ ghi", main: true, cell: ({ bodyName }) => <strong>{bodyName}</strong> },
  { title: "Thuộc khối", main: true, cell: ({ family }) => advisoryFamilyText[family] },
  { title: "Căn cứ", cell: ({ basis }) => basis },
];

type OfPlace = { readonly placeId: string; readonly day: string };

const Bodies = ({ placeId, day }: OfPlace) => {
  const named = useQuery(trpc.advisory.on.queryOptions({ id: placeId, data: { day } }));
  const units = useUnits(day);
  return (
    <Loaded query={named} rows={3}>
      {(rows) => (
        <>
          <Loaded query={units} rows={1}>
            {(tree) => (
              <Text component="output">
                Giấy tờ ngày {dayText(day)} của{" "}
                {tree.byId.get(placeId)?.name ?? "đơn vị kế tiếp (đơn vị đã chọn không còn vào ngày này)"} ghi:
              </Text>
            )}
          </Loaded>
          <Records
            label={`Cơ quan ghi trên giấy tờ ngày ${dayText(day)}`}
            rows={rows}
            keyOf={({ level, duty }) => `${level} ${duty}`}
            columns={columns}
            empty="Chưa có phân công nào cho địa bàn này vào ngày đó, nên giấy tờ chưa ghi được tên cơ quan."
          />
        </>
      )}
    </Loaded>
  );
};

type PaperBodiesProps = {
  readonly placeId: string | null;
  readonly day: string;
  readonly look: (part: { readonly giayCua?: string; readonly giayNgay?: string }) => void;
};

/** Which bodies the papers of a day name for a place, to be looked at before they are printed. */
export const PaperBodies = ({ placeId, day, look }: PaperBodiesProps) => (
  <Section
    title="Xem trước khi in"
    lead="Giấy tờ ghi cơ quan phụ trách vào ngày của giấy tờ, theo tên địa bàn của ngày đó."
  >
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <DayBox
        label="Ngày của giấy tờ"
        description="Ví dụ: 01/02/2025"
        value={day}
        choose={(giayNgay) => {
          look({ giayNgay });
        }}
      />
      <UnitSelect
        label="Địa bàn, đơn vị"
        description="Trong các đơn vị có vào ngày đó"
        inputWrapperOrder={["label", "input", "description", "error"]}
        day={day}
        value={placeId}
        choose={(giayCua) => {
          if (giayCua !== null) look({ giayCua });
        }}
      />
    </SimpleGrid>
    {placeId !== null && <Bodies placeId={placeId} day={day} />}
  </Section>
);
