import { failedFloorExample, newCountrysideExample, siteClearanceExample } from "@kheo/catalog/worked-examples";
import { type Field, fieldText, type RegistrationForm, type Target } from "@kheo/core/movement/models";
import { upperFirst } from "@kheo/core/ground/sentences";
import type { Sheet } from "@kheo/core/criteria/derive";
import type { Adjustments } from "@kheo/core/movement/scoring";
import type { Level } from "@kheo/core/movement/recognition";
import type { UnitKind } from "@kheo/core/territory/units";
import source from "./models.json" with { type: "json" };
import { communeId, type DemonstrationUnit, idOf, oldUnitId } from "./units.ts";

export type SourceModel = (typeof source)[number];
export const sourceModels: readonly SourceModel[] = source;

const topicOf: Readonly<Record<string, string>> = {
  GPMB: "siteClearance",
  NTM: "newCountryside",
  "Đô thị văn minh": "civilizedUrban",
  "Tôn giáo": "religiousAffairs",
  "Dân tộc": "ethnicAffairs",
  KNTC: "complaintsAndDenunciations",
  CCHC: "administrativeReform",
  "Chuyển đổi số": "digitalTransformation",
  "Giảm nghèo": "povertyReduction",
  "An sinh": "socialWelfare",
  "An ninh trật tự": "publicOrder",
  "Biển đảo – IUU": "seaAndIslands",
  "Môi trường": "environment",
  "Giáo dục": "education",
  "Y tế": "health",
  "Chính trị": "politics",
};

const fieldOf = (label: string): Field => {
  const found = (Object.keys(fieldText) as Field[]).find((field) => fieldText[field] === label);
  if (!found) throw new Error(`No field is called ${label}`);
  return found;
};

const unit = (key: string, name: string, kind: UnitKind, commune: string): DemonstrationUnit => ({
  key,
  name,
  kind,
  parentId: communeId(commune),
});

const existing = (key: string, name: string): DemonstrationUnit => ({
  key,
  name,
  kind: "government",
  parentId: communeId("Phường Trà Câu"),
});

const womenOfDucPho = unit("duc-pho/phu-nu", "Hội LHPN phường Đức Phổ", "union", "Phường Đức Phổ");
const committeeOfTraCau = existing("tra-cau/uy-ban", "UBND phường Trà Câu");

