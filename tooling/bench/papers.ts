/**
 * `npm run bench -- papers`: a decision with 300 models in its appendix, and a list of 95 pages, as Word and as PDF, each
 * in a process of its own: the time until the file is there, against that of the empty paper, and the most memory taken.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { issuerAt } from "@kheo/core/offices/issuers";
import { type Paper, signatureOf } from "@kheo/papers/description/paper";
import { fileOf } from "@kheo/papers/files";

const rounds = 5;
const sizes = { empty: 0, "300 models": 300, "95 pages": 1_600 } as const;
type Size = keyof typeof sizes;
const formats = ["docx", "pdf"] as const;
type Format = (typeof formats)[number];

const issuer = issuerAt({ name: "Phường Trà Câu", kind: "ward" }, [{ name: "Tỉnh Quảng Ngãi", kind: "province" }], {
  name: "Đảng ủy phường Trà Câu",
  family: "party",
});

const decision = (models: number): Paper => ({
  title: "Quyết định công nhận mô hình “Dân vận khéo” năm 2026",
  issuer,
  date: "2026-12-11",
  numbered: { type: "QĐ", number: 45 },
  codes: [],
  sections: [
    {
      landscape: false,
      blocks: [
        { kind: "name", name: "QUYẾT ĐỊNH", about: ["công nhận mô hình, điển hình “Dân vận khéo” năm 2026"] },
        { kind: "paragraph", runs: [`Điều 1. Công nhận ${models} mô hình (có danh sách kèm theo).`] },
        { kind: "paragraph", runs: ["Điều 2. Quyết định có hiệu lực từ ngày ký."], ends: true },
        { kind: "recipients", to: ["Như Điều 2"], signature: signatureOf(issuer) },
      ],
    },
    {
      landscape: false,
      blocks: [
        { kind: "appendix", number: "Phụ lục", title: "Danh sách", remarks: [], onNewPage: false },
        {
          kind: "table",
          title: "Danh sách mô hình",
          columns: [
            { title: "TT", kind: "number", width: 10, align: "centre" },
            { title: "Mã", kind: "text", width: 24 },
            { title: "Mô hình, điển hình", kind: "text", width: 60 },
            { title: "Đơn vị", kind: "text", width: 36 },
            { title: "Lĩnh vực", kind: "text", width: 20 },
            { title: "Xếp loại", kind: "text", width: 15 },
          ],
          rows: Array.from({ length: models }, (_, index) => ({
            cells: [
              index + 1,
              `MH-2026-${String(index + 1).padStart(4, "0")}`,
              `Vận động Nhân dân hiến đất mở rộng tuyến đường liên tổ dân phố số ${index + 1}`,
              "Chi bộ tổ dân phố 3, phường Trà Câu",
              "Kinh tế",
              "Tốt",
            ],
          })),
          empty: "Không có mô hình nào.",
        },
      ],
    },
  ],
  foot: [],
});

type Measured = { readonly milliseconds: number; readonly megabytes: number; readonly kilobytes: number };

/** In a process of its own: what the first paper costs that a thread writes. */
const measureHere = async (size: Size, format: Format): Promise<void> => {
  const paper = decision(sizes[size]);
  const begun = performance.now();
  const file = await fileOf({ format, paper });
  const measured: Measured = {
    milliseconds: Math.round(performance.now() - begun),
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    kilobytes: Math.round(file.length / 1024),
  };
  process.stdout.write(JSON.stringify(measured));
};

const run = promisify(execFile);
const measured = async (size: Size, format: Format): Promise<Measured> => {
  const of: Measured[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, so that none disturbs another
    const { stdout } = await run(process.execPath, [import.meta.filename, size, format]);
    of.push(JSON.parse(stdout) as Measured);
  }
  const middle = of.toSorted((one, other) => one.milliseconds - other.milliseconds)[Math.floor(rounds / 2)];
  if (!middle) throw new Error("Nothing was measured");
  return { ...middle, megabytes: Math.max(...of.map(({ megabytes }) => megabytes)) };
};

const [size, format] = process.argv.slice(2);
if (size !== undefined && format !== undefined) await measureHere(size as Size, format as Format);
else {
  for (const one of formats) {
    const floor = await measured("empty", one);
    for (const name of Object.keys(sizes) as Size[]) {
      const { milliseconds, megabytes, kilobytes } = name === "empty" ? floor : await measured(name, one);
      const ratio = (milliseconds / floor.milliseconds).toFixed(1);
      process.stdout.write(
        `${one.padEnd(5)} ${name.padEnd(11)} ${milliseconds} ms (${ratio} × the empty paper), at most ${megabytes} MB, ${kilobytes} kB\n`,
      );
    }
  }
}
