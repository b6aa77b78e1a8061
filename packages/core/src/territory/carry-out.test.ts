import { describe, expect, test } from "vitest";
import { carryOut } from "./carry-out.ts";
import type { PlannedChange, PlannedUnit, TreeBefore } from "./reorganisations.ts";
import type { Unit, UnitChangeKind } from "./units.ts";

const unit = (id: string, name: string, kind: Unit["kind"], parentId: string | null): Unit => ({
  id,
  name,
  kind,
  parentId,
  validFrom: "2020-01-01",
  validTo: null,
});
const units = [
  unit("province", "Tỉnh Quảng Ngãi", "province", null),
  unit("district", "Huyện Bình Sơn", "district", "province"),
  unit("chau", "Xã Bình Châu", "commune", "district"),
  unit("thanh", "Xã Bình Thanh", "commune", "district"),
  unit("cell", "Chi bộ thôn Châu Bình", "partyCell", "chau"),
];
const tree: TreeBefore = { units, changedLater: new Set(), reach: null };
const nothing: PlannedChange = { kind: "unchanged", from: [], into: [], posts: "end", note: "" };
const change = (kind: UnitChangeKind, from: readonly string[], ...into: readonly PlannedUnit[]): PlannedChange => ({
  ...nothing,
  kind,
  from,
  into,
});
const commune = (id: string, name: string, rest: Partial<PlannedUnit> = {}): PlannedUnit => {
  return { id, name, kind: "commune", parentId: "district", code: null, share: null, ...rest };
};
const east = commune("east", "Xã Đông Sơn");
const west = commune("west", "Xã Tây Sơn");
const chau = commune("chau", "Xã Bình Châu");
const cell: PlannedUnit = { ...commune("cell", "Chi bộ thôn Châu Bình"), kind: "partyCell", parentId: "chau" };
const merge = change("merge", ["chau", "thanh"], east);

const problemsOf = (changes: readonly PlannedChange[], before: Partial<TreeBefore> = {}) =>
  carryOut(changes, { ...tree, ...before }).problems.map(({ change: at, message }) => [at, message] as const);

describe("what a plan does", () => {
  test("a merger ends the old units, and what stood below them follows", () => {
    const { problems, ended, created, renewed, successions } = carryOut([merge], tree);
    expect(problems).toEqual([]);
    expect(ended.map(({ id }) => id)).toEqual(["chau", "thanh"]);
    expect(created).toEqual([east]);
    expect(renewed).toEqual([{ ...cell, parentId: "east" }]);
    expect(successions).toEqual([
      { kind: "merge", change: 0, fromId: "chau", toId: "east", share: null },
      { kind: "merge", change: 0, fromId: "thanh", toId: "east", share: null },
    ]);
  });

  test("a merger into one of its own units leaves that one as it is", () => {
    const { problems, ended, created, renewed, successions } = carryOut(
      [change("merge", ["chau", "thanh"], chau)],
      tree,
    );
    expect(problems).toEqual([]);
    expect(ended.map(({ id }) => id)).toEqual(["thanh"]);
    expect([...created, ...renewed]).toEqual([]);
    expect(successions.map(({ fromId, toId }) => [fromId, toId])).toEqual([["thanh", "chau"]]);
  });

  test("a unit in force takes in another without being named as an old one", () => {
    expect(problemsOf([change("merge", ["thanh"], chau)])).toEqual([]);
  });

  test("two mergers of one old unit each make one new unit together", () => {
    expect(problemsOf([change("merge", ["chau"], east), change("merge", ["thanh"], east)])).toEqual([]);
  });

  test("a part of a unit goes to a neighbour, which stays what it is, and the giver lives on", () => {
    const given = { ...commune("thanh", "Một tên bất kỳ"), share: 10 };
    const { problems, ended, created, renewed, successions } = carryOut([change("partial", ["chau"], given)], tree);
    expect(problems).toEqual([]);
    expect([...ended, ...created, ...renewed]).toEqual([]);
    expect(successions).toEqual([{ kind: "partial", change: 0, fromId: "chau", toId: "thanh", share: 10 }]);
  });

  test("a part of a unit becomes a new one", () => {
    const { problems, ended, created } = carryOut([change("partial", ["chau"], east)], tree);
    expect(problems).toEqual([]);
    expect(ended).toEqual([]);
    expect(created).toEqual([east]);
  });

  test.each<[UnitChangeKind, string, Partial<PlannedUnit>]>([
    ["rename", "another name", { name: "Xã Bình Châu Mới" }],
    ["kindChange", "another kind", { kind: "ward" }],
    ["move", "another superior", { parentId: "province" }],
    ["unchanged", "a code", { code: "21085" }],
  ])("%s: a unit that has %s afterwards is renewed", (kind, _, after) => {
    const kept = { ...chau, ...after };
    expect(carryOut([change(kind, ["chau"], kept)], tree)).toMatchObject({
      problems: [],
      ended: [],
      created: [],
      renewed: [kept],
      successions: [],
    });
  });

  test("a unit that is left as it was is not renewed", () => {
    expect(carryOut([change("unchanged", ["chau"], chau)], tree)).toMatchObject({ problems: [], renewed: [] });
  });
});

