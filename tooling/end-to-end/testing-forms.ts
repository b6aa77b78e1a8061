import { randomUUID } from "node:crypto";
import { makeReport } from "@kheo/api/reports/reports";
import { catalog } from "@kheo/catalog";
import { dayTyped } from "@kheo/core/ground/written";
import { dayBefore, nextDay } from "@kheo/core/ground/days";
import { defaultBodyRules } from "@kheo/core/offices/bodies";
import { insertBody } from "@kheo/db/offices/bodies";
import { carryOut } from "@kheo/core/territory/carry-out";
import { carryOutReorganisation } from "@kheo/db/territory/carry-out";
import { insertReorganisation, treeBefore, updateReorganisation } from "@kheo/db/territory/reorganisations";
import { hashOfReport, insertSnapshot } from "@kheo/db/reports/reports";
import { insertCluster } from "@kheo/db/territory/clusters";
import { sql } from "kysely";
import type { Page } from "playwright-core";
import type { FormName } from "../../apps/web/src/lib/forms.ts";
import { type Stage, today } from "./stage.ts";

/** How one form is come to, filled in and looked for afterwards. */
export type Opening = {
  readonly account: string;
  readonly path: string;
  /** What is pressed on the page before the form is there. */
  readonly open?: (page: Page) => Promise<unknown>;
  /** The box that is typed into, by its label. */
  readonly box: string | RegExp;
  /** Two things to type into it, the second of which is sent; texts, where nothing is said. */
  readonly typed?: readonly [string, string];
  /** It may hold as much as is pasted, so nothing is said of it. */
  readonly takesAll?: true;
  /** It takes digits alone, so that nothing can be pasted. */
  readonly counts?: true;
  /** It is chosen from a list, so that nothing can be pasted. */
  readonly chosen?: true;
  /** Everything else that must be there. */
  readonly fill?: (page: Page) => Promise<unknown>;
  /** The button that sends it; one without is saved by itself. */
  readonly send?: string | RegExp;
  /** The button by which that is confirmed, once it has been said what will happen. */
  readonly confirm?: string;
  /** The call that brings it to the server. */
  readonly call: RegExp;
  /** How many records hold what was typed. */
  readonly stored: (typed: string) => Promise<number>;
};

const [yesterday, tomorrow] = [dayBefore(today), nextDay(today)];
const days = [dayTyped(yesterday), dayTyped(today)] as const;

const press = (name: string | RegExp) => (page: Page) => page.getByRole("button", { name }).first().click();

/** Chooses from a list by part of a name. */
const pick = async (page: Page, label: string, words: string): Promise<void> => {
  const box = page.getByRole("combobox", { name: label, exact: true });
  await box.fill(words);
  await page.getByRole("option").filter({ hasText: words }).first().click();
};

const inMenuOf =
  (person: string, item: string) =>
  async (page: Page): Promise<void> => {
    await page
      .getByRole("button", { name: `Chọn thao tác với ${person}` })
      .first()
      .click();
    await page.getByRole("menuitem", { name: item }).click();
  };

/** A version of this year's report of a unit. */
const freeze = async (db: Stage["db"], unitId: string): Promise<string> => {
  const { id: periodId } = await db
    .selectFrom("period")
    .select("id")
    .where("opensOn", "=", "2026-01-01")
    .executeTakeFirstOrThrow();
  const { createdBy } = await db.selectFrom("document").select("createdBy").limit(1).executeTakeFirstOrThrow();
  const report = await makeReport(db, catalog, { unitId, periodId, cutoff: today });
  return (await insertSnapshot(db, { report, hash: hashOfReport(report), createdBy })).id;
};

