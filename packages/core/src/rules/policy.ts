import type { NounOf, Thing } from "./things.ts";

/**
 * What a post lets a person do. A role is held at a unit, from a day to a day. `standingOffice` is the duty of running
 * the movement at a unit, whichever organ the unit has given it to: the post says which.
 */
export const roles = [
  "unitOfficer",
  "standingOffice",
  "councilMember",
  "secretary",
  "panelMember",
  "steeringMember",
  "leader",
  "administrator",
  "viewer",
] as const;
export type Role = (typeof roles)[number];

/** The words of a role, as posts, pages and papers name it. */
export const roleText: Readonly<Record<Role, string>> = {
  unitOfficer: "Cán bộ đơn vị",
  standingOffice: "Cơ quan thường trực",
  councilMember: "Thành viên hội đồng",
  secretary: "Thư ký hội đồng",
  panelMember: "Thành viên tổ thẩm định",
  steeringMember: "Thành viên ban chỉ đạo",
  leader: "Lãnh đạo",
  administrator: "Quản trị",
  viewer: "Người xem",
};

/**
 * How far a grant reaches from the unit at which the post is held: that unit; it and all below it; the same without
 * the units in which the person holds another post (nobody judges their own); everywhere.
 */
export type Reach = "own" | "below" | "belowNotOwn" | "all";

/** How far a grant reaches, in words. */
export const reachText: Readonly<Record<Reach, string>> = {
  own: "đơn vị mình",
  below: "đơn vị mình và cấp dưới",
  belowNotOwn: "đơn vị mình và cấp dưới, trừ nơi mình đang công tác",
  all: "mọi đơn vị",
};

/**
 * Whose act a step is, where that is not simply a matter of whose thing it is. Such a step is taken by a post held at
 * that very unit, neither above nor below it.
 */
export type Authority = "council" | "decider" | "giver";

/** Where such a step is taken, in words. */
export const authorityText: Readonly<Record<Authority, string>> = {
  council: "ở đơn vị có hội đồng đang thẩm định",
  decider: "ở cấp ra quyết định",
  giver: "ở đơn vị đã giao nhiệm vụ",
};

type Row = { readonly text: string; readonly at?: Authority; readonly proof?: true } & { readonly [R in Role]?: Reach };

const everyone = {
  unitOfficer: "all",
  standingOffice: "all",
  councilMember: "all",
  secretary: "all",
  panelMember: "all",
  steeringMember: "all",
  leader: "all",
  administrator: "all",
  viewer: "all",
} as const;
/** A guest sees what has been published, units and reports: drafts, dossiers and sheets hold what is personal. */
const insiders = {
  unitOfficer: "below",
  standingOffice: "below",
  councilMember: "below",
  secretary: "below",
  panelMember: "below",
  steeringMember: "below",
  leader: "below",
} as const;
const readers = { ...insiders, viewer: "below" } as const;
const registrants = { unitOfficer: "own", standingOffice: "below" } as const;
const office = { standingOffice: "below" } as const;
/** Who prepares and runs the sittings of a body: at its unit. */
const conveners = { standingOffice: "own", secretary: "own" } as const;
/** Whose body it is: no office above prepares what the unit itself founds. */
const ownOffice = { standingOffice: "own" } as const;
const leaders = { leader: "below" } as const;
/** An office as long as no council has the scoring; then the office of that council's unit alone. */
const officeOfCouncil = { at: "council", ...office } as const;
const officeOfDecider = { at: "decider", ...office } as const;
const leadersOfDecider = { at: "decider", ...leaders } as const;
const officeOfGiver = { at: "giver", ...office } as const;
const administrators = { administrator: "below" } as const;

