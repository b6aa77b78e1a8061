import { lowerFirst } from "@kheo/core/ground/sentences";
import { Button, Group } from "@mantine/core";

const formatText = { docx: "Word", pdf: "PDF", zip: "Word và PDF", xlsx: "Excel" } as const;
type Format = keyof typeof formatText;

export type PaperLinksProps = {
  /** What the paper is called. */
  readonly paper: string;
  /** The name of its file, and what it is asked for with. */
  readonly file: string;
  readonly query: Readonly<Record<string, string>>;
  readonly formats?: readonly Format[];
};

/** Plain links: the browser downloads, and the server names the files. */
export const PaperLinks = ({ paper, file, query, formats = ["docx", "pdf", "zip"] }: PaperLinksProps) => (
  <Group gap="sm" className="step-buttons unprinted">
    {formats.map((format) => (
      <Button
        key={format}
        component="a"
        href={`/download/${file}.${format}?${new URLSearchParams(query).toString()}`}
        variant="default"
        aria-label={`Tải ${lowerFirst(paper)}, bản ${formatText[format]}`}
        download
      >
        {formatText[format]}
      </Button>
    ))}
  </Group>
);
