import { turns } from "@kheo/threads/turns";

/** Papers are written in turn, whatever they are fetched as: each takes a thread and its memory. */
export const enterPapers = turns({ working: 2, waiting: 20 });
