import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { trpc } from "../../lib/trpc.ts";
import { actionWords } from "../../ui/action-words.ts";
import { Loaded } from "../../ui/page.tsx";
import { Section } from "../../ui/section.tsx";
import { instantText } from "../../ui/words.ts";

/** Who did what, when, in which capacity and why; newest first. */
export const ModelHistory = ({ modelId }: { readonly modelId: string }) => {
  const history = useQuery(trpc.models.history.queryOptions({ id: modelId, data: {} }));
  return (
    <Section title="Quá trình xử lý">
      <Loaded query={history} rows={3}>
        {(events) =>
          events.length === 0 ? (
            <Text c="warm.7">Chưa có việc nào được ghi nhận.</Text>
          ) : (
            <ol className="history">
              {events.map(({ id, at, action, capacity, personName, reason }) => (
                <li key={id}>
                  <strong>{actionWords(action)}</strong>
                  {reason !== "" && <div className="read-text">Lý do: {reason}</div>}
                  <Text size="sm" c="warm.7">
                    {[instantText(at), personName, capacity].filter(Boolean).join(", ")}
                  </Text>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </Section>
  );
};
