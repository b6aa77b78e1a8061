import "./kit/house-kit.css";
import "./styles.css";
import { Notifications } from "@mantine/notifications";
import { RouterProvider } from "@tanstack/react-router";
import { ProofDialog } from "./features/offices/session/proof-dialog.tsx";
import { router } from "./routes.tsx";

// The page is fetched while the server is still asked who is there.
void router.load();

/** All that is only for people who are signed in. */
export const House = () => (
  <>
    <Notifications position="top-center" autoClose={6000} />
    <RouterProvider router={router} />
    <ProofDialog />
  </>
);
