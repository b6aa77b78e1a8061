import { instantText } from "@kheo/core/ground/days";
import type { PostOfPerson } from "./people-data.ts";

/** What is to be known about an account beside how it stands: why it is locked, or what became of the invitation. */
export const accountNote = (person: PostOfPerson): string | null => {
  const { account, invitationWaits, disabledReason, invitationOpen, invitationExpiresAt, mail, mailedAt } = person;
  if (account === "disabled") return disabledReason;
  if (invitationWaits) return "cấp lại quyền đăng nhập đang chờ người thứ hai xác nhận";
  if (account === "active") return null;
  if (!invitationOpen) return invitationExpiresAt === null ? "chưa có lời mời" : "lời mời đã hết hạn";
  switch (mail) {
    case "sent":
      return mailedAt === null ? null : `đã gửi thư lúc ${instantText(mailedAt)}`;
    case "waiting":
      return "đang chờ gửi thư";
    case "failed":
      return "chưa gửi được thư: in phiếu";
    case "none":
      return "trao phiếu tận tay";
  }
};
