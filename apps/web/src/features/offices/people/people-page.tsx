import { unitsWhere } from "@kheo/core/rules/rights";
import { peopleList } from "@kheo/core/offices/lists";
import { accountStateText } from "@kheo/core/offices/people";
import { Button, Checkbox, NativeSelect, Stack, Text } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { AdministrationLinks } from "../../rules/administration-links.tsx";
import { useIsLeft } from "../../../kit/fields/fields-form.tsx";
import { Empty, Page } from "../../../kit/page.tsx";
import { SearchBox } from "../../../kit/search-box.tsx";
import { ListFilters } from "../../rules/list-filters.tsx";
import { RecordList } from "../../rules/record-list.tsx";
import { dayText } from "../../../kit/words.ts";
import { AddPersonForm, AddPostForm } from "./add-person-form.tsx";
import { postText } from "../posts/post-text.ts";
import { Unattended } from "../posts/unattended.tsx";
import { PostDialog } from "../posts/post-dialog.tsx";
import { AccountDialog } from "./account-dialog.tsx";
import { accountNote } from "./account-text.ts";
import type { PostOfPerson } from "./people-data.ts";
import { type Task, isAccountTask, PostMenu } from "./post-menu.tsx";

const route = getRouteApi("/shell/quan-tri");

const Name = ({ name, username }: PostOfPerson) => (
  <>
    <strong>{name}</strong>
    <Text size="sm" c="warm.7">
      {username ?? "không có tên đăng nhập"}
    </Text>
  </>
);

const Post = (post: PostOfPerson) => (
  <>
    {postText(post)}
    {post.waits && (
      <Text size="sm" className="state-waiting">
        chờ người thứ hai xác nhận, chưa có hiệu lực
      </Text>
    )}
    {post.document !== "" && (
      <Text size="sm" c="warm.7">
        {post.document}
      </Text>
    )}
  </>
);

const Time = ({ validFrom, validTo }: PostOfPerson) =>
  validTo === null ? dayText(validFrom) : `${dayText(validFrom)} – ${dayText(validTo)}`;

const Account = (post: PostOfPerson) => (
  <>
    {accountStateText[post.account]}
    <Text size="sm" c="warm.7">
      {accountNote(post)}
    </Text>
  </>
);

/** What can be done with a post and the account of whoever holds it, or has held it. */
const actionsFor = (today: string, ask: (task: Task) => void) => (post: PostOfPerson) => (
  <PostMenu post={post} hasEnded={post.validTo !== null && post.validTo < today} ask={ask} />
);

type PeopleProps = { readonly unitId: string; readonly appoint: (person: PostOfPerson) => void };

const People = ({ unitId, appoint }: PeopleProps) => {
  const { today } = useSession();
  const look = route.useSearch();
  const navigate = route.useNavigate();
  const [task, ask] = useState<Task | null>(null);
  const close = () => {
    ask(null);
  };
  const narrow = (part: Partial<typeof look>) => {
    void navigate({ search: { ...look, ...part, page: undefined }, replace: true, resetScroll: false });
  };
  return (
    <Stack gap="md">
      <ListFilters
        label="Tìm người dùng"
        narrowedBy={(look.search === undefined ? 0 : 1) + (look.ended ? 1 : 0)}
        clear={{ to: "/quan-tri", search: { ...look, search: undefined, ended: undefined, page: undefined } }}
        search={
          <SearchBox
            label="Tìm theo tên, tên đăng nhập hoặc đơn vị"
            value={look.search ?? ""}
            search={(words) => {
              narrow({ search: words === "" ? undefined : words });
            }}
          />
        }
      >
        <Checkbox
          label="Kể cả chức vụ đã thôi giữ"
          py={10}
          checked={look.ended ?? false}
          onChange={(event) => {
            narrow({ ended: event.currentTarget.checked || undefined });
          }}
        />
      </ListFilters>
      <RecordList
        description={peopleList}
        file="people"
        search={{ ...look, unitId }}
        list={trpc.people.list}
        at={(change) => ({ to: "/quan-tri", search: { ...look, ...change } })}
        keyOf={({ postId }) => postId}
        cells={{ name: Name, role: Post, validFrom: Time, account: Account }}
        actions={actionsFor(today, (given) => {
          if (given.kind === "appoint") appoint(given.post);
          else ask(given);
        })}
        empty="Không có người dùng nào khớp với điều kiện đang chọn."
      />
      <PostDialog task={task !== null && !isAccountTask(task) ? task : null} close={close} />
      <AccountDialog task={task !== null && isAccountTask(task) ? task : null} close={close} />
    </Stack>
  );
};

/** The people of the administrator's units, their posts, and how their accounts stand. */
export const PeoplePage = () => {
  const session = useSession();
  const own = unitsWhere(session, "person.view");
  const look = route.useSearch();
  const navigate = route.useNavigate();
  const chosen = own.find(({ id }) => id === look.unitId)?.id ?? own[0]?.id ?? null;
  const left = useIsLeft("person");
  const [adding, add] = useState<"nobody" | "newPerson" | PostOfPerson>(
    left && session.may("person.create") ? "newPerson" : "nobody",
  );
  const stopAdding = () => {
    add("nobody");
  };
  if (chosen === null)
    return (
      <Page title="Quản trị">
        <Empty>Chỉ quản trị viên xem được trang này.</Empty>
      </Page>
    );
  return (
    <Page
      title="Người dùng và chức vụ"
      summary={own.length === 1 ? `Trong phạm vi ${own[0]?.name ?? ""}.` : undefined}
      action={
        adding === "nobody" && (
          <Button
            onClick={() => {
              add("newPerson");
            }}
          >
            Thêm người dùng
          </Button>
        )
      }
    >
      <AdministrationLinks />
      {own.length > 1 && (
        <NativeSelect
          label="Phạm vi"
          value={chosen}
          data={own.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => {
            void navigate({ search: { ...look, unitId: event.currentTarget.value, page: undefined }, replace: true });
          }}
        />
      )}
      {adding === "newPerson" && <AddPersonForm close={stopAdding} />}
      {typeof adding === "object" && <AddPostForm key={adding.personId} person={adding} close={stopAdding} />}
      <Unattended unitId={chosen} />
      <People
        key={chosen}
        unitId={chosen}
        appoint={(person) => {
          add(person);
          globalThis.scrollTo({ top: 0 });
        }}
      />
    </Page>
  );
};
