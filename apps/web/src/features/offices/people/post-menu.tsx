import { roleText } from "@kheo/core/rules/policy";
import { isSubstitutable } from "@kheo/core/offices/posts";
import { Button, Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { PostTask } from "../posts/post-dialog.tsx";
import type { AccountTask } from "./account-dialog.tsx";
import type { PostOfPerson } from "./people-data.ts";

export type Task = PostTask | AccountTask;
export const isAccountTask = (task: Task): task is AccountTask => !["end", "appoint", "substitute"].includes(task.kind);

/** What can be done to the account of whoever holds the post, as it stands. */
const AccountItems = ({ post, ask }: { readonly post: PostOfPerson; readonly ask: (task: Task) => void }) => {
  const item = (kind: AccountTask["kind"], text: string) => (
    <Menu.Item
      onClick={() => {
        ask({ kind, post });
      }}
    >
      {text}
    </Menu.Item>
  );
  if (post.account === "disabled") return item("enable", "Mở khóa tài khoản");
  return (
    <>
      {post.invitationOpen && (
        <Menu.Item
          renderRoot={(props) => <Link to="/quan-tri/nguoi/$id/phieu" params={{ id: post.postId }} {...props} />}
        >
          In phiếu mời
        </Menu.Item>
      )}
      {item("invite", "Cấp lại phiếu mời")}
      {item("disable", "Khóa tài khoản")}
    </>
  );
};

type PostMenuProps = {
  readonly post: PostOfPerson;
  /** Somebody who holds it no longer can be appointed again, and has an account still. */
  readonly hasEnded: boolean;
  readonly ask: (task: Task) => void;
};

export const PostMenu = ({ post, hasEnded, ask }: PostMenuProps) => (
  <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
    <Menu.Target>
      <Button variant="default" aria-label={`Chọn thao tác với ${post.name}, ${roleText[post.role]}`}>
        Chọn thao tác
      </Button>
    </Menu.Target>
    <Menu.Dropdown>
      <Menu.Item
        onClick={() => {
          ask({ kind: "appoint", post });
        }}
      >
        {hasEnded ? "Bổ nhiệm lại" : "Thêm chức vụ"}
      </Menu.Item>
      {!hasEnded && isSubstitutable(post.role) && post.substitutesId === null && (
        <Menu.Item
          onClick={() => {
            ask({ kind: "substitute", post });
          }}
        >
          Cử người làm thay
        </Menu.Item>
      )}
      {post.validTo === null && (
        <Menu.Item
          onClick={() => {
            ask({ kind: "end", post });
          }}
        >
          Thôi giữ chức vụ
        </Menu.Item>
      )}
      {!hasEnded && (
        <Menu.Item
          renderRoot={(props) => <Link to="/quan-tri/ban-giao" search={{ person: post.personId }} {...props} />}
        >
          Bàn giao mọi chức vụ
        </Menu.Item>
      )}
      <Menu.Item
        renderRoot={(props) => (
          <Link to="/quan-tri/nhat-ky/$id" params={{ id: post.personId }} search={{ name: post.name }} {...props} />
        )}
      >
        Xem nhật ký
      </Menu.Item>
      <Menu.Divider />
      <AccountItems post={post} ask={ask} />
    </Menu.Dropdown>
  </Menu>
);
