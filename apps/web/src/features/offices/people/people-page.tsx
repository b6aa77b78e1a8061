import { unitsWhere } from "@kheo/core/rules/rights";
import { fold } from "@kheo/core/ground/text";
import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { AdministrationLinks } from "../../rules/administration-links.tsx";
import { Empty, Loaded, Page } from "../../../kit/page.tsx";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { dayText } from "../../../kit/words.ts";
import { AddPersonForm } from "./add-person-form.tsx";
import { postText } from "../posts/post-text.ts";
import { Unattended } from "../posts/unattended.tsx";
import { PostDialog } from "../posts/post-dialog.tsx";
import { AccountDialog } from "./account-dialog.tsx";
import { accountNote, accountText } from "./account-text.ts";
import type { PostOfPerson } from "./people-data.ts";
import { type Task, isAccountTask, PostMenu } from "./post-menu.tsx";

const shownAtOnce = 50;

const columnsOf = (today: string, ask: (task: Task) => void): readonly RecordColumn<PostOfPerson>[] => [
  {
    title: "Họ và tên",
    main: true,
    cell: ({ name, username }) => (
      <>
        <strong>{name}</strong>
        <Text size="sm" c="warm.7">
          {username ?? "không có tên đăng nhập"}
        </Text>
      </>
    ),
  },
  {
    title: "Vai trò",
    main: true,
    cell: (post) => (
      <div>
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
      </div>
    ),
  },
  { title: "Đơn vị", main: true, cell: ({ unitName }) => unitName },
  {
    title: "Thời gian",
    main: true,
    cell: ({ validFrom, validTo }) =>
      validTo === null ? `từ ${dayText(validFrom)}` : `${dayText(validFrom)} – ${dayText(validTo)}`,
  },
  {
    title: "Tài khoản",
    main: true,
    cell: (post) => (
      <div>
        {accountText(post)}
        <Text size="sm" c="warm.7">
          {accountNote(post)}
        </Text>
      </div>
    ),
  },
  {
    title: "Thao tác",
    main: true,
    cell: (post) =>
      post.validTo !== null && post.validTo < today ? "Đã thôi giữ" : <PostMenu post={post} ask={ask} />,
  },
];

const PeopleTable = ({
  posts,
  ask,
}: {
  readonly posts: readonly PostOfPerson[];
  readonly ask: (task: Task) => void;
}) => {
  const { today } = useSession();
  return (
    <Records
      label="Người dùng và chức vụ"
      rows={posts}
      keyOf={({ postId }) => postId}
      empty="Không có người dùng nào khớp với điều kiện đang chọn."
      columns={columnsOf(today, ask)}
    />
  );
};

type PeopleProps = { readonly unitId: string; readonly appoint: (person: PostOfPerson) => void };

const People = ({ unitId, appoint }: PeopleProps) => {
  const { today } = useSession();
  const people = useQuery(trpc.people.list.queryOptions({ id: unitId, data: {} }));
  const [words, setWords] = useState("");
  const [withEnded, setWithEnded] = useState(false);
  const [shown, setShown] = useState(shownAtOnce);
  const [task, ask] = useState<Task | null>(null);
  const close = () => {
    ask(null);
  };
  const folded = fold(words);
  return (
    <Stack gap="md">
      <Group gap="lg" align="flex-end" className="sheet">
        <TextInput
          type="search"
          label="Tìm theo tên, tên đăng nhập hoặc đơn vị"
          flex="1 1 18rem"
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            setShown(shownAtOnce);
          }}
        />
        <Checkbox
          label="Kể cả chức vụ đã thôi giữ"
          py={10}
          checked={withEnded}
          onChange={(event) => {
            setWithEnded(event.currentTarget.checked);
          }}
        />
      </Group>
      <Loaded query={people}>
        {(posts) => {
          const found = posts.filter(
            ({ name, username, unitName, validTo }) =>
              (withEnded || validTo === null || validTo >= today) &&
              fold(`${name} ${username ?? ""} ${unitName}`).includes(folded),
          );
          return (
            <>
              <Text>{found.length.toLocaleString("vi-VN")} chức vụ.</Text>
              <PeopleTable
                posts={found.slice(0, shown)}
                ask={(asked) => {
                  if (asked.kind === "appoint") appoint(asked.post);
                  else ask(asked);
                }}
              />
              {found.length > shown && (
                <Button
                  variant="default"
                  className="self-start"
                  onClick={() => {
                    setShown(shown + shownAtOnce);
                  }}
                >
                  Xem thêm {Math.min(shownAtOnce, found.length - shown)} chức vụ
                </Button>
              )}
            </>
          );
        }}
      </Loaded>
      <PostDialog task={task !== null && !isAccountTask(task) ? task : null} close={close} />
      <AccountDialog task={task !== null && isAccountTask(task) ? task : null} close={close} />
    </Stack>
  );
};

/** The people of the administrator's units, their posts, and how their accounts stand. */
export const PeoplePage = () => {
  const own = unitsWhere(useSession(), "person.view");
  const [chosen, choose] = useState(own[0]?.id ?? null);
  const [adding, add] = useState<"nobody" | "newPerson" | PostOfPerson>("nobody");
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
            choose(event.currentTarget.value);
          }}
        />
      )}
      {adding !== "nobody" && (
        <AddPersonForm
          key={adding === "newPerson" ? adding : adding.personId}
          person={adding === "newPerson" ? null : adding}
          close={() => {
            add("nobody");
          }}
        />
      )}
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
