import { Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";

type SectionProps = {
  readonly title: string;
  /** One line under the title. */
  readonly lead?: ReactNode;
  readonly children: ReactNode;
};

/** A part of a page, set like a part of a form: its title, then what it holds. */
export const Section = ({ title, lead, children }: SectionProps) => {
  const id = useId();
  return (
    <section className="sheet" aria-labelledby={id}>
      <Stack gap="md">
        <div>
          <Title order={2} size="h4" id={id}>
            {title}
          </Title>
          {lead && (
            <Text component="div" c="warm.7">
              {lead}
            </Text>
          )}
        </div>
        {children}
      </Stack>
    </section>
  );
};
