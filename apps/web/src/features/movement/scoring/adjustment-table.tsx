import { formatNumber } from "@kheo/core/ground/exact";
import { type AdjustmentName, type Adjustments, adjustmentPoints, adjustments } from "@kheo/core/movement/scoring";
import { NumberInput, Table } from "@mantine/core";
import { Wide } from "../../../kit/wide.tsx";

type AdjustmentTableProps = {
  readonly kind: "bonus" | "penalty";
  readonly applied: Adjustments;
  /** Absent where the table is only read. */
  readonly onChange?: (applied: Adjustments) => void;
};

const words = { bonus: "Điểm cộng", penalty: "Điểm trừ" } as const;

/** Points outside the hundred: how often each applies, times its points. */
export const AdjustmentTable = ({ kind, applied, onChange }: AdjustmentTableProps) => {
  const names = (Object.keys(adjustments) as AdjustmentName[]).filter(
    (name) => adjustments[name].kind === kind && (onChange !== undefined || (applied[name] ?? 0) > 0),
  );
  if (names.length === 0) return null;
  const sum = adjustmentPoints(applied, kind);
  return (
    <Wide label={words[kind]}>
      <Table aria-label={words[kind]} className="ruled stacking">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{words[kind]}</Table.Th>
            <Table.Th scope="col" className="number">
              Mỗi lần
            </Table.Th>
            <Table.Th scope="col" className="number">
              Số lần
            </Table.Th>
            <Table.Th scope="col" className="number">
              Điểm
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {names.map((name) => {
            const { text, pointsEach, most } = adjustments[name];
            const count = applied[name] ?? 0;
            return (
              <Table.Tr key={name}>
                <Table.Td>{text}</Table.Td>
                <Table.Td className="number" data-title="Mỗi lần">
                  {formatNumber(pointsEach)}
                </Table.Td>
                <Table.Td className="number" data-title="Số lần">
                  {onChange ? (
                    <NumberInput
                      aria-label={`${text}: số lần, tối đa ${most}`}
                      className="count"
                      allowDecimal={false}
                      allowNegative={false}
                      value={count}
                      error={count > most ? `Tối đa ${most} lần` : undefined}
                      onChange={(next) => {
                        onChange({ ...applied, [name]: typeof next === "number" ? next : 0 });
                      }}
                    />
                  ) : (
                    count
                  )}
                </Table.Td>
                <Table.Td className="number" data-title="Điểm">
                  {formatNumber(count * pointsEach)}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row" colSpan={3}>
              Cộng {words[kind].toLowerCase()} (tính tối đa 5)
            </Table.Th>
            <Table.Td className="number" data-title="Điểm">
              <strong>{formatNumber(Math.min(sum, 5))}</strong>
            </Table.Td>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Wide>
  );
};
