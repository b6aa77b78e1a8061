import type { Day } from "@kheo/core/ground/days";
import type { DocumentType } from "@kheo/core/offices/documents";
import { callerNamed, noReason, over, type Seeding, send } from "./calling.ts";
import { communeId } from "./units.ts";

const ward = communeId("Phường Trà Câu");
const office = "mttq.tracau";

/** The decisions by which the ward recognises models this year, as their head prints them. */
export const wardDecisions = {
  firstHalf: { number: "41-QĐ/ĐU", signedOn: "2026-06-29" },
  november: { number: "42-QĐ/ĐU", signedOn: "2026-11-25" },
  drafted: { number: "43-QĐ/ĐU", signedOn: "2026-11-26" },
} as const;

type Entry = { readonly on: Day; readonly type: DocumentType; readonly abstract: string } & (
  | {
      /** As it comes out: the seed stops where the book gives another. */
      readonly number: string;
      readonly symbol: "MTTQ-BTT" | "ĐU";
      readonly startAt?: number;
      /** Without either the number is still held. */
      readonly issuedOn?: Day;
      readonly cancelledFor?: string;
    }
  | { readonly received: string; readonly from: string; readonly issuedOn: Day }
);

const front = { symbol: "MTTQ-BTT" } as const;
const party = { symbol: "ĐU", type: "QĐ" } as const;

/** The ward's book of this year, in the order in which it was written. */
const book: readonly Entry[] = [
  {
    on: "2026-02-10",
    type: "KH",
    abstract: "Phát động phong trào thi đua “Dân vận khéo” toàn tỉnh năm 2026",
    received: "21-KH/BTGDV",
    from: "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    issuedOn: "2026-02-06",
  },
  {
    on: "2026-02-25",
    type: "KH",
    abstract: "Phát động phong trào thi đua “Dân vận khéo” phường Trà Câu năm 2026",
    ...front,
    number: "01/KH-MTTQ-BTT",
    issuedOn: "2026-02-25",
  },
  {
    on: "2026-03-02",
    type: "TB",
    abstract: "Thời hạn và cách đăng ký mô hình “Dân vận khéo” năm 2026",
    ...front,
    number: "01/TB-MTTQ-BTT",
    issuedOn: "2026-03-02",
  },
  {
    on: "2026-03-26",
    type: "CV",
    abstract: "Về việc đôn đốc đăng ký mô hình trước ngày 31/3/2026",
    ...front,
    number: "01/MTTQ-BTT",
    issuedOn: "2026-03-26",
  },
  {
    on: "2026-04-10",
    type: "TB",
    abstract: "Kết quả tiếp nhận đăng ký mô hình “Dân vận khéo” năm 2026",
    ...front,
    number: "02/TB-MTTQ-BTT",
    issuedOn: "2026-04-10",
  },
  {
    on: "2026-06-17",
    type: "GM",
    abstract: "Mời họp hội đồng xét công nhận sáu tháng đầu năm 2026",
    ...front,
    number: "01/GM-MTTQ-BTT",
    issuedOn: "2026-06-18",
  },
  {
    on: "2026-06-23",
    type: "TTr",
    abstract: "Đề nghị công nhận mô hình “Dân vận khéo” sáu tháng đầu năm 2026",
    ...front,
    number: "01/TTr-MTTQ-BTT",
    issuedOn: "2026-06-24",
  },
  {
    on: "2026-06-29",
    abstract: "Công nhận mô hình “Dân vận khéo” sáu tháng đầu năm 2026",
    ...party,
    // The numbers before it are in the paper book of the Party's office.
    startAt: 41,
    number: wardDecisions.firstHalf.number,
    issuedOn: wardDecisions.firstHalf.signedOn,
  },
  {
    on: "2026-07-03",
    type: "BC",
    abstract: "Sơ kết phong trào thi đua “Dân vận khéo” sáu tháng đầu năm 2026",
    ...front,
    number: "01/BC-MTTQ-BTT",
    issuedOn: "2026-07-03",
  },
  {
    on: "2026-08-12",
    type: "HD",
    abstract: "Tiếp nhận nhiệm vụ tham mưu công tác dân vận từ ngày 28/7/2026",
    received: "18/HD-MTTQ-BTT",
    from: "Ủy ban MTTQ Việt Nam tỉnh Quảng Ngãi",
    issuedOn: "2026-08-10",
  },
  {
    on: "2026-11-16",
    type: "GM",
    abstract: "Mời họp hội đồng xét công nhận đợt 1 cuối năm 2026",
    ...front,
    number: "02/GM-MTTQ-BTT",
    issuedOn: "2026-11-17",
  },
  {
    on: "2026-11-18",
    type: "TB",
    abstract: "Dời ngày họp hội đồng xét công nhận đợt 1 cuối năm 2026",
    ...front,
    number: "03/TB-MTTQ-BTT",
    cancelledFor: "Hội đồng họp đúng ngày đã mời nên không ra thông báo này.",
  },
  {
    on: "2026-11-25",
    abstract: "Công nhận mô hình “Dân vận khéo” của Ủy ban nhân dân phường",
    ...party,
    number: wardDecisions.november.number,
    issuedOn: wardDecisions.november.signedOn,
  },
  {
    on: "2026-11-26",
    abstract: "Công nhận mô hình “Dân vận khéo” đợt 1 cuối năm 2026",
    ...party,
    number: wardDecisions.drafted.number,
  },
];

const signatory = "Người ký minh họa";
const capacityOf = { "MTTQ-BTT": "TM. Ban Thường trực, Chủ tịch", ĐU: "T/M Ban Thường vụ, Phó Bí thư Thường trực" };

const enter = async (seeding: Seeding, entry: Entry): Promise<void> => {
  const { on, type, abstract } = entry;
  const { documents } = await callerNamed(seeding, office, on);
  if ("received" in entry) {
    const { received: numberText, from: issuerName, issuedOn } = entry;
    await documents.record(send(ward, { numberText, issuerName, type, issuedOn, abstract, signatory }));
    return;
  }
  const { symbol, number, startAt = null, issuedOn, cancelledFor } = entry;
  const taken = await documents.reserve(send(ward, { symbol, type, abstract, startAt }));
  if (taken.numberText !== number) throw new Error(`The book gives ${taken.numberText} for ${number}`);
  const held = { id: taken.id, version: 1 };
  if (cancelledFor !== undefined) await documents.cancel(over(held, { reason: cancelledFor }));
  if (issuedOn === undefined) return;
  const signing = await callerNamed(seeding, office, issuedOn);
  const issued = { issuedOn, signatory, capacity: capacityOf[symbol], abstract };
  await signing.documents.issue(over(held, { ...noReason, ...issued }));
};

/** What the ward's office has numbered and received this year, on the days on which it would have. */
export const seedDocuments = async (seeding: Seeding): Promise<void> => {
  for (const entry of book) await enter(seeding, entry);
};
