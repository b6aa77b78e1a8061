import { randomUUID } from "node:crypto";
import { defaultBodyRules } from "@kheo/core/offices/bodies";
import type { BodySeat } from "@kheo/core/offices/bodies";
import { type Role, seatedRoles } from "@kheo/core/rules/policy";
import type { Db } from "@kheo/db/ground/connect";
import { insertBody } from "@kheo/db/offices/bodies";
import { insertPerson } from "@kheo/db/offices/people";
import { insertPost } from "@kheo/db/offices/posts";
import { communeId, idOf, newDay, provinceId, traCauUnits } from "./units.ts";

/** The password of every demonstration account; it is printed at the start and on the sign-in page. */
export const demonstrationPassword = "danvankheo";

type Post = { readonly role: Role; readonly unitId: string; readonly seat?: BodySeat };
type DemonstrationPerson = { readonly username: string; readonly name: string; readonly posts: readonly Post[] };

const traCau = communeId("Phường Trà Câu");

/** The office, the leader and an officer of one commune. */
const setOf = (suffix: string, commune: string): readonly DemonstrationPerson[] => {
  const unitId = communeId(commune);
  const place = commune.charAt(0).toLowerCase() + commune.slice(1);
  return [
    {
      username: `mttq.${suffix}`,
      name: `Cán bộ Mặt trận ${place}`,
      posts: [{ role: "standingOffice", unitId }],
    },
    { username: `pbt.${suffix}`, name: `Phó Bí thư Thường trực ${place}`, posts: [{ role: "leader", unitId }] },
  ];
};

const seats: readonly BodySeat[] = [
  "chair",
  "viceChair",
  "member",
  "member",
  "member",
  "member",
  "member",
  "member",
  "member",
];
const seatNames: Readonly<Record<BodySeat, string>> = {
  chair: "Chủ tịch hội đồng",
  viceChair: "Phó Chủ tịch hội đồng",
  member: "Ủy viên hội đồng",
};

/** A council of nine whose third member is its secretary; in that of Trà Câu the ninth comes from the people's committee. */
const councilOf = (suffix: string, place: string, unitId: string): readonly DemonstrationPerson[] =>
  seats.map((seat, index) => ({
    username: `hoidong${index + 1}.${suffix}`,
    name: `${index === 2 ? "Thư ký hội đồng" : seatNames[seat]} ${index + 1}, ${place}`,
    posts: [
      { role: "councilMember", unitId, seat },
      ...(index === 2 ? [{ role: "secretary" as const, unitId }] : []),
      ...(suffix === "tracau" && index === 8 ? [{ role: "unitOfficer" as const, unitId: idOf("tra-cau/uy-ban") }] : []),
    ],
  }));

/** Accounts of officers that are not named after their unit. */
const officersOfTraCau: Readonly<Record<string, string>> = {
  "tra-cau/dang-uy": "danguy.tracau",
  "tra-cau/mat-tran": "bct.tracau",
  "tra-cau/uy-ban": "ubnd.tracau",
  "tra-cau/cong-an": "congan.tracau",
  "tra-cau/quan-su": "quansu.tracau",
  "tra-cau/hanh-chinh-cong": "hcc.tracau",
  "tra-cau/nong-dan": "nongdan.tracau",
  "tra-cau/phu-nu": "phunu.tracau",
  "tra-cau/cuu-chien-binh": "ccb.tracau",
  "tra-cau/thanh-nien": "thanhnien.tracau",
};

/** One officer for each of the twenty-eight units. */
const officers: readonly DemonstrationPerson[] = traCauUnits.flatMap(({ key, name }) => {
  const area = /chi-bo-to-(\d+)$/u.exec(key)?.[1];
  const username = area === undefined ? officersOfTraCau[key] : `bithu.to${area}`;
  if (username === undefined) return [];
  const calling =
    area === undefined
      ? `Cán bộ ${key === "tra-cau/uy-ban" ? "tiếp dân " : ""}${name}`
      : `Bí thư Chi bộ tổ dân phố ${area}`;
  return [{ username, name: calling, posts: [{ role: "unitOfficer" as const, unitId: idOf(key) }] }];
});

