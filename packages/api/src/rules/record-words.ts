import { canonical } from "@kheo/core/ground/canonical";
import { formatDay } from "@kheo/core/ground/days";
import { editableStates } from "@kheo/core/movement/models";
import { declaringStates } from "@kheo/core/movement/scoring";
import { advisoryDutyText, advisoryFamilyText } from "@kheo/core/offices/advisory";
import { ballotKindText } from "@kheo/core/offices/bodies";
import { roleText } from "@kheo/core/rules/policy";
import { isStated, stateText } from "@kheo/core/rules/states";
import { isThing, things } from "@kheo/core/rules/things";
import type { Facts, RecordingEvent, RecordKind } from "@kheo/db/rules/records";

/** What an event recorded of a row, and which it is. */
export type Told = { readonly facts: Facts | null; readonly by: Pick<RecordingEvent, "id" | "action"> };
/** The name of whatever has an id; the id itself where none is known. */
export type NameOf = (id: unknown) => string;

/** A fact as text; empty where it is none. */
export const textOf = (facts: Facts, key: string): string => {
  const value = facts[key];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

/** The name of a unit among its facts: that of its last version in the territory. */
export const unitNameOf = ({ versions }: Facts): string => {
  const all = versions as readonly Facts[];
  const named = all.findLast(({ line }) => line === "territory") ?? all.at(-1);
  return named ? textOf(named, "name") : "không tên";
};

/** What a row is called in a sentence, where that is more than what such things are called and its title. */
const names: Partial<Record<RecordKind, (facts: Facts, nameOf: NameOf, id: string) => string>> = {
  unit: (facts) => `Đơn vị ${unitNameOf(facts)}`,
  cluster: (facts) => `Cụm, khối thi đua ${textOf(facts, "name")}`,
  advisoryAssignment: (facts, nameOf) => `Phân công tham mưu ${textOf(facts, "name")} (${nameOf(facts["unit"])})`,
  body: (facts, nameOf) => `${textOf(facts, "name")} (${nameOf(facts["unit"])})`,
  post: (facts, nameOf) =>
    `Chức vụ ${roleText[facts["role"] as keyof typeof roleText]} của ${nameOf(facts["person"])} tại ${nameOf(facts["unit"])}`,
  person: (_, nameOf, id) => `Người dùng ${nameOf(id)}`,
  period: (facts) => `Đợt ${textOf(facts, "title")}`,
  model: (_, nameOf, id) => `Mô hình ${nameOf(id)}`,
  assessment: (_, nameOf, id) => `Bảng điểm ${nameOf(id)}`,
  verdict: (facts, nameOf) => `Kết quả chấm điểm ${nameOf(facts["model"] ?? facts["assessment"])}`,
  decision: (facts, nameOf) => `Quyết định ${textOf(facts, "number")} của ${nameOf(facts["unit"])}`,
  recognition: (facts, nameOf) => `Hồ sơ công nhận mô hình ${nameOf(facts["model"])}`,
  replication: (facts, nameOf) => `Nhiệm vụ nhân rộng của ${nameOf(facts["unit"])}`,
  document: (facts, nameOf) => `Văn bản số ${textOf(facts, "number")} trong sổ của ${nameOf(facts["unit"])}`,
  report: (facts, nameOf) => `Báo cáo đã chốt, bản ${textOf(facts, "version")} của ${nameOf(facts["unit"])}`,
};

/** What a row is called in a sentence. */
export const nameOfRow = (kind: RecordKind, facts: Facts, nameOf: NameOf, id: string): string =>
  names[kind]?.(facts, nameOf, id) ?? `${isThing(kind) ? things[kind].name : kind} “${textOf(facts, "title")}”`;

/** What a fact is called in a sentence. */
const labels: Readonly<Record<string, string>> = {
  acceptedOn: "ngày tiếp nhận",
  agree: "số phiếu đồng ý",
  assessment: "bảng điểm",
  assignedOn: "ngày giao",
  ballotKind: "hình thức biểu quyết",
  base: "số để tính tỷ lệ",
  basis: "căn cứ",
  body: "hội đồng, tổ, ban",
  changes: "các lần thay đổi của đơn vị",
  class: "xếp loại",
  closedOn: "ngày kết thúc",
  code: "mã",
  confirmedOn: "ngày nghiệm thu",
  content: "nội dung",
  paper: "nội dung đã ban hành",
  count: "số thành viên",
  decider: "nơi ra quyết định",
  decision: "quyết định công nhận",
  decisions: "nội dung cơ quan thường trực quyết định",
  disagree: "số phiếu không đồng ý",
  discontinuedOn: "ngày dừng",
  document: "văn bản",
  draft: "dự thảo quyết định",
  dueOn: "thời hạn",
  duty: "lĩnh vực tham mưu",
  edition: "bộ tiêu chí",
  editions: "các bộ tiêu chí",
  eligible: "số người có phiếu",
  endDocument: "văn bản cho thôi",
  family: "khối",
  figures: "số liệu",
  from: "từ ngày",
  givenBy: "người giao",
  giver: "nơi giao",
  hash: "mã băm",
  issuer: "cơ quan ban hành",
  item: "lần biểu quyết",
  items: "các nội dung biểu quyết",
  kind: "loại",
  level: "cấp",
  logHead: "dấu kiểm",
  members: "các thành viên",
  model: "mô hình",
  name: "tên",
  note: "ghi chú",
  number: "số, ký hiệu",
  on: "ngày",
  openedOn: "ngày mở biểu quyết",
  organ: "cơ quan",
  papers: "số người đã bỏ phiếu",
  parent: "nơi trực thuộc",
  passed: "đạt hay không",
  person: "người",
  placedAt: "nơi tiếp nhận",
  publishedOn: "ngày công bố",
  reason: "lý do",
  received: "văn bản đến hay không",
  rechecks: "các lần kiểm tra lại",
  recognition: "mô hình gốc",
  recused: "người không có phiếu",
  registrationTo: "hạn đăng ký",
  result: "kết quả kiểm tra lại",
  revocation: "quyết định thu hồi",
  role: "vai trò",
  roster: "danh sách người biểu quyết",
  rules: "quy tắc biểu quyết",
  seat: "vị trí",
  series: "sổ",
  sheets: "các phiếu chấm",
  signatory: "người ký",
  signatoryTitle: "chức vụ người ký",
  signedOn: "ngày ký",
  state: "trạng thái",
  submittedOn: "ngày gửi",
  substitutes: "chức vụ được thay",
  tallies: "kết quả biểu quyết",
  title: "tên",
  to: "đến ngày",
  total: "tổng điểm",
  type: "loại văn bản",
  unit: "đơn vị",
  verifiedOn: "ngày phúc tra",
  version: "số bản",
  versions: "tên, loại, nơi trực thuộc",
  voters: "danh sách đã bỏ phiếu",
  waits: "chờ xác nhận hay không",
};

const isDay = /^\d{4}-\d\d-\d\d$/u;
const isId = /^[\da-f]{8}-[\da-f-]{27}$/u;
const isHash = /^[\da-f]{64}$/u;
const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  role: roleText,
  duty: advisoryDutyText,
  family: advisoryFamilyText,
  ballotKind: ballotKindText,
  received: { true: "văn bản đến", false: "văn bản đi" },
  passed: { true: "đạt", false: "chưa đạt" },
  waits: { true: "chờ xác nhận", false: "có hiệu lực" },
};

