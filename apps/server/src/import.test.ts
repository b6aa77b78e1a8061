import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { carryOut } from "@kheo/core/territory/carry-out";
import { plannedChanges } from "@kheo/core/territory/reorganisations";
import { previewUnitList } from "@kheo/core/territory/lists/preview";
import type { UnitListPreview } from "@kheo/core/territory/lists/unit-list";
import type { Unit, UnitKind } from "@kheo/core/territory/units";
import { testDatabase } from "@kheo/db/testing";
import { insertUnit } from "@kheo/db/territory/units";
import { unitListForms } from "@kheo/papers/unit-list-forms";
import { readSheets } from "@kheo/sheets/sheet";
import { oldEncodings } from "@kheo/core/territory/lists/old-encodings";
import { type MergeRange, writeXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import source from "@kheo/demonstration/units.json" with { type: "json" };
import { memoryOf, mutate, served, signIn } from "./testing.ts";

const prefix: Readonly<Record<string, string>> = {
  district: "Huyện",
  town: "Thị xã",
  provincialCity: "Thành phố",
  commune: "Xã",
  ward: "Phường",
  township: "Thị trấn",
  specialZone: "Đặc khu",
};
const provinces = source.provinces
  .slice(0, 2)
  .map(({ id, name }) => ({ id, name: `Tỉnh ${name}`, kind: "province", parent: null }));
const below = [...source.districts, ...source.oldUnits].map((unit) => ({
  ...unit,
  name: `${prefix[unit.kind]} ${unit.name}`,
}));
const eve: readonly Unit[] = [...provinces, ...below].map(({ id, name, kind, parent }) => ({
  id,
  name,
  kind: kind as UnitKind,
  parentId: parent,
  validFrom: "2020-02-01",
  validTo: null,
}));
const tree = { units: eve, changedLater: new Set<string>(), reach: null };

const byId = new Map(eve.map((unit) => [unit.id, unit]));
const nameOfUnit = (id: string | null): string => byId.get(id ?? "")?.name ?? "";
const newNames = new Map(source.newUnits.map(({ id, name, kind }) => [id, `${prefix[kind]} ${name}`]));
const newProvince = "Tỉnh Quảng Ngãi";

/** What a typist with an old font made of it; capitals with a tone have no place there and stay as they are. */
const typedInTcvn3 = (text: string): string => {
  const places = new Map([...oldEncodings.tcvn3.letters].map(([place, letter]) => [letter, place] as const));
  const typed = Array.from(text, (letter) => places.get(letter) ?? letter).join("");
  return /[^\p{ASCII}\u0080-\u00FF]/u.test(typed) ? text : typed;
};

type Table = { readonly rows: readonly (readonly string[])[]; readonly merges: readonly MergeRange[] };

/** One line for each pair, every cell filled. */
const cleanTable = (): Table => ({
  rows: [
    ["TT", "Đơn vị cũ", "Trực thuộc cũ", "Tỉnh cũ", "Đơn vị mới", "Trực thuộc mới"],
    ...source.changes.map(({ from, to }, index) => {
      const above = byId.get(from)?.parentId ?? "";
      const isDistrict = byId.get(above)?.parentId === null;
      return [
        String(index + 1),
        nameOfUnit(from),
        isDistrict ? "" : nameOfUnit(above),
        nameOfUnit(isDistrict ? above : (byId.get(above)?.parentId ?? "")),
        newNames.get(to) ?? "",
        newProvince,
      ];
    }),
    ...provinces.map(({ name }, index) => [String(275 + index), name, "", "", newProvince, ""]),
  ],
  merges: [],
});

/** A section for each district, merged headings, “nt”, totals, both forms of Unicode and an old font. */
const messyTable = (merged: boolean): Table => {
  const rows: string[][] = [
    ["BẢNG CHUYỂN ĐỔI ĐƠN VỊ HÀNH CHÍNH CẤP XÃ CŨ VÀ MỚI", "", "", "", ""],
    ["(Kèm theo Nghị quyết số 1677/NQ-UBTVQH15)", "", "", "", ""],
    [],
    ["TT", "Đơn vị cũ", merged ? "Đơn vị mới" : "Đơn vị mới", merged ? "" : "Đơn vị mới", "Ghi chú"],
    [merged ? "" : "TT", merged ? "" : "Đơn vị cũ", "Tên", "Trực thuộc", merged ? "" : "Ghi chú"],
    ["(1)", "(2)", "(3)", "(4)", "(5)"],
  ];
  const merges: MergeRange[] = [
    { startRow: 0, startCol: 0, endRow: 0, endCol: 4 },
    { startRow: 3, startCol: 2, endRow: 3, endCol: 3 },
    ...[0, 1, 4].map((column) => ({ startRow: 3, startCol: column, endRow: 4, endCol: column })),
  ];
  const bySection = Map.groupBy(source.changes, ({ from }) => byId.get(from)?.parentId ?? "");
  let number = 0;
  let section = 0;
  for (const [above, changes] of bySection) {
    const place = byId.get(above);
    const title = [place?.name, nameOfUnit(place?.parentId ?? null)].filter((name) => name !== "").join(", ");
    section++;
    const roman = ["I", "II", "III", "IV", "V"][section % 5] ?? "I";
    if (merged) {
      merges.push({ startRow: rows.length, startCol: 0, endRow: rows.length, endCol: 4 });
      rows.push([`${roman}. ${title}`, "", "", "", ""]);
    } else rows.push([roman, title, "", "", ""]);
    let last = "";
    for (const { from, to } of changes) {
      number++;
      const into = newNames.get(to) ?? "";
      const repeats = into === last;
      const line = [
        String(number),
        nameOfUnit(from),
        repeats ? (number % 2 ? "nt" : "như trên") : into,
        number === 1 ? newProvince : '"',
        "",
      ];
      if (repeats && merged && number % 3 === 0 && rows.at(-1)?.length !== 0) {
        merges.push({ startRow: rows.length - 1, startCol: 2, endRow: rows.length, endCol: 2 });
        line[2] = "";
      }
      last = into;
      rows.push(
        number % 5 === 0 ? line.map((cell) => cell.normalize("NFD")) : number % 7 === 0 ? line.map(typedInTcvn3) : line,
      );
      if (number % 50 === 0) rows.push([]);
    }
    rows.push(["", "Cộng:", String(changes.length), "", ""]);
  }
  rows.push(["Đ", "Cấp tỉnh", "", "", ""]);
  for (const { name } of provinces) rows.push([String(++number), name, newProvince, "", "Nghị quyết số 202/2025/QH15"]);
  rows.push(["Tổng cộng", "276", "97", "", ""]);
  return { rows, merges };
};

const conversionFile = async (messy: boolean, format: "xlsx" | "csv"): Promise<Uint8Array> => {
  const { rows, merges } = messy ? messyTable(format === "xlsx") : cleanTable();
  if (format === "csv") {
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    return new TextEncoder().encode(`\uFEFF${rows.map((row) => row.map(quoted).join(";")).join("\r\n")}`);
  }
  const sheet = { name: "Chuyển đổi", rows: rows.map((row) => [...row]), merges: [...merges] };
  return new Uint8Array(await writeXlsx({ sheets: [sheet] }));
};

describe("the reform of 1 July 2025 from a table as it is sent", () => {
  test.each([
    ["clean, as Excel", { messy: false, format: "xlsx" }],
    ["clean, as CSV", { messy: false, format: "csv" }],
    ["messy, as Excel", { messy: true, format: "xlsx" }],
    ["messy, as CSV", { messy: true, format: "csv" }],
  ] as const)("%s", async (_, how) => {
    const [sheet] = await readSheets(await conversionFile(how.messy, how.format));
    const preview = previewUnitList(sheet?.rows ?? [], {
      ...tree,
      rootId: "quang-ngai",
      choices: {},
      newId: randomUUID,
    });
    if (!preview) throw new Error("No heading was found");
    const { counts, rows, changes, problems } = preview;
    expect(rows.filter(({ status }) => status === "refused" || status === "ambiguous")).toEqual([]);
    expect(problems).toEqual([]);
    // 274 lines, and one for each of the two provinces.
    expect(counts.change).toBe(276);
    expect(counts.skipped > 20).toBe(how.messy);

    const outcome = carryOut(changes, tree);
    const after = new Map([...outcome.created, ...outcome.renewed].map((unit) => [unit.id, unit]));
    const nameOf = (id: string | null) => after.get(id ?? "")?.name;
    const province = outcome.created.find(({ kind }) => kind === "province");
    expect(province?.name).toBe("Tỉnh Quảng Ngãi");
    const made = [...after.values()].filter(({ kind }) => kind !== "province");
    const expected = source.newUnits.map(({ name, kind }) => `${prefix[kind]} ${name}`);
    expect(made.map(({ name }) => name).toSorted()).toEqual(expected.toSorted());
    expect(made).toHaveLength(96);
    expect(made.every(({ parentId }) => parentId === province?.id)).toBe(true);
    // Nothing of the old tree is left but what became one of the 96.
    const left = new Set(outcome.ended.map(({ id }) => id));
    expect(eve.filter(({ id }) => !left.has(id) && !after.has(id))).toEqual([]);

    const keptAs = new Map(outcome.renewed.map((unit) => [unit.id, unit.name]));
    const wanted = source.newUnits.map((unit) => [
      `${prefix[unit.kind]} ${unit.name}`,
      ...source.changes
        .filter(({ to }) => to === unit.id)
        .map(({ from }) => from)
        .toSorted(),
    ]);
    const found = source.newUnits.map((unit) => {
      const name = `${prefix[unit.kind]} ${unit.name}`;
      const from = outcome.successions.filter(({ toId }) => nameOf(toId) === name).map(({ fromId }) => fromId);
      const kept = [...keptAs].filter(([, own]) => own === name).map(([id]) => id);
      return [name, ...[...from, ...kept].toSorted()];
    });
    expect(found).toEqual(wanted);
    expect(changes.filter(({ kind }) => kind === "split").map(({ from }) => from)).toEqual([
      ["quang-ngai/huyen-tra-bong/xa-tra-bui"],
    ]);
    expect(changes.filter(({ kind }) => kind === "kindChange").map(({ from }) => from)).toEqual([
      ["quang-ngai/huyen-ly-son"],
    ]);
    expect(changes.filter(({ kind }) => kind === "move")).toHaveLength(5);
  });
});

describe("the route", () => {
  let address = "";
  let server: ChildProcess;
  let admin = "";
  let provinceId = "";
  const cellId = randomUUID();
  let database: Awaited<ReturnType<typeof testDatabase>>;

  beforeAll(async () => {
    database = await testDatabase();
    const started = await served({ DATABASE_URL: database.url });
    address = started.address;
    server = started.child;
    const token = /\/bat-dau#(\S+)/u.exec(started.said)?.[1];
    const given = {
      token,
      name: "Quản trị",
      username: "quantri",
      password: "mật khẩu đủ dài",
      unitName: "Tỉnh Thử Nghiệm",
    };
    await mutate(address, "session.firstAdministrator", given);
    admin = await signIn(address, "quantri", "mật khẩu đủ dài");
    const unit = await database.db.selectFrom("unit").select("id").executeTakeFirstOrThrow();
    provinceId = unit.id;
    await insertUnit(database.db, {
      id: cellId,
      name: "Xã Có Sẵn",
      kind: "commune",
      line: "territory",
      parentId: provinceId,
      validFrom: "2020-01-01",
    });
  });
  afterAll(() => database.db.destroy());

  type Line = {
    progress?: number;
    of?: number;
    preview?: UnitListPreview & { sheet: string };
    error?: { code: string; message: string };
  };
  type Sent = {
    cookie?: string;
    unit?: string;
    day?: string;
    choices?: object;
    columns?: object;
    headers?: Record<string, string>;
  };
  const send = (
    file: Uint8Array | string,
    {
      cookie = admin,
      unit = provinceId,
      day = "2030-07-01",
      choices = {},
      columns = {},
      headers = { "x-kheo-client": "test" },
    }: Sent = {},
  ) => {
    const body = new FormData();
    body.set("file", new File([Buffer.from(file)], "Danh sách.xlsx"));
    body.set("choices", JSON.stringify(choices));
    body.set("columns", JSON.stringify(columns));
    return fetch(`${address}/import/units?unit=${unit}&day=${day}`, {
      method: "POST",
      headers: { ...headers, cookie },
      body,
    });
  };
  const linesOf = async (response: Response): Promise<Line[]> =>
    (await response.text())
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Line);

  const csv =
    "TT;Tên đơn vị;Loại;Trực thuộc;Mã\n1;Xã Mới;Xã;Tỉnh Thử Nghiệm;00123\n2;Chi bộ thôn 1;;Xã Mới;\n3;Xã Có Sãn;;;\n";

  test("streams how far it is, then what the list would change, and a choice is taken", async () => {
    const response = await send(csv);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("application/x-ndjson");
    const lines = await linesOf(response);
    expect(lines.slice(0, -1)).toEqual([
      { progress: 0, of: 0 },
      { progress: 0, of: 4 },
      { progress: 4, of: 4 },
    ]);
    const preview = lines.at(-1)?.preview;
    expect(preview).toMatchObject({
      sheet: "CSV",
      kind: "list",
      problems: [],
      counts: { create: 2, ambiguous: 1, skipped: 1 },
    });
    expect(preview?.rows.at(-1)?.choices.map(({ id }) => id)).toEqual([cellId, "new"]);
    const [again] = (await linesOf(await send(csv, { choices: { 4: [cellId] } }))).slice(-1);
    expect(again?.preview?.counts).toMatchObject({ same: 1, ambiguous: 0 });
  });

  describe("B-23: what was said of the columns", () => {
    const misread = "TT;Địa bàn ghi chú;Tên đơn vị phụ trách\n1;Xã Thử Sáu;Công an tỉnh\n2;Xã Thử Bảy;Công an tỉnh\n";

    test("B-23: is what the file is read by, and is shown again", async () => {
      const [guessed] = (await linesOf(await send(misread))).slice(-1);
      expect(guessed?.preview?.columns.map(({ is }) => is)).toEqual(["order", "note", "name"]);
      const [read] = (await linesOf(await send(misread, { columns: { 1: "name", 2: "unread" } }))).slice(-1);
      expect(read?.preview?.columns.map(({ is }) => is)).toEqual(["order", "name", null]);
      expect(read?.preview?.changes.flatMap(({ into }) => into.map(({ name }) => name))).toEqual([
        "Xã Thử Sáu",
        "Xã Thử Bảy",
      ]);
    });

    test.each([
      [
        { 1: "name" },
        "Các cột B, C cùng được chọn là “Tên đơn vị (hoặc đơn vị cũ)”. Hãy để một cột như vậy, các cột khác chọn nội dung khác hoặc không đọc.",
      ],
      [
        { 2: "note", 1: "kind" },
        "Chưa có cột nào được chọn là “Tên đơn vị (hoặc đơn vị cũ)”. Hãy chỉ ra cột ghi tên đơn vị.",
      ],
      [{ 0: "newKind" }, "Chưa có cột nào được chọn là “Tên đơn vị mới”. Hãy chỉ ra cột ghi tên đơn vị."],
    ])("B-23: and cannot be is said in a sentence: %o", async (columns, message) => {
      const [last] = (await linesOf(await send(misread, { columns }))).slice(-1);
      expect(last?.error?.message).toBe(message);
    });
  });

  test("what it answers can be handed to the plan as it is", async () => {
    const [last] = (await linesOf(await send(csv, { choices: { 4: ["new"] } }))).slice(-1);
    const changes = last?.preview?.changes ?? [];
    expect(plannedChanges.parse(changes)).toEqual(changes);
    const data = { title: "Danh sách mới", basis: "Nghị quyết 1", effectiveOn: "2030-07-01", changes };
    const planned = await mutate(
      address,
      "reorganisations.plan",
      { id: provinceId, requestId: randomUUID(), data },
      admin,
    );
    expect(planned.status).toBe(200);
    // Reading a list wrote nothing: the units are those of before.
    expect(await database.db.selectFrom("unit").select("id").execute()).toHaveLength(2);
  });

  test("a file that cannot be read is answered with its sentence", async () => {
    const errorOf = async (file: Uint8Array | string) => (await linesOf(await send(file))).at(-1)?.error;
    expect(await errorOf("%PDF-1.7")).toMatchObject({
      code: "sheet.notSpreadsheet",
      message: expect.stringContaining("không phải là bảng tính"),
    });
    expect(await errorOf("1;2\n3;x")).toMatchObject({
      code: "sheet.noHeading",
      message: expect.stringContaining("Không tìm thấy dòng tiêu đề"),
    });
    expect(await errorOf(`TT;Tên đơn vị;Loại\n`)).toBeUndefined();
  });

  test("is for whoever manages units there, from our own page only", async () => {
    expect((await send(csv, { cookie: "" })).status).toBe(401);
    expect((await send(csv, { unit: randomUUID() })).status).toBe(404);
    expect((await send(csv, { unit: "x" })).status).toBe(400);
    expect((await send(csv, { day: "mai" })).status).toBe(400);
    expect((await send(csv, { headers: {} })).status).toBe(403);
    expect((await send(csv, { choices: { x: 1 } })).status).toBe(400);
    expect((await send(csv, { columns: { 0: "unknown" } })).status).toBe(400);
    expect((await send(csv, { columns: { x: "name" } })).status).toBe(400);
    expect((await send(new Uint8Array(12 * 1024 * 1024))).status).toBe(413);
  });

  test("S-14: a file is read only once somebody is known, and never further than it may go", async () => {
    const body = new Uint8Array(10 * 1024 * 1024);
    const headers = { "x-kheo-client": "test", "content-type": "multipart/form-data; boundary=x" };
    const anonymous = () =>
      fetch(`${address}/import/units?unit=${provinceId}&day=2030-07-01`, { method: "POST", headers, body });
    await Promise.all(Array.from({ length: 4 }, anonymous));
    const before = await memoryOf(server);
    const answers = await Promise.all(Array.from({ length: 20 }, anonymous));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 401));
    expect((await memoryOf(server)) - before).toBeLessThan(60);
    expect((await send(new Uint8Array(30 * 1024 * 1024))).status).toBe(413);
  });

  test("S-13: others are answered while a long list is compared, and a cell without end is a fault of its row", async () => {
    const cell = "\u0301\u0327".repeat(60_000);
    const rows = Array.from({ length: 8_000 }, (_, index) => `${index + 2};Xã Số ${index};Xã;Tỉnh Thử Nghiệm;`);
    const file = ["TT;Tên đơn vị;Loại;Trực thuộc;Mã", `1;${cell};Xã;;`, ...rows].join("\n");
    const over = new AbortController();
    const sending = send(file)
      .then(linesOf)
      .finally(() => {
        over.abort();
      });
    let longest = 0;
    while (!over.signal.aborted) {
      const begun = performance.now();
      expect((await fetch(`${address}/health`)).status).toBe(200);
      longest = Math.max(longest, performance.now() - begun);
    }
    expect(longest).toBeLessThan(500);
    const preview = (await sending).at(-1)?.preview;
    expect(preview?.counts).toMatchObject({ create: 8_000, refused: 1 });
    expect(preview?.rows[1]?.message).toContain("dài quá 4.000 ký tự");
  });

  test("S-13: whoever comes when the queue is full is told to come again, and it empties", async () => {
    const { hostname, port } = new URL(address);
    const head = `POST /import/units?unit=${provinceId}&day=2030-07-01 HTTP/1.1\r\nHost: ${hostname}:${port}\r\nX-Kheo-Client: test\r\nCookie: ${admin}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000\r\n\r\n`;
    const held = Array.from({ length: 4 }, () => connect(Number(port), hostname).on("error", () => undefined));
    for (const socket of held) socket.write(head);
    let refused: Response | undefined;
    await expect.poll(async () => (refused = await send(csv)).status, { timeout: 20_000 }).toBe(503);
    expect(refused?.headers.get("retry-after")).toBe("60");
    expect(await refused?.text()).toContain("Hãy đợi một phút rồi thử lại.");
    for (const socket of held) socket.destroy();
    // As many at once as one person may send: each of those who held a place has left it.
    const together = async () =>
      Promise.all(
        held.map(async () => (await linesOf(await send(csv)).catch(() => [])).at(-1)?.preview?.counts.create),
      );
    await expect.poll(together, { timeout: 20_000 }).toEqual([2, 2, 2, 2]);
  });

  test("several at once wait for their turn and all are answered", async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, async () => (await linesOf(await send(csv))).at(-1)));
    expect(answers.map((last) => last?.preview?.counts.create)).toEqual([2, 2, 2, 2]);
  });

  test("the empty forms can be fetched, and are read by what they are made for", async () => {
    for (const [name, kind] of [
      ["unit-list-template.xlsx", "list"],
      ["unit-conversion-template.xlsx", "conversion"],
    ] as const) {
      const response = await fetch(`${address}/download/${name}`, { headers: { cookie: admin } });
      expect(response.headers.get("content-disposition")).toContain(encodeURIComponent(unitListForms[kind].name));
      const [sheet] = await readSheets(new Uint8Array(await response.arrayBuffer()));
      const preview = previewUnitList(sheet?.rows ?? [], {
        ...tree,
        rootId: "quang-ngai",
        choices: {},
        newId: randomUUID,
      });
      expect(preview?.kind).toBe(kind);
      expect(preview?.rows).toHaveLength(3);
    }
  });
});
