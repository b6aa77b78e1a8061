import { catalog } from "@kheo/catalog";
import { siteClearanceExample } from "@kheo/catalog/worked-examples";
import { defaultBodyRules, ruleValues } from "@kheo/core/offices/bodies";
import { openDatabase, openPool, type Pool, type RootDb } from "@kheo/db/ground/connect";
import { sealEvents, verifyEvents } from "@kheo/db/rules/chain";
import { recordStanding } from "@kheo/db/rules/records";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  aTask,
  decided,
  noReason,
  of,
  over,
  proposed,
  published,
  submitted,
  today,
  type World,
  world,
} from "../testing.ts";
import { verifyContents } from "./verification.ts";

let w: World;
let pool: Pool;
let owner: RootDb;

/** The same figures, marked lower by everybody. */
const { sheet } = siteClearanceExample;
const others = {
  ...siteClearanceExample,
  sheet: { ...sheet, marks: { ...sheet.marks, B5: (sheet.marks["B5"] ?? []).map(() => 3) } },
};

/** A whole year: two recognitions, one of them re-checked, a task, a report, posts, units and bodies. */
const journey = async (): Promise<void> => {
  await recordStanding(w.db, "Thiết lập ban đầu");
  const { people, units, periodId } = w;
  const [office, provinceOffice, administrator] = await Promise.all(
    [people.office, people.provinceOffice, people.administrator].map((id) => w.as(id)),
  );
  const recognition = await published(w);
  await office!.recognition.confirm(over(recognition, { reason: "Vẫn giữ vững kết quả." }));
  const second = await proposed(w, { form: { title: "Đường hoa tự quản" }, example: others });
  const recognized = await decided(w, second, "recognize", { number: "13-QĐ/ĐU" });
  await decided(w, recognized, "revoke", { number: "14-QĐ/ĐU", reason: "Không giữ được kết quả." });
  // Put forward and not drafted: only the closing of the vote has recorded it.
  await proposed(w, { form: { title: "Đèn chiếu sáng ngõ xóm" }, example: others });
  await submitted(w, { form: { title: "Tổ tự quản thu gom rác" } });
  const task = await provinceOffice!.replication.give(of(units.otherCell, aTask(w, recognition)));
  await (await w.as(people.otherOfficer)).replication.accept(over({ id: task.id, version: 1 }, noReason));
  await provinceOffice!.reports.freeze(of(units.province, { periodId }));
  const post = { role: "leader" as const, seat: null, personId: people.viewer, validFrom: today };
  await administrator!.posts.appoint(of(units.otherWard, post));
  const viewer = { role: "viewer" as const, seat: null, personId: people.outsider, validFrom: today };
  const given = await administrator!.posts.appoint(of(units.ward, viewer));
  await administrator!.posts.end(of(given.postId, { validTo: "2026-06-30", document: "QĐ 9" }));
  const newcomer = { name: "Cán bộ mới lập", username: "can.bo.moi", email: null, post: { ...viewer, seat: null } };
  await administrator!.people.create(of(units.ward, newcomer));
  await administrator!.units.create(
    of(units.ward, { name: "Chi bộ khu công nghiệp", kind: "partyCell", validFrom: today }),
  );
  const panel = { kind: "panel" as const, name: "Tổ thẩm định phường", document: "", foundedOn: today };
  await administrator!.bodies.found(of(units.ward, { ...panel, ...ruleValues(defaultBodyRules) }));
};

beforeAll(async () => {
  w = await world();
  await journey();
  await sealEvents(w.db);
  // One connection, so that a statement and the verifier are in the same transaction.
  pool = openPool({ connectionString: w.url, max: 1 });
  owner = openDatabase(pool);
}, 60_000);
afterAll(async () => {
  await owner.destroy();
  await w.end();
});

const found = async (): Promise<readonly string[]> => [
  ...(await verifyContents(owner, catalog)),
  ...(await verifyEvents(owner, { today })).differences,
];

/** What is found after somebody who owns the database has changed it with every guard off; nothing of it stays. */
const foundAfter = async (statements: string): Promise<readonly string[]> => {
  await pool.query("begin");
  try {
    await pool.query("set local session_replication_role = replica");
    await pool.query(statements);
    return await found();
  } finally {
    await pool.query("rollback");
  }
};

test("nothing differs after a whole year", async () => {
  expect(await found()).toEqual([]);
});

