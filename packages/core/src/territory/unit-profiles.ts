import { z } from "zod";
import { day, type Day } from "../ground/days.ts";
import { line } from "../ground/text.ts";

/** The kind of area (loại địa bàn) in which a unit works. */
export const areaText = {
  plain: "Đồng bằng",
  midland: "Trung du",
  mountain: "Miền núi",
  highland: "Vùng cao, biên giới",
  coast: "Ven biển",
  island: "Hải đảo",
  urban: "Đô thị",
} as const;
export type Area = keyof typeof areaText;
const areas = Object.keys(areaText) as [Area, ...Area[]];

/** How many people live there, in bands: near enough to compare units, and never out of date by a birth. */
export const populationText = {
  under1000: "Dưới 1.000 người",
  to5000: "1.000 đến dưới 5.000 người",
  to10000: "5.000 đến dưới 10.000 người",
  to20000: "10.000 đến dưới 20.000 người",
  to50000: "20.000 đến dưới 50.000 người",
  over50000: "Từ 50.000 người",
} as const;
export type PopulationBand = keyof typeof populationText;
const populationBands = Object.keys(populationText) as [PopulationBand, ...PopulationBand[]];

/** What most people there live by. */
export const livelihoodText = {
  farming: "Trồng trọt, chăn nuôi",
  forestry: "Lâm nghiệp",
  fishing: "Đánh bắt, nuôi trồng thủy sản",
  crafts: "Làng nghề, tiểu thủ công nghiệp",
  industry: "Công nhân, khu công nghiệp",
  trade: "Buôn bán, dịch vụ",
  tourism: "Du lịch",
  office: "Cán bộ, công chức, viên chức",
} as const;
export type Livelihood = keyof typeof livelihoodText;
const livelihoods = Object.keys(livelihoodText) as [Livelihood, ...Livelihood[]];

/** What the unit has to deal with now, for which a model from elsewhere may help. */
export const concernText = {
  siteClearance: "Dự án đang giải phóng mặt bằng",
  resettlement: "Bố trí tái định cư",
  disaster: "Thiên tai, sạt lở",
  illegalFishing: "Khai thác thủy sản trái phép",
  complaints: "Khiếu nại, kiến nghị kéo dài",
  poverty: "Tỷ lệ hộ nghèo cao",
  environment: "Rác thải, ô nhiễm môi trường",
  security: "An ninh trật tự phức tạp",
  merger: "Sắp xếp đơn vị, thôn, tổ dân phố",
} as const;
export type Concern = keyof typeof concernText;
const concerns = Object.keys(concernText) as [Concern, ...Concern[]];

/** What a unit is like from a day on. Aggregates only: no person, religion or ethnicity stands in it. */
export type UnitProfile = {
  readonly validFrom: Day;
  readonly area: Area | null;
  readonly population: PopulationBand | null;
  readonly livelihoods: readonly Livelihood[];
  readonly concerns: readonly Concern[];
  readonly note: string;
};

const chosenFrom = <Value extends string>(label: string, values: readonly [Value, ...Value[]]) =>
  z.enum(values, { error: `${label}: cần chọn trong danh sách.` });

/** Several of a list, each once and in the order of the list, whatever the order in which they were ticked. */
const severalOf = <Value extends string>(label: string, values: readonly [Value, ...Value[]]) =>
  z
    .array(chosenFrom(label, values))
    .max(values.length)
    .transform((chosen) => values.filter((value) => chosen.includes(value)));

export const unitProfileInput = z
  .strictObject({
    validFrom: day("Ngày ghi nhận"),
    area: chosenFrom("Loại địa bàn", areas).nullable(),
    population: chosenFrom("Quy mô dân số", populationBands).nullable(),
    livelihoods: severalOf("Sinh kế", livelihoods),
    concerns: severalOf("Vấn đề đang có", concerns),
    note: line("Ghi chú", { max: 500 }),
  })
  .refine(
    ({ area, population, livelihoods: some, concerns: others, note }) =>
      area !== null || population !== null || some.length > 0 || others.length > 0 || note !== "",
    { path: ["area"], error: "Đặc điểm địa bàn: chưa ghi nội dung nào." },
  );
