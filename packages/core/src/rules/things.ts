type ThingRow = {
  /** What one of them is called at the beginning of a sentence. */
  readonly name: string;
  /** What acts on them are gathered under where rights are shown and printed, and what their pages are about. */
  readonly heading: string;
  /** The word before the dot in the actions of the policy: `scoring.close`. */
  readonly noun: string;
  /** Under which word their calls, their pages and the files of every layer stand. */
  readonly calls: string;
  /** The address of their list. */
  readonly page: `/${string}`;
  /** Each has a page of its own below that of the list. */
  readonly ownPage?: true;
  /** What it takes to see one, where that is not the noun's own `view`. */
  readonly view?: string;
};

/**
 * Everything that people act on and that events are about, a row each, in the order in which rights are shown. What
 * else depends on which things there are is derived from these rows or must name each of them to be compiled.
 */
export const things = {
  model: { name: "Mô hình", heading: "Mô hình", noun: "model", calls: "models", page: "/mo-hinh", ownPage: true },
  assessment: {
    name: "Bảng điểm",
    heading: "Chấm điểm",
    noun: "scoring",
    calls: "scoring",
    page: "/cham-diem",
    ownPage: true,
  },
  meeting: {
    name: "Phiên họp",
    heading: "Phiên họp hội đồng",
    noun: "meeting",
    calls: "meetings",
    page: "/hop-hoi-dong",
    ownPage: true,
  },
  recognition: {
    name: "Hồ sơ công nhận",
    heading: "Công nhận",
    noun: "recognition",
    calls: "recognition",
    page: "/cong-nhan",
    ownPage: true,
  },
  replication: {
    name: "Nhiệm vụ nhân rộng",
    heading: "Nhân rộng",
    noun: "replication",
    calls: "replication",
    page: "/nhan-rong",
    ownPage: true,
  },
  report: { name: "Báo cáo", heading: "Báo cáo", noun: "report", calls: "reports", page: "/bao-cao" },
  unit: { name: "Đơn vị", heading: "Đơn vị", noun: "unit", calls: "units", page: "/don-vi", ownPage: true },
  reorganisation: {
    name: "Phương án sắp xếp",
    heading: "Phương án sắp xếp đơn vị",
    noun: "reorganisation",
    calls: "reorganisations",
    page: "/sap-xep",
    ownPage: true,
  },
  cluster: {
    name: "Cụm, khối thi đua",
    heading: "Cụm, khối thi đua",
    noun: "cluster",
    calls: "clusters",
    page: "/cum-khoi",
  },
  person: { name: "Người dùng", heading: "Người dùng", noun: "person", calls: "people", page: "/quan-tri" },
  post: {
    name: "Chức vụ",
    heading: "Chức vụ",
    noun: "post",
    calls: "posts",
    page: "/quan-tri",
    // Who holds which post is seen with the people of a unit.
    view: "person.view",
  },
  body: {
    name: "Hội đồng, tổ, ban",
    heading: "Hội đồng, tổ, ban",
    noun: "body",
    calls: "bodies",
    page: "/quan-tri/hoi-dong",
    ownPage: true,
  },
  period: { name: "Kỳ", heading: "Kỳ", noun: "period", calls: "periods", page: "/quan-tri/ky" },
  event: { name: "Việc đã ghi nhận", heading: "Nhật ký", noun: "event", calls: "events", page: "/viec-da-lam" },
  session: { name: "Tài khoản", heading: "Tài khoản", noun: "session", calls: "session", page: "/tai-khoan" },
} as const satisfies Readonly<Record<string, ThingRow>>;

/** A kind of thing, as events name it. */
export type Thing = keyof typeof things;
/** The word before the dot in the actions on a thing. */
export type NounOf<T extends Thing> = (typeof things)[T]["noun"];

/** Whether something is the name of a kind of thing. */
export const isThing = (name: string): name is Thing => Object.hasOwn(things, name);

/** The address at which one of these things is read, or `null` where it has no page of its own. */
export const pageOf = (thing: Thing, id: string): string | null => {
  const { page, ownPage }: ThingRow = things[thing];
  return ownPage ? `${page}/${id}` : null;
};
