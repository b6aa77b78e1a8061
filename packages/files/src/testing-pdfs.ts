import { deflateSync } from "node:zlib";

type Pdf = {
  /** What the catalogue holds beside its pages. */
  readonly catalog?: string;
  /** Further objects, from number 4. */
  readonly objects?: readonly string[];
  readonly trailer?: string;
  readonly before?: string;
  readonly behind?: string;
  readonly end?: string;
};

/** A PDF of one page with a correct table of its objects. */
export const pdf = ({
  catalog = "",
  objects = [],
  trailer = "",
  before = "",
  behind = "",
  end = "%%EOF\n",
}: Pdf = {}): Buffer => {
  const bodies = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
    ...objects,
  ];
  let text = `${before}%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n`;
  const offsets = bodies.map((body, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const table = text.length;
  const lines = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  text += `xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${lines}`;
  text += `trailer\n<< /Size ${bodies.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${table}\n${end}${behind}`;
  return Buffer.from(text, "latin1");
};

/** A stream with its description; `described` stands in it as it is. */
export const stream = (content: Buffer | string, described: string): string => {
  const bytes = Buffer.from(content);
  return `<< ${described} /Length ${bytes.length} >>\nstream\n${bytes.toString("latin1")}\nendstream`;
};

/** A stream of objects that holds one, packed as programs pack them unless it is said otherwise. */
export const objectStream = (object: string, described = "/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode"): string =>
  stream(deflateSync(`10 0 ${object}`), described);

export const script = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>";
