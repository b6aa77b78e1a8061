import type { AppRouter } from "@kheo/api/index";
import { advisoryEndFields } from "@kheo/core/offices/advisory";
import { Text } from "@mantine/core";
import type { inferRouterOutputs } from "@trpc/server";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";
import { say } from "../../../kit/notice.ts";
import { dayText } from "../../../kit/words.ts";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";

export type ListedAssignment = inferRouterOutputs<AppRouter>["advisory"]["list"]["rows"][number];

type EndFormProps = { readonly assignment: ListedAssignment; readonly close: () => void };

/** On which day a body advises last, where none follows it yet. */
export const EndForm = ({ assignment, close }: EndFormProps) => {
  const { today } = useSession();
  const end = useChange(trpc.advisory.end.mutationOptions());
  const { id, bodyName, version, validFrom } = assignment;
  return (
    <FieldsForm
      name={`Kết thúc phân công ${bodyName}`}
      form="advisoryEnd"
      of={[id]}
      fields={advisoryEndFields}
      start={{ lastDay: today > validFrom ? today : validFrom, basis: "" }}
      refusedAt={{ "advisory.endsBeforeStart": "lastDay", "advisory.followed": "lastDay" }}
      over={version}
      send={({ values, version: over, key }) => end.sendAsync({ id, version: over, data: values }, key)}
      sent={(_, { lastDay }) => {
        say(`Đã ghi ${bodyName} phụ trách đến hết ngày ${dayText(lastDay)}.`);
        close();
      }}
      button="Ghi kết thúc"
      close={close}
      closing="Để sau"
    >
      {({ boxes }) => (
        <>
          <Text>
            Giấy tờ của các ngày sau đó không ghi {bodyName} nữa, cho đến khi có phân công mới. Nếu đã có cơ quan khác
            phụ trách, hãy ghi phân công cơ quan đó: cơ quan này tự kết thúc vào ngày trước.
          </Text>
          {boxes()}
        </>
      )}
    </FieldsForm>
  );
};
