import { advisoryBodies } from "@kheo/db/offices/advisory";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demonstrationDatabase } from "./testing.ts";

let database: Awaited<ReturnType<typeof demonstrationDatabase>>;
beforeAll(async () => {
  database = await demonstrationDatabase();
});
afterAll(() => database.db.destroy());

const unitCalled = async (name: string): Promise<string> => {
  const { unitId } = await database.db
    .selectFrom("unitVersion")
    .select("unitId")
    .where("name", "=", name)
    .executeTakeFirstOrThrow();
  return unitId;
};
const namedFor = async (name: string, on: string) =>
  (await advisoryBodies(database.db, { placeId: await unitCalled(name), on })).map(({ bodyName }) => bodyName);

test("papers of Phổ Văn name the bodies of their day, three times other ones", async () => {
  expect(await namedFor("Phường Phổ Văn", "2025-02-01")).toEqual([
    "Ban Dân vận Trung ương",
    "Ban Dân vận Tỉnh ủy",
    "Ban Dân vận cấp ủy thị xã Đức Phổ",
    "Khối dân vận phường Phổ Văn",
  ]);
  expect(await namedFor("Phường Phổ Văn", "2025-06-01")).toEqual([
    "Ban Tuyên giáo và Dân vận Trung ương",
    "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "Ban Tuyên giáo và Dân vận cấp ủy thị xã Đức Phổ",
    "Khối dân vận phường Phổ Văn",
  ]);
  expect(await namedFor("Phường Trà Câu", "2025-11-01")).toEqual([
    "Ban Tuyên giáo và Dân vận Trung ương",
    "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "Ủy ban MTTQ Việt Nam phường Trà Câu",
  ]);
  expect(await namedFor("Phường Trà Câu", "2026-11-01")).toEqual([
    "Đảng ủy Mặt trận Tổ quốc, các đoàn thể Trung ương",
    "Ủy ban MTTQ Việt Nam tỉnh Quảng Ngãi",
    "Ủy ban MTTQ Việt Nam phường Trà Câu",
  ]);
});

test("a commune of Kon Tum, whose province went into the same, is told by its own names", async () => {
  expect(await namedFor("Huyện Đăk Hà", "2025-02-01")).toEqual([
    "Ban Dân vận Trung ương",
    "Ban Dân vận Tỉnh ủy",
    "Ban Dân vận cấp ủy huyện Đăk Hà",
  ]);
});

test("each says of itself that it is an illustration", async () => {
  const rows = await database.db.selectFrom("advisoryAssignment").select("basis").execute();
  expect(rows).toHaveLength(10);
  for (const { basis } of rows) expect(basis).toContain("dữ liệu minh họa");
});
