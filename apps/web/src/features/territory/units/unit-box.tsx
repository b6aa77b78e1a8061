import { lowerFirst } from "@kheo/core/ground/sentences";
import { type BoxProps } from "../../../kit/fields/box.ts";
import { givenTo, put } from "../../../kit/fields/box.ts";
import { UnitSelect } from "./unit-choice.tsx";

type UnitBoxProps = BoxProps & Pick<Parameters<typeof UnitSelect>[0], "among" | "clearable" | "day">;

/** The box of a field that holds a unit. */
export const UnitBox = ({ among, clearable = false, day, ...box }: UnitBoxProps) => (
  <UnitSelect
    {...givenTo(box)}
    {...(among && { among })}
    day={day}
    {...(clearable && {
      clearable,
      clearButtonProps: { "aria-label": `Bỏ chọn ${lowerFirst(box.description.label)}` },
    })}
    value={(box.value as string | null) ?? null}
    choose={put(box)}
  />
);
