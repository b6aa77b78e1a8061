import { everyone, insiders, officeOfDecider, leadersOfDecider } from "./role-groups.ts";
import { type ConsequenceFacts, thingOf, says } from "./thing.ts";

const titleIn = ({ title }: ConsequenceFacts): string => (title === undefined ? "mô hình" : `mô hình “${title}”`);
const decisionIn = ({ decision = "quyết định ghi trong dự thảo" }: ConsequenceFacts): string => decision;

export const recognition = thingOf({
  name: "Hồ sơ công nhận",
  heading: "Công nhận",
  noun: "recognition",
  calls: "recognition",
  page: "/cong-nhan",
  menu: { text: "Công nhận" },
  ownPage: true,
  states: {
    proposed: { text: "Đề nghị công nhận", tone: "waiting", begins: true },
    held: { text: "Tạm hoãn", tone: "bad" },
    recognized: { text: "Đã có quyết định", tone: "good" },
    declined: { text: "Không công nhận", tone: "bad" },
    published: { text: "Đã công bố", tone: "good" },
    confirmed: { text: "Giữ vững khi kiểm tra lại", tone: "good" },
    downgraded: { text: "Giảm sút khi kiểm tra lại", tone: "bad" },
    revoked: { text: "Đã thu hồi", tone: "bad" },
  },
  steps: {
    hold: {
      from: ["proposed"],
      to: "held",
      reason: true,
      consequence: says("Hồ sơ tạm hoãn, lãnh đạo chưa ký được cho đến khi bỏ tạm hoãn."),
    },
    release: {
      from: ["held"],
      to: "proposed",
      waits: { held: "hồ sơ công nhận đang tạm hoãn" },
      consequence: says("Hồ sơ trở lại chờ quyết định công nhận."),
    },
    recognize: {
      from: ["proposed"],
      to: "recognized",
      drafted: { waits: "mô hình chờ dự thảo quyết định công nhận" },
      waits: { proposed: "dự thảo quyết định chờ ký xác nhận" },
      main: true,
      consequence: (facts) =>
        `Ký xác nhận dự thảo: ${titleIn(facts)} được công nhận theo ${decisionIn(facts)}. Quyết định đã ghi không sửa được; khi cần thay đổi phải có quyết định khác.`,
    },
    decline: {
      from: ["proposed", "held"],
      to: "declined",
      reason: true,
      consequence: says("Mô hình không được công nhận trong kỳ này. Đơn vị đọc được lý do dưới đây."),
    },
    publish: {
      from: ["recognized"],
      to: "published",
      waits: { recognized: "quyết định công nhận chờ công bố" },
      main: true,
      consequence: says("Mô hình được công bố: mọi đơn vị xem được và đề nghị nhân rộng được."),
    },
    confirm: {
      from: ["published", "confirmed", "downgraded"],
      to: "confirmed",
      consequence: says("Ghi nhận đã kiểm tra lại hôm nay: mô hình giữ vững kết quả."),
    },
    downgrade: {
      from: ["published", "confirmed"],
      to: "downgraded",
      reason: true,
      consequence: says(
        "Ghi nhận đã kiểm tra lại hôm nay: mô hình giảm sút. Mô hình không còn là nguồn để nhân rộng mới.",
      ),
    },
    revoke: {
      from: ["recognized", "published", "confirmed", "downgraded"],
      to: "revoked",
      drafted: {},
      waits: {
        recognized: "dự thảo quyết định thu hồi chờ ký xác nhận",
        published: "dự thảo quyết định thu hồi chờ ký xác nhận",
        confirmed: "dự thảo quyết định thu hồi chờ ký xác nhận",
        downgraded: "dự thảo quyết định thu hồi chờ ký xác nhận",
      },
      reason: true,
      consequence: (facts) =>
        `Ký xác nhận dự thảo: công nhận ${titleIn(facts)} bị thu hồi theo ${decisionIn(facts)}. Mô hình không còn được tính là được công nhận.`,
    },
  },
  rights: {
    view: { text: "xem công nhận", ...insiders },
    browse: { text: "xem mô hình đã công bố", ...everyone },
    draft: { text: "dự thảo quyết định", ...officeOfDecider },
    hold: { text: "tạm hoãn", ...officeOfDecider },
    release: { text: "bỏ tạm hoãn", ...officeOfDecider },
    decline: { text: "không công nhận", proof: true, ...leadersOfDecider },
    recognize: { text: "ghi quyết định công nhận", proof: true, ...leadersOfDecider },
    publish: { text: "công bố", proof: true, ...leadersOfDecider },
    confirm: { text: "kiểm tra lại: giữ vững", ...officeOfDecider },
    downgrade: { text: "kiểm tra lại: giảm sút", ...officeOfDecider },
    revoke: { text: "thu hồi công nhận", proof: true, ...leadersOfDecider },
  },
});
