import { lowerFirst } from "@kheo/core/ground/sentences";
import { emptyOf } from "@kheo/core/ground/fields";
import { endPostFields, substituteFields } from "@kheo/core/offices/posts";
import { roleText } from "@kheo/core/rules/policy";
import { unitsWhere } from "@kheo/core/rules/rights";
import { Modal, Text } from "@mantine/core";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";
import { say } from "../../../kit/notice.ts";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { PersonBox } from "../people/person-box.tsx";
import type { PostOfPerson } from "../people/people-data.ts";

export type PostTask = { readonly kind: "appoint" | "end" | "substitute"; readonly post: PostOfPerson };

type FormProps = { readonly post: PostOfPerson; readonly close: () => void };

const EndPostForm = ({ post, close }: FormProps) => {
  const { today } = useSession();
  const end = useChange(trpc.posts.end.mutationOptions());
  return (
    <FieldsForm
      form="postEnd"
      of={[post.postId]}
      fields={endPostFields}
      start={{ validTo: today, document: "" }}
      send={({ values, key }) => end.sendAsync({ id: post.postId, data: values }, key)}
      sent={() => {
        say(`Đã ghi ngày thôi giữ chức vụ của ${post.name}.`);
        close();
      }}
      button="Thôi giữ chức vụ"
      close={close}
      closing="Để sau"
    >
      {({ boxes }) => (
        <>
          <Text>
            {post.name} thôi giữ chức vụ {lowerFirst(roleText[post.role])} tại {post.unitName}. Những việc đã làm vẫn
            được giữ nguyên.
          </Text>
          {boxes()}
        </>
      )}
    </FieldsForm>
  );
};

/** Somebody else acts in the post for a time; its holder may go on acting too. */
const SubstituteForm = ({ post, close }: FormProps) => {
  const session = useSession();
  const substitute = useChange(trpc.posts.substitute.mutationOptions());
  const scope = unitsWhere(session, "post.substitute")[0]?.id ?? post.unitId;
  return (
    <FieldsForm
      form="substitute"
      of={[post.postId]}
      fields={substituteFields}
      start={{ ...emptyOf(substituteFields), validFrom: session.today }}
      render={{ personId: (box) => <PersonBox {...box} unitId={scope} except={post.personId} /> }}
      send={({ values, key }) => substitute.sendAsync({ id: post.postId, data: values }, key)}
      sent={() => {
        say(`Đã ghi người làm thay ${post.name}.`);
        close();
      }}
      button="Cử làm thay"
      close={close}
      closing="Để sau"
    >
      {({ boxes }) => (
        <>
          <Text>
            Người làm thay thực hiện mọi việc của {lowerFirst(roleText[post.role])} tại {post.unitName} trong thời gian
            dưới đây; nhật ký ghi rõ là làm thay {post.name}.
          </Text>
          {boxes()}
        </>
      )}
    </FieldsForm>
  );
};

/** Ending a post, or letting somebody stand in for a time. */
export const PostDialog = ({ task, close }: { readonly task: PostTask | null; readonly close: () => void }) => (
  <Modal
    opened={task !== null}
    onClose={close}
    title={task?.kind === "substitute" ? "Cử người làm thay" : "Thôi giữ chức vụ"}
    centered
    closeButtonProps={{ "aria-label": "Đóng" }}
  >
    {task?.kind === "end" && <EndPostForm post={task.post} close={close} />}
    {task?.kind === "substitute" && <SubstituteForm post={task.post} close={close} />}
  </Modal>
);
