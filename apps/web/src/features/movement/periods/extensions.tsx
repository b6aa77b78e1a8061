import { paperText, type Extension, type Period } from "@kheo/core/movement/periods";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { Section } from "../../../kit/section.tsx";
import { dayText } from "../../../kit/words.ts";
import { shortName } from "../../territory/units/unit-choice.tsx";
import { useUnits } from "../../territory/units/use-units.ts";

type Row = Extension & { readonly periodId: string; readonly periodTitle: string };

const columnsOf = (nameOf: (unitId: string) => string): readonly RecordColumn<Row>[] => [
  { title: "Kỳ", main: true, cell: ({ periodTitle }) => periodTitle },
  { title: "Đơn vị", main: true, cell: ({ unitId }) => (unitId === null ? "Mọi đơn vị" : nameOf(unitId)) },
  { title: "Hạn đăng ký mới", main: true, number: true, cell: ({ until }) => dayText(until) },
  { title: "Theo", main: true, cell: paperText },
  { title: "Lý do", main: true, wide: true, cell: ({ reason }) => reason },
  { title: "Ghi ngày", number: true, cell: ({ recordedOn }) => dayText(recordedOn) },
];

/** By which decisions the registration was extended, and for whom. */
export const Extensions = ({ periods }: { readonly periods: readonly Period[] }) => {
  const { data: tree } = useUnits();
  const nameOf = (unitId: string): string => {
    const unit = tree?.all.find(({ id }) => id === unitId);
    return unit && tree ? shortName(unit, tree) : "Đơn vị không còn hoạt động";
  };
  const rows = periods.flatMap(({ id, title, extensions }) =>
    extensions.map((extension) => ({ ...extension, periodId: id, periodTitle: title })),
  );
  if (rows.length === 0) return null;
  return (
    <Section title="Các lần gia hạn đăng ký">
      <Records
        label="Các lần gia hạn đăng ký"
        rows={rows}
        keyOf={({ periodId, unitId, until }) => `${periodId} ${unitId ?? ""} ${until}`}
        empty=""
        columns={columnsOf(nameOf)}
      />
    </Section>
  );
};