describe("how many units a kind takes and leaves", () => {
  test.each<[string, PlannedChange, readonly string[]]>([
    ["a merger of nothing", change("merge", [], east), ["Sáp nhập: cần ít nhất 1 đơn vị cũ."]],
    [
      "a merger of one into a new one",
      change("merge", ["thanh"], east),
      ["Sáp nhập: cần ít nhất 2 đơn vị cũ nhập vào “Xã Đông Sơn”."],
    ],
    [
      "a merger of a unit with itself",
      change("merge", ["thanh"], commune("thanh", "Xã Bình Thanh")),
      ["Sáp nhập: cần ít nhất 2 đơn vị cũ nhập vào “Xã Bình Thanh”."],
    ],
    ["a merger into nothing", change("merge", ["thanh"]), ["Sáp nhập: cần đúng 1 đơn vị mới."]],
    ["a merger into two", change("merge", ["chau", "thanh"], chau, east), ["Sáp nhập: cần đúng 1 đơn vị mới."]],
    ["a split into one", change("split", ["thanh"], east), ["Chia tách: cần ít nhất 2 đơn vị mới."]],
    ["a split of two", change("split", ["thanh", "chau"], chau, east), ["Chia tách: cần đúng 1 đơn vị cũ."]],
    ["a part of nothing", change("partial", [], east), ["Điều chỉnh một phần: cần đúng 1 đơn vị cũ."]],
    ["a part of two", change("partial", ["chau", "thanh"], east), ["Điều chỉnh một phần: cần đúng 1 đơn vị cũ."]],
    ["a part that goes nowhere", change("partial", ["chau"]), ["Điều chỉnh một phần: cần ít nhất 1 đơn vị mới."]],
    ["a new unit of an old one", change("create", ["thanh"], east), ["Thành lập: cần không có đơn vị cũ."]],
    ["a foundation of nothing", change("create", []), ["Thành lập: cần đúng 1 đơn vị mới."]],
    ["an end of nothing", change("abolish", []), ["Giải thể: cần đúng 1 đơn vị cũ."]],
    ["an end that leaves something", change("abolish", ["thanh"], east), ["Giải thể: cần không có đơn vị mới."]],
    ...(
      [
        ["rename", "Đổi tên"],
        ["kindChange", "Đổi loại đơn vị"],
        ["move", "Chuyển trực thuộc"],
        ["unchanged", "Giữ nguyên"],
      ] as const
    ).flatMap(([kind, what]): [string, PlannedChange, readonly string[]][] => [
      [`${kind} of two`, change(kind, ["chau", "thanh"], chau), [`${what}: cần đúng 1 đơn vị cũ.`]],
      [`${kind} of none`, change(kind, [], chau), [`${what}: cần đúng 1 đơn vị cũ.`]],
      [`${kind} into two`, change(kind, ["chau"], chau, east), [`${what}: cần đúng 1 đơn vị mới.`]],
      [`${kind} into none`, change(kind, ["thanh"]), [`${what}: cần đúng 1 đơn vị mới.`]],
      [
        `${kind} into another`,
        change(kind, ["thanh"], east),
        [`${what}: đơn vị phải giữ nguyên, chỉ đổi tên, loại hoặc nơi trực thuộc.`],
      ],
    ]),
  ])("%s", (_, planned, messages) => {
    expect(problemsOf([planned])).toEqual(messages.map((message) => [0, message]));
  });

  test("a plan without changes", () => {
    expect(problemsOf([])).toEqual([[null, "Phương án chưa có thay đổi nào."]]);
  });

  test.each<[string, PlannedChange]>([
    ["a new unit", change("create", [], east)],
    ["an end", change("abolish", ["thanh"])],
    ["a split into three", change("split", ["thanh"], east, west, commune("south", "Xã Nam Sơn"))],
    ["a part to two", change("partial", ["chau"], east, west)],
  ])("%s is well", (_, planned) => {
    expect(problemsOf([planned])).toEqual([]);
  });
});