/** A value in words; empty where it has none that people know. */
export const wordOf = (kind: RecordKind, key: string, value: unknown, nameOf: NameOf): string => {
  if (value === null || value === undefined) return "trống";
  const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  const text = isPlain ? String(value) : "";
  if (key === "state" && isStated(kind)) return `“${(stateText[kind] as Record<string, string>)[text] ?? text}”`;
  const known = words[key]?.[text];
  if (known !== undefined) return `“${known}”`;
  if (isId.test(text)) return nameOf(text) === text ? "" : nameOf(text);
  if (isDay.test(text)) return formatDay(text);
  return isHash.test(text) || text === "" ? "" : `“${text}”`;
};

type Difference = { readonly key: string; readonly was: unknown; readonly now: unknown };

/** Where two facts differ, as deep as both go. */
export const differing = (key: string, then: unknown, now: unknown): readonly Difference[] => {
  if (canonical(then) === canonical(now)) return [];
  const bothLists = Array.isArray(then) && Array.isArray(now);
  if (bothLists && then.length === now.length) return then.flatMap((item, index) => differing(key, item, now[index]));
  const bothObjects = [then, now].every((one) => one !== null && typeof one === "object" && !Array.isArray(one));
  if (!bothObjects || key === "rules" || key === "editions" || key === "draft") return [{ key, was: then, now }];
  const [before, after] = [then as Facts, now as Facts];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((inner) =>
    differing(inner, before[inner], after[inner]),
  );
};

/** Facts that people may still change without an event. */
export const unfinished: Partial<Record<RecordKind, (now: Facts) => readonly string[]>> = {
  model: ({ state }) => (editableStates.some((one) => one === state) ? ["title", "content"] : []),
  assessment: ({ state }) => (declaringStates.some((one) => one === state) ? ["figures"] : []),
};

/** How a row differs from what an event recorded of it. */
export const differenceText = (
  kind: RecordKind,
  { key, was: then, now }: Difference,
  by: Told["by"],
  nameOf: NameOf,
): string => {
  const [was, is] = [wordOf(kind, key, then, nameOf), wordOf(kind, key, now, nameOf)];
  const event = `sự kiện ${by.id} (${by.action})`;
  const what = labels[key] ?? key;
  return was === "" || is === "" || was === is ? `${what} khác với ${event}` : `${what} là ${is}, ${event} ghi ${was}`;
};
