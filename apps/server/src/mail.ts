import { dayOf, formatDay } from "@kheo/core/ground/days";
import type { RootDb } from "@kheo/db/ground/connect";
import { type InvitationLetter, mailNextInvitation } from "@kheo/db/offices/invitations";
import { createTransport } from "nodemailer";
import type { Logger } from "pino";
import type { Mail } from "./configuration.ts";
import { isThisMachine } from "./http/networks.ts";
import { codeOfInvitation } from "./sign-in/sign-in.ts";

type Post = { readonly db: RootDb; readonly log: Logger; readonly secret: string; readonly address: string };

/** What an invited person is written: who is meant, the way in, and until when. */
const letterText = ({ name, username, expiresAt }: InvitationLetter, code: string, address: string): string =>
  [
    `Kính gửi đồng chí ${name},`,
    "",
    "Đồng chí được cấp tài khoản trên hệ thống Khéo của phong trào thi đua “Dân vận khéo”.",
    "Mở đường dẫn sau để đặt mật khẩu và đăng nhập:",
    "",
    `${address}/nhan-tai-khoan#ten=${encodeURIComponent(username)}&ma=${code}`,
    "",
    `Tên đăng nhập: ${username}`,
    `Mã mời: ${code}`,
    "",
    `Mã dùng được một lần, đến hết ngày ${formatDay(dayOf(new Date(expiresAt.getTime() - 86_400_000)))}.`,
    "Không chuyển thư này cho người khác. Nếu đồng chí không chờ thư này, xin bỏ qua.",
    "",
  ].join("\n");

/** Sends every letter that is due; a task that is run again and again, in as many processes as there are. */
export const postman = ({ db, log, secret, address }: Post, { server, from }: Mail) => {
  const limits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
  const transport = createTransport(
    // A letter holds the way into an account: to a server that offers no TLS it is not sent.
    { url: server, ...limits, requireTLS: !isThisMachine(server), disableFileAccess: true, disableUrlAccess: true },
    { from },
  );
  const send = async (letter: InvitationLetter): Promise<"sent" | "failed" | "refused"> => {
    try {
      await transport.sendMail({
        to: letter.email,
        subject: "Khéo: mời đồng chí nhận tài khoản",
        text: letterText(letter, codeOfInvitation(secret, letter.id), address),
        textEncoding: "base64",
      });
      return "sent";
    } catch (error) {
      const refused = error instanceof Error && "responseCode" in error && Number(error.responseCode) >= 500;
      // The address of a person is not for the log.
      const reason = error instanceof Error && "code" in error ? error.code : "unknown";
      log.warn({ invitation: letter.id, reason, refused }, "letter not sent");
      return refused ? "refused" : "failed";
    }
  };
  return async (): Promise<void> => {
    while (await mailNextInvitation(db, send));
  };
};
