import type { Caller } from "@kheo/api/index";
import type { Day } from "@kheo/core/ground/days";
import { getModel } from "@kheo/db/movement/models";
import { callerNamed, currentYear, noReason, officerAt, over, type Seeding } from "./calling.ts";
import { formOfGoal } from "./models.ts";
import { lastYearsModel } from "./past.ts";
import { accept, type Around, draftModel, register } from "./stages.ts";
import { idOf, traCauUnits } from "./units.ts";
import { type Reached, type WardModel, wardModels } from "./ward.ts";

/** A model of the season, once it is registered. */
export type Playing = {
  readonly id: string;
  readonly unitId: string;
  readonly reached: Reached;
  readonly model: WardModel;
};

const nameOf = (key: string): string => traCauUnits.find((unit) => unit.key === key)?.name ?? "";

const formOfWard = ({ unit, title, field, topic, desc, target, isPersonal = false }: WardModel) =>
  formOfGoal({ title, field, topic, desc, target, isPersonal, year: currentYear, owner: nameOf(unit) });

/** The day on which a unit registers: most in March, one after the other, two not before yesterday. */
const registeredOn = (reached: Reached, turn: number): Day =>
  reached === "late" || reached === "draft" ? "2026-11-25" : `2026-03-${String(9 + (turn % 20)).padStart(2, "0")}`;

/** Every unit registers its model; one is still typing. */
export const registerAll = async (seeding: Seeding): Promise<readonly Playing[]> => {
  const playing: Playing[] = [];
  for (const [turn, model] of wardModels.entries()) {
    const unitId = idOf(model.unit);
    const { reached } = model;
    const continuesId = model.continues ? lastYearsModel(model.unit, model.title) : null;
    const registration = { unitId, form: formOfWard(model), continuesId, on: registeredOn(reached, turn) };
    const { id } = await (reached === "draft" ? draftModel : register)(seeding, registration);
    playing.push({ id, unitId, reached, model });
  }
  return playing;
};

type Sent = { readonly id: string; readonly version: number };
type Deciding = {
  readonly office: Caller;
  /** The officer of the unit whose model it is, on a day. */
  readonly officer: (day: Day) => Promise<Caller>;
  readonly mergedInto: string;
};

const incomplete = {
  reason: "Chỉ tiêu chưa nêu được hiện trạng; đề nghị bổ sung lực lượng tham gia và cách duy trì.",
};

/** What becomes in spring of what is not accepted; `null` where nobody has looked at it. */
const decided: Readonly<Record<string, ((sent: Sent, by: Deciding) => Promise<unknown>) | null>> = {
  draft: null,
  late: null,
  rejected: (sent, { office }) =>
    office.models.reject(over(sent, { reason: "Nội dung là hoạt động thường xuyên, chưa phải mô hình dân vận." })),
  returned: (sent, { office }) => office.models.return(over(sent, incomplete)),
  resent: async (sent, { office, officer }) => {
    const returned = await office.models.return(over(sent, incomplete));
    return (await officer("2026-11-24")).models.submit(over(returned, noReason));
  },
  withdrawn: async (sent, { officer }) =>
    (await officer("2026-04-10")).models.withdraw(
      over(sent, { reason: "Mưa lũ tháng 3 cuốn mất lồng cá; các hộ xin thôi." }),
    ),
  merged: (sent, { office, mergedInto }) => {
    const reason = "Cùng nội dung, cùng đối tượng với mô hình của tổ dân phố 4; hai tổ cùng làm.";
    return office.models.merge(over(sent, { reason, intoId: mergedInto }));
  },
};

const stopped: Readonly<Record<string, (sent: Sent, office: Caller) => Promise<unknown>>> = {
  suspended: (sent, office) =>
    office.models.suspend(over(sent, { reason: "Nhà văn hóa đang sửa, chưa có đất trồng." })),
  discontinued: (sent, office) =>
    office.models.discontinue(over(sent, { reason: "Dịch viêm da nổi cục, các hộ không nuôi tiếp." })),
};

/** The office decides on what was sent; in summer one model is suspended and one comes to its end. */
export const decideRegistrations = async (
  seeding: Seeding,
  around: Around,
  playing: readonly Playing[],
): Promise<void> => {
  const spring = await callerNamed(seeding, around.office, "2026-04-08");
  const summer = await callerNamed(seeding, around.office, "2026-08-20");
  const mergedInto = playing.find(({ model }) => model.title.startsWith("Bữa sáng"))?.id ?? "";
  const versionOf = async (id: string): Promise<Sent> => ({ id, version: (await getModel(seeding.db, id)).version });
  for (const { id, unitId, reached } of playing) {
    const officer = (day: Day) => officerAt(seeding, unitId, day);
    const stage = typeof reached === "string" ? reached : "marked";
    const deciding = decided[stage];
    if (deciding === null) continue;
    if (deciding) await deciding(await versionOf(id), { office: spring, officer, mergedInto });
    else await accept(seeding, around, await versionOf(id), "2026-04-08");
    await stopped[stage]?.(await versionOf(id), summer);
  }
};
