import { isOwnName, trivialPasswordText } from "@kheo/core/offices/common-passwords";
import { DomainError } from "@kheo/core/rules/errors";
import type { OwnAccount } from "@kheo/api/rules/context";
import type { Db } from "@kheo/db/ground/connect";
import { useCode } from "@kheo/db/offices/sessions";
import { isAPIError } from "better-auth/api";
import { isCommonPassword } from "./common-passwords.ts";
import { signIn, type SignInOptions } from "./sign-in.ts";

/** What the library's refusals are in the domain's words. */
const refusals: Readonly<Record<string, () => DomainError>> = {
  INVALID_PASSWORD: () => new DomainError("session.wrongOwnPassword"),
  INVALID_CODE: () => new DomainError("session.wrongSecondFactor"),
  TOTP_ALREADY_ENABLED: () => new DomainError("session.secondFactorState"),
  TOTP_NOT_ENABLED: () => new DomainError("session.secondFactorState"),
  TWO_FACTOR_NOT_ENABLED: () => new DomainError("session.secondFactorState"),
  BACKUP_CODES_NOT_ENABLED: () => new DomainError("session.secondFactorState"),
};

/**
 * What the sign-in library does to one's own account, inside the transaction of the mutation. Cookies that it sets
 * (a changed account gets a new session) go out with the answer.
 */
export const ownAccount =
  (options: Omit<SignInOptions, "external">, request: Headers, answer: Headers) =>
  (db: Db): OwnAccount => {
    const { api } = signIn(db, options);
    const headers = new Headers(request);
    const asked = async <T>(call: Promise<{ headers: Headers; response: T }>): Promise<T> => {
      try {
        const { headers: given, response } = await call;
        for (const cookie of given.getSetCookie()) answer.append("set-cookie", cookie);
        return response;
      } catch (error) {
        if (!isAPIError(error)) throw error;
        const refusal = refusals[String(error.body?.code)];
        if (refusal) throw refusal();
        // The session has ended since the call came in, while it waited for its turn.
        throw error.status === "UNAUTHORIZED" ? new DomainError("session.required") : error;
      }
    };
    const returnHeaders = true;
    return {
      changePassword: async (currentPassword, newPassword) => {
        const session = await api.getSession({ headers });
        if (isOwnName(newPassword, session?.user.username ?? "") || isCommonPassword(newPassword)) {
          throw new DomainError("input.invalid", { fields: [{ path: "data.password", message: trivialPasswordText }] });
        }
        const body = { currentPassword, newPassword, revokeOtherSessions: true };
        await asked(api.changePassword({ headers, body, returnHeaders }));
      },
      prepareSecondFactor: async (password) => {
        const given = await asked(api.enableTwoFactor({ headers, body: { password, method: "totp" }, returnHeaders }));
        if (!("totpURI" in given)) throw new DomainError("session.secondFactorState");
        const secret = new URL(given.totpURI).searchParams.get("secret") ?? "";
        return { secret, recoveryCodes: given.backupCodes };
      },
      enableSecondFactor: async (code) => {
        await asked(api.verifyTOTP({ headers, body: { code }, returnHeaders }));
      },
      renewRecoveryCodes: async (password) =>
        (await asked(api.generateBackupCodes({ headers, body: { password }, returnHeaders }))).backupCodes,
      disableSecondFactor: async (password) => {
        await asked(api.disableTwoFactor({ headers, body: { password }, returnHeaders }));
      },
      checkPassword: async (password) => {
        await asked(api.verifyPassword({ headers, body: { password }, returnHeaders }));
      },
      checkCode: async (code) => {
        const { user } = await asked(api.verifyTOTP({ headers, body: { code }, returnHeaders }));
        if (!(await useCode(db, user.id, code))) throw new DomainError("session.wrongSecondFactor");
      },
    };
  };