/** The unit that owns each model; two of 2023 belong to units that ended on 30 June 2025. */
export const modelUnits: Readonly<Record<string, DemonstrationUnit>> = {
  "DVK-01": {
    key: "pho-phong/dang-uy",
    name: "Đảng ủy xã Phổ Phong",
    kind: "partyCommittee",
    parentId: oldUnitId("quang-ngai/tx-duc-pho/xa-pho-phong"),
    validFrom: "2020-02-01",
    validTo: "2025-06-30",
  },
  "DVK-02": committeeOfTraCau,
  "DVK-03": unit("tra-bong/chi-bo-thon-3", "Chi bộ thôn 3, xã Trà Bồng", "partyCell", "Xã Trà Bồng"),
  "DVK-04": unit("khanh-cuong/an-tho", "Chi bộ thôn An Thổ, xã Khánh Cường", "partyCell", "Xã Khánh Cường"),
  "DVK-05": womenOfDucPho,
  "DVK-06": unit("mo-duc/nong-dan", "Hội Nông dân xã Mộ Đức", "union", "Xã Mộ Đức"),
  "DVK-07": unit("cam-thanh/cong-an", "Công an phường Cẩm Thành", "armedForces", "Phường Cẩm Thành"),
  "DVK-08": unit("nghia-lo/cong-an", "Công an phường Nghĩa Lộ", "armedForces", "Phường Nghĩa Lộ"),
  "DVK-09": unit("sa-huynh/bien-phong", "Đồn Biên phòng Sa Huỳnh", "armedForces", "Phường Sa Huỳnh"),
  "DVK-10": unit("son-ha/chi-bo-thon", "Chi bộ thôn, xã Sơn Hạ", "partyCell", "Xã Sơn Hạ"),
  "DVK-11": {
    key: "thi-xa-duc-pho/cong-an",
    name: "Công an thị xã Đức Phổ",
    kind: "armedForces",
    parentId: oldUnitId("quang-ngai/tx-duc-pho"),
    validFrom: "2020-02-01",
    validTo: "2025-06-30",
  },
  "DVK-12": unit("binh-son/mat-tran", "UBMTTQ xã Bình Sơn", "front", "Xã Bình Sơn"),
  "DVK-13": unit(
    "truong-quang-trong/mat-tran",
    "UBMTTQ phường Trương Quang Trọng",
    "front",
    "Phường Trương Quang Trọng",
  ),
  "DVK-14": womenOfDucPho,
  "DVK-15": committeeOfTraCau,
  "DVK-16": unit("lan-phong/dang-uy", "Đảng ủy xã Lân Phong", "partyCommittee", "Xã Lân Phong"),
  "DVK-17": unit("tu-nghia/mat-tran", "UBMTTQ xã Tư Nghĩa", "front", "Xã Tư Nghĩa"),
  "DVK-18": unit(
    "kon-tum/hanh-chinh-cong",
    "Trung tâm Phục vụ hành chính công phường Kon Tum",
    "publicServiceUnit",
    "Phường Kon Tum",
  ),
  "DVK-19": unit("dak-ha/thanh-nien", "Đoàn Thanh niên xã Đăk Hà", "union", "Xã Đăk Hà"),
  "DVK-20": unit("dak-ro-wa/chi-bo-thon", "Chi bộ thôn, xã Đăk Rơ Wa", "partyCell", "Xã Đăk Rơ Wa"),
  "DVK-21": unit("ba-to/cuu-chien-binh", "Hội CCB xã Ba Tơ", "union", "Xã Ba Tơ"),
  "DVK-22": unit("tay-tra-bong/nong-dan", "Hội Nông dân xã Tây Trà Bồng", "union", "Xã Tây Trà Bồng"),
  "DVK-23": unit("ly-son/thanh-nien", "Đoàn Thanh niên đặc khu Lý Sơn", "union", "Đặc khu Lý Sơn"),
  "DVK-24": unit("cam-thanh/cong-doan", "Công đoàn cơ sở khối cơ quan phường Cẩm Thành", "union", "Phường Cẩm Thành"),
  "DVK-25": unit("mang-ri/mat-tran", "UBMTTQ xã Măng Ri", "front", "Xã Măng Ri"),
  "DVK-26": unit("long-phung/chi-bo-thon", "Chi bộ thôn, xã Long Phụng", "partyCell", "Xã Long Phụng"),
  "DVK-27": unit("sa-huynh/thcs", "Chi bộ trường THCS, phường Sa Huỳnh", "partyCell", "Phường Sa Huỳnh"),
  "DVK-28": unit("ve-giang/tram-y-te", "Chi bộ Trạm y tế xã Vệ Giang", "partyCell", "Xã Vệ Giang"),
  "DVK-29": unit("thien-tin/chi-bo-thon", "Chi bộ thôn, xã Thiện Tín", "partyCell", "Xã Thiện Tín"),
  "DVK-30": unit("nghia-lo/uy-ban", "UBND phường Nghĩa Lộ", "government", "Phường Nghĩa Lộ"),
  "DVK-31": unit("son-tay/quan-su", "Ban Chỉ huy quân sự xã Sơn Tây", "armedForces", "Xã Sơn Tây"),
  "DVK-32": unit("duc-pho/uy-ban", "UBND phường Đức Phổ", "government", "Phường Đức Phổ"),
};

/** Organizational units that own models and stand in no other list. */
export const unitsOfModels: readonly DemonstrationUnit[] = [
  ...new Map(
    Object.values(modelUnits)
      .filter(({ key }) => !key.startsWith("tra-cau/"))
      .map((owner) => [owner.key, owner]),
  ).values(),
];