/** Who may do what, and how far. What is not written here nobody may do. */
export const policy = {
  "model.view": { text: "xem mô hình", ...insiders },
  /** What is not sent yet is between the unit and the office that may register on its behalf. */
  "model.viewDraft": { text: "xem phiếu đang soạn, chưa gửi", ...registrants },
  "model.viewContact": { text: "xem người liên hệ, năm sinh trong phiếu", ...registrants },
  /** Nobody's: done by the program when the day has come. */
  "model.forgetContact": { text: "gỡ người liên hệ, năm sinh hết thời hạn lưu" },
  "model.create": { text: "lập phiếu đăng ký", ...registrants },
  "model.edit": { text: "sửa phiếu đăng ký", ...registrants },
  "model.submit": { text: "gửi đăng ký", ...registrants },
  "model.withdraw": { text: "rút đăng ký", ...registrants },
  "model.accept": { text: "tiếp nhận", ...office },
  "model.return": { text: "trả lại để bổ sung", ...office },
  "model.reject": { text: "không tiếp nhận", ...office },
  "model.merge": { text: "gộp mô hình", ...office },
  "model.suspend": { text: "tạm dừng", ...office },
  "model.resume": { text: "cho tiếp tục", ...office },
  "model.discontinue": { text: "dừng mô hình", ...office },

  "scoring.view": { text: "xem bảng điểm", ...insiders },
  "scoring.viewUnsent": { text: "xem số liệu đang nhập, chưa gửi", unitOfficer: "below", ...office, ...leaders },
  "scoring.begin": { text: "bắt đầu đánh giá đơn vị", ...office },
  "scoring.declare": { text: "báo cáo số liệu", unitOfficer: "own" },
  "scoring.submit": { text: "gửi bảng tự chấm", unitOfficer: "own" },
  "scoring.return": { text: "trả lại bảng tự chấm", ...officeOfCouncil },
  "scoring.decide": { text: "xác nhận minh chứng và đề nghị không phát sinh", ...officeOfCouncil },
  "scoring.appraise": { text: "chuyển hội đồng thẩm định", ...officeOfCouncil },
  "scoring.verify": { text: "ghi nhận phúc tra", ...officeOfCouncil },
  "scoring.mark": { text: "cho điểm", councilMember: "belowNotOwn" },
  "scoring.handIn": { text: "nộp phiếu chấm", councilMember: "belowNotOwn" },
  "scoring.close": { text: "đóng chấm điểm", ...officeOfCouncil },
  "scoring.reopen": { text: "mở lại chấm điểm", ...officeOfCouncil },

  "meeting.view": { text: "xem phiên họp", ...office, secretary: "own", councilMember: "below", leader: "below" },
  "meeting.convene": { text: "triệu tập phiên họp", ...conveners },
  "meeting.renewRoster": { text: "chốt lại danh sách thành viên", ...conveners },
  "meeting.voteOpenly": { text: "chuyển sang biểu quyết công khai", ...conveners },
  "meeting.open": { text: "mở biểu quyết", ...conveners },
  "meeting.vote": { text: "bỏ phiếu", councilMember: "own" },
  "meeting.close": { text: "kết thúc biểu quyết", ...conveners },

  "recognition.view": { text: "xem công nhận", ...insiders },
  "recognition.browse": { text: "xem mô hình đã công bố", ...everyone },
  "recognition.draft": { text: "dự thảo quyết định", ...officeOfDecider },
  "recognition.hold": { text: "tạm hoãn", ...officeOfDecider },
  "recognition.release": { text: "bỏ tạm hoãn", ...officeOfDecider },
  "recognition.decline": { text: "không công nhận", proof: true, ...leadersOfDecider },
  "recognition.recognize": { text: "ghi quyết định công nhận", proof: true, ...leadersOfDecider },
  "recognition.publish": { text: "công bố", proof: true, ...leadersOfDecider },
  "recognition.confirm": { text: "kiểm tra lại: giữ vững", ...officeOfDecider },
  "recognition.downgrade": { text: "kiểm tra lại: giảm sút", ...officeOfDecider },
  "recognition.revoke": { text: "thu hồi công nhận", proof: true, ...leadersOfDecider },

  "replication.view": { text: "xem nhân rộng", ...readers },
  "replication.propose": { text: "đề nghị nhân rộng", ...registrants },
  "replication.assign": { text: "giao nhân rộng", standingOffice: "below", leader: "below" },
  "replication.dismiss": { text: "không giao nhân rộng", standingOffice: "below", leader: "below" },
  "replication.accept": { text: "nhận nhiệm vụ nhân rộng", unitOfficer: "own" },
  "replication.decline": { text: "không nhận nhiệm vụ nhân rộng", unitOfficer: "own" },
  "replication.start": { text: "bắt đầu thực hiện", unitOfficer: "own" },
  "replication.submit": { text: "báo cáo kết quả nhân rộng", unitOfficer: "own" },
  "replication.confirm": { text: "nghiệm thu", ...officeOfGiver },
  "replication.requestWork": { text: "yêu cầu làm thêm", ...officeOfGiver },
  "replication.fail": { text: "kết luận không đạt", ...officeOfGiver },

  "report.view": { text: "xem báo cáo", ...office, ...leaders, steeringMember: "below", viewer: "below" },
  "report.freeze": { text: "chốt báo cáo", ...office },

  "unit.view": { text: "xem đơn vị", ...everyone },
  "unit.manage": { text: "quản lý đơn vị", ...administrators },
  "unit.describe": { text: "ghi đặc điểm địa bàn của đơn vị", unitOfficer: "own", ...office, ...administrators },
  "cluster.view": { text: "xem cụm, khối thi đua", ...everyone },
  "cluster.found": { text: "lập cụm, khối thi đua", ...office, ...administrators },
  "cluster.assign": { text: "xếp đơn vị vào cụm, khối thi đua", ...office, ...administrators },
  "reorganisation.view": { text: "xem phương án sắp xếp", ...office, ...leaders, ...administrators },
  "reorganisation.plan": { text: "lập phương án sắp xếp", ...administrators },
  "reorganisation.edit": { text: "sửa phương án sắp xếp", ...administrators },
  "reorganisation.discard": { text: "bỏ phương án sắp xếp", ...administrators },
  "reorganisation.carryOut": { text: "thực hiện phương án sắp xếp", ...administrators },
  "reorganisation.place": { text: "phân về đơn vị kế tiếp sau chia tách", ...office },
  "reorganisation.undo": { text: "hoàn tác phương án sắp xếp", ...administrators },
  "person.view": { text: "xem người dùng", ...administrators },
  "person.create": { text: "lập tài khoản", ...administrators },
  "person.invite": { text: "cấp lại đường vào", ...administrators },
  "person.confirmInvite": { text: "xác nhận cấp lại đường vào", proof: true, ...leaders, ...administrators },
  "person.disable": { text: "khóa tài khoản", ...administrators },
  "person.enable": { text: "mở khóa tài khoản", ...administrators },
  "post.appoint": { text: "giao chức vụ", ...administrators },
  "post.confirm": { text: "xác nhận chức vụ", proof: true, ...leaders, ...administrators },
  "post.substitute": { text: "cử người làm thay", ...administrators },
  "post.end": { text: "ghi thôi giữ chức vụ", ...administrators },
  /** A seat whose end could drop a sheet or a paper is not the administrators' alone. */
  "post.release": { text: "cho thôi thành viên hội đồng đang làm việc", proof: true, ...leaders },
  "post.handOver": { text: "bàn giao chức vụ", ...administrators },
  "body.view": { text: "xem hội đồng, tổ, ban", ...insiders, ...administrators },
  "body.found": { text: "lập hội đồng, tổ, ban", ...ownOffice, ...administrators },
  "body.edit": { text: "sửa quy chế của hội đồng, tổ, ban", ...ownOffice, ...administrators },
  "body.dissolve": { text: "giải thể hội đồng, tổ, ban", ...ownOffice, ...administrators },
  "period.view": { text: "xem kỳ", ...everyone },
  "period.manage": { text: "quản lý kỳ", ...administrators },
  "event.view": { text: "xem nhật ký", ...office, ...leaders, ...administrators },
  "session.view": { text: "xem tài khoản của mình", ...everyone },
  "session.accept": { text: "nhận tài khoản", ...everyone },
  "session.changePassword": { text: "đổi mật khẩu của mình", ...everyone },
  "session.prove": { text: "xác nhận lại danh tính", ...everyone },
  "session.end": { text: "đăng xuất một thiết bị của mình", proof: true, ...everyone },
  "session.endOthers": { text: "đăng xuất mọi thiết bị khác của mình", proof: true, ...everyone },
  "session.prepareSecondFactor": { text: "chuẩn bị xác thực hai bước", ...everyone },
  "session.enableSecondFactor": { text: "bật xác thực hai bước", ...everyone },
  "session.renewRecoveryCodes": { text: "cấp mã dự phòng mới", ...everyone },
  "session.disableSecondFactor": { text: "tắt xác thực hai bước", ...everyone },
  "session.link": { text: "liên kết đăng nhập ngoài", proof: true, ...everyone },
  "session.unlink": { text: "bỏ liên kết đăng nhập ngoài", proof: true, ...everyone },
} as const satisfies Readonly<Partial<Record<`${NounOf<Thing>}.${string}`, Row>>>;