const road = `(select id from model where title like 'Tuyến đường%')`;
const flowers = `(select id from model where title like 'Đường hoa%')`;
const assessmentOf = (model: string) => `(select id from assessment where model_id = ${model})`;
const verdictOf = (model: string) => `(select id from verdict where assessment_id = ${assessmentOf(model)})`;
const itemOf = (model: string) => `(select id from meeting_item where model_id = ${model})`;
const meetingOf = (model: string) => `(select meeting_id from meeting_item where model_id = ${model})`;
const personCalled = (name: string) => `(select id from person where name = '${name}')`;
const unitCalled = (name: string) => `(select unit_id from unit_version where name = '${name}')`;

/** What somebody changes by hand, and what of it must be said. */
const cases: readonly (readonly [what: string, statements: string, ...said: readonly (string | RegExp)[]])[] = [
  [
    "the count of a vote",
    `update meeting_item set agree = 6, disagree = 1 where id = ${itemOf(road)}`,
    /Phiên họp “Phiên họp xét công nhận”.*số phiếu đồng ý là “6”.*ghi “7”/u,
    /Phiên họp “Phiên họp xét công nhận”, mô hình .*kết quả ghi 6 đồng ý, 1 không đồng ý; trong hộp 7 và 0/u,
  ],
  [
    "the outcome of a vote",
    `update meeting_item set passed = false where id = ${itemOf(road)}`,
    /đạt hay không là “chưa đạt”, sự kiện \d+ \(meeting\.close\) ghi “đạt”/u,
  ],
  [
    "the boxes",
    `update ballot_box set ballots = case choice when 'agree' then 5 else 2 end where meeting_item_id = ${itemOf(road)}`,
    /mô hình MH-2026-\d+ “Tuyến đường.*trong hộp 5 và 2/u,
  ],
  [
    "boxes and count alike",
    `update ballot_box set ballots = case choice when 'agree' then 5 else 2 end where meeting_item_id = ${itemOf(road)};
     update meeting_item set agree = 5, disagree = 2 where id = ${itemOf(road)}`,
    /Phiên họp “Phiên họp xét công nhận”: số phiếu đồng ý là “5”.*số phiếu không đồng ý là “2”/u,
  ],
  [
    "a paper more in a box",
    `update ballot_box set ballots = ballots + 1 where meeting_item_id = ${itemOf(road)} and choice = 'disagree'`,
    /trong hộp có 8 phiếu, 7 người đã bỏ phiếu/u,
  ],
  [
    "a voter removed",
    `delete from meeting_voter where meeting_id = ${meetingOf(road)} and person_id = ${personCalled("Ủy viên 1")}`,
    /Ủy viên 1 có sự kiện bỏ phiếu nhưng không được ghi/u,
    /số người đã bỏ phiếu là “6”/u,
  ],
  [
    "a voter added",
    `insert into meeting_voter select ${meetingOf(road)}, ${personCalled("Khách xem")}`,
    /Khách xem được ghi là đã bỏ phiếu nhưng không có sự kiện bỏ phiếu/u,
    /Khách xem đã bỏ phiếu nhưng không có trong danh sách/u,
  ],
  [
    "the roster of a meeting",
    `insert into meeting_member select ${meetingOf(road)}, ${personCalled("Khách xem")}, 'member'`,
    /ghi 7 thành viên, danh sách có 8/u,
    /danh sách người biểu quyết khác với sự kiện \d+ \(meeting\.close\)/u,
  ],
  [
    "somebody who had no paper",
    `insert into meeting_recusal select ${itemOf(road)}, ${personCalled("Ủy viên 2")}`,
    /số người có phiếu không khớp/u,
  ],
  [
    "how many had a paper",
    `update meeting_item set eligible = 9 where id = ${itemOf(road)}`,
    /số người có phiếu là “9”, sự kiện \d+ \(meeting\.close\) ghi “7”/u,
  ],
  [
    "the rules of a meeting",
    `update meeting set rules = jsonb_set(rules, '{base}', '"cast"') where id = ${meetingOf(road)}`,
    /quy tắc biểu quyết khác với sự kiện/u,
  ],
  ["a meeting deleted", `delete from meeting where id = ${meetingOf(road)}`, /Phiên họp .*đã mất khỏi cơ sở dữ liệu/u],
  [
    "the state of a recognition",
    `update recognition set state = 'published' where model_id = ${flowers}`,
    /Hồ sơ công nhận mô hình MH-2026-\d+ “Đường hoa tự quản”: trạng thái là “Đã công bố”.*ghi “Đã thu hồi”/u,
  ],
  [
    "a new recognition",
    `insert into recognition (model_id, level, state, decider_id)
     select id, 'commune', 'published', ${unitCalled("Phường Trà Câu")} from model where title like 'Tổ tự quản%'`,
    /Hồ sơ công nhận mô hình MH-2026-\d+ “Tổ tự quản thu gom rác”: có trong cơ sở dữ liệu nhưng không có sự kiện/u,
  ],
  [
    "a recognition that was only put forward, moved to another level",
    `update recognition set level = 'province' where model_id = (select id from model where title like 'Đèn%')`,
    /Hồ sơ công nhận mô hình .*“Đèn chiếu sáng ngõ xóm”/u,
  ],
  [
    "a recognition deleted",
    `delete from recognition where model_id = ${road}`,
    /Hồ sơ công nhận mô hình .*Tuyến đường.*đã mất/u,
  ],
  [
    "who decides",
    `update recognition set decider_id = ${unitCalled("Tỉnh Thử Nghiệm")} where model_id = ${road}`,
    /nơi ra quyết định là Tỉnh Thử Nghiệm, sự kiện .* ghi Phường Trà Câu/u,
  ],
  [
    "another decision under a recognition",
    `update recognition set decision_id = (select id from decision where number = '13-QĐ/ĐU') where model_id = ${road}`,
    /Hồ sơ công nhận mô hình .*Tuyến đường.*quyết định công nhận là/u,
  ],
  [
    "the number of a decision",
    `update decision set number = '99-QĐ/ĐU' where number = '12-QĐ/ĐU'`,
    /Quyết định 12-QĐ\/ĐU của Phường Trà Câu: số, ký hiệu là “99-QĐ\/ĐU”/u,
  ],
  [
    "who signed",
    `update decision set signatory = 'Trần Văn B' where number = '12-QĐ/ĐU'`,
    /Quyết định 12-QĐ\/ĐU .*người ký là “Trần Văn B”, sự kiện .* ghi “Nguyễn Văn A”/u,
  ],
  [
    "the day of a decision",
    `update decision set signed_on = '2026-05-01' where number = '12-QĐ/ĐU'`,
    /Quyết định 12-QĐ\/ĐU .*ngày ký là 0?1\/0?5\/2026/u,
  ],
  [
    "a decision that nobody made",
    `insert into decision (unit_id, number, signed_on, signatory, signatory_title, level)
     select ${unitCalled("Tỉnh Thử Nghiệm")}, '77-QĐ/TU', '2026-05-01', 'Ai đó', 'Bí thư', 'province'`,
    "Quyết định 77-QĐ/TU của Tỉnh Thử Nghiệm: có trong cơ sở dữ liệu nhưng không có sự kiện nào ghi.",
  ],
  [
    "a re-check turned round",
    `update recheck set result = 'downgrade'`,
    /Hồ sơ công nhận mô hình .*Tuyến đường.*kết quả kiểm tra lại là “downgrade”/u,
  ],
  ["a re-check deleted", `delete from recheck`, /Tuyến đường.*các lần kiểm tra lại khác với sự kiện/u],
  [
    "a post given by nobody",
    `insert into post (person_id, role, unit_id, valid_from)
     select ${personCalled("Khách xem")}, 'administrator', ${unitCalled("Tỉnh Thử Nghiệm")}, '2026-01-01'`,
    "Chức vụ Quản trị của Khách xem tại Tỉnh Thử Nghiệm: có trong cơ sở dữ liệu nhưng không có sự kiện nào ghi.",
  ],
  [
    "a post confirmed by nobody",
    `update post set waits = false where waits`,
    /Chức vụ Lãnh đạo của Khách xem tại Phường Sa Huỳnh: chờ xác nhận hay không là “có hiệu lực”/u,
  ],
  [
    "the end of a post",
    `update post set valid_to = null where end_document = 'QĐ 9'`,
    /Chức vụ Người xem của Người không có chức vụ tại Phường Trà Câu: đến ngày là trống, .* ghi 30\/0?6\/2026/u,
  ],
  [
    "the holder of a post",
    `update post set person_id = ${personCalled("Khách xem")} where role = 'leader' and valid_from = '2025-07-01'`,
    /Chức vụ Lãnh đạo của Phó bí thư thường trực tại Phường Trà Câu: người là Khách xem/u,
  ],
  [
    "a post deleted",
    `delete from post where person_id = ${personCalled("Ủy viên 3")}`,
    /Chức vụ Thành viên hội đồng của Ủy viên 3 tại Phường Trà Câu: đã mất khỏi cơ sở dữ liệu/u,
  ],
  [
    "the marks of a sheet",
    `update score_sheet set marks = '{"B5": 0}' where assessment_id = ${assessmentOf(road)}
       and person_id = ${personCalled("Ủy viên 1")}`,
    /Phiếu chấm của Ủy viên 1 ở bảng điểm .*Tuyến đường.*điểm hoặc ý kiến khác với sự kiện/u,
    /Bảng điểm .*Tuyến đường.*các phiếu chấm khác với sự kiện \d+ \(scoring\.close\)/u,
  ],
  [
    "the remark of a sheet",
    `update score_sheet set comment = 'Khác' where assessment_id = ${assessmentOf(road)}
       and person_id = ${personCalled("Ủy viên 1")}`,
    /Phiếu chấm của Ủy viên 1 ở bảng điểm .*Tuyến đường/u,
  ],
  [
    "a sheet deleted",
    `delete from score_sheet where assessment_id = ${assessmentOf(road)} and person_id = ${personCalled("Ủy viên 4")}`,
    /Phiếu chấm của Ủy viên 4 ở bảng điểm .*Tuyến đường.*đã mất/u,
  ],
  [
    "a sheet that nobody handed in",
    `insert into score_sheet (assessment_id, person_id, marks, handed_in_at)
     select ${assessmentOf(road)}, ${personCalled("Khách xem")}, '{"B5": 5}', now()`,
    /Phiếu chấm của Khách xem ở bảng điểm .*không có sự kiện nộp/u,
  ],
  [
    "figures after the scoring was closed",
    `update assessment set figures = figures || '{"householdsTotal": 1}' where model_id = ${road}`,
    /Bảng điểm .*Tuyến đường.*số liệu khác với sự kiện \d+ \(scoring\.close\)/u,
  ],
  [
    "what the office decided",
    `update assessment set adjustments = '{"commended": 2}' where model_id = ${road}`,
    /Bảng điểm .*Tuyến đường.*nội dung cơ quan thường trực quyết định khác/u,
  ],
  [
    "the state of a scoring",
    `update assessment set state = 'reopened' where model_id = ${road}`,
    /Bảng điểm .*trạng thái là “Mở lại”, .*ghi “Đã đóng chấm điểm”/u,
  ],
  [
    "a verdict deleted",
    `delete from verdict where id = ${verdictOf(road)}`,
    /Kết quả chấm điểm .*Tuyến đường.*đã mất/u,
  ],
  [
    "a verdict replaced by a consistent other",
    `update verdict set (input, result, total, class, passed) =
       (select input, result, total, class, passed from verdict where id = ${verdictOf(flowers)})
      where id = ${verdictOf(road)}`,
    /^Kết quả chấm điểm .*Tuyến đường.*tổng điểm là “[\d.]+”, sự kiện \d+ \(scoring\.close\) ghi/u,
  ],
  [
    "a second, later verdict",
    `insert into verdict (assessment_id, edition_id, input, result, total, class, passed, closed_on)
     select ${assessmentOf(road)}, edition_id, input, result, total, class, passed, closed_on from verdict
      where id = ${verdictOf(flowers)}`,
    /Kết quả chấm điểm .*Tuyến đường.*không có sự kiện nào ghi/u,
  ],
  [
    "an impossible verdict",
    `update verdict set total = total + 1 where id = ${verdictOf(road)}`,
    /“Tuyến đường.*”: tổng điểm đã lưu [\d.]+, tính lại/u,
  ],
  [
    "when a verdict was made",
    `update verdict set created_at = created_at - interval '1 year' where id = ${verdictOf(road)}`,
    /Kết quả chấm điểm .*Tuyến đường/u,
  ],
  [
    "the content of a frozen report",
    `update report_snapshot set content = jsonb_set(content, '{figures,0,value}', '999')`,
    "Báo cáo đã chốt, bản 1 của Tỉnh Thử Nghiệm: nội dung không khớp mã băm của chính nó.",
  ],
  [
    "the hash of a frozen report",
    `update report_snapshot set hash = repeat('0', 64)`,
    /Báo cáo đã chốt, bản 1 của Tỉnh Thử Nghiệm: mã băm khác với sự kiện \d+ \(report\.freeze\)/u,
  ],
  ["a frozen report deleted", `delete from report_snapshot`, /Báo cáo đã chốt, bản 1 .*đã mất/u],
  [
    "the state of a model",
    `update model set state = 'accepted' where title like 'Tổ tự quản%'`,
    /Mô hình MH-2026-\d+ “Tổ tự quản thu gom rác”: trạng thái là “Đã tiếp nhận”, .* ghi “Đã đăng ký”/u,
  ],
  [
    "the title of a model",
    `update model set title = 'Mô hình khác' where id = ${road}`,
    /Mô hình MH-2026-\d+ “Mô hình khác”: tên khác với sự kiện/u,
  ],
  [
    "the form of a model",
    `update model set form = jsonb_set(form, '{items,outputs}', '"Khác"') where id = ${road}`,
    /Mô hình .*Tuyến đường.*nội dung khác với sự kiện/u,
  ],
  [
    "the unit of a model",
    `update model set unit_id = ${unitCalled("Chi bộ thôn Long Thạnh")} where id = ${road}`,
    /Mô hình .*Tuyến đường.*đơn vị là Chi bộ thôn Long Thạnh, .* ghi Chi bộ tổ dân phố 3/u,
  ],
  [
    "the name of a person who stood here before",
    `update person set name = 'Ủy viên khác' where name = 'Ủy viên 1'`,
    /Người dùng Ủy viên khác: tên khác với sự kiện \d+ \(record\.adopt\)/u,
  ],
  [
    "the name of a person whose account was made",
    `update person set name = 'Người khác' where username = 'can.bo.moi'`,
    /Người dùng Người khác: tên khác với sự kiện \d+ \(person\.create\)/u,
  ],
  [
    "a person that nobody made",
    `insert into person (id, name, email) values (gen_random_uuid()::text, 'Người ma', 'ma@no-mail.invalid')`,
    "Người dùng Người ma: có trong cơ sở dữ liệu nhưng không có sự kiện nào ghi.",
  ],
  [
    "the name of a unit",
    `update unit_version set name = 'Phường Khác' where name = 'Phường Trà Câu'`,
    /Đơn vị Phường Trà Câu: tên là “Phường Khác”, sự kiện \d+ \(record\.adopt\) ghi “Phường Trà Câu”/u,
  ],
  [
    "the superior of a unit",
    `update unit_version set parent_id = ${unitCalled("Phường Sa Huỳnh")} where name = 'Chi bộ khu công nghiệp'`,
    /Đơn vị Chi bộ khu công nghiệp: nơi trực thuộc là Phường Sa Huỳnh, .*\(unit\.manage\) ghi Phường Trà Câu/u,
  ],
  [
    "a unit that nobody made",
    `with made as (insert into unit (id) values (gen_random_uuid()) returning id)
     insert into unit_version (unit_id, line, name, name_key, kind, parent_id, valid_from)
     select id, 'territory', 'Chi bộ ma', 'chi bộ ma', 'partyCell', ${unitCalled("Phường Trà Câu")}, '2026-01-01' from made`,
    "Đơn vị Chi bộ ma: có trong cơ sở dữ liệu nhưng không có sự kiện nào ghi.",
  ],
  [
    "the rules of a body",
    `update body set rules = jsonb_set(rules, '{quorum,part}', '3') where name = 'Hội đồng phường Trà Câu'`,
    /Hội đồng phường Trà Câu \(Phường Trà Câu\): quy tắc biểu quyết khác với sự kiện/u,
  ],
  [
    "a body dissolved",
    `update body set dissolved_on = '2026-05-01' where kind = 'panel'`,
    /Tổ thẩm định phường .*đến ngày là 0?1\/0?5\/2026, .*ghi trống/u,
  ],
  ["the days of a period", `update period set ends_on = '2027-12-31'`, /Đợt Năm 2026: đến ngày là 31\/12\/2027/u],
  [
    "the state of a task",
    `update replication set state = 'confirmed'`,
    /Nhiệm vụ nhân rộng của Chi bộ thôn Long Thạnh: trạng thái là “Đã nghiệm thu”, .*ghi “Đã nhận”/u,
  ],
];

for (const [what, statements, ...said] of cases) {
  test(`S-11: ${what}, changed by hand, is found and named`, async () => {
    const differences = await foundAfter(statements);
    for (const sentence of said) {
      const isSaid = (one: string) => (typeof sentence === "string" ? one === sentence : sentence.test(one));
      expect({ asked: sentence, found: differences.some(isSaid), differences }).toMatchObject({ found: true });
    }
    for (const sentence of differences) expect(sentence).not.toMatch(/undefined|null|[\da-f]{8}-[\da-f]{4}-/u);
  });
}
