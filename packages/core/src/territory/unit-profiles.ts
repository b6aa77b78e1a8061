import { type Fields, schemaOf, type ValuesOf } from "../ground/fields.ts";

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

/** What is said of a unit. Aggregates only: no person, religion or ethnicity stands in it. */
export const unitProfileFields = {
  validFrom: { kind: "day", label: "Ngày ghi nhận", hint: "Ghi lại cùng ngày thì thay bản của ngày đó." },
  area: { kind: "choice", label: "Loại địa bàn", options: areaText, optional: true },
  population: { kind: "choice", label: "Quy mô dân số", options: populationText, optional: true },
  livelihoods: { kind: "choices", label: "Sinh kế chính của người dân", options: livelihoodText },
  concerns: { kind: "choices", label: "Vấn đề đang có", options: concernText },
  note: {
    kind: "line",
    label: "Ghi chú",
    max: 500,
    optional: true,
    hint: "Chỉ ghi số liệu chung, không ghi tên người, tôn giáo, dân tộc.",
  },
} as const satisfies Fields;

/** What a unit is like from a day on. */
export type UnitProfile = ValuesOf<typeof unitProfileFields>;

export const unitProfileInput = schemaOf(unitProfileFields).refine(
  ({ area, population, livelihoods, concerns, note }) =>
    area !== null || population !== null || livelihoods.length > 0 || concerns.length > 0 || note !== "",
  { path: ["area"], error: "Đặc điểm địa bàn: chưa ghi nội dung nào." },
);
