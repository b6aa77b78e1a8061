import { randomUUID } from "node:crypto";
import { defaultBodyRules } from "@kheo/core/offices/bodies";
import type { BodySeat } from "@kheo/core/offices/bodies";
import { type Role, seatedRoles } from "@kheo/core/rules/policy";
import type { Db } from "@kheo/db/ground/connect";
import { insertBody } from "@kheo/db/offices/bodies";
import { insertPerson } from "@kheo/db/offices/people";
import { insertPost } from "@kheo/db/offices/posts";
import { communeId, idOf, newDay, provinceId } from "./units.ts";

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

const people: readonly DemonstrationPerson[] = [
  { username: "quantri", name: "Quản trị tỉnh", posts: [{ role: "administrator", unitId: provinceId }] },
  {
    username: "chuyenvien.tinh",
    name: "Chuyên viên Ban Tuyên giáo và Dân vận Tỉnh ủy",
    posts: [{ role: "standingOffice", unitId: provinceId }],
  },
  {
    username: "lanhdao.tinh",
    name: "Lãnh đạo Ban Tuyên giáo và Dân vận Tỉnh ủy",
    posts: [{ role: "leader", unitId: provinceId }],
  },
  ...setOf("tracau", "Phường Trà Câu"),
  { username: "bithu.tracau", name: "Bí thư Đảng ủy phường Trà Câu", posts: [{ role: "leader", unitId: traCau }] },
  {
    username: "bithu.to3",
    name: "Bí thư Chi bộ tổ dân phố 3",
    posts: [{ role: "unitOfficer", unitId: idOf("tra-cau/chi-bo-to-3") }],
  },
  {
    username: "congan.tracau",
    name: "Cán bộ Công an phường Trà Câu",
    posts: [{ role: "unitOfficer", unitId: idOf("tra-cau/cong-an") }],
  },
  {
    username: "ubnd.tracau",
    name: "Cán bộ tiếp dân UBND phường Trà Câu",
    posts: [{ role: "unitOfficer", unitId: idOf("tra-cau/uy-ban") }],
  },
  {
    username: "phunu.tracau",
    name: "Cán bộ Hội LHPN phường Trà Câu",
    posts: [{ role: "unitOfficer", unitId: idOf("tra-cau/phu-nu") }],
  },
  ...councilOf("tracau", "phường Trà Câu", traCau),
  ...councilOf("tinh", "tỉnh Quảng Ngãi", provinceId),
  ...setOf("nguyennghiem", "Xã Nguyễn Nghiêm"),
  ...setOf("ducpho", "Phường Đức Phổ"),
  { username: "khach.tracau", name: "Khách xem phường Trà Câu", posts: [{ role: "viewer", unitId: traCau }] },
];

/** Accounts shown at the start: one of each post, not all eighteen seats. */
const shown = (username: string): boolean => !/^hoidong[2-8]\./u.test(username);

export type SeededPeople = {
  readonly accounts: readonly { readonly username: string; readonly post: string }[];
  readonly idOf: (username: string) => string;
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
  const council = (suffix: string) => seats.map((_, index) => find(`hoidong${index + 1}.${suffix}`));
  return {
    accounts: people.filter(({ username }) => shown(username)).map(({ username, name }) => ({ username, post: name })),
    idOf: find,
    councils: { tracau: council("tracau"), tinh: council("tinh") },
  };
};
