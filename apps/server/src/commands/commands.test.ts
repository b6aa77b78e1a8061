import { dayOf } from "@kheo/core/ground/days";
import { testDatabase } from "@kheo/db/testing";
import { sql } from "kysely";
import { Client } from "pg";
import { afterEach, expect, test } from "vitest";
import { finished, mutate, served, signIn, stopAll, trySignIn } from "../testing.ts";

afterEach(stopAll);

test("the operator confirms a leader's post that waits and gives a lost administrator a way back, where nobody else can, and the chain says who did", async () => {
  const { db, url } = await testDatabase();
  const environment = { DATABASE_URL: url };
  const { address, said } = await served(environment);
  const token = /\/bat-dau#(\S+)/u.exec(said)?.[1];
  const password = "một câu đủ dài";
  const unitName = "Tỉnh Thử Nghiệm";
  await mutate(address, "session.firstAdministrator", {
    token,
    name: "Quản trị đầu tiên",
    username: "quantri",
    password,
    unitName,
  });
  const cookie = await signIn(address, "quantri", password);
  const { id: unitId } = await db.selectFrom("unit").select("id").executeTakeFirstOrThrow();
  const created = await mutate(
    address,
    "people.create",
    {
      requestId: crypto.randomUUID(),
      id: unitId,
      data: {
        name: "Lãnh đạo đầu tiên",
        username: "lanhdao",
        email: null,
        post: {
          role: "leader",
          validFrom: dayOf(new Date()),
          seat: null,
        },
      },
    },
    cookie,
  );
  expect(created.status).toBe(200);
  const waits = () =>
    db.selectFrom("post").select(["id", "waits"]).where("role", "=", "leader").executeTakeFirstOrThrow();
  const { id } = await waits();
  expect(await waits()).toEqual({ id, waits: true });

  const refused = ["khong.co", "quantri"].map(async (username) => {
    const { errors, status } = await finished(["confirm", "--user", username], environment);
    expect([errors, status]).toEqual([`--user: “${username}” không có chức vụ nào chờ xác nhận.\n`, 1]);
  });
  await Promise.all(refused);
  expect(await waits()).toEqual({ id, waits: true });

  const confirmed = await finished(["confirm", "--user", " LanhDao "], environment);
  expect([confirmed.out.trim(), confirmed.status]).toEqual([`Đã xác nhận: Lãnh đạo, ${unitName}.`, 0]);
  expect(await waits()).toEqual({ id, waits: false });
  const event = await db
    .selectFrom("event")
    .select(["personId", "capacity", "unitId"])
    .where("action", "=", "post.confirm")
    .where("thingId", "=", id)
    .execute();
  expect(event).toEqual([{ personId: null, capacity: "Người vận hành hệ thống", unitId }]);
  const verified = await finished(["verify"], environment);
  expect(verified.out).toContain("0 differ");
  expect(verified.status).toBe(0);

  const recovering = async (user: string) => {
    const { errors, out: slip, status } = await finished(["recover", "--user", user], environment);
    return { errors, slip, status };
  };
  expect(await recovering("khong.co")).toMatchObject({
    errors: "--user: không có tài khoản “khong.co”.\n",
    status: 1,
  });
  const { slip, status } = await recovering(" QuanTri ");
  expect([status, slip]).toEqual([0, expect.stringContaining("Phiếu mời của Quản trị đầu tiên")]);
  expect((await trySignIn(address, "quantri", password)).status).toBe(401);
  const code = /Mã mời: +(\S+)/u.exec(slip)?.[1];
  const accepted = await mutate(address, "session.acceptInvitation", {
    username: "quantri",
    code,
    password: "một câu khác đủ dài",
  });
  expect(accepted.status).toBe(200);
  await signIn(address, "quantri", "một câu khác đủ dài");
  const given = await db
    .selectFrom("event")
    .select(["personId", "capacity"])
    .where("action", "=", "person.invite")
    .execute();
  expect(given).toEqual([{ personId: null, capacity: "Người vận hành hệ thống" }]);
  expect((await finished(["verify"], environment)).status).toBe(0);
  await db.destroy();
});

test("the command line says how it is used, and refuses what it does not know", async () => {
  expect((await finished(["--help"], {})).out).toContain("verify");
  for (const name of ["start", "migrate", "seed", "score", "report", "verify", "retain", "recover", "confirm"]) {
    const { out, status } = await finished([name, "--help"], {});
    expect(out.startsWith(`kheo ${name}`)).toBe(true);
    expect(status).toBe(0);
  }
  expect((await finished(["nonsense"], {})).errors).toContain("Không có lệnh “nonsense”");
  expect((await finished(["report", "--nonsense"], {})).errors).toContain("Tùy chọn không hợp lệ");
  expect((await finished(["report", "--out", "báo-cáo.odt"], {})).errors).toContain("--out: cần tên tệp");
  expect((await finished(["report", "--out", "a.docx", "--cutoff", "2026-02-30"], {})).errors).toContain("--cutoff");
});

