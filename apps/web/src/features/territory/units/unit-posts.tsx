import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { Loaded } from "../../../kit/page.tsx";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { Section } from "../../../kit/section.tsx";
import { dayText } from "../../../kit/words.ts";
import type { PostOfPerson } from "../../offices/people/people-data.ts";
import { postText } from "../../offices/posts/post-text.ts";

const columns: readonly RecordColumn<PostOfPerson>[] = [
  { title: "Họ và tên", main: true, cell: ({ name }) => <strong>{name}</strong> },
  { title: "Chức vụ", main: true, cell: (post) => postText(post) },
  {
    title: "Thời gian",
    main: true,
    number: true,
    cell: ({ validFrom, validTo }) =>
      validTo === null ? `từ ${dayText(validFrom)}` : `${dayText(validFrom)} – ${dayText(validTo)}`,
  },
];

/** Who holds a post at the unit itself today. */
export const UnitPosts = ({ id }: { readonly id: string }) => {
  const { today } = useSession();
  const people = useQuery(trpc.people.list.queryOptions({ atUnitId: id, limit: 500 }));
  return (
    <Section title="Người giữ chức vụ hôm nay">
      <Loaded query={people} rows={2}>
        {({ rows, total }) => (
          <>
            {total > rows.length && (
              <Text size="sm">
                Hiện {rows.length} trong số {total} chức vụ; trang Người dùng có đủ.
              </Text>
            )}
            <Records
              label="Người giữ chức vụ"
              rows={rows.filter(({ validFrom }) => validFrom <= today)}
              keyOf={({ postId }) => postId}
              empty="Chưa có ai giữ chức vụ tại đơn vị này."
              columns={columns}
            />
          </>
        )}
      </Loaded>
    </Section>
  );
};
