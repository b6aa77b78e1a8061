import { useOnlyUnit } from "./use-only-unit.ts";
import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { isDay } from "@kheo/core/ground/written";
import { DayInput } from "../../../kit/day-input.tsx";

type UnitsOnProps = {
  /** The day of which the units are; nothing where each is named as it was. */
  readonly day: string | undefined;
  readonly choose: (day: string | undefined) => void;
};

/** By which units a list is read: as they were, those of today through their successors, or those of any other day. */
export const UnitsOn = ({ day, choose }: UnitsOnProps) => {
  const { today } = useSession();
  const only = useOnlyUnit();
  const [typed, setTyped] = useState(day ?? "");
  const [asked, ask] = useState(day !== undefined && day !== today);
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
          ask(value === "other");
          if (value === "other") setTyped(day ?? "");
          else choose(value === "today" ? today : undefined);
        }}
      />
      {asked && (
        <DayInput
          label="Của ngày"
          description="Ví dụ: 30/06/2025"
          value={typed}
          onChange={(chosen) => {
            setTyped(chosen);
            if (isDay(chosen)) choose(chosen);
          }}
        />
      )}
    </>
  );
};
