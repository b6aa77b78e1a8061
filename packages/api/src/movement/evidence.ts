import {
  evidenceInput,
  evidenceKinds,
  evidenceList,
  evidenceRemovalInput,
  isAttaching,
  requireAttaching,
  sightRights,
} from "@kheo/core/movement/evidence";
import { declaringStates } from "@kheo/core/movement/scoring";
import { requireOpen } from "@kheo/core/movement/periods";
import { searchWords } from "@kheo/core/ground/text";
import { DomainError, isDomainError } from "@kheo/core/rules/errors";
import { can, grantsOf, unitsWhere } from "@kheo/core/rules/rights";
import {
  areOne,
  attachedTo,
  beginUse,
  contentOf,
  type Dossier,
  endUse,
  type Evidence,
  evidenceFrom,
  type EvidenceReach,
  getDossier,
  getEvidence,
  lockUpload,
  placeIn,
  removeEvidence,
  requireCurrent,
  usesInForce,
} from "@kheo/db/movement/evidence";
import { evidenceSorts, findEvidence, listEvidence } from "@kheo/db/movement/evidence-list";
import { roomOf } from "@kheo/db/movement/uploads";
import { getPeriod } from "@kheo/db/movement/periods";
import { updateRow } from "@kheo/db/rules/tables";
import { requireInForce } from "@kheo/db/territory/units";
import { z } from "zod";
import { listing } from "../rules/listing.ts";
import { add, change, type ListScene, nothing, read, router } from "../rules/procedures.ts";
import type { Scene, Subject } from "../rules/scene.ts";
import { editionOf } from "./editions.ts";

/** A file, which is seen as what it is attached to. */
const evidence: Subject<Evidence> = {
  thing: "evidence",
  load: (db, id, lock) => getEvidence(db, id, lock === "alone"),
  viewNow: ({ sight }) => sightRights[sight],
};

/** What files are attached to, by the id that a model and its assessment share. */
const dossier: Subject<Dossier> = {
  thing: "evidence",
  load: (db, id, lock) => getDossier(db, id, lock !== "none"),
  viewNow: ({ modelState }) => (modelState === "draft" ? "model.viewDraft" : "evidence.view"),
};

const reachOf = ({ actor, today }: Pick<ListScene, "actor" | "today">): EvidenceReach => ({
  view: grantsOf(actor, "evidence.view"),
  drafts: grantsOf(actor, "model.viewDraft"),
  unsent: grantsOf(actor, "scoring.viewUnsent"),
  day: today,
});

const pages = listing({
  action: "evidence.view",
  list: evidenceList,
  filter: z.object({
    unitId: z.uuid().optional(),
    kind: z.enum(evidenceKinds).optional(),
    search: searchWords.optional(),
  }),
  find: (scene, filter) => findEvidence(scene.db, reachOf(scene), filter),
  sorts: (scene) => evidenceSorts(reachOf(scene)),
  rows: (scene, page) => listEvidence(scene.db, page, reachOf(scene)),
  /** How much of their share the units have used for which whoever looks attaches files. */
  more: async ({ db, actor }) => ({
    rooms: await Promise.all(
      unitsWhere(actor, "evidence.attach").map(async ({ id, name }) => ({ id, name, ...(await roomOf(db, id)) })),
    ),
  }),
});

const criterion = z.string().max(20).nullable().default(null);

/** That files may be attached to this part of a dossier now, and taken away. @throws what keeps them from it. */
const requireAttachingTo = async ({ db, catalog }: Scene<unknown>, to: Dossier, code: string | null): Promise<void> => {
  const place = placeIn(to, code);
  requireOpen(await getPeriod(db, to.periodId));
  requireAttaching(place);
  if (code === null || !to.assessment) return;
  const { criteria } = editionOf(catalog, to.assessment.editionId);
  if (!criteria.some((one) => one.code === code)) throw new DomainError("evidence.noCriterion", { code });
};

/** A file that was sent for this unit or for one that it carries on. @throws `evidence.otherUnit`. */
const uploadFor = async ({ db, actor, today }: Scene<unknown>, uploadId: string, unitId: string) => {
  const upload = await lockUpload(db, uploadId, actor.personId);
  if (!(await areOne(db, upload.unitId, unitId, today))) throw new DomainError("evidence.otherUnit");
  return upload;
};

const presentFor = async ({ db, today }: Scene<unknown>, id: string, unitId: string) => {
  const present = await getEvidence(db, id, true);
  if (!(await areOne(db, present.unitId, unitId, today))) throw new DomainError("evidence.otherUnit");
  requireCurrent(present);
  return { id, name: present.name, isReused: true };
};

/** What is handed out of a file, and under which name. */
const whats = ["shown", "thumbnail"] as const;
const pictureName = (name: string): string => name.replace(/\.[^.]+$/u, ".jpg");

