import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useSession } from "../lib/session.ts";
import { isDay } from "../lib/typed-values.ts";
import { DayInput } from "./day-input.tsx";

type UnitsOnProps = {
  /** The day of which the units are; nothing where each is named as it was. */
  readonly day: string | undefined;
  readonly choose: (day: string | undefined) => void;
};

/** By which units a list is read: as they were, those of today through their successors, or those of any other day. */
export const UnitsOn = ({ day, choose }: UnitsOnProps) => {
  const { today, posts } = useSession();
  const [typed, setTyped] = useState(day ?? "");
  const [asked, ask] = useState(day !== undefined && day !== today);
  // Whoever works for one unit sees one name.
  if (posts.every(({ role }) => role === "unitOfficer")) return null;
  return (
    <>
      <NativeSelect
        size="md"
        label="Tên đơn vị"
        value={asked ? "other" : day === undefined ? "then" : "today"}
        data={[
          { value: "then", label: "Như khi lập hồ sơ" },
          { value: "today", label: "Theo đơn vị hiện nay" },
          { value: "other", label: "Theo đơn vị của ngày khác" },
        ]}
        onChange={({ currentTarget: { value } }) => {
          ask(value === "other");
          if (value === "other") setTyped(day ?? "");
          else choose(value === "today" ? today : undefined);
        }}
      />
      {asked && (
        <DayInput
          size="md"
          label="Đơn vị của ngày"
          description="Ví dụ: 30/06/2025 để xem theo đơn vị trước ngày 01/07/2025"
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