export const unitIdOf = ({ id }: SourceModel): string => idOf(modelUnits[id]?.key ?? "");

/** What a registration form is told from. */
export type Told = {
  readonly title: string;
  readonly owner: string;
  readonly field: Field;
  readonly topic: string;
  readonly year: number;
  /** What is done, in words that a sentence can go on with. */
  readonly desc: string;
  readonly outputs: string;
  readonly targets: readonly Pick<Target, "name" | "unit" | "baseline" | "goal">[];
  readonly isPersonal?: boolean;
};

export const formTold = (told: Told): RegistrationForm => {
  const { title, owner, field, topic, year, desc, outputs, targets, isPersonal = false } = told;
  return {
    title,
    subjectKind: isPersonal ? "individual" : "collective",
    field,
    topic,
    items: {
      situation: `Xuất phát từ yêu cầu thực tế trên địa bàn: ${desc}.`,
      objectives: `Phấn đấu đạt các chỉ tiêu: ${outputs}.`,
      content: `${upperFirst(desc)}. Thực hiện theo phương châm dân biết, dân bàn, dân làm, dân kiểm tra, dân giám sát, dân thụ hưởng.`,
      place: `Địa bàn do ${owner} phụ trách; các hộ dân và tổ chức liên quan.`,
      forces: `Chủ trì: ${owner}. Phối hợp: Mặt trận Tổ quốc và các đoàn thể. Tham gia: Nhân dân trên địa bàn.`,
      resources: "Nguồn lực tại chỗ, lồng ghép các chương trình; xã hội hóa trên tinh thần tự nguyện.",
      schedule: `Bắt đầu từ tháng 01/${year}; sơ kết tháng 6; đánh giá kết quả tháng 11/${year}.`,
      outputs: `${outputs}.`,
      sustainability: "Có tổ nòng cốt duy trì thường xuyên; nhân rộng được ở nơi có điều kiện tương đồng.",
    },
    targets: targets.map((target) => ({ ...target, dueOn: `${year}-11-30` })),
    exemplar: isPersonal
      ? { name: "Nhân vật minh họa", birthYear: 1975, position: owner, consentsToPublish: true }
      : null,
    contactName: "Cán bộ phụ trách dân vận",
    contactPhone: "0900 000 000",
  };
};

/** A model with one numeric goal, from nothing: what it puts out is that goal. */
export const formOfGoal = ({
  target,
  ...told
}: Omit<Told, "outputs" | "targets"> & { readonly target: Pick<Target, "name" | "unit" | "goal"> }): RegistrationForm =>
  formTold({
    ...told,
    outputs: `${target.name.toLowerCase()} ${target.goal.toLocaleString("vi-VN")} ${target.unit}`,
    targets: [{ ...target, baseline: 0 }],
  });

/** The registration form of a demonstration model, told from its short description and its indicators. */
export const formOf = ({ id, name, field, topic, kind, year, desc, indicators }: SourceModel): RegistrationForm =>
  formTold({
    title: name,
    owner: modelUnits[id]?.name ?? "",
    field: fieldOf(field),
    topic: topicOf[topic] ?? "politics",
    year,
    desc,
    outputs: indicators,
    targets: [{ name: "Mức hoàn thành nội dung đã đăng ký", unit: "%", baseline: 0, goal: 100 }],
    isPersonal: kind === "cá nhân",
  });

/** How a model of 2026 was scored: what was declared, ticked, claimed and marked. */
export type DemonstrationScore = {
  readonly sheet: Sheet;
  readonly claims?: Readonly<Record<string, string>>;
  readonly adjustments?: Adjustments;
};

const all = (count: number): readonly boolean[] => Array.from({ length: count }, () => true);
const general = failedFloorExample.sheet;

