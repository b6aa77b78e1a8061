import { createRootRoute, createRoute, Outlet } from "@tanstack/react-router";
import { NotFoundPage } from "./features/home/not-found-page.tsx";
import { Shell } from "./frame/shell.tsx";

export const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });
export const shell = createRoute({ getParentRoute: () => root, id: "shell", component: Shell });

/** What every page behind the sign-in has in common. */
export const parent = { getParentRoute: () => shell } as const;
