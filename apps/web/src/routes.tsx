import { reorganisationList } from "@kheo/core/territory/reorganisation-list";
import { reorganisationStateText } from "@kheo/core/territory/reorganisations";
import { createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { byState, listSearch } from "./features/rules/list-search.ts";
import { clustersSearch } from "./features/territory/clusters/clusters-search.ts";
import { reportSearch } from "./features/reports/reports/report-search.ts";
import { personHistorySearch } from "./features/rules/events/person-history-search.ts";
import { handOverSearch } from "./features/offices/posts/hand-over-search.ts";
import { peopleListSearch } from "./features/offices/people/people-list-search.ts";
import { advisorySearch } from "./features/offices/advisory/advisory-search.ts";
import { documentsSearch } from "./features/offices/documents/documents-search.ts";
import { bodyListSearch } from "./features/offices/bodies/body-list-search.ts";
import { reorganisationSearch } from "./features/territory/reorganisations/reorganisation-search.ts";
import { unitsSearch } from "./features/territory/units/units-search.ts";
import { movementRoutes } from "./movement-routes.ts";
import { parent, root, shell } from "./shell-route.ts";

// Every page behind the sign-in, one line each, fetched when it is first opened; those before it stand in `frame/door.tsx`.
const home = createRoute({
  ...parent,
  path: "/",
  component: lazyRouteComponent(() => import("./features/home/home-page.tsx"), "HomePage"),
});
const reports = createRoute({
  ...parent,
  path: "/bao-cao",
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import("./features/reports/reports/report-page.tsx"), "ReportPage"),
});
const units = createRoute({
  ...parent,
  path: "/don-vi",
  validateSearch: unitsSearch,
  component: lazyRouteComponent(() => import("./features/territory/units/units-page.tsx"), "UnitsPage"),
});
const unit = createRoute({
  ...parent,
  path: "/don-vi/$id",
  component: lazyRouteComponent(() => import("./features/territory/units/unit-page.tsx"), "UnitPage"),
});
const clusters = createRoute({
  ...parent,
  path: "/cum-khoi",
  validateSearch: clustersSearch,
  component: lazyRouteComponent(() => import("./features/territory/clusters/clusters-page.tsx"), "ClustersPage"),
});
const reorganisations = createRoute({
  ...parent,
  path: "/sap-xep",
  validateSearch: listSearch(reorganisationList, byState(reorganisationStateText)),
  component: lazyRouteComponent(
    () => import("./features/territory/reorganisations/reorganisations-page.tsx"),
    "ReorganisationsPage",
  ),
});
const newReorganisation = createRoute({
  ...parent,
  path: "/sap-xep/moi",
  validateSearch: reorganisationSearch,
  component: lazyRouteComponent(
    () => import("./features/territory/reorganisations/new-reorganisation-page.tsx"),
    "NewReorganisationPage",
  ),
});
const importUnits = createRoute({
  ...parent,
  path: "/sap-xep/nhap",
  component: lazyRouteComponent(() => import("./features/territory/reorganisations/import-page.tsx"), "ImportPage"),
});
const reorganisation = createRoute({
  ...parent,
  path: "/sap-xep/$id",
  validateSearch: reorganisationSearch,
  component: lazyRouteComponent(
    () => import("./features/territory/reorganisations/reorganisation-page.tsx"),
    "ReorganisationPage",
  ),
});
const people = createRoute({
  ...parent,
  path: "/quan-tri",
  validateSearch: peopleListSearch,
  component: lazyRouteComponent(() => import("./features/offices/people/people-page.tsx"), "PeoplePage"),
});
const handOver = createRoute({
  ...parent,
  path: "/quan-tri/ban-giao",
  validateSearch: handOverSearch,
  component: lazyRouteComponent(() => import("./features/offices/posts/hand-over-page.tsx"), "HandOverPage"),
});
const rights = createRoute({
  ...parent,
  path: "/phan-quyen",
  component: lazyRouteComponent(() => import("./features/offices/posts/rights-page.tsx"), "RightsPage"),
});
const bodies = createRoute({
  ...parent,
  path: "/quan-tri/hoi-dong",
  validateSearch: bodyListSearch,
  component: lazyRouteComponent(() => import("./features/offices/bodies/bodies-page.tsx"), "BodiesPage"),
});
const body = createRoute({
  ...parent,
  path: "/quan-tri/hoi-dong/$id",
  component: lazyRouteComponent(() => import("./features/offices/bodies/body-page.tsx"), "BodyPage"),
});
const advisory = createRoute({
  ...parent,
  path: "/co-quan-tham-muu",
  validateSearch: advisorySearch,
  component: lazyRouteComponent(() => import("./features/offices/advisory/advisory-page.tsx"), "AdvisoryPage"),
});
const documents = createRoute({
  ...parent,
  path: "/van-ban",
  validateSearch: documentsSearch,
  component: lazyRouteComponent(() => import("./features/offices/documents/documents-page.tsx"), "DocumentsPage"),
});
const reserveDocument = createRoute({
  ...parent,
  path: "/van-ban/giu-so",
  component: lazyRouteComponent(() => import("./features/offices/documents/reserve-page.tsx"), "ReservePage"),
});
const recordDocument = createRoute({
  ...parent,
  path: "/van-ban/ghi-den",
  component: lazyRouteComponent(() => import("./features/offices/documents/record-page.tsx"), "RecordPage"),
});
const document = createRoute({
  ...parent,
  path: "/van-ban/$id",
  component: lazyRouteComponent(() => import("./features/offices/documents/document-page.tsx"), "DocumentPage"),
});
const personHistory = createRoute({
  ...parent,
  path: "/quan-tri/nhat-ky/$id",
  validateSearch: personHistorySearch,
  component: lazyRouteComponent(() => import("./features/rules/events/person-history-page.tsx"), "PersonHistoryPage"),
});
const myHistory = createRoute({
  ...parent,
  path: "/viec-da-lam",
  component: lazyRouteComponent(() => import("./features/rules/events/my-history-page.tsx"), "MyHistoryPage"),
});
const slip = createRoute({
  ...parent,
  path: "/quan-tri/nguoi/$id/phieu",
  component: lazyRouteComponent(() => import("./features/offices/people/slip-page.tsx"), "SlipPage"),
});
const account = createRoute({
  ...parent,
  path: "/tai-khoan",
  component: lazyRouteComponent(() => import("./features/offices/session/account-page.tsx"), "AccountPage"),
});
export const router = createRouter({
  routeTree: root.addChildren([
    shell.addChildren([
      home,
      ...movementRoutes,
      reports,
      units,
      unit,
      clusters,
      reorganisations,
      newReorganisation,
      importUnits,
      reorganisation,
      people,
      handOver,
      rights,
      bodies,
      body,
      advisory,
      documents,
      reserveDocument,
      recordDocument,
      document,
      personHistory,
      myHistory,
      slip,
      account,
    ]),
  ]),
  defaultPreload: false,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
