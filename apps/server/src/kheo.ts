import { parseArgs } from "node:util";
import { readConfiguration } from "./configuration.ts";
import { Stop } from "./stop.ts";

type Values = Readonly<Record<string, string | boolean | undefined>>;
type Option = { readonly type: "string" | "boolean"; readonly help: string };
type Command = {
  readonly summary: string;
  readonly options: Readonly<Record<string, Option>>;
  /** What the arguments after the options are called; none are taken where it is absent. */
  readonly notes: string;
  /** Resolves to the exit status. */
  readonly run: (values: Values) => Promise<number>;
};

const configuration = () => readConfiguration(process.env);
const environmentNotes = `Biến môi trường:
  PORT            cổng phục vụ (mặc định 3000)
  HOST            địa chỉ mạng để phục vụ (mặc định 127.0.0.1: chỉ máy này; với DATABASE_URL là 0.0.0.0: mọi mạng)
  DATABASE_URL    PostgreSQL bên ngoài; bỏ trống thì dùng cơ sở dữ liệu nhúng
  DATABASE_OWNER_URL
                  tài khoản chủ sở hữu bảng, khi khác tài khoản ở DATABASE_URL
  KHEO_DATA       thư mục dữ liệu của cơ sở dữ liệu nhúng (mặc định .data)
  KHEO_FILES      thư mục lưu tệp minh chứng (mặc định files trong thư mục dữ liệu; với DATABASE_URL thì phải đặt)
  KHEO_S3_ENDPOINT, KHEO_S3_BUCKET, KHEO_S3_REGION, KHEO_S3_KEY, KHEO_S3_SECRET
                  kho tệp S3, thay cho KHEO_FILES
  KHEO_ADDRESS    địa chỉ web công khai, ví dụ https://danvankheo.example.vn; cần có khi gửi thư hoặc đăng nhập ngoài
  KHEO_PROXIES    địa chỉ IP của các máy chủ ủy quyền được tin (cách nhau bằng dấu phẩy): X-Forwarded-For của chúng được đọc
  KHEO_SMTP       máy chủ gửi thư mời, ví dụ smtp://ten:matkhau@thu.example.vn:587; bỏ trống thì in phiếu mời
  KHEO_MAIL_FROM  người gửi thư, ví dụ Khéo <kheo@example.vn>
  KHEO_OIDC_ISSUER, KHEO_OIDC_CLIENT_ID, KHEO_OIDC_CLIENT_SECRET
                  đăng nhập ngoài bằng OpenID Connect (địa chỉ trả về: KHEO_ADDRESS/api/auth/callback/oidc)
  KHEO_OIDC_NAME  tên ghi trên nút đăng nhập ngoài
  KHEO_TWO_PERSONS
                  off: một người vừa dự thảo vừa ký quyết định, chức vụ lãnh đạo có hiệu lực ngay (mặc định on: cần hai người)
  KHEO_DEMONSTRATION
                  đặt là public để máy khác cũng dùng được các tài khoản minh họa, có mật khẩu ai cũng biết
  KHEO_LOG        mức nhật ký: silent, error, warn (mặc định), info (mỗi yêu cầu một dòng), debug, trace`;

