import { DataFolderInUse, PostgresNotStarted } from "@kheo/postgres/failures";
import { DatabaseError } from "pg";
import { Stop } from "./stop.ts";

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** Why nothing can be written at a place. */
const ofFiles: Readonly<Record<string, string>> = {
  EEXIST: "đó là một tệp, không phải thư mục",
  ENOTDIR: "đường dẫn đi qua một tệp, không phải thư mục",
  ENOENT: "không tạo được thư mục ở đó",
  EACCES: "tài khoản đang chạy Khéo không có quyền ghi",
  EPERM: "tài khoản đang chạy Khéo không có quyền ghi",
  EROFS: "nơi đó chỉ cho đọc",
  ENOSPC: "hết chỗ trên đĩa",
  EDQUOT: "hết chỗ được cấp trên đĩa",
  ENAMETOOLONG: "đường dẫn quá dài",
  ELOOP: "đường dẫn dẫn vòng",
  EINVAL: "nơi đó không nhận thư mục dữ liệu",
  EIO: "đĩa báo lỗi",
};

/** Why the embedded database does not open, as a sentence; what lies elsewhere stays as it is. */
export const folderReason = (error: unknown, folder: string): unknown => {
  if (error instanceof DataFolderInUse)
    return new Stop(
      `Thư mục dữ liệu ${folder} đang được một bản Khéo khác sử dụng. Hãy dừng bản đó, hoặc đặt KHEO_DATA trỏ tới thư mục khác.`,
    );
  const why = error instanceof PostgresNotStarted ? error.message.replace(/\.$/u, "") : ofFiles[codeOf(error)];
  return why === undefined
    ? error
    : new Stop(`Không dùng được thư mục dữ liệu ${folder}: ${why}. Hãy đặt KHEO_DATA trỏ tới thư mục khác.`);
};

/** Why a port is not served, by what the system says. */
const ofPorts: Readonly<Record<string, (port: number, host: string) => string>> = {
  EADDRINUSE: (port) =>
    `Cổng ${port} đang được chương trình khác sử dụng. Hãy đặt PORT sang cổng khác, ví dụ PORT=3001.`,
  EACCES: (port) => `Không được phép mở cổng ${port}. Hãy đặt PORT sang một cổng từ 1024 trở lên.`,
  EADDRNOTAVAIL: (_, host) =>
    `HOST: máy này không có địa chỉ mạng ${host}. Hãy đặt địa chỉ của chính máy này, ví dụ 127.0.0.1 hoặc 0.0.0.0.`,
  EINVAL: (_, host) => `HOST: không phục vụ được ở địa chỉ ${host}. Hãy đặt địa chỉ của chính máy này.`,
  EAFNOSUPPORT: (_, host) =>
    `HOST: máy này không dùng loại địa chỉ của ${host}. Hãy đặt địa chỉ IPv4, ví dụ 127.0.0.1.`,
  ENOTFOUND: (_, host) => `HOST: không tìm thấy tên máy ${host}. Hãy đặt địa chỉ của chính máy này, ví dụ 127.0.0.1.`,
  EAI_AGAIN: (_, host) => `HOST: không tìm thấy tên máy ${host}. Hãy đặt địa chỉ của chính máy này, ví dụ 127.0.0.1.`,
};

/** Why a port is not served, as a sentence; what lies elsewhere stays as it is. */
export const portReason = (error: unknown, port: number, host: string): unknown => {
  const sentence = ofPorts[codeOf(error)];
  return sentence ? new Stop(sentence(port, host)) : error;
};

/** What PostgreSQL refuses that lies in how it was set up; by code, or by its class. */
const ofPostgres: readonly (readonly [string, string])[] = [
  [
    "42501",
    "Tài khoản PostgreSQL không đủ quyền tạo, sửa bảng của Khéo. Hãy đặt DATABASE_OWNER_URL là tài khoản chủ sở hữu cơ sở dữ liệu, hoặc cấp cho tài khoản quyền CREATE trên lược đồ public",
  ],
  ["25006", "Máy chủ PostgreSQL chỉ cho đọc. Hãy dùng địa chỉ của máy chủ chính"],
  ["53100", "Máy chủ PostgreSQL hết chỗ trên đĩa"],
  ["53", "Máy chủ PostgreSQL không còn chỗ cho kết nối hoặc bộ nhớ. Hãy thử lại sau hoặc tăng giới hạn"],
  ["57P", "Máy chủ PostgreSQL đang dừng hoặc chưa sẵn sàng. Hãy thử lại sau"],
  ["58", "Máy chủ PostgreSQL báo lỗi của hệ thống"],
  ["08", "Kết nối tới máy chủ PostgreSQL bị ngắt"],
  ["28", "Máy chủ PostgreSQL không nhận tài khoản. Hãy kiểm tra tên đăng nhập và mật khẩu"],
  ["3D", "Máy chủ PostgreSQL không có cơ sở dữ liệu ấy. Hãy kiểm tra tên trong địa chỉ"],
  ["0A", "Máy chủ PostgreSQL thiếu chức năng mà Khéo cần. Hãy dùng PostgreSQL 15 trở lên, có ICU"],
];

/** Why the database at an address does not open, as a sentence; what lies elsewhere stays as it is. */
export const databaseReason = (error: unknown): unknown => {
  if (!(error instanceof DatabaseError)) return error;
  const [, sentence] = ofPostgres.find(([code]) => error.code?.startsWith(code)) ?? [];
  return sentence === undefined ? error : new Stop(`${sentence} (${error.message}).`);
};
