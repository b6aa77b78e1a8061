import { lowerFirst } from "@kheo/core/ground/sentences";
import type { AdjustmentKind, Edition } from "@kheo/core/criteria";
import { formatNumber } from "@kheo/core/ground/exact";
import { type Adjustments, adjustmentPoints } from "@kheo/core/movement/scoring";
import { NumberInput, Table } from "@mantine/core";
import { Wide } from "../../../kit/wide.tsx";
import "./adjustment-table.css";

type AdjustmentTableProps = {
  readonly edition: Edition;
  readonly kind: AdjustmentKind;
  readonly applied: Adjustments;
  /** Absent where the table is only read. */
  readonly onChange?: (applied: Adjustments) => void;
};

const words = { bonus: "Điểm cộng", penalty: "Điểm trừ" } as const;

/** Points outside the hundred: how often each applies, times its points. */
export const AdjustmentTable = ({ edition, kind, applied, onChange }: AdjustmentTableProps) => {
  const rows = edition.adjustments.filter(
    (adjustment) => adjustment.kind === kind && (onChange !== undefined || (applied[adjustment.code] ?? 0) > 0),
  );
  if (rows.length === 0) return null;
  const sum = adjustmentPoints(edition, applied, kind);
  const cap = edition.adjustmentCaps[kind];
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
          {rows.map(({ code, label, pointsEach, most }) => {
            const count = applied[code] ?? 0;
            return (
              <Table.Tr key={code}>
                <Table.Td>{label}</Table.Td>
                <Table.Td className="number" data-title="Mỗi lần">
                  {formatNumber(pointsEach)}
                </Table.Td>
                <Table.Td className="number" data-title="Số lần">
                  {onChange ? (
                    <NumberInput
                      aria-label={`${label}: số lần, tối đa ${most}`}
                      className="count"
                      allowDecimal={false}
                      allowNegative={false}
                      value={count}
                      error={count > most ? `Tối đa ${most} lần` : undefined}
                      onChange={(next) => {
                        onChange({ ...applied, [code]: typeof next === "number" ? next : 0 });
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
              Tổng {lowerFirst(words[kind])} (tính tối đa {formatNumber(cap)})
            </Table.Th>
            <Table.Td className="number" data-title="Điểm">
              <strong>{formatNumber(Math.min(sum, cap))}</strong>
            </Table.Td>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Wide>
  );
};
