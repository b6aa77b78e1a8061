import { dayOf, formatDay } from "@kheo/core/ground/days";
import { readToday } from "@kheo/db/ground/settings";
import { insertInvitation, openInvitation } from "@kheo/db/offices/invitations";
import { closeWaysIn, isDisabled, unitsOfPerson } from "@kheo/db/offices/people";
import { sealEvents } from "@kheo/db/rules/chain";
import { insertEvent } from "@kheo/db/rules/events";
import type { Configuration } from "../configuration.ts";
import { codeOfInvitation, installationSecret } from "../sign-in/sign-in.ts";
import { Stop } from "../stop.ts";
import { operator, say, usernameIn, withDatabase } from "./with-database.ts";

/** A way back for whoever lost every way into their account, and over whom nobody stands who could invite them. */
export const recover = (
  configuration: Configuration,
  values: Readonly<Record<string, string | boolean | undefined>>,
): Promise<number> =>
  withDatabase(configuration, async (db) => {
    const username = usernameIn(values["user"], "cần mở lại quyền đăng nhập");
    const person = await db
      .selectFrom("person")
      .select(["id", "name"])
      .where("username", "=", username)
      .executeTakeFirst();
    if (!person) throw new Stop(`--user: không có tài khoản “${username}”.`);
    if (await isDisabled(db, person.id))
      throw new Stop(`--user: tài khoản “${username}” đang bị khóa; người quản trị cần mở khóa trước.`);
    const [unitId = null] = await unitsOfPerson(db, person.id, await readToday(db));
    if (unitId === null) throw new Stop(`--user: “${username}” không giữ chức vụ nào nên không có việc gì để vào.`);
    const secret = await installationSecret(db);
    const invitation = await db.transaction().execute(async (transaction) => {
      await closeWaysIn(transaction, person.id);
      const about = { personId: person.id, email: null, invitedBy: null, invitedFrom: null, waits: false };
      await insertInvitation(transaction, about);
      await insertEvent(transaction, {
        personId: null,
        capacity: operator,
        action: "person.invite",
        thing: "person",
        thingId: person.id,
        unitId,
        payload: null,
      });
      return openInvitation(transaction, person.id);
    });
    await sealEvents(db);
    if (!invitation) throw new Stop(`--user: không cấp được phiếu mời cho “${username}”.`);
    say(`Phiếu mời của ${person.name}`);
    say(`  Trang nhận tài khoản:  ${configuration.address ?? ""}/nhan-tai-khoan`);
    say(`  Tên đăng nhập:         ${username}`);
    say(`  Mã mời:                ${codeOfInvitation(secret, invitation.id)}`);
    say(`  Dùng một lần, đến ngày ${formatDay(dayOf(invitation.expiresAt))}.`);
    say("Mật khẩu cũ, xác thực hai bước, đăng nhập ngoài và mọi thiết bị đang đăng nhập đều đã hết hiệu lực.");
    return 0;
  });
