import { type AnnualReport, logLines, structureLines } from "@kheo/core/reports/reports";
import { Stack, Text } from "@mantine/core";
import { Section } from "../../../kit/section.tsx";
import { Headline } from "./headline.tsx";
import { ReportTable } from "./report-table.tsx";

/** A report as it is read and printed: headline, paragraphs, appendices. */
export const ReportView = ({ report }: { readonly report: AnnualReport }) => (
  <Stack gap="lg" className="report">
    {report.demonstration && (
      <Text>
        <strong>Dữ liệu minh họa</strong> – không phải số liệu thật của địa phương nào.
      </Text>
    )}
    {structureLines(report).map((line) => (
      <Text key={line}>{line}</Text>
    ))}
    <Section title="Số liệu chính">
      <Headline report={report} />
    </Section>
    <Section title="Lời văn dự thảo">
      {report.narrative.map((paragraph) => (
        <Text key={paragraph}>{paragraph}</Text>
      ))}
    </Section>
    <Section title="Phụ lục số liệu">
      {report.tables.map((table) => (
        <ReportTable key={table.number} table={table} />
      ))}
    </Section>
    {logLines(report).map((line) => (
      <Text key={line} size="sm">
        {line}
      </Text>
    ))}
  </Stack>
);
