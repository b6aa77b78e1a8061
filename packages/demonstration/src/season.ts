import { catalog } from "@kheo/catalog";
import { editionOf } from "@kheo/api/movement/editions";
import { getAssessment } from "@kheo/db/movement/scoring";
import { callerNamed, currentYear, over, type Seeding } from "./calling.ts";
import { convene, draftDecision, meet, recognize } from "./council.ts";
import { wardDecisions } from "./documents.ts";
import { generalFigures, marksFor, ticksFor } from "./figures.ts";
import { formOf, scores, type SourceModel, sourceModels } from "./models.ts";
import { decideRegistrations, type Playing, registerAll } from "./registrations.ts";
import {
  accept,
  appraise,
  type Around,
  closeScoring,
  declare,
  handIn,
  playScore,
  register,
  reportFigures,
  type ScoringDays,
} from "./stages.ts";
import { communeId, idOf } from "./units.ts";
import type { Reached } from "./ward.ts";

const ward = communeId("Phường Trà Câu");
const committee = idOf("tra-cau/uy-ban");
const declarationOf = async ({ db }: Seeding, { id, model }: Playing) => {
  const edition = editionOf(catalog, (await getAssessment(db, id)).editionId);
  const targets = [model.target];
  const figures = model.isPersonal
    ? {
        ...scores["DVK-29"]?.sheet.figures,
        targets: targets.map(({ name, goal }) => ({ name, planned: goal, done: Math.round(goal * 0.9) })),
      }
    : generalFigures(targets, model.households, model.quality);
  return { figures, ticks: ticksFor(edition, model.quality) };
};

/** How many of the nine members have handed in; the ninth comes from the people's committee. */
const sheetsOf = (reached: Reached): number => (typeof reached === "object" ? reached.marked : 8);

const beforeScoring: readonly Reached[] = [
  "draft",
  "late",
  "returned",
  "resent",
  "rejected",
  "withdrawn",
  "merged",
  "suspended",
  "discontinued",
  "typing",
];

