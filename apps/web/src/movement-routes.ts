import { meetingList, recognitionList, replicationList, scoringList } from "@kheo/core/movement/lists";
import { stateText } from "@kheo/core/rules/states";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { byState, byUnits, listSearch } from "./features/rules/list-search.ts";
import { modelListSearch } from "./features/movement/models/model-list-search.ts";
import { evidenceSearch } from "./features/movement/evidence/evidence-search.ts";
import { gallerySearch } from "./features/movement/gallery/gallery-search.ts";
import { newReplicationSearch } from "./features/movement/replication/new-replication-search.ts";
import { newModelSearch } from "./features/movement/models/new-model-search.ts";
import { parent } from "./shell-route.ts";
import { fetchScoring } from "./features/movement/scoring/fetch-scoring.ts";

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
  // Asked for while the page is fetched; the page itself says what went wrong.
  loader: ({ params }) => void fetchScoring(params.id),
  component: lazyRouteComponent(() => import("./features/movement/scoring/scoring-page.tsx"), "ScoringPage"),
});
const evidence = createRoute({
  ...parent,
  path: "/minh-chung",
  validateSearch: evidenceSearch,
  component: lazyRouteComponent(() => import("./features/movement/evidence/evidence-page.tsx"), "EvidencePage"),
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
const published = createRoute({
  ...parent,
  path: "/nhan-rong/mo-hinh/$id",
  component: lazyRouteComponent(() => import("./features/movement/gallery/published-page.tsx"), "PublishedPage"),
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
const periods = createRoute({
  ...parent,
  path: "/quan-tri/ky",
  component: lazyRouteComponent(() => import("./features/movement/periods/periods-page.tsx"), "PeriodsPage"),
});

/** The pages of models and of what becomes of them, by the periods. */
export const movementRoutes = [
  models,
  newModel,
  model,
  editModel,
  scorings,
  scoring,
  evidence,
  meetings,
  newMeeting,
  meeting,
  recognitions,
  recognition,
  replications,
  gallery,
  published,
  newReplication,
  replication,
  periods,
] as const;
