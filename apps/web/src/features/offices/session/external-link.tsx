import { instantText } from "@kheo/core/ground/days";
import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { say } from "../../../kit/notice.ts";
import { Failure } from "../../../kit/page.tsx";
import { Refusal } from "../../../kit/refusal.tsx";
import { Section } from "../../../kit/section.tsx";
import { externalRefusal, leaveFor } from "./sign-in.ts";

/** The external sign-in: linked to this account, or not yet. */
export const ExternalLink = ({ name, linkedAt }: { readonly name: string; readonly linkedAt: string | null }) => {
  const [refusal, setRefusal] = useState(() => externalRefusal(globalThis.location.search, name));
  const unlink = useChange(trpc.session.unlink.mutationOptions());
  return (
    <Section
      title={`Đăng nhập bằng ${name}`}
      lead={
        linkedAt === null
          ? `Chưa liên kết. Sau khi liên kết, đồng chí đăng nhập Khéo bằng ${name} mà không cần mật khẩu của Khéo.`
          : `Đã liên kết lúc ${instantText(linkedAt)}.`
      }
    >
      <Refusal sentence={refusal} />
      <Failure error={unlink.error} />
      {linkedAt === null ? (
        <Button
          className="self-start"
          onClick={() => {
            void leaveFor("link-social").then(setRefusal);
          }}
        >
          Liên kết với {name}
        </Button>
      ) : (
        <>
          <Text size="sm">Bỏ liên kết thì vẫn đăng nhập được bằng mật khẩu.</Text>
          <Button
            variant="default"
            className="self-start"
            loading={unlink.isPending}
            onClick={() => {
              unlink.send({ data: {} }, () => {
                say("Đã bỏ liên kết.");
              });
            }}
          >
            Bỏ liên kết
          </Button>
        </>
      )}
    </Section>
  );
};
