import { type BoxProps, givenTo, put } from "../../../kit/fields/box.ts";
import { PersonSelect } from "./person-select.tsx";

type PersonBoxProps = BoxProps & Pick<Parameters<typeof PersonSelect>[0], "unitId" | "except">;

/** The box of a field that holds a person. */
export const PersonBox = ({ unitId, except, ...box }: PersonBoxProps) => (
  <PersonSelect
    {...givenTo(box)}
    unitId={unitId}
    {...(except !== undefined && { except })}
    value={(box.value as string | null) ?? null}
    choose={put(box)}
  />
);
