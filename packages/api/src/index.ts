import { clustersRouter } from "./clusters.ts";
import { bodiesRouter } from "./bodies.ts";
import { eventsRouter } from "./events.ts";
import { meetingsRouter } from "./meetings.ts";
import { modelsRouter } from "./models.ts";
import { peopleRouter } from "./people.ts";
import { periodsRouter } from "./periods.ts";
import { postsRouter } from "./posts.ts";
import { callerFactory, type Context, router } from "./procedures.ts";
import { recognitionRouter } from "./recognition.ts";
import { reorganisationsRouter } from "./reorganisations.ts";
import { replicationRouter } from "./replication.ts";
import { reportsRouter } from "./reports.ts";
import { scoringRouter } from "./scoring.ts";
import { sessionRouter } from "./session.ts";
import { unitsRouter } from "./units.ts";

export const appRouter = router({
  session: sessionRouter,
  units: unitsRouter,
  reorganisations: reorganisationsRouter,
  clusters: clustersRouter,
  people: peopleRouter,
  posts: postsRouter,
  bodies: bodiesRouter,
  periods: periodsRouter,
  models: modelsRouter,
  scoring: scoringRouter,
  meetings: meetingsRouter,
  recognition: recognitionRouter,
  replication: replicationRouter,
  reports: reportsRouter,
  events: eventsRouter,
});
export type AppRouter = typeof appRouter;

const callerOf = callerFactory(appRouter);

/** Runs any procedure without HTTP, under the same policy: for downloads, the seed, the command line and tests. */
export const callerFor = (context: Context) => callerOf(context);
export type Caller = ReturnType<typeof callerFor>;
