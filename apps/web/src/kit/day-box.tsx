import { DayInput } from "./day-input.tsx";
import { isDay } from "@kheo/core/ground/written";
import { useAddressBox } from "./use-address-box.ts";

type DayBoxProps = {
  readonly label: string;
  readonly description: string;
  /** The day in the address; empty where it says none. */
  readonly value: string;
  readonly choose: (day: string) => void;
};

/** A day to look at, taken over into the address as soon as it is one. */
export const DayBox = ({ label, description, value, choose }: DayBoxProps) => {
  const box = useAddressBox(value, choose);
  return (
    <DayInput
      label={label}
      description={description}
      value={box.text}
      onChange={(day) => {
        if (isDay(day)) box.tell(day, day);
        else box.type(day);
      }}
    />
  );
};
