import { roleText } from "@kheo/core/rules/policy";
import { Title } from "@mantine/core";
import { trpc } from "../../lib/trpc.ts";
import { useChange } from "../../lib/use-change.ts";
import { StepButtons } from "../rules/step-buttons.tsx";
import { useWaiting } from "./use-waiting.ts";

/** What waits for whoever looks as the second person; nothing where nothing waits. */
export const Confirmations = () => {
  const rows = useWaiting();
  const confirmPost = useChange(trpc.posts.confirm.mutationOptions());
  const confirmInvite = useChange(trpc.people.confirmInvite.mutationOptions());
  if (rows.length === 0) return null;
  const posts = rows.filter(({ kind }) => kind === "post");
  // One after another: what cannot be confirmed is said, and those before it stay confirmed.
  const confirmAll = async () => {
    for (const { postId } of posts) await confirmPost.sendAsync({ id: postId, data: {} });
  };
  return (
    <section aria-labelledby="confirmations">
      <Title order={2} size="h4" mb="xs" id="confirmations">
        Chờ đồng chí xác nhận
      </Title>
      {posts.length > 1 && (
        <StepButtons
          steps={[
            {
              action: "post.confirm",
              label: `Xác nhận cả ${posts.length} chức vụ`,
              needsReason: false,
              consequence: `Có hiệu lực ngay sau khi xác nhận: ${posts
                .map(({ personName, role, unitName }) => `${personName} (${roleText[role]}, ${unitName})`)
                .join("; ")}. Hãy chắc chắn mỗi chức vụ đều có văn bản giao nhiệm vụ.`,
              take: confirmAll,
            },
          ]}
        />
      )}
      <ul className="told">
        {rows.map(({ kind, postId, personName, role, unitName, askedByName }) => (
          <li key={`${kind} ${postId}`}>
            <span>
              {askedByName ?? "Quản trị"} đề nghị{" "}
              {kind === "post"
                ? `giao ${personName} giữ vai trò ${roleText[role]}, ${unitName}.`
                : `cấp lại quyền đăng nhập tài khoản đang dùng của ${personName} (${roleText[role]}, ${unitName}).`}
            </span>
            <StepButtons
              steps={[
                {
                  action: kind === "post" ? "post.confirm" : "person.confirmInvite",
                  needsReason: false,
                  consequence:
                    kind === "post"
                      ? `${personName} giữ vai trò ${roleText[role]} ở ${unitName} ngay sau khi xác nhận. Hãy chắc chắn có văn bản giao nhiệm vụ.`
                      : `Mật khẩu và mọi nơi đang đăng nhập của ${personName} hết hiệu lực; ai cầm phiếu mời mới sẽ vào được tài khoản. Hãy hỏi trực tiếp người này trước.`,
                  take: () =>
                    kind === "post"
                      ? confirmPost.sendAsync({ id: postId, data: {} })
                      : confirmInvite.sendAsync({ id: postId, data: {} }),
                },
              ]}
            />
          </li>
        ))}
      </ul>
    </section>
  );
};