export type Action = keyof typeof policy;

/** The words of an action, as buttons and refusals use them. */
export const actionText = (action: Action): string => policy[action].text;

/** Who may do this anywhere at all, in words: whom to turn to when one may not. */
export const rolesThatMay = (action: Action): readonly string[] =>
  roles.filter((role) => role in policy[action]).map((role) => roleText[role]);

/** Roles that are held on a body of the unit, not in the unit itself. */
export const seatedRoles: readonly Role[] = ["councilMember", "secretary", "panelMember", "steeringMember"];

/** Roles that make a unit one's own: not a seat on a body, and not merely looking on. */
export const isOwnRole = (role: Role): boolean => !seatedRoles.includes(role) && role !== "viewer";

/** Where whoever has a role may do this, in words; `undefined` where they may not. */
export const whereText = (action: Action, role: Role): string | undefined => {
  const row: Row = policy[action];
  const reach = row[role];
  if (reach === undefined || row.at === undefined) return reach && reachText[reach];
  return row.at === "council"
    ? `${reachText[reach]}; sau khi chuyển hội đồng: ${authorityText[row.at]}`
    : authorityText[row.at];
};

/** Whether whoever does this must just have shown again who they are. */
export const needsProof = (action: Action): boolean => (policy[action] as Row).proof === true;

/** Whose act an action is, or `undefined` where that follows from whose the thing is. */
export const authorityOf = (action: Action): Authority | undefined => (policy[action] as Row).at;