/** Everything of the season, played on the days on which it would have happened. */
export const playSeason = async (seeding: Seeding): Promise<void> => {
  const { db, people } = seeding;
  const around: Around = {
    unitId: ward,
    office: "mttq.tracau",
    leader: "pbt.tracau",
    secretary: "hoidong3.tracau",
    signatoryTitle: "Phó Bí thư Thường trực Đảng ủy",
    council: people.councils.tracau,
  };
  const playing = await registerAll(seeding);
  await decideRegistrations(seeding, around, playing);
  const those = (...reached: readonly Reached[]) => playing.filter((one) => reached.includes(one.reached));

  const score = async (models: readonly Playing[], days: ScoringDays) => {
    for (const one of models) {
      await reportFigures(seeding, one, await declarationOf(seeding, one), days.report);
      if (one.reached === "selfScored") continue;
      await appraise(seeding, around, one.id, { on: days.appraise });
      // The ninth is recused where its own committee is judged; of the others the chair marks last.
      const council = around.council.slice(8 - sheetsOf(one.reached), 8);
      await handIn(seeding, council, one.id, days.mark, (edition, member) =>
        marksFor(edition, one.model.quality, member),
      );
      if (typeof one.reached !== "object") await closeScoring(seeding, around, one.id, days.close);
    }
  };

  const registerAccepted = async (source: SourceModel) => {
    const submitted = await register(seeding, { unitId: committee, form: formOf(source), on: "2026-03-16" });
    await accept(seeding, around, submitted, "2026-04-08");
    return submitted;
  };

  /** The two models of the people's committee, whose ninth member of the council has no paper for them. */
  const playCommittee = async (): Promise<{ readonly id: string }> => {
    const [ground, saturday] = ["DVK-02", "DVK-15"].flatMap((key) => sourceModels.filter(({ id }) => id === key));
    if (!ground || !saturday) throw new Error("The people's committee has two models");
    const score = scores[ground.id];
    if (!score) throw new Error("DVK-02 is a worked example");
    const { id } = await registerAccepted(ground);
    const days = { report: "2026-11-06", appraise: "2026-11-10", mark: "2026-11-16", close: "2026-11-18" };
    await playScore(seeding, around, { id, unitId: committee }, score, days);

    const second = { ...(await registerAccepted(saturday)), unitId: committee };
    const { figures = {}, ticks = {} } = scores[saturday.id]?.sheet ?? {};
    await reportFigures(seeding, second, { figures, ticks }, "2026-11-09");
    const office = await callerNamed(seeding, around.office, "2026-11-19");
    await office.scoring.return(
      over(
        { id: second.id, version: (await getAssessment(db, second.id)).version },
        {
          reason: "Số đơn giải quyết đúng hạn chưa khớp sổ tiếp dân quý III; đề nghị rà lại và gửi kèm sổ.",
        },
      ),
    );
    return { id };
  };

  /** Nine of last year's recognised models were looked at again; eight hold, one has declined. */
  const recheck = async () => {
    const found = await db
      .selectFrom("recognition")
      .innerJoin("model", "model.id", "recognition.modelId")
      .select(["recognition.id", "recognition.version", "model.title"])
      .where("recognition.deciderId", "=", ward)
      .where("model.periodId", "=", seeding.periods[currentYear - 1] ?? "")
      .orderBy("model.title")
      .execute();
    const office = await callerNamed(seeding, around.office, "2026-06-26");
    for (const { title, ...recognition } of found) {
      if (title === "Cánh đồng lúa chất lượng cao")
        await office.recognition.downgrade(over(recognition, { reason: "Chỉ còn 21 trên 55 ha gieo cùng giống." }));
      else
        await office.recognition.confirm(
          over(recognition, { reason: "Mô hình giữ vững kết quả, sổ theo dõi đầy đủ." }),
        );
    }
  };

  const first = those("published");
  await score(first, { report: "2026-06-04", appraise: "2026-06-08", mark: "2026-06-12", close: "2026-06-17" });
  const idsOf = (models: readonly { readonly id: string }[]) => models.map(({ id }) => id);
  await meet(seeding, around, {
    title: "Phiên họp xét công nhận sáu tháng đầu năm 2026",
    heldOn: "2026-06-22",
    modelIds: idsOf(first),
  });
  for (const { id } of first) {
    const decision = { ...wardDecisions.firstHalf, publishedOn: "2026-07-01" };
    await recognize(seeding, around, id, decision);
  }
  await recheck();

  const second = those("drafted", "proposed", "votedDown");
  const others = playing.filter(
    (one) => !first.includes(one) && !second.includes(one) && !beforeScoring.includes(one.reached),
  );
  await score(second, { report: "2026-11-05", appraise: "2026-11-10", mark: "2026-11-16", close: "2026-11-18" });
  const committees = await playCommittee();
  const called = {
    title: "Phiên họp xét công nhận đợt 1 cuối năm 2026",
    heldOn: "2026-11-20",
    modelIds: idsOf([...second, committees]),
  };
  const downVoted = idsOf(those("votedDown"));
  await meet(seeding, around, called, (id) => downVoted.includes(id));
  await recognize(seeding, around, committees.id, wardDecisions.november);
  for (const id of idsOf(those("drafted"))) await draftDecision(seeding, around, id, wardDecisions.drafted);
  await score(others, { report: "2026-11-12", appraise: "2026-11-18", mark: "2026-11-24", close: "2026-11-25" });
  await convene(seeding, around, {
    title: "Phiên họp xét công nhận đợt 2 cuối năm 2026",
    on: "2026-11-25",
    heldOn: "2026-11-30",
    modelIds: idsOf(those("convened")),
  });

  for (const one of those("typing")) {
    const { figures } = await declarationOf(seeding, one);
    await declare(seeding, one, { figures: Object.fromEntries(Object.entries(figures).slice(0, 6)) }, "2026-11-25");
  }
};
