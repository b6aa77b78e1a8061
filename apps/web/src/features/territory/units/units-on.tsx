import { useOnlyUnit } from "./use-only-unit.ts";
import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { DayBox } from "../../../kit/day-box.tsx";

type UnitsOnProps = {
  /** The day of which the units are; nothing where each is named as it was. */
  readonly day: string | undefined;
  readonly choose: (day: string | undefined) => void;
};

/** By which units a list is read: as they were, those of today through their successors, or those of any other day. */
export const UnitsOn = ({ day, choose }: UnitsOnProps) => {
  const { today } = useSession();
  const only = useOnlyUnit();
  /** What the address says while another day is asked for that it does not say yet. */
  const [over, ask] = useState<string | null>(null);
  const asked = over === (day ?? "") || (day !== undefined && day !== today);
  const chosen = (on: string | undefined) => {
    ask(null);
    choose(on);
  };
  // Whoever works for one unit sees one name.
  if (only !== null) return null;
  return (
    <>
      <NativeSelect
        label="Theo đơn vị"
        value={asked ? "other" : day === undefined ? "then" : "today"}
        data={[
          { value: "then", label: "Khi lập hồ sơ" },
          { value: "today", label: "Hiện nay" },
          { value: "other", label: "Của ngày khác" },
        ]}
        onChange={({ currentTarget: { value } }) => {
          if (value === "other") ask(day ?? "");
          else chosen(value === "today" ? today : undefined);
        }}
      />
      {asked && <DayBox label="Của ngày" description="Ví dụ: 30/06/2025" value={day ?? ""} choose={chosen} />}
    </>
  );
};
