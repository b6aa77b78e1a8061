import { clustersRouter } from "./territory/clusters.ts";
import { advisoryRouter } from "./offices/advisory.ts";
import { bodiesRouter } from "./offices/bodies.ts";
import { evidenceRouter } from "./movement/evidence.ts";
import { documentsRouter } from "./offices/documents.ts";
import { eventsRouter } from "./rules/events.ts";
import { galleryRouter } from "./movement/gallery.ts";
import { meetingsRouter } from "./movement/meetings.ts";
import { modelsRouter } from "./movement/models.ts";
import { peopleRouter } from "./offices/people.ts";
import { periodsRouter } from "./movement/periods.ts";
import { postsRouter } from "./offices/posts.ts";
import type { Context } from "./rules/context.ts";
import { callerFactory, router } from "./rules/procedures.ts";
import { recognitionRouter } from "./movement/recognition.ts";
import { reorganisationsRouter } from "./territory/reorganisations.ts";
import { replicationRouter } from "./movement/replication.ts";
import { reportsRouter } from "./reports/reports.ts";
import { scoringRouter } from "./movement/scoring.ts";
import { sessionRouter } from "./offices/session.ts";
import { unitsRouter } from "./territory/units.ts";

export const appRouter = router({
  session: sessionRouter,
  units: unitsRouter,
  reorganisations: reorganisationsRouter,
  clusters: clustersRouter,
  people: peopleRouter,
  posts: postsRouter,
  bodies: bodiesRouter,
  advisory: advisoryRouter,
  documents: documentsRouter,
  periods: periodsRouter,
  models: modelsRouter,
  scoring: scoringRouter,
  evidence: evidenceRouter,
  meetings: meetingsRouter,
  recognition: recognitionRouter,
  gallery: galleryRouter,
  replication: replicationRouter,
  reports: reportsRouter,
  events: eventsRouter,
});
export type AppRouter = typeof appRouter;

const callerOf = callerFactory(appRouter);

/** Runs any procedure without HTTP, under the same policy: for downloads, the seed, the command line and tests. */
export const callerFor = (context: Context) => callerOf(context);
export type Caller = ReturnType<typeof callerFor>;
