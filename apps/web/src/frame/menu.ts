import type { Action } from "@kheo/core/rules/policy";

export type MenuEntry = {
  readonly to: string;
  readonly text: string;
  readonly action: Action;
  /** Among the four that stand at the bottom of a phone. */
  readonly bottom?: true;
};

/** The entries of the menu, by what people do; a person sees those whose action their posts allow. */
export const menu: readonly MenuEntry[] = [
  { to: "/", text: "Việc cần làm", action: "session.view", bottom: true },
  { to: "/mo-hinh", text: "Mô hình", action: "model.view", bottom: true },
  { to: "/cham-diem", text: "Chấm điểm", action: "scoring.view", bottom: true },
  { to: "/hop-hoi-dong", text: "Họp hội đồng", action: "meeting.view" },
  { to: "/cong-nhan", text: "Công nhận", action: "recognition.view" },
  { to: "/nhan-rong", text: "Nhân rộng", action: "replication.view", bottom: true },
  { to: "/bao-cao", text: "Báo cáo", action: "report.view" },
  { to: "/don-vi", text: "Đơn vị", action: "unit.view" },
  { to: "/quan-tri", text: "Quản trị", action: "person.view" },
];
