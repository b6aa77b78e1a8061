import { formatNumber } from "@kheo/core/ground/exact";
import type { Edition } from "@kheo/core/criteria";
import type { Evaluation } from "@kheo/core/criteria/evaluate";
import { Table } from "@mantine/core";
import { Fragment } from "react";
import { CriterionEvidence } from "../evidence/evidence-part.tsx";

type VerdictTableProps = {
  readonly edition: Edition;
  readonly result: Evaluation;
  readonly sentences: Readonly<Record<string, string>>;
};

/** A failed floor by word, shape and colour. */
const FailedFloor = () => <span className="state state-bad">▲ Dưới mức điểm liệt</span>;

/** Every criterion in its group with its maximum, its points and the reason; group rows carry their sums. */
export const VerdictTable = ({ edition, result, sentences }: VerdictTableProps) => (
  <Table className="ruled stacking" aria-label="Điểm từng tiêu chí" verticalSpacing="sm">
    <Table.Thead>
      <Table.Tr>
        <Table.Th scope="col">Tiêu chí</Table.Th>
        <Table.Th scope="col" className="number">
          Tối đa
        </Table.Th>
        <Table.Th scope="col" className="number">
          Điểm
        </Table.Th>
        <Table.Th scope="col">Vì sao</Table.Th>
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>
      {edition.groups.map((group) => {
        const members = edition.criteria.flatMap((criterion, position) =>
          criterion.group === group.code ? [{ criterion, points: result.criteria[position]?.points ?? null }] : [],
        );
        const counting = members.filter(({ points }) => points !== null);
        // In hundredths, because sums of points are exact and sums of binary fractions are not.
        const earned = counting.reduce((sum, { points }) => sum + Math.round((points ?? 0) * 100), 0) / 100;
        const maximum = counting.reduce((sum, { criterion }) => sum + criterion.maxPoints, 0);
        return (
          <Fragment key={group.code}>
            <Table.Tr className="group-row">
              <Table.Th scope="rowgroup">
                {group.code}. {group.title}
              </Table.Th>
              <Table.Td className="number" data-title="Tối đa">
                {formatNumber(maximum)}
              </Table.Td>
              <Table.Td className="number" data-title="Điểm">
                {formatNumber(earned)}
              </Table.Td>
              <Table.Td>{result.failedFloors.includes(group.code) && <FailedFloor />}</Table.Td>
            </Table.Tr>
            {members.map(({ criterion: { code, title, maxPoints }, points }) => (
              <Table.Tr key={code}>
                <Table.Th scope="row">
                  <strong>{code}</strong> {title}
                </Table.Th>
                <Table.Td className="number" data-title="Tối đa">
                  {formatNumber(maxPoints)}
                </Table.Td>
                <Table.Td className="number" data-title="Điểm">
                  {points === null ? "không tính" : formatNumber(points)}
                </Table.Td>
                <Table.Td>
                  {result.failedFloors.includes(code) && (
                    <>
                      <FailedFloor />
                      <br />
                    </>
                  )}
                  {sentences[code]}
                  <CriterionEvidence code={code} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Fragment>
        );
      })}
    </Table.Tbody>
    <Table.Tfoot>
      <Table.Tr>
        <Table.Th scope="row">Cộng các tiêu chí được tính</Table.Th>
        <Table.Td className="number" data-title="Tối đa">
          {formatNumber(result.applicableMax)}
        </Table.Td>
        <Table.Td className="number" data-title="Điểm">
          <strong>{formatNumber(result.raw)}</strong>
        </Table.Td>
        <Table.Td />
      </Table.Tr>
    </Table.Tfoot>
  </Table>
);
