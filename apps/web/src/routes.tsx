import { meetingList, recognitionList, replicationList, scoringList } from "@kheo/core/movement/lists";
import { stateText } from "@kheo/core/rules/states";
import { reorganisationList } from "@kheo/core/territory/reorganisation-list";
import { reorganisationStateText } from "@kheo/core/territory/reorganisations";
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from "@tanstack/react-router";
import { NotFoundPage } from "./features/home/not-found-page.tsx";
import { Shell } from "./frame/shell.tsx";
import { byState, byUnits, listSearch } from "./features/rules/list-search.ts";
import { clustersSearch } from "./features/territory/clusters/clusters-search.ts";
import { modelListSearch } from "./features/movement/models/model-list-search.ts";
import { gallerySearch } from "./features/movement/gallery/gallery-search.ts";
import { newReplicationSearch } from "./features/movement/replication/new-replication-search.ts";
import { reportSearch } from "./features/reports/reports/report-search.ts";
import { newModelSearch } from "./features/movement/models/new-model-search.ts";
import { personHistorySearch } from "./features/rules/events/person-history-search.ts";
import { handOverSearch } from "./features/offices/posts/hand-over-search.ts";
import { peopleListSearch } from "./features/offices/people/people-list-search.ts";
import { bodyListSearch } from "./features/offices/bodies/body-list-search.ts";
import { reorganisationSearch } from "./features/territory/reorganisations/reorganisation-search.ts";
import { unitsSearch } from "./features/territory/units/units-search.ts";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });
const shell = createRoute({ getParentRoute: () => root, id: "shell", component: Shell });

const parent = { getParentRoute: () => shell } as const;

// Every page behind the sign-in, one line each, fetched when it is first opened; those before it stand in `frame/door.tsx`.
const home = createRoute({
  ...parent,
  path: "/",
  component: lazyRouteComponent(() => import("./features/home/home-page.tsx"), "HomePage"),
});
const models = createRoute({
  ...parent,
  path: "/mo-hinh",
  validateSearch: modelListSearch,
  component: lazyRouteComponent(() => import("./features/movement/models/models-page.tsx"), "ModelsPage"),
});
const newModel = createRoute({
  ...parent,
  path: "/mo-hinh/moi",
  validateSearch: newModelSearch,
  component: lazyRouteComponent(() => import("./features/movement/models/new-model-page.tsx"), "NewModelPage"),
});
const model = createRoute({
  ...parent,
  path: "/mo-hinh/$id",
  component: lazyRouteComponent(() => import("./features/movement/models/model-page.tsx"), "ModelPage"),
});
const editModel = createRoute({
  ...parent,
  path: "/mo-hinh/$id/sua",
  component: lazyRouteComponent(() => import("./features/movement/models/edit-model-page.tsx"), "EditModelPage"),
});
const scorings = createRoute({
  ...parent,
  path: "/cham-diem",
  validateSearch: listSearch(scoringList, byState(stateText.assessment)),
  component: lazyRouteComponent(() => import("./features/movement/scoring/scorings-page.tsx"), "ScoringsPage"),
});
const scoring = createRoute({
  ...parent,
  path: "/cham-diem/$id",
  component: lazyRouteComponent(() => import("./features/movement/scoring/scoring-page.tsx"), "ScoringPage"),
});
const meetings = createRoute({
  ...parent,
  path: "/hop-hoi-dong",
  validateSearch: listSearch(meetingList, {}),
  component: lazyRouteComponent(() => import("./features/movement/meetings/meetings-page.tsx"), "MeetingsPage"),
});
const newMeeting = createRoute({
  ...parent,
  path: "/hop-hoi-dong/moi",
  component: lazyRouteComponent(() => import("./features/movement/meetings/new-meeting-page.tsx"), "NewMeetingPage"),
});
const meeting = createRoute({
  ...parent,
  path: "/hop-hoi-dong/$id",
  component: lazyRouteComponent(() => import("./features/movement/meetings/meeting-page.tsx"), "MeetingPage"),
});
const recognitions = createRoute({
  ...parent,
  path: "/cong-nhan",
  validateSearch: listSearch(recognitionList, { ...byState(stateText.recognition), ...byUnits }),
  component: lazyRouteComponent(
    () => import("./features/movement/recognition/recognitions-page.tsx"),
    "RecognitionsPage",
  ),
});
const recognition = createRoute({
  ...parent,
  path: "/cong-nhan/$id",
  component: lazyRouteComponent(
    () => import("./features/movement/recognition/recognition-page.tsx"),
    "RecognitionPage",
  ),
});
const replications = createRoute({
  ...parent,
  path: "/nhan-rong",
  validateSearch: listSearch(replicationList, { ...byState(stateText.replication), ...byUnits }),
  component: lazyRouteComponent(
    () => import("./features/movement/replication/replications-page.tsx"),
    "ReplicationsPage",
  ),
});
const gallery = createRoute({
  ...parent,
  path: "/nhan-rong/mo-hinh",
  validateSearch: gallerySearch,
  component: lazyRouteComponent(() => import("./features/movement/gallery/gallery-page.tsx"), "GalleryPage"),
});
const newReplication = createRoute({
  ...parent,
  path: "/nhan-rong/moi",
  validateSearch: newReplicationSearch,
  component: lazyRouteComponent(
    () => import("./features/movement/replication/new-replication-page.tsx"),
    "NewReplicationPage",
  ),
});
const replication = createRoute({
  ...parent,
  path: "/nhan-rong/$id",
  component: lazyRouteComponent(
    () => import("./features/movement/replication/replication-page.tsx"),
    "ReplicationPage",
  ),
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
const periods = createRoute({
  ...parent,
  path: "/quan-tri/ky",
  component: lazyRouteComponent(() => import("./features/movement/periods/periods-page.tsx"), "PeriodsPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    shell.addChildren([
      home,
      models,
      newModel,
      model,
      editModel,
      scorings,
      scoring,
      meetings,
      newMeeting,
      meeting,
      recognitions,
      recognition,
      replications,
      gallery,
      newReplication,
      replication,
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
      personHistory,
      myHistory,
      slip,
      periods,
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
