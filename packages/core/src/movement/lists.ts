import { ballotKindText } from "../offices/bodies.ts";
import { listOf } from "../rules/lists.ts";
import { fieldText, subjectKindText } from "./models.ts";
import { levelText } from "./recognition.ts";

/** The models that were registered or are being drafted. */
export const modelList = listOf(
  "Danh sách mô hình",
  {
    title: { label: "Tên mô hình", kind: "line", main: true },
    code: { label: "Số", kind: "line", under: "title" },
    subjectKind: { label: "Loại", kind: "choice", options: subjectKindText, under: "title" },
    registration: {
      label: "Đăng ký",
      kind: "choice",
      options: { new: "Đăng ký mới", continued: "Duy trì" },
      under: "title",
    },
    unitName: { label: "Đơn vị", kind: "line", main: true },
    field: { label: "Lĩnh vực", kind: "choice", options: fieldText },
    topicLabel: { label: "Chủ đề", kind: "line", under: "field" },
    submittedOn: { label: "Ngày đăng ký", kind: "day" },
    state: { label: "Trạng thái", kind: "state", thing: "model", main: true },
    fate: { label: "Kết quả công nhận", kind: "line", under: "state" },
  },
  "title",
);

/** How far somebody's own sheet for a model has come, what waits for them first. */
export const ownSheetText = {
  waiting: "Chưa chấm",
  begun: "Đang chấm, chưa nộp",
  handedIn: "Đã nộp",
  notOpen: "Chưa đến lượt chấm",
  missed: "Không nộp phiếu",
  ownUnit: "Không tham gia",
} as const;

/** What there is to score, with what has come of it. */
export const scoringList = listOf(
  "Các bảng điểm",
  {
    title: { label: "Mô hình, đơn vị được chấm", kind: "line", main: true },
    code: { label: "Số", kind: "line", under: "title" },
    unitName: { label: "Đơn vị", kind: "line", main: true },
    state: { label: "Trạng thái", kind: "state", thing: "assessment", main: true },
    ownSheet: { label: "Phiếu của đồng chí", kind: "choice", options: ownSheetText, main: true },
    handedIn: { label: "Phiếu đã nộp", kind: "count" },
    total: { label: "Tổng điểm", kind: "points" },
    classLabel: { label: "Xếp loại", kind: "line" },
  },
  "title",
);

/** The meetings of the councils. */
export const meetingList = listOf(
  "Các phiên họp hội đồng",
  {
    title: { label: "Phiên họp", kind: "line", main: true },
    bodyName: { label: "Hội đồng", kind: "line", under: "title" },
    heldOn: { label: "Ngày họp", kind: "day", main: true },
    progress: {
      label: "Trạng thái",
      kind: "choice",
      options: { convened: "Chưa mở biểu quyết", open: "Đang lấy phiếu", closed: "Đã kết thúc biểu quyết" },
      main: true,
    },
    ballotKind: { label: "Hình thức", kind: "choice", options: ballotKindText },
    items: { label: "Số mô hình", kind: "count" },
  },
  "heldOn",
  "descending",
);

/** What the councils propose to recognise, and what was decided. */
export const recognitionList = listOf(
  "Hồ sơ công nhận",
  {
    title: { label: "Mô hình", kind: "line", main: true },
    code: { label: "Số", kind: "line", under: "title" },
    unitName: { label: "Đơn vị", kind: "line", main: true },
    level: { label: "Cấp", kind: "choice", options: levelText },
    total: { label: "Tổng điểm", kind: "points", main: true },
    classLabel: { label: "Xếp loại", kind: "line", under: "total" },
    state: { label: "Trạng thái", kind: "state", thing: "recognition", main: true },
    agree: { label: "Biểu quyết đồng ý", kind: "count", main: true },
    members: { label: "Tổng số thành viên", kind: "count", under: "agree" },
    number: { label: "Quyết định", kind: "line", main: true },
    signedOn: { label: "Ngày ký", kind: "day", under: "number" },
  },
  "state",
);

/** The tasks to replicate a published model elsewhere. */
export const replicationList = listOf(
  "Nhiệm vụ nhân rộng",
  {
    sourceTitle: { label: "Mô hình gốc", kind: "line", main: true },
    sourceUnitName: { label: "Đơn vị có mô hình gốc", kind: "line", under: "sourceTitle" },
    adopterUnitName: { label: "Đơn vị nhân rộng", kind: "line", main: true },
    state: { label: "Trạng thái", kind: "state", thing: "replication", main: true },
    dueOn: { label: "Hạn", kind: "day", main: true },
    confirmedOn: { label: "Nghiệm thu", kind: "day" },
  },
  "dueOn",
);

/** The models that were recognised and published, of every unit: what others may learn from. */
export const galleryList = listOf(
  "Mô hình đã công bố",
  {
    title: { label: "Mô hình", kind: "line", main: true },
    unitName: { label: "Đơn vị", kind: "line", main: true },
    field: { label: "Lĩnh vực", kind: "choice", options: fieldText },
    topicLabel: { label: "Chủ đề", kind: "line" },
    level: { label: "Cấp", kind: "choice", options: levelText },
    number: { label: "Quyết định", kind: "line" },
    signedOn: { label: "Ngày ký", kind: "day", main: true },
    outputs: { label: "Kết quả", kind: "line" },
  },
  "signedOn",
  "descending",
);
