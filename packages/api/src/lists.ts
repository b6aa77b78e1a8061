import { galleryListing } from "./movement/gallery.ts";
import { meetingListing } from "./movement/meetings.ts";
import { modelListing } from "./movement/models.ts";
import { recognitionListing } from "./movement/recognition.ts";
import { replicationListing } from "./movement/replication.ts";
import { scoringListing } from "./movement/scoring.ts";
import { bodyListing } from "./offices/bodies.ts";
import { peopleListing } from "./offices/people.ts";
import { clusterListing } from "./territory/clusters.ts";
import { unitListing } from "./territory/units.ts";
import { reorganisationListing } from "./territory/reorganisations.ts";

/** Every list that has a file of its own, by the word under which its calls stand. */
export const listings = {
  models: modelListing,
  scoring: scoringListing,
  meetings: meetingListing,
  recognition: recognitionListing,
  gallery: galleryListing,
  replication: replicationListing,
  units: unitListing,
  clusters: clusterListing,
  reorganisations: reorganisationListing,
  bodies: bodyListing,
  people: peopleListing,
} as const;
