import type { Topic } from "@kheo/core/criteria";

/** The official topics that no set of their own scores, as this set names them; the positions between belong to others. */
export const topics: readonly Topic[] = [
  { code: "civilizedUrban", label: "Đô thị văn minh", position: 30 },
  { code: "ethnicAffairs", label: "Dân tộc", position: 50 },
  { code: "complaintsAndDenunciations", label: "Khiếu nại, tố cáo, kiến nghị", position: 60 },
  { code: "administrativeReform", label: "Cải cách hành chính", position: 70 },
  { code: "digitalTransformation", label: "Chuyển đổi số", position: 80 },
  { code: "povertyReduction", label: "Giảm nghèo", position: 90 },
  { code: "socialWelfare", label: "An sinh xã hội", position: 100 },
  { code: "publicOrder", label: "An ninh trật tự", position: 110 },
  { code: "seaAndIslands", label: "Biển đảo – chống khai thác IUU", position: 120 },
  { code: "environment", label: "Môi trường", position: 130 },
  { code: "education", label: "Giáo dục", position: 140 },
  { code: "health", label: "Y tế", position: 150 },
  { code: "politics", label: "Chính trị, bầu cử", position: 160 },
];
