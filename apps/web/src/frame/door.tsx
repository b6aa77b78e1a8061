import { Fetched } from "../kit/fetched.tsx";
import { SignedIn } from "./signed-in.tsx";

/** Pages for whoever cannot sign in yet. */
const withoutSignIn: Readonly<Record<string, Parameters<typeof Fetched>[0]["load"]>> = {
  "/bat-dau": async () =>
    (await import("../features/offices/session/first-administrator-page.tsx")).FirstAdministratorPage,
  "/nhan-tai-khoan": async () =>
    (await import("../features/offices/session/accept-invitation-page.tsx")).AcceptInvitationPage,
};

/** What a browser loads before anybody has signed in. Everything else is the house, which is fetched after. */
export const Door = ({ house }: Parameters<typeof SignedIn>[0]) => {
  const path = globalThis.location.pathname.replace(/\/$/u, "");
  const load = withoutSignIn[path];
  return load ? <Fetched name={path} load={load} /> : <SignedIn house={house} />;
};