test("scoring reads lines and writes lines, goes on after a wrong one, and ends with 1 then", async () => {
  const good = JSON.stringify({
    id: "good",
    input: {
      criteriaSet: "DVK-CN",
      values: { A1: "excellent", A2: true, B1: 100, B2: 100, C1: 4, C2: 4, C3: 24, D1: 100 },
      checklists: {},
      judged: { A3: [6], B3: [10], B4: [15] },
    },
  });
  const { out, status } = await finished(["score"], {}, `${good}\n\nnot json\n${good}`);
  const lines = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { id: string | null; result?: { total: number } });
  expect(lines.map(({ id }) => id)).toEqual(["good", null, "good"]);
  expect(lines[0]?.result?.total).toBe(100);
  expect(status).toBe(1);
  expect((await finished(["score"], {}, `${good}\n`)).status).toBe(0);
});

test(
  "the verifier finds nothing in an untouched database, and names what was altered by hand",
  { timeout: 60_000 },
  async () => {
    const { db, url } = await testDatabase();
    const environment = { DATABASE_URL: url };
    expect((await finished(["seed"], environment)).status).toBe(0);
    const whole = await finished(["verify"], environment);
    expect(whole.out).toContain("0 differ");
    expect(whole.status).toBe(0);

    await sql`update verdict set result = jsonb_set(result, '{criteria,0,points}', '1'), total = total + 1
    where id = (select verdict.id from verdict join assessment on assessment.id = assessment_id
      join model on model.id = model_id where model.title like 'Tuyến đường liên tổ%')`.execute(db);
    const owner = new Client(url);
    await owner.connect();
    const { rows: heads } = await owner.query<{ head: string }>(
      "select position || '-' || left(hash, 16) as head from event_seal order by position desc limit 1",
    );
    const head = heads[0]?.head ?? "";
    expect((await finished(["verify", "--head", head], environment)).out).toContain("nằm trên chuỗi");
    await owner.query("alter table event disable trigger event_is_a_fact");
    await owner.query("alter table event_payload disable trigger payload_is_a_fact");
    const { rows } = await owner.query<{ id: number; position: number }>(
      `update event set capacity = 'Khác' from event_seal
        where event_seal.event_id = event.id and id = (select min(id) from event where action = 'model.submit')
        returning id, position`,
    );
    await owner.query(`update event_payload set payload = '{"reason": "khác"}' where event_id = $1`, [rows[0]?.id]);
    await owner.end();
    const altered = await finished(["verify"], environment);
    expect(altered.status).toBe(1);
    expect(altered.out).toMatch(/Tuyến đường liên tổ.*kết quả đã lưu khác kết quả tính lại ở tiêu chí A1/u);
    expect(altered.out).toMatch(/tổng điểm đã lưu 79.06, tính lại 78.06/u);
    expect(altered.out).toContain(`Sự kiện ${rows[0]?.id} (model.submit): nội dung đã bị sửa.`);
    expect(altered.out).toContain(`Sự kiện ${rows[0]?.id} (model.submit): thông tin sự kiện đã bị sửa.`);
    expect(altered.out).toContain(`Mắt xích hỏng đầu tiên: ${rows[0]?.position}.`);
    expect(altered.out).toMatch(/Kết quả chấm điểm .*Tuyến đường liên tổ.*tổng điểm là “79.06”.*ghi “78.06”/u);
    expect(altered.out).toMatch(/model\.accept\): không bước nào dẫn đến/u);
    expect(altered.out).toContain("6 differ");
    const elsewhere = await finished(["verify", "--head", `1-${"0".repeat(16)}`], environment);
    expect(elsewhere.out).toContain("Dấu kiểm 1: không nằm trên chuỗi");
    expect((await finished(["verify", "--head", "208"], environment)).errors).toContain("--head: cần dấu kiểm");
    await db.destroy();
  },
);

test(
  "payloads past their day are removed by command and by a running server, and the verifier says how many",
  { timeout: 60_000 },
  async () => {
    const { db, url } = await testDatabase();
    const environment = { DATABASE_URL: url };
    await finished(["seed"], environment);
    expect((await finished(["retain"], environment)).out).toContain("Không có nội dung sự kiện nào hết thời hạn lưu");
    const owner = new Client(url);
    await owner.connect();
    // As if the demonstration had been made six years ago: its links are made anew over the older days.
    const age = async () => {
      await owner.query("alter table event disable trigger event_is_a_fact");
      await owner.query("alter table event_seal disable trigger seal_is_a_fact");
      await owner.query("update event set at = at - interval '6 years'; delete from event_seal");
    };
    await age();
    const { rows } = await owner.query<{ count: number }>(
      "select count(*)::int as count from event where action = 'model.create'",
    );
    const count = rows[0]?.count ?? 0;
    expect(count).toBeGreaterThan(0);
    const removed = await finished(["retain"], environment);
    expect(removed.out).toContain(`model.create: đã gỡ ${count} nội dung hết thời hạn lưu.`);
    const { out, status } = await finished(["verify"], environment);
    expect(out).toContain(`${count} nội dung đã hết thời hạn lưu`);
    expect(status).toBe(0);

    await age();
    await served(environment);
    const left = await owner.query<{ action: string }>(
      "select distinct action from event join event_payload on event_id = id order by action",
    );
    expect(left.rows.map(({ action }) => action)).not.toContain("scoring.handIn");
    expect(left.rows.map(({ action }) => action)).toContain("recognition.publish");
    await owner.end();
    await db.destroy();
  },
);
