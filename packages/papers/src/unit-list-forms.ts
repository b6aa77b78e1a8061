import { type CellStyle, writeXlsx, type WriteSheet } from "hucre/xlsx";

const font = { name: "Times New Roman", size: 12 };
const line = { style: "thin", color: { rgb: "999999" } } as const;
const border = { top: line, right: line, bottom: line, left: line };
const heading: CellStyle = {
  font: { ...font, bold: true },
  border,
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "F3F0EA" } },
  alignment: { horizontal: "center", vertical: "center", wrapText: true },
};
/** As text, so that Excel keeps the zeros at the head of a code. */
const cell: CellStyle = { font, border, numFmt: "@", alignment: { vertical: "top", wrapText: true } };

const tableSheet = (
  columns: readonly (readonly [title: string, width: number])[],
  examples: readonly string[][],
): WriteSheet => ({
  name: "Danh sách",
  rows: [columns.map(([title]) => title), ...examples],
  cells: new Map(columns.map((_, column) => [`0,${column}`, { style: heading }] as const)),
  columns: columns.map(([, width]) => ({ width, style: cell })),
  freezePane: { rows: 1 },
});

const noteSheet = (notes: readonly string[]): WriteSheet => ({
  name: "Hướng dẫn",
  rows: notes.map((note) => [note]),
  columns: [{ width: 110, style: { font, alignment: { wrapText: true } } }],
});

const form = (plainName: string, name: string, sheets: readonly WriteSheet[]) => ({
  plainName,
  name,
  write: async (): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(
      await writeXlsx({ sheets: [...sheets], defaultFont: font, properties: { title: name, creator: "Khéo" } }),
    ),
});

/** Empty forms for the lists of units that can be imported. */
export const unitListForms = {
  list: form("danh-sach-don-vi.xlsx", "Mẫu danh sách đơn vị.xlsx", [
    tableSheet(
      [
        ["TT", 6],
        ["Tên đơn vị", 40],
        ["Loại", 18],
        ["Trực thuộc", 40],
        ["Mã", 12],
      ],
      [
        ["1", "Xã Ví Dụ", "Xã", "Tỉnh Quảng Ngãi", ""],
        ["2", "Chi bộ thôn Ví Dụ", "Chi bộ", "Xã Ví Dụ", ""],
      ],
    ),
    noteSheet([
      "Mỗi dòng là một đơn vị. Hai dòng ví dụ cần xóa trước khi gửi.",
      "Tên ghi đủ dấu và loại: “Xã …”, “Phường …”, “Chi bộ …”. Hai tên chỉ khác dấu là hai đơn vị.",
      "Trực thuộc: tên đơn vị cấp trên. Nếu có nhiều đơn vị cùng tên, ghi thêm cấp trên nữa: “Huyện Bình Sơn, Tỉnh Quảng Ngãi”.",
      "Đơn vị cấp trên có thể nằm ở dòng khác của chính danh sách này.",
      "Mã để trống khi chưa có.",
    ]),
  ]),
  conversion: form("bang-chuyen-doi-don-vi.xlsx", "Mẫu bảng chuyển đổi đơn vị.xlsx", [
    tableSheet(
      [
        ["TT", 6],
        ["Đơn vị cũ", 32],
        ["Trực thuộc cũ", 32],
        ["Hình thức", 18],
        ["Tỷ lệ", 10],
        ["Đơn vị mới", 32],
        ["Loại mới", 14],
        ["Trực thuộc mới", 28],
        ["Mã mới", 12],
        ["Ghi chú", 30],
      ],
      [
        [
          "1",
          "Xã Ví Dụ Một",
          "Huyện Ví Dụ, Tỉnh Quảng Ngãi",
          "Sáp nhập",
          "",
          "Xã Ví Dụ",
          "Xã",
          "Tỉnh Quảng Ngãi",
          "",
          "",
        ],
        ["2", "Xã Ví Dụ Hai", "nt", "Sáp nhập", "", "nt", "Xã", "nt", "", ""],
      ],
    ),
    noteSheet([
      "Mỗi dòng là một cặp đơn vị cũ – đơn vị mới. Hai dòng ví dụ cần xóa trước khi gửi.",
      "Hình thức: Sáp nhập, Chia tách, Điều chỉnh một phần, Giữ nguyên, Đổi tên, Đổi loại, Chuyển trực thuộc, Thành lập, Giải thể. Có thể để trống.",
      "Đơn vị cũ chia vào nhiều đơn vị mới thì ghi mỗi đơn vị mới một dòng. Tỷ lệ (%) chỉ ghi khi văn bản có ghi.",
      "Trực thuộc cũ giúp phân biệt các đơn vị cùng tên. Có thể ghi “nt” khi như dòng trên.",
      "Tên ghi đủ dấu và loại. Hai tên chỉ khác dấu là hai đơn vị.",
      "Mã để trống khi chưa có.",
    ]),
  ]),
} as const;