const people: readonly DemonstrationPerson[] = [
  {
    username: "quantri.tracau",
    name: "Quản trị phường Trà Câu",
    posts: [{ role: "administrator", unitId: traCau }],
  },
  { username: "mttq2.tracau", name: "Phó Chủ tịch UBMTTQ phường Trà Câu", posts: [] },
  { username: "quantri", name: "Quản trị tỉnh", posts: [{ role: "administrator", unitId: provinceId }] },
  {
    username: "chuyenvien.tinh",
    name: "Chuyên viên dân vận tỉnh Quảng Ngãi",
    posts: [{ role: "standingOffice", unitId: provinceId }],
  },
  {
    username: "lanhdao.tinh",
    name: "Lãnh đạo phụ trách dân vận tỉnh Quảng Ngãi",
    posts: [{ role: "leader", unitId: provinceId }],
  },
  ...setOf("tracau", "Phường Trà Câu"),
  { username: "bithu.tracau", name: "Bí thư Đảng ủy phường Trà Câu", posts: [{ role: "leader", unitId: traCau }] },
  ...officers,
  ...councilOf("tracau", "phường Trà Câu", traCau),
  ...councilOf("tinh", "tỉnh Quảng Ngãi", provinceId),
  ...setOf("nguyennghiem", "Xã Nguyễn Nghiêm"),
  ...setOf("ducpho", "Phường Đức Phổ"),
  { username: "khach.tracau", name: "Khách xem phường Trà Câu", posts: [{ role: "viewer", unitId: traCau }] },
];

/** Accounts shown at the start: one of each post, not all eighteen seats and twenty-eight units. */
const hidden = ["quantri.tracau", "mttq2.tracau"];
const shownOfficers = ["bithu.to3", "congan.tracau", "ubnd.tracau", "phunu.tracau"];
const shown = ({ username }: DemonstrationPerson): boolean =>
  !/^hoidong[2-8]\./u.test(username) &&
  !hidden.includes(username) &&
  (shownOfficers.includes(username) || !officers.some((officer) => officer.username === username));

export type SeededPeople = {
  readonly accounts: readonly { readonly username: string; readonly post: string }[];
  readonly idOf: (username: string) => string;
  /** The standing office of a commune that has one here. */
  readonly officeOf: (commune: string) => { readonly id: string; readonly name: string } | null;
  /** The officers of the units of phường Trà Câu, by unit id. */
  readonly officers: ReadonlyMap<string, string>;
  readonly councils: { readonly tracau: readonly string[]; readonly tinh: readonly string[] };
};

export const seedPeople = async (db: Db, passwordHash: string): Promise<SeededPeople> => {
  const bodies = new Map([
    [
      traCau,
      await insertBody(db, { unitId: traCau, name: "Hội đồng thẩm định phường Trà Câu", rules: defaultBodyRules }),
    ],
    [
      provinceId,
      await insertBody(db, { unitId: provinceId, name: "Hội đồng thẩm định tỉnh Quảng Ngãi", rules: defaultBodyRules }),
    ],
  ]);
  const ids = new Map<string, string>();
  for (const { username, name, posts } of people) {
    const id = randomUUID();
    ids.set(username, id);
    await insertPerson(db, { id, name, username, passwordHash });
    for (const { role, unitId, seat } of posts) {
      await insertPost(db, {
        personId: id,
        role,
        unitId,
        bodyId: seatedRoles.includes(role) ? (bodies.get(unitId) ?? null) : null,
        seat: seat ?? null,
        validFrom: newDay,
      });
    }
  }
  const find = (username: string): string => {
    const id = ids.get(username);
    if (id === undefined) throw new Error(`No demonstration account is called ${username}`);
    return id;
  };
  // Given yesterday by the ward's administrator, without effect before a second person confirms it.
  await insertPost(db, {
    personId: find("mttq2.tracau"),
    role: "standingOffice",
    unitId: traCau,
    bodyId: null,
    seat: null,
    validFrom: "2026-11-25",
    givenBy: find("quantri.tracau"),
    waits: true,
  });
  const council = (suffix: string) => seats.map((_, index) => find(`hoidong${index + 1}.${suffix}`));
  return {
    accounts: people.filter(shown).map(({ username, name }) => ({ username, post: name })),
    idOf: find,
    officeOf: (commune) => {
      const office = people.find(({ posts }) =>
        posts.some(({ role, unitId }) => role === "standingOffice" && unitId === communeId(commune)),
      );
      return office ? { id: find(office.username), name: office.name } : null;
    },
    officers: new Map(officers.flatMap(({ username, posts }) => posts.map(({ unitId }) => [unitId, find(username)]))),
    councils: { tracau: council("tracau"), tinh: council("tinh") },
  };
};