export const evidenceRouter = router({
  list: pages,

  /** Everything that is attached to a model and to the criteria of its assessment, or of a unit's. */
  of: read("evidence.view", dossier, nothing, async (scene) => {
    const { db, subject, actor, place } = scene;
    const { modelState, assessment } = subject;
    const withUnsent =
      !assessment || !declaringStates.includes(assessment.state) || can(actor, "scoring.viewUnsent", place);
    const rows = await attachedTo(db, subject, reachOf(scene), withUnsent);
    const isOpen = (await getPeriod(db, subject.periodId)).closedOn === null && can(actor, "evidence.attach", place);
    return {
      files: rows.map(({ uses, thing, replacedAt, ...file }) => ({
        ...file,
        isReplaced: replacedAt !== null,
        /** What else it is used for, as far as whoever asks may see that. */
        alsoFor: uses.filter((use) => use.thingId !== subject.id || use.criterion !== file.criterion),
        mayDetach: isOpen && isAttaching(placeIn(subject, thing === "model" ? null : file.criterion)),
      })),
      mayAttachToModel: isOpen && modelState !== null && isAttaching({ thing: "model", state: modelState }),
      mayAttachToCriteria:
        isOpen && assessment !== null && isAttaching({ thing: "assessment", state: assessment.state, modelState }),
      mayViewOriginal: can(actor, "evidence.viewOriginal", place),
    };
  }),

  /** What is kept of a file: a document as it was sent, a photo as it was drawn anew. */
  content: read("evidence.view", evidence, z.object({ what: z.enum(whats) }), async ({ db, subject }, { what }) => {
    const { hash, kind, size, reducedHash, reducedSize, thumbnailHash, thumbnailSize } = await contentOf(
      db,
      subject.fileHash,
    );
    if (what === "thumbnail") {
      if (thumbnailHash === null) throw new DomainError("file.notFound");
      return { hash: thumbnailHash, size: thumbnailSize, kind: "jpeg" as const, name: pictureName(subject.name) };
    }
    return reducedHash === null
      ? { hash, size, kind, name: subject.name }
      : { hash: reducedHash, size: reducedSize, kind: "jpeg" as const, name: pictureName(subject.name) };
  }),

  /** The file as it was sent: of a photo with the place where it was taken. */
  original: read("evidence.viewOriginal", evidence, nothing, async ({ db, subject }) => {
    const { hash, kind, size } = await contentOf(db, subject.fileHash);
    return { hash, kind, size, name: subject.name };
  }),

  attach: add({
    action: "evidence.attach",
    on: dossier,
    lock: "shared",
    input: z.union([
      z.strictObject({ uploadId: z.uuid(), ...evidenceInput.shape, criterion }),
      z.strictObject({ evidenceId: z.uuid(), criterion }),
    ]),
    made: ({ to, thing }) => [{ thing, id: to }],
    run: async (scene, data) => {
      const { db, subject, actor, place, today } = scene;
      await requireInForce(db, place.holderId ?? place.id, today);
      await requireAttachingTo(scene, subject, data.criterion);
      const file =
        "uploadId" in data
          ? await evidenceFrom(db, await uploadFor(scene, data.uploadId, subject.unitId), {
              personId: actor.personId,
              title: data.title,
            })
          : await presentFor(scene, data.evidenceId, subject.unitId);
      await beginUse(db, { evidenceId: file.id, thingId: subject.id, criterion: data.criterion }, actor.personId);
      const thing = data.criterion === null ? ("model" as const) : ("assessment" as const);
      return { ...file, to: subject.id, thing };
    },
  }),

  detach: add({
    action: "evidence.detach",
    on: evidence,
    input: z.object({ from: z.uuid(), criterion }),
    made: ({ from, thing }) => [{ thing, id: from }],
    run: async (scene, { from, criterion: code }) => {
      const { db, subject } = scene;
      await endUse(db, { evidenceId: subject.id, thingId: from, criterion: code });
      await requireAttachingTo(scene, await getDossier(db, from, true), code);
      return { id: subject.id, from, thing: code === null ? ("model" as const) : ("assessment" as const) };
    },
  }),

  rename: change({
    action: "evidence.rename",
    on: evidence,
    input: evidenceInput,
    run: async ({ db, subject }, { title }) => {
      requireCurrent(subject);
      return { id: subject.id, version: await updateRow(db, "evidence", subject, { title }) };
    },
  }),

  /** A new file takes the place of one wherever something may still be attached; elsewhere the old one stays. */
  replace: change({
    action: "evidence.replace",
    on: evidence,
    input: z.object({ uploadId: z.uuid() }),
    made: ({ id }) => [{ thing: "evidence", id }],
    run: async (scene, { uploadId }) => {
      const { db, subject, actor } = scene;
      requireCurrent(subject);
      const uses = await usesInForce(db, subject.id);
      const moved = [];
      let refused: DomainError | undefined;
      for (const use of uses) {
        try {
          await requireAttachingTo(scene, await getDossier(db, use.thingId, true), use.criterion);
          moved.push(use);
        } catch (error) {
          if (!isDomainError(error)) throw error;
          refused = error;
        }
      }
      if (refused && moved.length === 0) throw refused;
      const upload = await uploadFor(scene, uploadId, subject.unitId);
      const { title, id: replacesId } = subject;
      const next = await evidenceFrom(db, upload, { personId: actor.personId, title, replacesId });
      if (next.isReused) throw new DomainError("evidence.sameContent", { name: next.name });
      await updateRow(db, "evidence", subject, { replacedAt: new Date() });
      for (const use of moved) {
        await endUse(db, { evidenceId: subject.id, ...use });
        await beginUse(db, { evidenceId: next.id, ...use }, actor.personId);
      }
      return { id: next.id, version: 1, name: next.name };
    },
  }),

  remove: change({
    action: "evidence.remove",
    on: evidence,
    input: evidenceRemovalInput,
    run: async ({ db, subject }, { reason }) => {
      requireCurrent(subject);
      const { length: count } = await usesInForce(db, subject.id);
      if (count > 0) throw new DomainError("evidence.inUse", { count });
      return { id: subject.id, version: await removeEvidence(db, subject, reason) };
    },
  }),
});