describe("shares of a split", () => {
  const split = (...shares: readonly (number | null)[]) =>
    problemsOf([change("split", ["thanh"], ...[east, west].map((one, at) => ({ ...one, share: shares[at] ?? null })))]);

  test("all or none, and together the whole", () => {
    const sum = [[0, "Chia tách: tổng các tỷ lệ phải bằng 100 %."]];
    expect(split(null, null)).toEqual([]);
    expect(split(40, 60)).toEqual([]);
    expect(split(33.335, 66.66)).toEqual([]);
    expect(split(33.3, 66.6)).toEqual(sum);
    expect(split(60, 60)).toEqual(sum);
    expect(split(0, 0)).toEqual(sum);
    expect(split(40, null)).toEqual([[0, "Chia tách: cần ghi tỷ lệ cho mọi đơn vị mới, hoặc bỏ trống tất cả."]]);
  });

  test("in three equal parts are the whole, as far as two places tell", () => {
    const parts = [east, west, { ...west, id: "middle", name: "Xã Trung Sơn" }];
    const split = (share: number) =>
      problemsOf([change("split", ["thanh"], ...parts.map((one) => ({ ...one, share })))]);
    expect(split(33.33)).toEqual([]);
    expect(split(33.32)).toHaveLength(1);
  });

  test("are not added up where a part only is given away", () => {
    expect(problemsOf([change("partial", ["chau"], { ...east, share: 10 }, { ...west, share: 5 })])).toEqual([]);
  });
});

describe("what a plan may take", () => {
  test("only what is in force on the eve, once, and under what it was planned by", () => {
    expect(problemsOf([change("abolish", ["elsewhere"])])).toEqual([
      [0, "Giải thể: đơn vị cũ “elsewhere” không có hiệu lực vào ngày trước ngày thực hiện."],
    ]);
    expect(problemsOf([merge, change("abolish", ["east"])])).toEqual([
      [1, "Giải thể: đơn vị cũ “Xã Đông Sơn” không có hiệu lực vào ngày trước ngày thực hiện."],
    ]);
    expect(problemsOf([change("merge", ["chau", "thanh", "thanh"], east)])).toEqual([
      [0, "Sáp nhập: “Xã Bình Thanh” được nêu hai lần."],
    ]);
    expect(problemsOf([merge, change("abolish", ["thanh"])])).toEqual([
      [1, "Giải thể: “Xã Bình Thanh” đã có trong thay đổi thứ 1."],
    ]);
  });

  test("nothing that another change touches later, and nothing out of reach", () => {
    const later = new Set(["thanh"]);
    const reach = new Set(["district", "chau", "cell"]);
    expect(problemsOf([change("abolish", ["thanh"])], { changedLater: later, reach })).toEqual([
      [0, "Giải thể: “Xã Bình Thanh” đã có thay đổi khác từ ngày này hoặc sau đó."],
    ]);
    expect(problemsOf([change("abolish", ["thanh"])], { reach })).toEqual([
      [0, "Giải thể: “Xã Bình Thanh” không thuộc đơn vị lập phương án."],
    ]);
    expect(problemsOf([change("partial", ["chau"], east)], { changedLater: later, reach })).toEqual([]);
  });

  test("nor may it put anything into such a unit", () => {
    const into = change("merge", ["chau"], commune("thanh", "Xã Bình Thanh"));
    expect(problemsOf([into], { changedLater: new Set(["thanh"]) })).toEqual([
      [0, "Sáp nhập: “Xã Bình Thanh” đã có thay đổi khác từ ngày này hoặc sau đó."],
    ]);
    expect(problemsOf([into], { reach: new Set(["district", "chau"]) })).toEqual([
      [0, "Sáp nhập: “Xã Bình Thanh” không thuộc đơn vị lập phương án."],
    ]);
  });

  test.each<[string, Partial<PlannedUnit>]>([
    ["name", { name: "Xã Đông Sơn Mới" }],
    ["kind", { kind: "ward" }],
    ["superior", { parentId: "province" }],
  ])("a unit that two changes make has one %s", (_, other) => {
    expect(problemsOf([change("merge", ["chau"], east), change("merge", ["thanh"], { ...east, ...other })])).toEqual([
      [1, `Sáp nhập: “${other.name ?? east.name}” được ghi khác với thay đổi thứ 1.`],
    ]);
  });
});

