import type { Edition } from "@kheo/core/criteria";
import { formatNumber } from "@kheo/core/ground/exact";
import { upperFirst } from "@kheo/core/ground/sentences";
import type { Claims, Ticks } from "@kheo/core/movement/scoring";
import { type Fact, Facts } from "../../../kit/facts.tsx";
import { Section } from "../../../kit/section.tsx";

type DeclaredTicksProps = {
  readonly edition: Edition;
  readonly ticks: Ticks;
  readonly claims: Claims;
};

type Item = { readonly label: string; readonly points: number };

const tickedText = (items: readonly Item[], ticks: readonly boolean[] | undefined): string => {
  if (ticks === undefined) return "chưa đánh dấu";
  const ticked = items.filter((_, position) => ticks[position] === true);
  if (ticked.length === 0) return "Không có nội dung nào";
  return ticked.map(({ label, points }) => `✓ ${upperFirst(label)} – ${formatNumber(points)} điểm`).join("\n");
};

/** What the unit ticked, item by item, and what it asked to be left out, in its own words. */
export const DeclaredTicks = ({ edition, ticks, claims }: DeclaredTicksProps) => {
  const ticked = edition.criteria.flatMap(({ code, title, rule }): readonly Fact[] =>
    rule.kind === "checklist" ? [{ label: `${code} ${title}`, value: tickedText(rule.items, ticks[code]) }] : [],
  );
  const claimed = edition.criteria.flatMap(({ code, title }): readonly Fact[] => {
    const reason = claims[code];
    return reason === undefined ? [] : [{ label: `${code} ${title}: đề nghị “không phát sinh”`, value: reason }];
  });
  const facts = [...ticked, ...claimed];
  if (facts.length === 0) return null;
  return (
    <Section title="Nội dung đơn vị đánh dấu, đề nghị">
      <Facts facts={facts} />
    </Section>
  );
};
