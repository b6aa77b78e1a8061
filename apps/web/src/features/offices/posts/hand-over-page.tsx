import { unitsWhere } from "@kheo/core/rules/rights";
import type { AppRouter } from "@kheo/api/index";
import { Button, Group, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { inferRouterOutputs } from "@trpc/server";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { fieldErrors, trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { AdministrationLinks } from "../../rules/administration-links.tsx";
import { DayInput } from "../../../kit/day-input.tsx";
import { field } from "../../../kit/field.ts";
import { say } from "../../../kit/notice.ts";
import { Empty, Failure, Loaded, Page } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { UnitSelect } from "../../territory/units/unit-select.tsx";
import { useReach } from "../../territory/units/use-reach.ts";
import { PersonSelect } from "../people/person-select.tsx";
import { postText } from "./post-text.ts";

const route = getRouteApi("/shell/quan-tri/ban-giao");

type Leaving = inferRouterOutputs<AppRouter>["posts"]["leaving"][number];

const titleOf = (post: Leaving): string =>
  [postText(post), ...(post.bodyName === null ? [] : [post.bodyName]), post.unitName].join(", ");

/** What waits in a post, and whether somebody must follow. */
const waitingText = ({ openWork, beingMarked, others, needsSuccessor }: Leaving): string => {
  const parts = [
    openWork > 0 ? `còn ${openWork} mô hình, nhiệm vụ chưa xong` : "",
    beingMarked > 0 ? `hội đồng đang chấm ${beingMarked} mô hình` : "",
    others > 0 ? `có ${others} người khác cùng vai trò` : "",
  ].filter((part) => part !== "");
  const sentence = parts.length === 0 ? "Không có việc nào đang chờ." : `${parts.join("; ")}.`;
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}${needsSuccessor ? " Cần chọn người kế nhiệm." : ""}`;
};

/** Whose posts: a person who leaves, or a unit that closes. */
const Choice = ({ unitId }: { readonly unitId: string }) => {
  const navigate = route.useNavigate();
  const among = useReach("post.handOver");
  return (
    <Section title="Bàn giao của ai" lead="Chọn một người thôi việc, chuyển công tác; hoặc một đơn vị sắp kết thúc.">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <PersonSelect
          label="Người bàn giao"
          unitId={unitId}
          value={null}
          choose={(person) => {
            if (person !== null) void navigate({ search: { person } });
          }}
        />
        <UnitSelect
          label="Hoặc toàn bộ một đơn vị"
          among={among}
          value={null}
          choose={(unit) => {
            if (unit !== null) void navigate({ search: { unit } });
          }}
        />
      </SimpleGrid>
    </Section>
  );
};

type HandOverFormProps = { readonly scope: string; readonly posts: readonly Leaving[]; readonly withNames: boolean };

const HandOverForm = ({ scope, posts, withNames }: HandOverFormProps) => {
  const { today } = useSession();
  const navigate = route.useNavigate();
  const [lastDay, setLastDay] = useState(today);
  const [document, setDocument] = useState("");
  const [successors, setSuccessors] = useState<Readonly<Record<string, string | null>>>({});
  const [attempts, setAttempts] = useState(0);
  const handOver = useChange(trpc.posts.handOver.mutationOptions());
  const missing = posts.filter(({ postId, needsSuccessor }) => needsSuccessor && !successors[postId]);
  const errors = fieldErrors(handOver.error);
  const submit = () => {
    setAttempts(attempts + 1);
    if (missing.length > 0) return;
    const given = posts.map(({ postId }) => ({ postId, to: successors[postId] ?? null }));
    handOver.send({ id: scope, data: { lastDay, document, posts: given } }, () => {
      say(`Đã bàn giao ${posts.length} chức vụ.`);
      void navigate({ to: "/quan-tri", search: {} });
    });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="lg">
        {Object.keys(errors).length === 0 && <Failure error={handOver.error} />}
        <Section
          title="Thời điểm và căn cứ"
          lead="Người kế nhiệm giữ chức vụ từ ngày hôm sau. Những việc đã làm vẫn đứng tên người cũ."
        >
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <DayInput
              label="Ngày cuối giữ chức vụ"
              {...field("lastDay", errors, "Ví dụ: 31/03/2026")}
              value={lastDay}
              onChange={setLastDay}
            />
            <TextInput
              label="Văn bản (nếu có)"
              {...field("document", errors, "Ví dụ: Quyết định số 20-QĐ/ĐU")}
              value={document}
              onChange={(event) => {
                setDocument(event.currentTarget.value);
              }}
            />
          </SimpleGrid>
        </Section>
        {posts.map((post) => (
          <Section
            key={post.postId}
            title={titleOf(post)}
            lead={withNames ? `${post.personName}. ${waitingText(post)}` : waitingText(post)}
          >
            <PersonSelect
              label={post.needsSuccessor ? "Người kế nhiệm" : "Người kế nhiệm (nếu có)"}
              unitId={scope}
              except={post.personId}
              value={successors[post.postId] ?? null}
              choose={(personId) => {
                setSuccessors({ ...successors, [post.postId]: personId });
              }}
              error={
                attempts > 0 && post.needsSuccessor && !successors[post.postId]
                  ? "Người kế nhiệm: chưa chọn; đơn vị còn việc và không còn ai khác giữ vai trò này."
                  : undefined
              }
            />
          </Section>
        ))}
        <Group gap="sm">
          <Button type="submit" loading={handOver.isPending}>
            Bàn giao {posts.length} chức vụ
          </Button>
          <Button
            variant="default"
            onClick={() => {
              void navigate({ search: {} });
            }}
          >
            Chọn lại
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const HandOver = ({ scope }: { readonly scope: string }) => {
  const { person, unit } = route.useSearch();
  const id = person === undefined ? (unit ?? scope) : scope;
  const leaving = useQuery(trpc.posts.leaving.queryOptions({ id, data: { personId: person ?? null } }));
  return (
    <Loaded query={leaving} rows={4}>
      {(posts) =>
        posts.length === 0 ? (
          <Empty>
            Không còn chức vụ nào đang giữ để bàn giao. <Link to="/quan-tri">Về danh sách người dùng</Link>
          </Empty>
        ) : (
          <>
            {person !== undefined && (
              <Text>
                {posts[0]?.personName} đang giữ {posts.length} chức vụ.
              </Text>
            )}
            <HandOverForm scope={id} posts={posts} withNames={person === undefined} />
          </>
        )
      }
    </Loaded>
  );
};

/** A person leaves or a unit closes: every post passes to somebody on one day, and nothing is left unattended. */
export const HandOverPage = () => {
  const { person, unit } = route.useSearch();
  const [scope] = unitsWhere(useSession(), "post.handOver");
  return (
    <Page title="Bàn giao chức vụ" summary="Không để việc nào không còn người phụ trách.">
      {scope ? (
        <>
          <AdministrationLinks />
          {person === undefined && unit === undefined ? (
            <Choice unitId={scope.id} />
          ) : (
            <HandOver key={`${person} ${unit}`} scope={scope.id} />
          )}
        </>
      ) : (
        <Empty>Chỉ quản trị viên thực hiện bàn giao.</Empty>
      )}
    </Page>
  );
};
