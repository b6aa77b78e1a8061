import {
  areaText,
  livelihoodText,
  populationText,
  concernText,
  type UnitProfile,
} from "@kheo/core/territory/unit-profiles";
import { Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { trpc } from "../../../lib/trpc.ts";
import { useIsKept } from "../../../lib/use-kept.ts";
import { Facts } from "../../../kit/facts.tsx";
import { Empty, Loaded } from "../../../kit/page.tsx";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { Section } from "../../../kit/section.tsx";
import { dayText } from "../../../kit/words.ts";
import { ProfileForm } from "./profile-form.tsx";

const unsaid = "chưa ghi";

const listOf = <Value extends string>(values: readonly Value[], texts: Readonly<Record<Value, string>>): string =>
  values.length === 0 ? unsaid : values.map((value) => texts[value]).join("; ");

/** What is said of a unit, in the order in which it is read. */
const said: readonly { readonly title: string; readonly of: (profile: UnitProfile) => string }[] = [
  { title: "Địa bàn", of: ({ area }) => (area === null ? unsaid : areaText[area]) },
  { title: "Dân số", of: ({ population }) => (population === null ? unsaid : populationText[population]) },
  { title: "Sinh kế chính", of: ({ livelihoods }) => listOf(livelihoods, livelihoodText) },
  { title: "Vấn đề đang có", of: ({ concerns }) => listOf(concerns, concernText) },
  { title: "Ghi chú", of: ({ note }) => note || unsaid },
];

const columns: readonly RecordColumn<UnitProfile>[] = [
  { title: "Từ ngày", main: true, cell: ({ validFrom }) => dayText(validFrom) },
  ...said.map(({ title, of }) => ({ title, main: true as const, cell: of })),
];

const Profiles = ({ profiles }: { readonly profiles: readonly UnitProfile[] }) => {
  const [current, ...earlier] = profiles;
  if (!current) return <Empty>Chưa ghi đặc điểm địa bàn của đơn vị này.</Empty>;
  return (
    <>
      <Facts
        facts={[
          { label: "Ghi nhận từ ngày", value: dayText(current.validFrom) },
          ...said.map(({ title, of }) => ({ label: title, value: of(current) })),
        ]}
      />
      {earlier.length > 0 && (
        <div>
          <Text component="h3" className="small-heading">
            Các lần ghi trước
          </Text>
          <Records
            label="Đặc điểm địa bàn các lần ghi trước"
            rows={earlier}
            keyOf={({ validFrom }) => validFrom}
            empty=""
            columns={columns}
          />
        </div>
      )}
    </>
  );
};

/** What the unit is like and was like; whoever may says what it is like from a day on. */
export const UnitProfileSection = ({ id, mayDescribe }: { readonly id: string; readonly mayDescribe: boolean }) => {
  const left = useIsKept("unit-profile", id);
  const [writing, write] = useState(left);
  const profiles = useQuery(trpc.units.profiles.queryOptions({ id, data: {} }));
  return (
    <Section
      title="Đặc điểm địa bàn"
      lead="Chỉ ghi số liệu chung của đơn vị, để so sánh khi nhân rộng; không ghi tên người, tôn giáo, dân tộc."
    >
      <Loaded query={profiles} rows={2}>
        {(found) => (
          <>
            <Profiles profiles={found} />
            {mayDescribe &&
              (writing ? (
                <ProfileForm
                  unitId={id}
                  last={found[0]}
                  close={() => {
                    write(false);
                  }}
                />
              ) : (
                <Button
                  variant="default"
                  className="self-start"
                  onClick={() => {
                    write(true);
                  }}
                >
                  {found.length === 0 ? "Ghi đặc điểm địa bàn" : "Ghi đặc điểm từ một ngày mới"}
                </Button>
              ))}
          </>
        )}
      </Loaded>
    </Section>
  );
};
