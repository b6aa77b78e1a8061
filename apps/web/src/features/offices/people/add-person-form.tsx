import { fold } from "@kheo/core/ground/text";
import { Button, Group, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { fieldErrors, trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { ErrorList } from "../../../kit/error-list.tsx";
import { field, type FieldErrors, problemsOf } from "../../../kit/field.ts";
import { say } from "../../../kit/notice.ts";
import { Failure } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { useReach } from "../../territory/units/use-reach.ts";
import { emptyPost, postFrom, PostFields, type TypedPost } from "../posts/post-fields.tsx";

/** `Nguyễn Thị Hoa` signs in as `nguyen.thi.hoa`, unless something else is typed. */
const usernameFor = (name: string): string =>
  fold(name)
    .replaceAll(/[^a-z0-9]+/gu, ".")
    .replaceAll(/^\.|\.$/gu, "")
    .slice(0, 40);

type PersonForm = TypedPost & { readonly name: string; readonly username: string; readonly email: string };

/** Errors stand at the field's own name, whether the path goes through the post or not. */
const errorsOf = (error: unknown): FieldErrors =>
  Object.fromEntries(Object.entries(fieldErrors(error)).map(([path, text]) => [path.replace(/^post\./u, ""), text]));

type AddPersonFormProps = {
  /** Who gets another post; without one it is a new person with a first post. */
  readonly person: { readonly personId: string; readonly name: string } | null;
  readonly close: () => void;
};

const waitsText = "Chức vụ có hiệu lực khi lãnh đạo, hoặc quản trị cấp trên khác đồng chí, xác nhận.";

/** A new person with a first post, or another post for somebody who is there already. */
export const AddPersonForm = ({ person, close }: AddPersonFormProps) => {
  const { today, sendsMail } = useSession();
  const navigate = useNavigate();
  const [form, setForm] = useState<PersonForm>({ ...emptyPost(today), name: "", username: "", email: "" });
  const [attempts, setAttempts] = useState(0);
  const create = useChange(trpc.people.create.mutationOptions());
  const appoint = useChange(trpc.posts.appoint.mutationOptions());
  const error = person ? appoint.error : create.error;
  const errors: FieldErrors = {
    ...(attempts > 0 && form.unitId === null && { unitId: "Đơn vị: chưa chọn." }),
    ...errorsOf(error),
  };
  const set = (part: Partial<PersonForm>) => {
    setForm({ ...form, ...part });
  };
  const among = useReach("person.create");
  const submit = () => {
    setAttempts(attempts + 1);
    if (form.unitId === null) return;
    const { unitId, name, username, email } = form;
    const post = postFrom(form);
    if (person) {
      appoint.send({ id: unitId, data: { ...post, personId: person.personId } }, ({ waits }) => {
        say(`Đã thêm chức vụ của ${person.name}.${waits ? ` ${waitsText}` : ""}`);
        close();
      });
      return;
    }
    create.send({ id: unitId, data: { name, username, email, post } }, ({ postId, waits, invitationWaits }) => {
      if (invitationWaits) {
        say(`Đã thêm ${name.trim()}. ${waitsText} Phiếu mời do quản trị khác in sau khi xác nhận.`);
        close();
      } else if (sendsMail && email.trim() !== "") {
        say(`Đã thêm ${name.trim()}.${waits ? ` ${waitsText}` : ""} Thư mời đang được gửi tới ${email.trim()}.`);
        close();
      } else {
        say(`Đã thêm ${name.trim()}.${waits ? ` ${waitsText}` : ""} Hãy in phiếu mời và trao tận tay.`);
        void navigate({ to: "/quan-tri/nguoi/$id/phieu", params: { id: postId } });
      }
    });
  };
  return (
    <Section title={person ? `Thêm chức vụ cho ${person.name}` : "Thêm người dùng"}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack>
          {Object.keys(errors).length > 0 ? (
            <ErrorList problems={problemsOf(errors)} refusals={attempts} />
          ) : (
            <Failure error={error} />
          )}
          {!person && (
            <TextInput
              label="Họ và tên"
              autoComplete="off"
              {...field("name", errors, "Ví dụ: Nguyễn Thị Hoa")}
              value={form.name}
              onChange={(event) => {
                const name = event.currentTarget.value;
                set({ name, ...(form.username === usernameFor(form.name) && { username: usernameFor(name) }) });
              }}
            />
          )}
          <PostFields post={form} set={set} errors={errors} among={among} />
          {!person && (
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextInput
                label="Tên đăng nhập"
                autoComplete="off"
                autoCapitalize="none"
                {...field("username", errors, "Chữ không dấu, số, dấu chấm. Ví dụ: nguyen.thi.hoa")}
                value={form.username}
                onChange={(event) => {
                  set({ username: event.currentTarget.value });
                }}
              />
              <TextInput
                label="Thư điện tử (nếu có)"
                type="email"
                autoComplete="off"
                {...field(
                  "email",
                  errors,
                  sendsMail ? "Có thì thư mời được gửi tới đây; không có thì in phiếu mời." : "Không có thì để trống.",
                )}
                value={form.email}
                onChange={(event) => {
                  set({ email: event.currentTarget.value });
                }}
              />
            </SimpleGrid>
          )}
          <Group gap="sm">
            <Button type="submit" loading={create.isPending || appoint.isPending}>
              {person ? "Thêm chức vụ" : "Thêm người dùng"}
            </Button>
            <Button variant="default" onClick={close}>
              Thôi
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
};