/** A plan that has divided a unit, whose models and tasks wait to be given to one of two heirs. */
const divide = async (db: Stage["db"], planner: string, unitId: string): Promise<string> => {
  const { parentId } = await db
    .selectFrom("unitVersion")
    .select("parentId")
    .where("unitId", "=", unitId)
    .where("line", "=", "territory")
    .executeTakeFirstOrThrow();
  const heirs = ["Công an khu vực Đông", "Công an khu vực Tây"].map((name) => {
    const kind = "armedForces" as const;
    return { id: randomUUID(), name, kind, parentId, code: null, share: 50 };
  });
  const changes = [{ kind: "split" as const, from: [unitId], into: heirs, posts: "end" as const, note: "" }];
  const id = randomUUID();
  const given = { id, unitId: planner, title: "Chia công an khu vực", basis: "Nghị quyết số 15-NQ/TU", changes };
  await insertReorganisation(db, { ...given, effectiveOn: today });
  const done = { ...given, effectiveOn: today, state: "planned" as const, version: 1 };
  await carryOutReorganisation(db, done, carryOut(changes, await treeBefore(db, done)), true);
  await updateReorganisation(db, done, { state: "applied" });
  return id;
};

/** A document that a unit keeps; nobody looks into it. */
const fileOf = async (db: Stage["db"], unitId: string, addedBy: string, digit: string) => {
  const hash = digit.repeat(64);
  await db.insertInto("storedFile").values({ hash, kind: "pdf", size: 1_000 }).execute();
  const file = { unitId, fileHash: hash, name: `Biên bản ${digit}.pdf`, addedBy };
  const { id: evidenceId } = await db.insertInto("evidence").values(file).returning("id").executeTakeFirstOrThrow();
  return { evidenceId };
};