/** Figures of a model under the general set: how far its main target came, and what the council gave. */
const generalScore = (done: number, satisfied: number, marks: readonly [number, number, number, number, number]) => ({
  sheet: {
    ...general,
    figures: {
      ...general.figures,
      targets: [{ name: "Mức hoàn thành nội dung đã đăng ký", planned: 100, done }],
      verySatisfied: satisfied - 50,
      satisfied: 50,
    },
    marks: Object.fromEntries(
      ["A2", "A4", "B3", "C4", "E4"].map((code, index) => [code, Array.from({ length: 7 }, () => marks[index] ?? 0)]),
    ),
  },
});

/** The models of 2026 whose scoring is closed. Three carry the worked examples of the criteria sets. */
export const scores: Readonly<Record<string, DemonstrationScore>> = {
  "DVK-02": {
    sheet: siteClearanceExample.sheet,
    claims: { D1: "Dự án bồi thường toàn bộ, không vận động hiến đất." },
    adjustments: { commended: 1 },
  },
  "DVK-04": { sheet: newCountrysideExample.sheet, adjustments: { press: 1 } },
  "DVK-08": generalScore(96, 93, [3.5, 4, 4, 10, 2.5]),
  "DVK-09": generalScore(98, 95, [4, 4, 4.5, 11, 2.5]),
  "DVK-12": {
    sheet: {
      figures: {
        placesTotal: 6,
        placesSigned: 5,
        placesClean: 5,
        meetingsPlan: 8,
        meetings: 8,
        lawAttendeesPlan: 400,
        lawAttendees: 372,
        targets: [{ name: "Mâu thuẫn được hòa giải", planned: 12, done: 11 }],
        hhHelpedPlan: 40,
        hhHelped: 38,
        welfarePlan: 150,
        welfare: 162,
        complexCases: "none",
        requestsDue: 0,
        requestsOnTime: 0,
        activitiesTotal: 24,
        activitiesProper: 24,
        hhTotal: 412,
        surveyValid: 96,
        verySatisfied: 40,
        satisfied: 48,
        monthsActive: 14,
        replicationAccepted: 1,
      },
      ticks: { A1: [true, true, true, false], E2: all(3) },
      marks: { B5: [8, 8.5, 8, 7.5, 8, 8, 8], D2: [2.5, 2.5, 2.5, 3, 2.5, 2.5, 2.5] },
      claims: ["C2"],
    },
    claims: { C2: "Trong kỳ không có nhu cầu, kiến nghị nào của tổ chức tôn giáo đến hạn giải quyết." },
  },
  "DVK-15": generalScore(91, 78, [3.5, 4, 4, 9, 2.5]),
  "DVK-18": generalScore(99, 96, [4, 3.5, 4.5, 10.5, 3]),
  "DVK-23": generalScore(90, 90, [3.5, 3, 4, 8.5, 2.5]),
  "DVK-25": generalScore(100, 94, [4, 4, 4.5, 11, 2.5]),
  "DVK-29": {
    sheet: {
      figures: {
        yearRating: "excellent",
        culturalFamily: true,
        lawAbiding: true,
        targets: [{ name: "Hộ hiến đất", planned: 54, done: 49 }],
        persuadedPlan: 54,
        persuaded: 49,
        adopters: 3,
        mediaItems: 2,
        monthsActive: 20,
        meetingAttendees: 62,
        meetingAgreed: 60,
      },
      ticks: {},
      marks: {
        A3: [5.5, 5, 5.5, 5.5, 6, 5.5, 5.5],
        B3: [8, 8, 8.5, 8, 8, 7.5, 8],
        B4: [12, 12.5, 12, 11.5, 12, 12, 12],
      },
      claims: [],
    },
  },
  "DVK-32": { sheet: failedFloorExample.sheet },
};

/** The level at which a model is recognised, from its state in the source. */
export const levelOf = ({ status }: SourceModel): Level | null => {
  const [state, level = ""] = status.split(/[:(]/u);
  return state === "recognized" ? (level as Level) : null;
};
