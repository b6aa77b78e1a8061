import { upperFirst } from "@kheo/core/ground/sentences";
import { unitsWhere } from "@kheo/core/rules/rights";
import type { AppRouter } from "@kheo/api/index";
import { emptyOf, type Fields } from "@kheo/core/ground/fields";
import { handOverFields } from "@kheo/core/offices/posts";
import { SimpleGrid, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { inferRouterOutputs } from "@trpc/server";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { AdministrationLinks } from "../../rules/administration-links.tsx";
import { inside } from "../../../kit/fields/box.ts";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";
import { say } from "../../../kit/notice.ts";
import { dayText } from "../../../kit/words.ts";
import { Empty, Loaded, Page } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { UnitSelect } from "../../territory/units/unit-choice.tsx";
import { useReach } from "../../territory/units/use-reach.ts";
import { PersonBox } from "../people/person-box.tsx";
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
  return `${upperFirst(sentence)}${needsSuccessor ? " Cần chọn người kế nhiệm." : ""}`;
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

const successor = (postId: string): string => `successor-${postId}`;

/** The day and the paper for all, and of each post who follows. */
const fieldsFor = (posts: readonly Leaving[]) =>
  ({
    ...handOverFields,
    successors: {
      kind: "group",
      label: "Người kế nhiệm",
      fields: Object.fromEntries(
        posts.map(({ postId, needsSuccessor }) => [
          successor(postId),
          needsSuccessor
            ? ({ kind: "person", label: "Người kế nhiệm" } as const)
            : ({ kind: "person", label: "Người kế nhiệm (nếu có)", optional: true } as const),
        ]),
      ),
    },
  }) as const satisfies Fields;

const HandOverForm = ({ scope, posts, withNames }: HandOverFormProps) => {
  const { today } = useSession();
  const navigate = route.useNavigate();
  const handOver = useChange(trpc.posts.handOver.mutationOptions());
  const fields = fieldsFor(posts);
  return (
    <FieldsForm
      form="handOver"
      of={[scope, ...posts.slice(0, 1).map(({ postId }) => postId)]}
      fields={fields}
      start={{ ...emptyOf(fields), lastDay: today }}
      send={({ values: { lastDay, document, successors }, key }) => {
        const given = posts.map(({ postId }) => ({ postId, to: successors[successor(postId)] ?? null }));
        return handOver.sendAsync({ id: scope, data: { lastDay, document, posts: given } }, key);
      }}
      sent={() => {
        say(`Đã bàn giao ${posts.length} chức vụ.`);
        return navigate({ to: "/quan-tri", search: {} });
      }}
      render={{
        successors: ({ path, value, errors, update }) =>
          posts.map((post) => {
            const name = successor(post.postId);
            return (
              <Section
                key={name}
                title={titleOf(post)}
                lead={withNames ? `${post.personName}. ${waitingText(post)}` : waitingText(post)}
              >
                <PersonBox
                  path={`${path}.${name}`}
                  description={fields.successors.fields[name] ?? fields.successors}
                  value={(value as Readonly<Record<string, unknown>>)[name]}
                  errors={errors}
                  update={inside(update, name)}
                  unitId={scope}
                  except={post.personId}
                />
              </Section>
            );
          }),
      }}
      asks={({ successors, lastDay }) => {
        const left = posts.filter(({ postId }) => successors[successor(postId)] === null);
        return left.length === 0
          ? null
          : `Từ sau ngày ${dayText(lastDay)} không còn ai giữ: ${left.map(titleOf).join("; ")}. Chức vụ đã thôi giữ không mở lại được; muốn có người làm thì phải bổ nhiệm mới.`;
      }}
      button={`Bàn giao ${posts.length} chức vụ`}
      close={() => {
        void navigate({ search: {} });
      }}
      closing="Chọn lại"
    >
      {({ boxes }) => (
        <>
          <Section
            title="Thời điểm và căn cứ"
            lead="Người kế nhiệm giữ chức vụ từ ngày hôm sau. Những việc đã làm vẫn đứng tên người cũ."
          >
            {boxes("lastDay", "document")}
          </Section>
          {boxes("successors")}
        </>
      )}
    </FieldsForm>
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
