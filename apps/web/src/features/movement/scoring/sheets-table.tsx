import { formatNumber } from "@kheo/core/ground/exact";
import type { Edition } from "@kheo/core/criteria";
import { judgedCodes } from "@kheo/core/movement/scoring";
import { Table, Text } from "@mantine/core";
import { Section } from "../../../kit/section.tsx";
import { Wide } from "../../../kit/wide.tsx";
import type { ScoringData } from "./scoring-data.ts";

type SheetsTableProps = Pick<ScoringData, "sheets" | "members"> & { readonly edition: Edition };

const whyNotCounted = {
  left: "đã thôi là thành viên hội đồng khi đóng chấm điểm",
  recused: "thuộc đơn vị được chấm khi đóng chấm điểm",
} as const;

/** Each member's marks, open once the scoring is closed, and who did not hand in. */
export const SheetsTable = ({ sheets, members, edition }: SheetsTableProps) => {
  const codes = judgedCodes(edition);
  const absent = members.filter(({ handedIn, recused }) => !handedIn && !recused).map(({ name }) => name);
  const recused = members.filter((member) => member.recused).map(({ name }) => name);
  return (
    <Section title="Phiếu chấm của các thành viên">
      <Wide label="Phiếu chấm">
        <Table className="ruled sticky-first" verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Thành viên</Table.Th>
              {codes.map((code) => (
                <Table.Th key={code} scope="col" className="number">
                  {code}
                </Table.Th>
              ))}
              <Table.Th scope="col">Nhận xét</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sheets.map(({ personId, name, marks, comment, notCounted }) => (
              <Table.Tr key={personId}>
                <Table.Th scope="row">
                  {name}
                  {notCounted !== null && (
                    <Text size="sm" c="warm.7">
                      không tính: {whyNotCounted[notCounted]}
                    </Text>
                  )}
                </Table.Th>
                {codes.map((code) => {
                  const mark = marks[code];
                  return (
                    <Table.Td key={code} className="number">
                      {mark === undefined ? "—" : formatNumber(mark)}
                    </Table.Td>
                  );
                })}
                <Table.Td>{comment === "" ? "—" : comment}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
      <Text>{absent.length === 0 ? "Mọi thành viên đều đã nộp phiếu." : `Không nộp phiếu: ${absent.join(", ")}.`}</Text>
      {recused.length > 0 && <Text>Không tham gia vì thuộc đơn vị đề nghị: {recused.join(", ")}.</Text>}
    </Section>
  );
};
