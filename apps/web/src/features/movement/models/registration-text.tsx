import { type RegistrationForm, registrationItemNames, registrationItems } from "@kheo/core/movement/models";
import { Stack, Text, Title } from "@mantine/core";
import { Fragment } from "react";
import { Facts } from "../../../kit/facts.tsx";
import { Section } from "../../../kit/section.tsx";
import { Targets } from "./targets.tsx";

/** The registration form as text to be read, in the order of the paper. */
export const RegistrationText = ({ form }: { readonly form: RegistrationForm }) => (
  <>
    {form.exemplar && (
      <Section title={form.subjectKind === "household" ? "Người đại diện hộ gia đình" : "Cá nhân điển hình"}>
        <Facts
          facts={[
            { label: "Họ tên", value: form.exemplar.name },
            ...(form.exemplar.birthYear === null ? [] : [{ label: "Năm sinh", value: form.exemplar.birthYear }]),
            { label: "Chức vụ, công việc", value: form.exemplar.position },
            {
              label: "Công khai họ tên",
              value: form.exemplar.consentsToPublish ? "Đồng ý" : "Chưa đồng ý",
            },
          ]}
        />
      </Section>
    )}
    <Section title="Phiếu đăng ký">
      <Stack gap="md">
        <div>
          <Title order={3} size="h5">
            1. Tên mô hình
          </Title>
          <Text className="read-text">{form.title}</Text>
        </div>
        {registrationItemNames.map((name, index) => (
          <Fragment key={name}>
            <div>
              <Title order={3} size="h5">
                {index + 2}. {registrationItems[name].label}
              </Title>
              <Text className="read-text" {...(form.items[name] === "" && { c: "warm.7" })}>
                {form.items[name] === "" ? "Chưa ghi." : form.items[name]}
              </Text>
            </div>
            {name === "objectives" && <Targets targets={form.targets} />}
          </Fragment>
        ))}
        {(form.contactName !== "" || form.contactPhone !== "") && (
          <div>
            <Title order={3} size="h5">
              Người liên hệ
            </Title>
            <Text className="read-text">
              {form.contactName}
              {form.contactPhone !== "" && (
                <>
                  , <a href={`tel:${form.contactPhone.replaceAll(/[^\d+]/gu, "")}`}>{form.contactPhone}</a>
                </>
              )}
            </Text>
          </div>
        )}
      </Stack>
    </Section>
  </>
);
