import { fieldText } from "@kheo/core/ground/fields";
import { type UnitProfile, unitProfileFields } from "@kheo/core/territory/unit-profiles";
import { Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { trpc } from "../../../lib/trpc.ts";
import { useIsLeft } from "../../../kit/fields/fields-form.tsx";
import { Facts } from "../../../kit/facts.tsx";
import { Empty, Loaded } from "../../../kit/page.tsx";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { Section } from "../../../kit/section.tsx";
import { dayText } from "../../../kit/words.ts";
import { ProfileForm } from "./profile-form.tsx";

const { validFrom: recordedOn, ...said } = unitProfileFields;

const textIn = (profile: UnitProfile, name: keyof typeof said): string =>
  fieldText(said[name], profile[name]) || "chưa ghi";
const saidNames = Object.keys(said) as (keyof typeof said)[];

const columns: readonly RecordColumn<UnitProfile>[] = [
  { title: recordedOn.label, main: true, cell: ({ validFrom }) => dayText(validFrom) },
  ...saidNames.map((name) => ({
    title: said[name].label,
    main: true as const,
    cell: (profile: UnitProfile) => textIn(profile, name),
  })),
];

const Profiles = ({ profiles }: { readonly profiles: readonly UnitProfile[] }) => {
  const [current, ...earlier] = profiles;
  if (!current) return <Empty>Chưa ghi đặc điểm địa bàn của đơn vị này.</Empty>;
  return (
    <>
      <Facts
        facts={[
          { label: recordedOn.label, value: dayText(current.validFrom) },
          ...saidNames.map((name) => ({ label: said[name].label, value: textIn(current, name) })),
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
  const left = useIsLeft("unitProfile", id);
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
