import { SegmentedControl } from "@mantine/core";

type Part = "mark" | "decide";

const parts = [
  { value: "mark", label: "Phiếu chấm của tôi" },
  { value: "decide", label: "Việc của cơ quan thường trực" },
];

/** For a person who holds both posts: one part at a time, so that nobody marks in the wrong capacity. */
export const PartChoice = ({ part, onChange }: { readonly part: Part; readonly onChange: (part: Part) => void }) => (
  <SegmentedControl
    aria-label="Đồng chí đang làm việc với tư cách"
    data={parts}
    value={part}
    onChange={(value) => {
      onChange(value === "decide" ? "decide" : "mark");
    }}
  />
);
