import { DomainError } from "@kheo/core/rules/errors";
import { passwordForms, trivialPasswordText } from "@kheo/core/offices/common-passwords";
import popular from "popular-passwords" with { type: "json" };
import { hashPassword } from "./sign-in.ts";

/** A shorter one is part of many a sentence. */
const shortest = 8;

/**
 * Some 41,000 passwords and words of eight signs or more, a third of them as long as ours must be, that were found most
 * often in stolen lists: the package `popular-passwords` (MIT), made from the lists of zxcvbn (MIT). A browser does not
 * load them, and the server folds them when somebody first sets a password.
 */
let listed: ReadonlySet<string> | undefined;
const readList = (): ReadonlySet<string> =>
  new Set(popular.flatMap((password) => passwordForms(password).slice(0, 1)).filter((form) => form.length >= shortest));

/** Whether a password is on the list, however it is written and with whatever figures around it. */
export const isCommonPassword = (password: string): boolean => {
  const common = (listed ??= readList());
  return passwordForms(password).some((form) => common.has(form));
};

/** What is stored of a password that is set. @throws `input.invalid` for a common one. */
export const hashNewPassword = async (password: string): Promise<string> => {
  if (isCommonPassword(password)) {
    throw new DomainError("input.invalid", { fields: [{ path: "password", message: trivialPasswordText }] });
  }
  return hashPassword(password);
};
