import { instantText } from "@kheo/core/ground/days";
import { roleText } from "@kheo/core/rules/policy";
import { Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSession } from "../../lib/session.ts";
import { trpc } from "../../lib/trpc.ts";
import { actionWords } from "../rules/action-words.ts";

/** What others did to one's own account and posts, and to those one answers for; nothing where nothing was done. */
export const Told = () => {
  const { personId } = useSession();
  const told = useQuery(trpc.session.told.queryOptions({}));
  const rows = told.data ?? [];
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="told">
      <Title order={2} size="h4" mb="xs" id="told">
        Thay đổi về tài khoản, chức vụ trong 30 ngày
      </Title>
      <ul className="told">
        {rows.map(({ id, at, action, capacity, byName, subjectId, subjectName, role, unitName }) => (
          <li key={id}>
            <span>
              {actionWords(action)}: <strong>{subjectId === personId ? "đồng chí" : subjectName}</strong>
              {role === null ? "" : `, ${roleText[role]}`}
              {unitName === null ? "" : `, ${unitName}`}. Người thực hiện: {byName ?? capacity}, {instantText(at)}.
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
