import { describe, expect, test } from "vitest";
import { carryOut } from "../../carry-out.ts";
import { before, named, preview, rows } from "../testing-province.ts";

const heading = ["Đơn vị cũ", "Hình thức", "Đơn vị mới"] as const;
const outcome = (...lines: readonly (readonly string[])[]) => {
  const read = preview(rows(heading, ...lines));
  const { ended, created, renewed, problems } = carryOut(read.changes, {
    units: before,
    changedLater: new Set(),
    reach: null,
  });
  return {
    kinds: read.changes.map(({ kind, into }) => [kind, into[0]?.id]),
    rows: read.rows.map(({ status, message }) => [status, message]),
    ended: ended.map(({ name }) => name),
    made: [...created, ...renewed].map(({ name }) => name),
    problems,
  };
};
const chau = named("Xã Bình Châu").id;

describe("a unit that takes others in and stays what it is", () => {
  test("PC-13: a unit that is kept takes in another, whichever row comes first", () => {
    const lines = [
      ["Xã Bình Thanh", "Sáp nhập", "Xã Bình Châu"],
      ["Xã Bình Châu", "Giữ nguyên", "Xã Bình Châu"],
    ];
    const read = outcome(...lines);
    expect(read).toMatchObject({ kinds: [["merge", chau]], ended: ["Xã Bình Thanh"], made: [], problems: [] });
    expect(read.rows.slice(1)).toEqual([
      ["change", "Sáp nhập"],
      ["same", "Giữ nguyên"],
    ]);
    expect(outcome(...lines.toReversed())).toMatchObject({ kinds: [["merge", chau]], made: [], problems: [] });
  });

  test.each<[string, readonly (readonly string[])[], readonly string[]]>([
    ["without the row that keeps it, without a form", [["Xã Bình Thanh", "", "Xã Bình Châu"]], []],
    ["without the row that keeps it", [["Xã Bình Thanh", "Sáp nhập", "Xã Bình Châu"]], []],
    [
      "without a form of the first",
      [
        ["Xã Bình Thanh", "", "Xã Bình Châu"],
        ["Xã Bình Châu", "Giữ nguyên", "Xã Bình Châu"],
      ],
      [],
    ],
    [
      "kept without being named again",
      [
        ["Xã Bình Thanh", "Sáp nhập", "Xã Bình Châu"],
        ["Xã Bình Châu", "Giữ nguyên", ""],
      ],
      [],
    ],
    [
      "under another name",
      [
        ["Xã Bình Thanh", "Sáp nhập", "Xã Bình Châu Mới"],
        ["Xã Bình Châu", "Đổi tên", "Xã Bình Châu Mới"],
      ],
      ["Xã Bình Châu Mới"],
    ],
  ])("PC-13: a unit takes in another: %s", (_, lines, made) => {
    expect(outcome(...lines)).toMatchObject({ kinds: [["merge", chau]], ended: ["Xã Bình Thanh"], made, problems: [] });
  });

  test("PC-13: units of two districts go into one of them, which stays in its own", () => {
    const read = outcome(["Xã Trà Tây", "Sáp nhập", "Xã Bình Châu"], ["Xã Bình Châu", "Giữ nguyên", "Xã Bình Châu"]);
    expect(read).toMatchObject({ kinds: [["merge", chau]], ended: ["Xã Trà Tây"], made: [], problems: [] });
  });

  test("PC-13: a part goes to a unit that is kept", () => {
    const read = outcome(
      ["Xã Bình Thanh", "Điều chỉnh một phần", "Xã Bình Châu"],
      ["Xã Bình Châu", "Giữ nguyên", "Xã Bình Châu"],
    );
    expect(read).toMatchObject({
      kinds: [
        ["partial", chau],
        ["unchanged", chau],
      ],
      ended: [],
      made: [],
      problems: [],
    });
  });

  test("PC-13: a name that stands at another place is no unit that takes in", () => {
    expect(outcome(["Xã Bình Thanh", "", "Xã Trà Tây"]).kinds).toEqual([["rename", named("Xã Bình Thanh").id]]);
  });
});
