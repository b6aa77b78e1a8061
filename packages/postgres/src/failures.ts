/** A living server has the data folder. */
export class DataFolderInUse extends Error {
  readonly folder: string;

  constructor(folder: string) {
    super(`Thư mục dữ liệu ${folder} đang được một tiến trình khác sử dụng.`);
    this.name = "DataFolderInUse";
    this.folder = folder;
  }
}

/** The server, or the program that makes its folder, cannot run here; the message says why in one line. */
export class PostgresNotStarted extends Error {
  override readonly name = "PostgresNotStarted";
}

/** Of all that the server or `initdb` said the line that tells why it gave up. */
export function lastWords(said: string): string {
  const lines = said.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
  const fatal = lines.filter((line) => /\b(?:FATAL|PANIC|error):/u.test(line)).at(-1) ?? lines.at(-1) ?? "";
  return fatal.replace(/^.*?\b(?:FATAL|PANIC|error):\s*/u, "");
}