describe("superiors", () => {
  const chooseAnother = "đơn vị này kết thúc. Cần chọn nơi trực thuộc khác.";
  const moveIt = "đơn vị này kết thúc. Cần thêm một thay đổi “Chuyển trực thuộc” cho đơn vị này.";

  test("of what a unit with several successors, or none, leaves, somebody has to say", () => {
    const message = `“Chi bộ thôn Châu Bình” trực thuộc “Xã Bình Châu”, ${moveIt}`;
    expect(problemsOf([change("split", ["chau"], east, west)])).toEqual([[0, message]]);
    expect(problemsOf([change("abolish", ["thanh"]), change("abolish", ["chau"])])).toEqual([[1, message]]);
    const moved = change("move", ["cell"], { ...cell, parentId: "west" });
    expect(problemsOf([change("split", ["chau"], east, west), moved])).toEqual([]);
  });

  test("that the plan ends are not chosen by it", () => {
    const message = `“Chi bộ thôn Châu Bình” trực thuộc “Xã Bình Châu”, ${chooseAnother}`;
    expect(problemsOf([merge, change("rename", ["cell"], cell)])).toEqual([[1, message]]);
  });

  test("are in force, or made by the same plan", () => {
    expect(problemsOf([change("create", [], { ...east, parentId: "elsewhere" })])).toEqual([
      [0, "“Xã Đông Sơn”: đơn vị cấp trên không có hiệu lực vào ngày thực hiện."],
    ]);
    expect(problemsOf([change("create", [], { ...west, parentId: "east" }), change("create", [], east)])).toEqual([]);
  });

  test("may be missing only where the plan is for the whole tree", () => {
    const top = change("create", [], { ...east, parentId: null });
    expect(problemsOf([top])).toEqual([]);
    expect(problemsOf([top], { reach: new Set(["district"]) })).toEqual([
      [0, "“Xã Đông Sơn”: cần chọn đơn vị cấp trên."],
    ]);
  });

  test("are within reach, and nothing happens to them later that the plan does not know", () => {
    const made = change("create", [], east);
    expect(problemsOf([made], { reach: new Set(["chau"]) })).toEqual([
      [0, "“Xã Đông Sơn”: đơn vị cấp trên “Huyện Bình Sơn” không thuộc đơn vị lập phương án."],
    ]);
    expect(problemsOf([made], { changedLater: new Set(["district"]) })).toEqual([
      [0, "“Xã Đông Sơn”: đơn vị cấp trên “Huyện Bình Sơn” đã có thay đổi khác từ ngày này hoặc sau đó."],
    ]);
    const below = change("create", [], { ...west, parentId: "east" });
    expect(problemsOf([made, below], { reach: new Set(["district"]) })).toEqual([]);
  });

  test("that are touched later are named once, where the plan describes them", () => {
    const renamed: PlannedUnit = { ...commune("district", "Huyện Bình Sơn Mới"), kind: "district" };
    const plan = [change("rename", ["district"], { ...renamed, parentId: "province" }), change("create", [], east)];
    const messages = problemsOf(plan, { changedLater: new Set(["district"]) });
    expect(messages.every(([at]) => at === 0)).toBe(true);
    expect(messages).toHaveLength(2);
  });

  test("do not stand in a circle; what only hangs below one is not named", () => {
    const circle = [
      change("create", [], { ...east, parentId: "west" }),
      change("create", [], { ...west, parentId: "east" }),
      change("create", [], commune("south", "Xã Nam Sơn", { parentId: "west" })),
      change("create", [], commune("north", "Xã Bắc Sơn", { parentId: "north" })),
    ];
    const why = "không thể trực thuộc chính mình hoặc đơn vị cấp dưới của mình.";
    expect(problemsOf(circle)).toEqual([
      [0, `“Xã Đông Sơn” ${why}`],
      [1, `“Xã Tây Sơn” ${why}`],
      [3, `“Xã Bắc Sơn” ${why}`],
    ]);
  });
});

describe("names", () => {
  test("are one unit's at one place, however they are written", () => {
    const message = (name: string) => `Có hai đơn vị cùng tên “${name}” ở cùng một nơi trực thuộc.`;
    expect(problemsOf([change("create", [], commune("new", "XÃ BÌNH CHÂU"))])).toEqual([[0, message("XÃ BÌNH CHÂU")]]);
    expect(problemsOf([change("rename", ["chau"], commune("chau", "Xã Bình Thanh"))])).toEqual([
      [0, message("Xã Bình Thanh")],
    ]);
    expect(problemsOf([change("create", [], commune("new", "Xã Bình Châu", { parentId: "province" }))])).toEqual([]);
  });

  test("are the same wherever their tone marks are put: a new Xã Hoà An beside a new Xã Hòa An", () => {
    const twice = [
      change("create", [], commune("one", "Xã Hòa An")),
      change("create", [], commune("two", "Xã Hoà An")),
    ];
    expect(problemsOf(twice)).toEqual([[1, "Có hai đơn vị cùng tên “Xã Hoà An” ở cùng một nơi trực thuộc."]]);
    expect(
      problemsOf([
        change("create", [], commune("one", "Xã Hòa An")),
        change("create", [], commune("two", "Xã Hoa An")),
      ]),
    ).toEqual([]);
  });

  test("of units that the plan ends are free again", () => {
    expect(problemsOf([change("merge", ["chau", "thanh"], commune("new", "Xã Bình Châu"))])).toEqual([]);
  });

  test("that were the same before are none of the plan's business", () => {
    const twins = [...units, unit("twin", "Xã Bình Châu", "commune", "district")];
    expect(problemsOf([change("abolish", ["thanh"])], { units: twins })).toEqual([]);
  });
});
