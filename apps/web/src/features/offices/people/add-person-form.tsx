import { emptyOf, type Fields, schemaOf } from "@kheo/core/ground/fields";
import { fold } from "@kheo/core/ground/text";
import { createPersonInput, personFields } from "@kheo/core/offices/people";
import { useNavigate } from "@tanstack/react-router";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";
import { say } from "../../../kit/notice.ts";
import { Section } from "../../../kit/section.tsx";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { useReach } from "../../territory/units/use-reach.ts";
import { drawPost, ofUnitAndRole, postAtUnitFields, startOfPost, withoutFor } from "../posts/post-fields.tsx";

/** `Nguyễn Thị Hoa` signs in as `nguyen.thi.hoa`, unless something else is typed. */
const usernameFor = (name: string): string =>
  fold(name)
    .replaceAll(/[^a-z0-9]+/gu, ".")
    .replaceAll(/^\.|\.$/gu, "")
    .slice(0, 40);

const { name: nameField, ...accountFields } = personFields;
const fields = { name: nameField, ...postAtUnitFields, ...accountFields } as const satisfies Fields;
const { username, email } = createPersonInput.shape;
const rules = schemaOf(fields).extend({ username, email });

const waitsText = "Chức vụ có hiệu lực khi lãnh đạo, hoặc quản trị cấp trên khác đồng chí, xác nhận.";

type FormProps = { readonly close: () => void };

/** Another post for somebody who is there already. */
export const AddPostForm = ({
  person,
  close,
}: FormProps & { readonly person: { readonly personId: string; readonly name: string } }) => {
  const { today } = useSession();
  const appoint = useChange(trpc.posts.appoint.mutationOptions());
  const among = useReach("person.create");
  return (
    <Section title={`Thêm chức vụ cho ${person.name}`}>
      <FieldsForm
        form="post"
        of={[person.personId]}
        fields={postAtUnitFields}
        start={startOfPost(today)}
        without={withoutFor}
        follow={ofUnitAndRole}
        render={drawPost(among)}
        send={({ values: { unitId, ...post }, key }) =>
          appoint.sendAsync({ id: unitId, data: { ...post, personId: person.personId } }, key)
        }
        sent={({ waits }) => {
          say(`Đã thêm chức vụ của ${person.name}.${waits ? ` ${waitsText}` : ""}`);
          close();
        }}
        button="Thêm chức vụ"
        close={close}
      />
    </Section>
  );
};

/** A new person with a first post. */
export const AddPersonForm = ({ close }: FormProps) => {
  const { today, sendsMail } = useSession();
  const navigate = useNavigate();
  const create = useChange(trpc.people.create.mutationOptions());
  const among = useReach("person.create");
  return (
    <Section title="Thêm người dùng">
      <FieldsForm
        form="person"
        of={[]}
        fields={{
          ...fields,
          email: {
            ...fields.email,
            hint: sendsMail ? "Có thì thư mời được gửi tới đây; không có thì in phiếu mời." : "Không có thì để trống.",
          },
        }}
        rules={rules}
        start={{ ...emptyOf(fields), ...startOfPost(today) }}
        without={withoutFor}
        follow={(now, before) => ({
          ...ofUnitAndRole(now, before),
          ...(now.name !== before.name &&
            now.username === usernameFor(before.name) && { username: usernameFor(now.name) }),
        })}
        render={drawPost(among)}
        send={({ values, key }) => {
          const { unitId, name, username: signsInAs, email: address, ...post } = values;
          const data = { name, username: signsInAs, email: address, post };
          return create.sendAsync({ id: unitId, data }, key);
        }}
        sent={({ postId, waits, invitationWaits }, { name, email: address }) => {
          const added = `Đã thêm ${name}.${waits ? ` ${waitsText}` : ""}`;
          if (invitationWaits) say(`${added} Phiếu mời do quản trị khác in sau khi xác nhận.`);
          else if (sendsMail && address) say(`${added} Thư mời đang được gửi tới ${address}.`);
          else {
            say(`${added} Hãy in phiếu mời và trao tận tay.`);
            void navigate({ to: "/quan-tri/nguoi/$id/phieu", params: { id: postId } });
            return;
          }
          close();
        }}
        button="Thêm người dùng"
        close={close}
      />
    </Section>
  );
};