const commands: Readonly<Record<string, Command>> = {
  start: {
    summary: "Chạy Khéo: mở cơ sở dữ liệu, cập nhật cấu trúc, phục vụ ứng dụng",
    options: {},
    notes: environmentNotes,
    run: async () => {
      configuration();
      return (await import("./supervise.ts")).supervise();
    },
  },
  migrate: {
    summary: "Cập nhật cấu trúc cơ sở dữ liệu",
    options: {},
    notes: environmentNotes,
    run: async () => (await import("./commands/migrate.ts")).migrateDatabase(configuration()),
  },
  seed: {
    summary: "Nạp dữ liệu minh họa vào cơ sở dữ liệu còn trống, hoặc xóa dữ liệu minh họa",
    options: {
      remove: { type: "boolean", help: "xóa dữ liệu minh họa" },
      "with-own-data": { type: "boolean", help: "khi xóa, xóa cả nội dung đã tự nhập trong lúc dùng thử" },
    },
    notes: environmentNotes,
    run: async (values) =>
      (await import("./commands/seed.ts")).seed(configuration(), {
        remove: values["remove"] === true,
        withOwnData: values["with-own-data"] === true,
      }),
  },
  score: {
    summary: "Chấm điểm: mỗi dòng JSON ở đầu vào chuẩn cho một dòng JSON ở đầu ra chuẩn",
    options: {},
    notes: `Mỗi dòng vào: {"id": …, "input": {"criteriaSet": "DVK-GPMB", "values": {…}, "checklists": {…}, "judged": {…}}}
Dòng không chấm được cho {"id": …, "error": {"code", "message", "fields"}}; các dòng sau vẫn được chấm và mã thoát là 1.`,
    run: async () => (await import("./commands/score.ts")).score(process.stdin, process.stdout),
  },
  report: {
    summary: "Ghi báo cáo năm của một đơn vị và một kỳ ra tệp Word, PDF hoặc Excel",
    options: {
      unit: { type: "string", help: "tên hoặc mã đơn vị, ví dụ “Phường Trà Câu”" },
      period: { type: "string", help: "tên hoặc mã kỳ, ví dụ “Năm 2026”" },
      out: { type: "string", help: "tệp ghi ra, đuôi .docx, .pdf, .zip hoặc .xlsx" },
      cutoff: { type: "string", help: "ngày chốt số liệu, ví dụ 2026-11-30 (mặc định hôm nay)" },
      "structure-on": { type: "string", help: "xếp số liệu theo các đơn vị của ngày này (mặc định ngày chốt)" },
    },
    notes: environmentNotes,
    run: async (values) => (await import("./commands/report.ts")).report(configuration(), values),
  },
  verify: {
    summary: "Tính lại mọi kết quả đã lưu, kiểm tra chuỗi sự kiện, nói rõ chỗ khác",
    options: {
      head: { type: "string", help: "dấu kiểm nhật ký in trên báo cáo, để biết chuỗi sự kiện còn đi qua đó" },
      code: { type: "string", help: "mã kiểm tra của báo cáo đã chốt, để biết nội dung còn đúng với mã" },
    },
    notes: `${environmentNotes}\nMã thoát là 1 khi có chỗ khác.`,
    run: async (values) => (await import("./commands/verify.ts")).verify(configuration(), values),
  },
  confirm: {
    summary: "Người vận hành xác nhận chức vụ lãnh đạo đang chờ, khi chưa có ai khác đủ thẩm quyền",
    options: { user: { type: "string", help: "tên đăng nhập của người giữ chức vụ" } },
    notes: environmentNotes,
    run: async (values) => (await import("./commands/confirm.ts")).confirm(configuration(), values),
  },
  recover: {
    summary:
      "Người vận hành cấp phiếu mời mới cho người đã mất mọi cách đăng nhập, khi không còn ai mời được; là một sự kiện",
    options: { user: { type: "string", help: "tên đăng nhập của người ấy" } },
    notes: environmentNotes,
    run: async (values) => (await import("./commands/recover.ts")).recover(configuration(), values),
  },
  retain: {
    summary: "Gỡ nội dung sự kiện đã hết thời hạn lưu; sự kiện và chuỗi vẫn còn",
    options: {},
    notes: environmentNotes,
    run: async () => (await import("./commands/retain.ts")).retain(configuration()),
  },
};

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const overview = (): string => {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    "Cách dùng: kheo <lệnh> [tùy chọn]",
    "",
    "Các lệnh:",
    ...lines,
    "",
    "kheo <lệnh> --help cho biết rõ hơn.",
  ].join("\n");
};

const helpOf = (name: string, { summary, options, notes }: Command): string => {
  const lines = Object.entries(options).map(
    ([option, { type, help }]) => `  --${option}${type === "string" ? " …" : ""}  ${help}`,
  );
  return [
    `kheo ${name}${lines.length > 0 ? " [tùy chọn]" : ""}`,
    summary,
    ...(lines.length > 0 ? ["", "Tùy chọn:", ...lines] : []),
    ...(notes === "" ? [] : ["", notes]),
  ].join("\n");
};

const run = async ([name, ...rest]: readonly string[]): Promise<number> => {
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    say(overview());
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new Stop(`Không có lệnh “${name}”.\n\n${overview()}`);
  if (rest.includes("--help") || rest.includes("-h")) {
    say(helpOf(name, command));
    return 0;
  }
  const options = Object.fromEntries(Object.entries(command.options).map(([option, { type }]) => [option, { type }]));
  let values: Values;
  try {
    ({ values } = parseArgs({ args: [...rest], options, strict: true, allowPositionals: false }));
  } catch {
    throw new Stop(`Tùy chọn không hợp lệ: ${rest.join(" ")}\n\n${helpOf(name, command)}`);
  }
  return command.run(values);
};

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
