import type { Day } from "@kheo/core/ground/days";
import { callerNamed, currentYear, noReason, officerAt, over, type Seeding, send } from "./calling.ts";
import { idOf } from "./units.ts";

type Task = {
  /** The title of the model that is replicated. */
  readonly source: string;
  readonly adopter: string;
  readonly office: "chuyenvien.tinh" | "mttq.tracau";
  readonly content: string;
  readonly givenOn: Day;
  readonly dueOn: Day;
  readonly reached: "assigned" | "running" | "confirmed" | "failed";
  readonly result?: string;
};

const trash = "Phân loại rác tại nguồn – đổi rác lấy quà";
const cameras = "Camera an ninh từ nguồn xã hội hóa";

const tasks: readonly Task[] = [
  {
    source: trash,
    adopter: "tra-cau/phu-nu",
    office: "chuyenvien.tinh",
    content: "Tổ chức điểm đổi rác lấy quà hằng tháng ở các tổ dân phố.",
    givenOn: "2026-05-12",
    dueOn: "2026-12-15",
    reached: "running",
  },
  {
    source: "Tuyến đường hoa ven biển, không rác thải nhựa",
    adopter: "tra-cau/chi-bo-to-10",
    office: "mttq.tracau",
    content: "Trồng hoa, nhặt rác dọc 600 m đường ra cảng, mỗi nhà một đoạn.",
    givenOn: "2026-07-15",
    dueOn: "2026-10-31",
    reached: "confirmed",
    result: "Đã trồng 640 m, 52 hộ nhận đoạn, ra quân 9 buổi.",
  },
  {
    source: "Tổ dân phố an toàn về an ninh trật tự, camera do dân góp",
    adopter: "tra-cau/chi-bo-to-2",
    office: "mttq.tracau",
    content: "Vận động hộ dân góp camera ở hai ngõ, nối về tổ tự quản.",
    givenOn: "2026-07-15",
    dueOn: "2026-10-31",
    reached: "confirmed",
    result: "Đã lắp 7 camera do 31 hộ góp, nối về tổ tự quản từ ngày 12/9.",
  },
  {
    source: "Thứ Sáu không hẹn: trả kết quả thủ tục hành chính trong ngày",
    adopter: "tra-cau/uy-ban",
    office: "mttq.tracau",
    content: "Áp dụng cho thủ tục xác nhận đất đai đơn giản tại phòng chuyên môn.",
    givenOn: "2026-07-20",
    dueOn: "2026-11-15",
    reached: "confirmed",
    result: "Đã áp dụng 6 thủ tục, 214 hồ sơ trả trong ngày, không hồ sơ quá hạn.",
  },
  {
    source: "Đổi rác thải nhựa lấy quà",
    adopter: "tra-cau/chi-bo-to-3",
    office: "mttq.tracau",
    content: "Mở một điểm đổi rác mỗi tháng tại nhà văn hóa.",
    givenOn: "2026-05-20",
    dueOn: "2026-09-30",
    reached: "confirmed",
    result: "Đã mở 4 kỳ, thu 610 kg rác thải nhựa, 88 hộ tham gia.",
  },
  {
    source: "Nuôi bò sinh sản luân chuyển giúp nhau thoát nghèo",
    adopter: "tra-cau/cuu-chien-binh",
    office: "chuyenvien.tinh",
    content: "Nuôi 10 bò mẹ, chuyển sang hộ khác sau lứa bê đầu.",
    givenOn: "2026-05-12",
    dueOn: "2026-11-20",
    reached: "failed",
    result: "Chỉ giữ được 3 bò mẹ, chưa chuyển được hộ nào.",
  },
  {
    source: cameras,
    adopter: "nghia-lo/cong-an",
    office: "chuyenvien.tinh",
    content: "Vận động hộ dân góp camera, kết nối tổ tự quản.",
    givenOn: "2026-05-12",
    dueOn: "2026-12-15",
    reached: "running",
  },
  {
    source: cameras,
    adopter: "tra-cau/cong-an",
    office: "chuyenvien.tinh",
    content: "Nối camera của hộ kinh doanh dọc Quốc lộ 1 về trực ban công an phường.",
    givenOn: "2026-11-24",
    dueOn: "2027-03-31",
    reached: "assigned",
  },
];

/** Replications of published models, each as far as it has come. */
export const seedReplications = async (seeding: Seeding): Promise<void> => {
  const { db, periods } = seeding;
  for (const { source, adopter, office, content, givenOn, dueOn, reached, result = "" } of tasks) {
    const recognition = await db
      .selectFrom("recognition")
      .innerJoin("model", "model.id", "recognition.modelId")
      .innerJoin("period", "period.id", "model.periodId")
      .select("recognition.id")
      .where("model.title", "=", source)
      .orderBy("period.opensOn", "desc")
      .executeTakeFirstOrThrow();
    const giving = await callerNamed(seeding, office, givenOn);
    const { id } = await giving.replication.give(
      send(idOf(adopter), {
        recognitionId: recognition.id,
        periodId: periods[currentYear] ?? "",
        similarity: "Cùng quy mô dân cư, cùng có vấn đề cần giải quyết như mô hình gốc.",
        content,
        dueOn,
      }),
    );
    if (reached === "assigned") continue;
    const adopting = await officerAt(seeding, idOf(adopter), givenOn);
    await adopting.replication.accept(over({ id, version: 1 }, noReason));
    await adopting.replication.start(over({ id, version: 2 }, noReason));
    if (reached === "running") continue;
    const reporting = await officerAt(seeding, idOf(adopter), dueOn);
    await reporting.replication.submit(over({ id, version: 3 }, { ...noReason, result }));
    const checking = await callerNamed(seeding, office, dueOn);
    if (reached === "confirmed") await checking.replication.confirm(over({ id, version: 4 }, noReason));
    else
      await checking.replication.fail(
        over({ id, version: 4 }, { reason: "Không giữ được đàn bò, không có hộ nhận chuyển." }),
      );
  }
};
