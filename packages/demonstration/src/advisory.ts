import type { AdvisoryFamily, AdvisoryLevel } from "@kheo/core/offices/advisory";
import type { Day } from "@kheo/core/ground/days";
import type { Db } from "@kheo/db/ground/connect";
import { provinceId } from "./units.ts";

type Advising = {
  readonly level: AdvisoryLevel;
  readonly bodyName: string;
  readonly family: AdvisoryFamily;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly basis: string;
};

const marked = (basis: string): string => `${basis} (dữ liệu minh họa, đối chiếu văn bản của tỉnh trước khi dùng)`;

const asBefore = marked("Tổ chức bộ máy trước ngày 03/02/2025");
const ofFebruary = marked("Hợp nhất Ban Tuyên giáo và Ban Dân vận ngày 03/02/2025");
const ofTwoLevels = marked("Chính quyền địa phương hai cấp từ ngày 01/7/2025");
const ofConclusion = marked("Kết luận 76-KL/TW ngày 28/7/2026");

const known = "2020-01-01";
const merged = "2025-02-03";
const lastBeforeMerger = "2025-02-02";
const conclusion = "2026-07-28";
const lastBeforeConclusion = "2026-07-27";
const lastOfDistricts = "2025-06-30";
const firstOfTwoLevels = "2025-07-01";

const party = "party" as const;
const front = "front" as const;
const named = (
  level: AdvisoryLevel,
  bodyName: string,
  family: AdvisoryFamily,
  [validFrom, validTo]: readonly [Day, Day | null],
  basis: string,
): Advising => ({ level, bodyName, family, validFrom, validTo, basis });

/** Who advised on dân vận in the province and its predecessors: it changed three times in two years. */
const advising: readonly Advising[] = [
  named("centre", "Ban Dân vận Trung ương", party, [known, lastBeforeMerger], asBefore),
  named("centre", "Ban Tuyên giáo và Dân vận Trung ương", party, [merged, lastBeforeConclusion], ofFebruary),
  named("centre", "Đảng ủy Mặt trận Tổ quốc, các đoàn thể Trung ương", party, [conclusion, null], ofConclusion),
  named("province", "Ban Dân vận Tỉnh ủy", party, [known, lastBeforeMerger], asBefore),
  named("province", "Ban Tuyên giáo và Dân vận Tỉnh ủy", party, [merged, lastBeforeConclusion], ofFebruary),
  named("province", "Ủy ban MTTQ Việt Nam {địa bàn}", front, [conclusion, null], ofConclusion),
  named("district", "Ban Dân vận cấp ủy {địa bàn}", party, [known, lastBeforeMerger], asBefore),
  named("district", "Ban Tuyên giáo và Dân vận cấp ủy {địa bàn}", party, [merged, lastOfDistricts], ofFebruary),
  named("commune", "Khối dân vận {địa bàn}", party, [known, lastOfDistricts], asBefore),
  named("commune", "Ủy ban MTTQ Việt Nam {địa bàn}", front, [firstOfTwoLevels, null], ofTwoLevels),
];

/** The bodies of every day, as papers of the demonstration name them; each says of itself that it is one. */
export const seedAdvisory = async (db: Db): Promise<void> => {
  const rows = advising.map((row) => ({ ...row, unitId: provinceId, duty: "massMobilization" as const }));
  await db.insertInto("advisoryAssignment").values(rows).execute();
};
