import { Stack, Text } from "@mantine/core";
import { PaperLinks, type PaperLinksProps } from "./paper-links.tsx";
import { Section } from "./section.tsx";

type PapersSectionProps = {
  readonly papers: readonly (Omit<PaperLinksProps, "paper"> & { readonly name: string })[];
};

/** The papers of a thing, each in the formats in which it can be had. */
export const PapersSection = ({ papers }: PapersSectionProps) => (
  <Section title="Giấy tờ" lead="In theo thể thức của đơn vị ban hành; tên cơ quan theo ngày của giấy tờ.">
    <Stack gap="md">
      {papers.map(({ name, ...links }) => (
        <div key={links.file}>
          <Text fw={600}>{name}</Text>
          <PaperLinks paper={name} {...links} />
        </div>
      ))}
    </Stack>
  </Section>
);
