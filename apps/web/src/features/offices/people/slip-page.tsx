import { instantText } from "@kheo/core/ground/days";
import { Button, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { Facts } from "../../../kit/facts.tsx";
import { Loaded, Page } from "../../../kit/page.tsx";
import { PaperLinks } from "../../../kit/paper-links.tsx";
import { QrCode } from "../../../kit/qr-code.tsx";
import "./slip-page.css";

/** The paper that an invited person is handed: what to do in three steps, and the code that works once. */
export const SlipPage = () => {
  const { id } = useParams({ from: "/shell/quan-tri/nguoi/$id/phieu" });
  const { address } = useSession();
  const slip = useQuery(trpc.people.slip.queryOptions({ id, data: {} }, { staleTime: 0 }));
  const site = address ?? globalThis.location.origin;
  return (
    <Page
      title="Phiếu mời"
      action={
        slip.data && (
          <Button
            onClick={() => {
              globalThis.print();
            }}
          >
            In phiếu
          </Button>
        )
      }
    >
      <Loaded query={slip}>
        {({ name, username, code, expiresAt }) => (
          <Stack gap="lg">
            <PaperLinks paper="Phiếu mời" file="invitation" query={{ id }} />
            <article className="slip" aria-label="Phiếu mời nhận tài khoản">
              <Title order={2} size="h3">
                Phiếu mời nhận tài khoản Khéo
              </Title>
              <Text>Phong trào thi đua “Dân vận khéo”</Text>
              <Facts
                facts={[
                  { label: "Đồng chí", value: <strong>{name}</strong> },
                  { label: "Tên đăng nhập", value: <strong className="code-text">{username}</strong> },
                  { label: "Mã mời", value: <strong className="code-text">{code}</strong> },
                  { label: "Dùng trước", value: instantText(expiresAt) },
                ]}
              />
              <div className="slip-steps">
                <ol>
                  <li>
                    Quét hình bên bằng điện thoại, hoặc mở trang <strong>{site}/nhan-tai-khoan</strong>.
                  </li>
                  <li>Nhập tên đăng nhập và mã mời ghi ở trên (quét hình thì đã có sẵn).</li>
                  <li>Đặt mật khẩu của riêng mình, ít nhất 10 ký tự, và ghi nhớ. Xong là vào được ngay.</li>
                </ol>
                <QrCode
                  text={`${site}/nhan-tai-khoan#ten=${encodeURIComponent(username)}&ma=${code}`}
                  label="Hình để điện thoại quét và mở trang nhận tài khoản"
                />
              </div>
              <Text size="sm">
                Mã dùng được một lần. Giữ kín phiếu này và hủy sau khi đã đặt mật khẩu. Người cấp phiếu không biết mật
                khẩu của đồng chí và không bao giờ hỏi mật khẩu.
              </Text>
            </article>
          </Stack>
        )}
      </Loaded>
    </Page>
  );
};
