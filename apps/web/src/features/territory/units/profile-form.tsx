import { emptyOf } from "@kheo/core/ground/fields";
import { type UnitProfile, unitProfileFields, unitProfileInput } from "@kheo/core/territory/unit-profiles";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";
import { say } from "../../../kit/notice.ts";
import { dayText } from "../../../kit/words.ts";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";

type ProfileFormProps = {
  readonly unitId: string;
  /** What was said last, to go on from. */
  readonly last: UnitProfile | undefined;
  readonly close: () => void;
};

/** What the unit is like from a day on. */
export const ProfileForm = ({ unitId, last, close }: ProfileFormProps) => {
  const { today } = useSession();
  const record = useChange(trpc.units.recordProfile.mutationOptions());
  return (
    <FieldsForm
      form="unitProfile"
      of={[unitId]}
      fields={unitProfileFields}
      rules={unitProfileInput}
      start={{ ...emptyOf(unitProfileFields), ...last, validFrom: today }}
      refusedAt={{ "unit.describedOutside": "validFrom" }}
      send={({ values, key }) => record.sendAsync({ id: unitId, data: values }, key)}
      sent={(_, { validFrom }) => {
        say(`Đã ghi đặc điểm địa bàn từ ngày ${dayText(validFrom)}.`);
        close();
      }}
      button="Ghi đặc điểm địa bàn"
      close={close}
    />
  );
};