/** Every form there is: one that is added to the list of forms and not here is refused by the compiler. */
export const openingsOn = async ({ db }: Stage): Promise<Readonly<Record<FormName, Opening>>> => {
  const count = (from: string, where: string) => async (typed: string) => {
    const query = `select count(*)::int as count from ${from} where ${where.replaceAll("?", `'${typed}'`)}`;
    const { rows } = await sql.raw<{ count: number }>(query).execute(db);
    return rows[0]?.count ?? 0;
  };
  const one = async (query: string): Promise<string> => {
    const { rows } = await sql.raw<{ id: string }>(query).execute(db);
    if (!rows[0]) throw new Error(`The demonstration has nothing for: ${query}`);
    return rows[0].id;
  };
  const unitCalled = (name: string) =>
    one(`select unit_id as id from unit_version where name = '${name}' and line = 'territory' and valid_to is null`);
  const modelOf = (unitName: string, states: string) =>
    one(`select model.id from model left join assessment on assessment.model_id = model.id
      where unit_name(model.unit_id, today()) = '${unitName}' and ${states} order by model.code limit 1`);
  const postOf = (username: string) =>
    one(
      `select post.person_id as id from post join person on person.id = post.person_id where username = '${username}'`,
    );

  const ward = await unitCalled("Phường Trà Câu");
  const province = await unitCalled("Tỉnh Quảng Ngãi");
  const committee = await one(`select unit_id as id from unit_version where name = 'UBND phường Trà Câu'`);
  const declared = await modelOf("Hội Nông dân xã Mộ Đức", "assessment.state = 'open'");
  const decided = await modelOf("UBND phường Trà Câu", "assessment.state = 'closed'");
  const marked = await modelOf("Ban Chỉ huy quân sự phường Trà Câu", "assessment.state = 'closed'");
  await sql`update assessment set state = 'reopened', reason = 'Xem lại số liệu' where model_id = ${decided}`.execute(
    db,
  );
  await sql`update assessment set state = 'underAppraisal' where model_id = ${marked}`.execute(db);
  const { rows: sheets } = await sql<{ id: string }>`select person_id as id from score_sheet
    join assessment on assessment.id = assessment_id where model_id = ${marked}`.execute(db);
  if (sheets.length > 0) {
    await sql`delete from score_sheet using assessment where assessment.id = assessment_id and model_id = ${marked}`.execute(
      db,
    );
  }
  const submitted = await one(`select id from model where state = 'submitted' order by code limit 1`);
  const merged = await one(`select id from model where state = 'submitted' order by code desc limit 1`);
  const published = await one(`select recognition.id from recognition join model on model.id = model_id
    where level = 'commune' and recognition.state = 'published'
      and unit_name(unit_id, today()) = 'Hội LHPN phường Đức Phổ' limit 1`);
  const source = await one(`select id from recognition where level = 'province' and state = 'published' limit 1`);
  const frozen = await freeze(db, ward);
  const held = await one(`select id from document where state = 'reserved' limit 1`);
  const task = await one(`select id from replication where state = 'assigned' limit 1`);
  await sql`update replication set state = 'running' where id = ${task}`.execute(db);
  const founded = { kind: "panel" as const, document: "", foundedOn: "2026-01-01", rules: defaultBodyRules };
  const panel = await insertBody(db, { ...founded, unitId: province, name: "Tổ thẩm định cũ" });
  const edited = await insertBody(db, { ...founded, unitId: province, name: "Tổ thẩm định sẽ sửa" });
  const cluster = { id: randomUUID(), unitId: ward, kind: "cluster" as const, document: "", validFrom: "2026-01-01" };
  await insertCluster(db, { ...cluster, name: "Cụm thi đua thử" });
  const divided = await divide(db, province, await unitCalled("Công an phường Nghĩa Lộ"));
  const leaving = await postOf("mo-duc.nong-dan");
  const farmers = await unitCalled("Hội Nông dân xã Mộ Đức");
  const [attached, unused] = [await fileOf(db, farmers, leaving, "a"), await fileOf(db, farmers, leaving, "b")];
  await db
    .insertInto("evidenceUse")
    .values({ ...attached, thing: "model", thingId: declared, addedBy: leaving })
    .execute();

  return {
    registration: {
      account: "bithu.to3",
      path: "/mo-hinh/moi",
      box: "1. Tên mô hình",
      fill: async (page) => {
        await page.getByLabel("Lĩnh vực").selectOption({ label: "Văn hóa – xã hội" });
        await page.getByLabel("Chủ đề").selectOption({ label: "Môi trường" });
      },
      send: "Lưu nháp",
      call: /models\.create/u,
      stored: count("model", "title = ?"),
    },
    declaration: {
      account: "mo-duc.nong-dan",
      path: `/cham-diem/${declared}`,
      box: "Tổng số hộ của thôn, tổ dân phố",
      typed: ["123", "124"],
      call: /scoring\.declare/u,
      stored: count("assessment", "figures->>'hhTotal' = ?"),
    },
    officeDecision: {
      account: "mttq.tracau",
      path: `/cham-diem/${decided}`,
      box: /số lần, tối đa/u,
      typed: ["1", "2"],
      counts: true,
      call: /scoring\.decide/u,
      stored: count("assessment", `model_id = '${decided}' and adjustments::text like '%: ' || ? || '%'`),
    },
    mark: {
      account: "hoidong1.tracau",
      path: `/cham-diem/${marked}`,
      box: /^Nhận xét/u,
      call: /scoring\.mark/u,
      stored: count("score_sheet", "comment = ?"),
    },
    meeting: {
      account: "chuyenvien.tinh",
      path: "/hop-hoi-dong/moi",
      box: "Tên phiên họp",
      send: "Triệu tập phiên họp",
      confirm: "Xác nhận triệu tập phiên họp",
      call: /meetings\.convene/u,
      stored: count("meeting", "title = ?"),
    },
    recognitionDecision: {
      account: "mttq.ducpho",
      path: `/cong-nhan/${published}`,
      open: press("Soạn dự thảo thu hồi công nhận"),
      box: "Lý do",
      fill: async (page) => {
        await page.getByLabel("Số, ký hiệu quyết định").fill("12-QĐ/ĐU");
        await page.getByLabel("Người ký", { exact: true }).fill("Trần Văn Bình");
        await page.getByLabel("Chức vụ người ký").fill("Phó Bí thư Đảng ủy");
      },
      send: "Lưu dự thảo, trình ký",
      call: /recognition\.draft/u,
      stored: count("recognition", "draft->>'reason' = ?"),
    },
    replication: {
      account: "mttq.tracau",
      path: `/nhan-rong/moi?recognitionId=${source}`,
      box: "Điều kiện tương đồng",
      fill: async (page) => {
        await pick(page, "Đơn vị nhân rộng", "Chi bộ tổ dân phố 3");
        await page.getByLabel("Nội dung nhân rộng").fill("Áp dụng cách phân công tổ vận động đến từng hộ.");
      },
      send: "Giao nhân rộng",
      call: /replication\.give/u,
      stored: count("replication", "similarity = ?"),
    },
    replicationResult: {
      account: "congan.tracau",
      path: `/nhan-rong/${task}`,
      box: "Kết quả thực hiện (có số liệu)",
      takesAll: true,
      send: "Gửi báo cáo kết quả",
      call: /replication\.submit/u,
      stored: count("replication", "result = ?"),
    },
    body: {
      account: "quantri",
      path: `/quan-tri/hoi-dong/${edited}`,
      open: press("Sửa quy chế"),
      box: "Tên hội đồng, tổ, ban",
      send: "Lưu quy chế",
      call: /bodies\.edit/u,
      stored: count("body", "name = ?"),
    },
    dissolution: {
      account: "quantri",
      path: `/quan-tri/hoi-dong/${panel}`,
      open: press("Giải thể"),
      box: "Ngày giải thể",
      typed: days,
      send: "Giải thể",
      call: /bodies\.dissolve/u,
      stored: count("body", `id = '${panel}' and to_char(dissolved_on, 'DD/MM/YYYY') = ?`),
    },
    advisoryAssignment: {
      account: "chuyenvien.tinh",
      path: "/co-quan-tham-muu",
      open: press("Phân công cơ quan"),
      box: "Tên cơ quan",
      fill: async (page) => {
        const form = page.getByRole("form");
        await form.getByLabel("Cấp", { exact: true }).selectOption({ label: "Cấp tỉnh" });
        await form.getByLabel("Đảng", { exact: true }).check();
        await page.getByLabel("Căn cứ", { exact: true }).fill("Quyết định số 15-QĐ/TU");
      },
      send: "Phân công cơ quan",
      call: /advisory\.assign/u,
      stored: count("advisory_assignment", "body_name = ?"),
    },
    advisoryEnd: {
      account: "quantri",
      path: "/co-quan-tham-muu?cap=commune",
      open: press("Kết thúc: Ủy ban MTTQ Việt Nam"),
      box: "Ngày cuối cùng còn phụ trách",
      typed: days,
      fill: (page) => page.getByLabel("Căn cứ kết thúc").fill("Kết luận số 15-KL/TU"),
      send: "Ghi kết thúc",
      call: /advisory\.end/u,
      stored: count("advisory_assignment", "to_char(valid_to, 'DD/MM/YYYY') = ?"),
    },
    document: {
      account: "mttq.tracau",
      path: "/van-ban/giu-so",
      box: "Trích yếu nội dung",
      fill: (page) => page.getByLabel("Loại văn bản").selectOption({ label: "Thông báo" }),
      send: "Giữ số",
      call: /documents\.reserve/u,
      stored: count("document", "abstract = ?"),
    },
    receivedDocument: {
      account: "mttq.tracau",
      path: "/van-ban/ghi-den",
      box: "Trích yếu nội dung",
      fill: async (page) => {
        await page.getByLabel("Số, ký hiệu").fill("25/KH-UBND");
        await page.getByLabel("Cơ quan ban hành").fill("Ủy ban nhân dân tỉnh Quảng Ngãi");
        await page.getByLabel("Loại văn bản").selectOption({ label: "Kế hoạch" });
        await page.getByLabel("Ngày ban hành").fill("05/03/2026");
        await page.getByLabel("Người ký").fill("Trần Văn Bình");
      },
      send: "Ghi vào sổ",
      call: /documents\.record/u,
      stored: count("document", "abstract = ?"),
    },
    documentIssue: {
      account: "mttq.tracau",
      path: `/van-ban/${held}`,
      box: "Người ký",
      fill: (page) => page.getByLabel("Chức vụ người ký").fill("T/M Ban Thường vụ, Phó Bí thư"),
      send: "Ghi ban hành",
      call: /documents\.issue/u,
      stored: count("document", "signatory = ?"),
    },
    reportIssue: {
      account: "mttq.tracau",
      path: `/bao-cao?unitId=${ward}&snapshotId=${frozen}`,
      box: "Người ký",
      send: "Lấy số và ban hành",
      call: /reports\.issue/u,
      stored: count("document", "signatory = ?"),
    },
    person: {
      account: "quantri",
      path: "/quan-tri",
      open: press("Thêm người dùng"),
      box: "Họ và tên",
      fill: async (page) => {
        await pick(page, "Đơn vị", "Phường Trà Câu");
        await page.getByLabel("Vai trò").selectOption({ label: "Người xem" });
        await page.getByRole("textbox", { name: "Tên đăng nhập", exact: true }).fill("nguoi.moi");
      },
      send: "Thêm người dùng",
      call: /people\.create/u,
      stored: count("person", "name = ?"),
    },
    post: {
      account: "quantri",
      path: "/quan-tri?search=khach.tracau",
      open: inMenuOf("Khách xem phường Trà Câu", "Thêm chức vụ"),
      box: "Văn bản giao (nếu có)",
      fill: async (page) => {
        await pick(page, "Đơn vị", "UBND phường Trà Câu");
        await page.getByLabel("Vai trò").selectOption({ label: "Người xem" });
      },
      send: "Thêm chức vụ",
      call: /posts\.appoint/u,
      stored: count("post", "document = ?"),
    },
    postEnd: {
      account: "quantri",
      path: "/quan-tri?search=khach.tracau",
      open: inMenuOf("Khách xem phường Trà Câu", "Thôi giữ chức vụ"),
      box: "Văn bản (nếu có)",
      send: "Thôi giữ chức vụ",
      call: /posts\.end/u,
      stored: count("post", "end_document = ?"),
    },
    substitute: {
      account: "quantri",
      path: "/quan-tri?search=mttq.ducpho",
      open: inMenuOf("Cán bộ Mặt trận phường Đức Phổ", "Cử người làm thay"),
      box: "Văn bản (nếu có)",
      fill: async (page) => {
        await pick(page, "Người làm thay", "Khách xem phường Trà Câu");
        await page.getByLabel("Làm thay đến hết ngày").fill(dayTyped(tomorrow));
      },
      send: "Cử làm thay",
      call: /posts\.substitute/u,
      stored: count("post", "document = ?"),
    },
    evidenceTitle: {
      account: "mo-duc.nong-dan",
      path: `/mo-hinh/${declared}`,
      open: async (page) => {
        await page
          .getByRole("button", { name: /^Chọn thao tác với/u })
          .first()
          .click();
        await page.getByRole("menuitem", { name: "Ghi lại nội dung" }).click();
      },
      box: "Nội dung minh chứng",
      send: "Ghi nội dung",
      call: /evidence\.rename/u,
      stored: count("evidence", "title = ?"),
    },
    evidenceRemoval: {
      account: "mo-duc.nong-dan",
      path: "/minh-chung",
      open: press(/^Bỏ tệp/u),
      box: "Lý do bỏ minh chứng",
      send: "Bỏ tệp",
      call: /evidence\.remove/u,
      stored: count("evidence", `id = '${unused.evidenceId}' and reason = ?`),
    },
    handOver: {
      account: "quantri",
      path: `/quan-tri/ban-giao?person=${leaving}`,
      box: "Văn bản (nếu có)",
      fill: async (page) => {
        const successor = page.getByRole("combobox", { name: /^Người kế nhiệm/u }).first();
        await successor.fill("Khách xem");
        await page.getByRole("listbox").getByRole("option").first().click();
      },
      send: /^Bàn giao \d/u,
      call: /posts\.handOver/u,
      stored: count("post", `person_id = '${leaving}' and end_document = ?`),
    },
    period: {
      account: "quantri",
      path: "/quan-tri/ky",
      box: "Tên kỳ",
      fill: async (page) => {
        await page.getByLabel("Ngày mở").fill("01/01/2028");
        await page.getByLabel("Hạn đăng ký").fill("31/03/2028");
        await page.getByLabel("Ngày kết thúc").fill("31/12/2028");
      },
      send: "Mở kỳ",
      confirm: "Xác nhận mở kỳ",
      call: /periods\.open/u,
      stored: count("period", "title = ?"),
    },
    extension: {
      account: "chuyenvien.tinh",
      path: "/quan-tri/ky",
      open: press("Gia hạn đăng ký: Năm 2026"),
      box: "Lý do gia hạn",
      fill: async (page) => {
        await page.getByLabel("Hạn đăng ký mới").fill("30/12/2026");
        await page.getByLabel("Số, ký hiệu văn bản").fill("12-CV/ĐU");
        await page.getByLabel("Ngày ký văn bản").fill("01/01/2026");
      },
      send: "Gia hạn đăng ký",
      confirm: "Xác nhận gia hạn đăng ký",
      call: /periods\.extend/u,
      stored: count("period_extension", "reason = ?"),
    },
    unit: {
      account: "quantri",
      path: `/don-vi/${ward}`,
      box: "Tên đơn vị",
      send: "Thêm đơn vị",
      call: /units\.create/u,
      stored: count("unit_version", "name = ?"),
    },
    unitProfile: {
      account: "mttq.tracau",
      path: `/don-vi/${ward}`,
      open: press(/^Ghi đặc điểm/u),
      box: "Ghi chú",
      send: "Ghi đặc điểm địa bàn",
      call: /units\.recordProfile/u,
      stored: count("unit_profile", "note = ?"),
    },
    superior: {
      account: "quantri",
      path: `/don-vi/${committee}`,
      open: press("Ghi nơi trực thuộc"),
      box: "Từ ngày",
      typed: days,
      fill: (page) => pick(page, "Đơn vị cấp trên", "Tỉnh Quảng Ngãi"),
      send: "Ghi nơi trực thuộc",
      call: /units\.setSuperior/u,
      stored: count(
        "unit_version",
        `unit_id = '${committee}' and line = 'party' and to_char(valid_from, 'DD/MM/YYYY') = ?`,
      ),
    },
    cluster: {
      account: "chuyenvien.tinh",
      path: "/cum-khoi",
      open: press(/^Lập cụm, khối/u),
      box: "Tên cụm, khối",
      send: "Lập cụm, khối",
      call: /clusters\.found/u,
      stored: count("cluster", "name = ?"),
    },
    clusterMembers: {
      account: "quantri",
      path: "/cum-khoi",
      open: press("Xếp thành viên: Cụm thi đua thử"),
      box: "Ngày áp dụng",
      typed: days,
      fill: (page) => pick(page, "Thêm đơn vị thành viên", "Chi bộ tổ dân phố 3"),
      send: /^Xếp \d+ thành viên$/u,
      call: /clusters\.assign/u,
      stored: count("cluster_member", "to_char(valid_from, 'DD/MM/YYYY') = ?"),
    },
    reorganisation: {
      account: "quantri",
      path: "/sap-xep/moi",
      box: "Tên phương án",
      fill: (page) => page.getByLabel("Căn cứ pháp lý").fill("Nghị quyết số 15-NQ/TU"),
      send: "Lưu phương án",
      call: /reorganisations\.plan/u,
      stored: count("reorganisation", "title = ?"),
    },
    placing: {
      account: "chuyenvien.tinh",
      path: `/sap-xep/${divided}`,
      box: /^Đơn vị kế tiếp của/u,
      typed: ["Công an khu vực Đông", "Công an khu vực Tây"],
      chosen: true,
      send: /lựa chọn$/u,
      call: /reorganisations\.place/u,
      stored: count("placement", "unit_name(unit_id, today()) = ?"),
    },
    merge: {
      account: "chuyenvien.tinh",
      path: `/mo-hinh/${merged}`,
      open: press("Gộp mô hình"),
      box: "Lý do",
      fill: async (page) => {
        await page.getByRole("combobox", { name: "Gộp vào mô hình" }).fill("Đường");
        await page.getByRole("listbox").getByRole("option").first().click();
      },
      send: "Gộp mô hình",
      call: /models\.merge/u,
      stored: count("model", "reason = ?"),
    },
    lock: {
      account: "quantri",
      path: "/quan-tri?search=phunu.tracau",
      open: inMenuOf("Cán bộ Hội LHPN phường Trà Câu", "Khóa tài khoản"),
      box: "Lý do khóa",
      send: "Khóa tài khoản",
      call: /people\.disable/u,
      stored: count("person", "disabled_reason = ?"),
    },
    step: {
      account: "chuyenvien.tinh",
      path: `/mo-hinh/${submitted}`,
      open: press(/^Trả lại/u),
      box: "Lý do",
      send: /^Trả lại/u,
      call: /models\.return/u,
      stored: count("model", "reason = ?"),
    },
  };
};
