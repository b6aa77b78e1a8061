import { withProof } from "../../../lib/proof.ts";

/** What came of a step of signing in. */
export type SignInOutcome =
  | { readonly kind: "done" }
  | { readonly kind: "secondStep" }
  /** `restart`: only the password leads on. */
  | { readonly kind: "refused"; readonly sentence: string; readonly restart: boolean };

type Answer = {
  readonly message?: string;
  readonly secondStep?: boolean;
  readonly restart?: boolean;
  readonly url?: string;
  readonly proofNeeded?: boolean;
};

const noNetwork = "Chưa kết nối được với máy chủ. Hãy kiểm tra mạng rồi thử lại.";
const unexpected = "Hệ thống gặp lỗi ngoài dự kiến. Hãy thử lại sau ít phút.";

const post = async (route: string, body: object): Promise<{ ok: boolean; answer: Answer }> => {
  try {
    const response = await fetch(`/api/auth/${route}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = (await response.json().catch(() => ({ message: unexpected }))) as Answer;
    return { ok: response.ok, answer };
  } catch {
    return { ok: false, answer: { message: noNetwork } };
  }
};

const outcome = ({ ok, answer }: { ok: boolean; answer: Answer }): SignInOutcome => {
  if (!ok) return { kind: "refused", sentence: answer.message ?? unexpected, restart: answer.restart === true };
  return { kind: answer.secondStep === true ? "secondStep" : "done" };
};

/** Signs in by name and password. */
export const signIn = async (username: string, password: string): Promise<SignInOutcome> =>
  outcome(await post("sign-in/username", { username, password }));

/** The second step: the number in the app, or one of the recovery codes. */
export const confirmSignIn = async (code: string): Promise<SignInOutcome> => {
  const number = code.replaceAll(/\s/gu, "");
  return outcome(
    /^\d{6}$/u.test(number)
      ? await post("two-factor/verify-totp", { code: number })
      : await post("two-factor/verify-backup-code", { code: code.trim() }),
  );
};

/** Refused until the person has shown again who they are. */
class ProofNeeded extends Error {}

const askToLeave = async (purpose: string) => {
  const { ok, answer } = await post(purpose, {});
  if (answer.proofNeeded === true) throw new ProofNeeded(answer.message);
  return { ok, answer };
};

/** Leaves for the external sign-in, to sign in there or to link it; answers with a sentence when it cannot. */
export const leaveFor = async (purpose: "sign-in/social" | "link-social"): Promise<string | null> => {
  const { ok, answer } = await withProof(
    () => askToLeave(purpose),
    (error) => error instanceof ProofNeeded,
  ).catch((error: unknown) => ({ ok: false, answer: { message: (error as Error).message } as Answer }));
  if (!ok || answer.url === undefined) return answer.message ?? unexpected;
  globalThis.location.assign(answer.url);
  return null;
};

export const signOut = async (): Promise<void> => {
  await post("sign-out", {});
};

/** What the way back from the external sign-in says when it did not work. */
const externalRefusals: Readonly<Record<string, (name: string) => string>> = {
  signup_disabled: (name) =>
    `Tài khoản vừa dùng ở ${name} chưa liên kết với người dùng nào của Khéo. Hãy đăng nhập bằng mật khẩu, rồi liên kết ở trang Tài khoản của tôi.`,
  account_already_linked_to_different_user: (name) =>
    `Tài khoản vừa dùng ở ${name} đã liên kết với một người dùng khác của Khéo.`,
  access_denied: (name) => `Việc đăng nhập ở ${name} đã được dừng lại.`,
};

/** The sentence for `?error=…` in the address, if there is one. */
export const externalRefusal = (search: string, name: string | null): string | null => {
  const error = new URLSearchParams(search).get("error");
  if (error === null) return null;
  const place = name ?? "nơi đăng nhập ngoài";
  const sentence = Object.hasOwn(externalRefusals, error) ? externalRefusals[error] : undefined;
  return sentence?.(place) ?? `Chưa dùng được ${place} để đăng nhập. Hãy thử lại, hoặc đăng nhập bằng mật khẩu.`;
};
