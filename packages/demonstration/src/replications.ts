import { idOf } from "./units.ts";
import { type Seeding, send, over, noReason, callerOf } from "./calling.ts";
import { currentYear, officerOf } from "./calling.ts";

/** Replications of two published models, in different states. */
export const seedReplications = async (seeding: Seeding): Promise<void> => {
  const { db, people, periods } = seeding;
  const periodId = periods[currentYear] ?? "";
  const sourceOf = async (key: string) =>
    (await db.selectFrom("recognition").select("id").where("modelId", "=", idOf(key)).executeTakeFirstOrThrow()).id;
  const office = await callerOf(seeding, people.idOf("chuyenvien.tinh"), "2026-05-12");
  const give = async (source: string, adopter: string, content: string) =>
    office.replication.give(
      send(idOf(adopter), {
        recognitionId: await sourceOf(source),
        periodId,
        similarity: "Cùng là phường, dân số gần nhau, cùng có vấn đề cần giải quyết như mô hình gốc.",
        content,
        dueOn: "2026-12-15",
      }),
    );
  const women = await callerOf(seeding, people.idOf("phunu.tracau"), "2026-06-01");
  const confirmed = await give("DVK-05", "tra-cau/phu-nu", "Tổ chức điểm đổi rác lấy quà hằng tháng ở các tổ dân phố.");
  await women.replication.accept(over({ id: confirmed.id, version: 1 }, noReason));
  await women.replication.start(over({ id: confirmed.id, version: 2 }, noReason));
  const result = "Đã mở 6 điểm đổi rác, 410 hộ tham gia, gây quỹ 18 triệu đồng.";
  await women.replication.submit(over({ id: confirmed.id, version: 3 }, { ...noReason, result }));
  const checking = await callerOf(seeding, people.idOf("chuyenvien.tinh"), "2026-10-20");
  await checking.replication.confirm(over({ id: confirmed.id, version: 4 }, noReason));

  const running = await give("DVK-07", "nghia-lo/cong-an", "Vận động hộ dân góp camera, kết nối tổ tự quản.");
  const police = await callerOf(seeding, officerOf(seeding, idOf("nghia-lo/cong-an")), "2026-06-03");
  await police.replication.accept(over({ id: running.id, version: 1 }, noReason));
  await police.replication.start(over({ id: running.id, version: 2 }, noReason));

  await give("DVK-07", "tra-cau/cong-an", "Vận động hộ dân góp camera, kết nối tổ tự quản.");
};
