import { catalog } from "@kheo/catalog";
import { annualReport } from "@kheo/core/reports/annual-report";
import { headingOf, type ReportTable } from "@kheo/core/reports/reports";
import { page, table } from "./markdown.ts";

/** A report of nothing: its figures and tables are there all the same, with their definitions. */
const emptyReport = () => {
  const period = {
    id: "",
    title: "Năm 2026",
    opensOn: "2026-01-01",
    registrationClosesOn: "2026-03-31",
    extensions: [],
    endsOn: "2026-12-31",
    closedOn: null,
    editions: {},
  };
  return annualReport({
    unitId: "",
    period,
    previousPeriod: { ...period, title: "Năm 2025" },
    cutoff: "2026-12-31",
    demonstration: false,
    head: null,
    structureOn: "2026-12-31",
    comparison: "sameTerritory",
    topics: catalog.topics,
    units: [],
    heirs: {},
    models: [],
    recognitions: [],
    replications: [],
    unitVerdicts: [{ unitId: "", classLabel: "" }],
  });
};

/** The columns of a table, those of a group in brackets behind it. */
const columnsInWords = ({ columns }: ReportTable): string => {
  const [upper = [], lower = []] = headingOf(columns);
  return upper
    .map(({ title, column, columns: width, rows }) => {
      const inner = lower.filter((cell) => cell.column >= column && cell.column < column + width);
      return rows === 2 || inner.length === 0 ? title : `${title} (${inner.map((cell) => cell.title).join(", ")})`;
    })
    .join("; ");
};

/** Every figure of the annual report with its one definition, and the tables it is printed in. */
export const reportFigures = (): string => {
  const { figures, tables } = emptyReport();
  return page(
    "Số liệu của báo cáo năm",
    "Mỗi số liệu có một định nghĩa và được tính ở một chỗ; trang, tệp Word và tệp Excel đọc cùng một kết quả.",
    table(
      ["Số liệu", "Định nghĩa"],
      figures.map(({ title, definition }) => [title, definition]),
    ),
    "## Các biểu",
    table(
      ["Biểu", "Tên", "Cột", "Ghi chú"],
      tables.map((one) => [one.number, one.title, columnsInWords(one), one.notes.join(" ")]),
    ),
  );
};
