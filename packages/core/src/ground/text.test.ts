import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { username, acceptInvitationInput } from "../offices/people.ts";
import { figuresSchema } from "../criteria/figures.ts";
import { cleaned, composed, decomposed, fold, line, nameKey, paragraph } from "./text.ts";
import { readOldEncoding } from "../territory/lists/old-encodings.ts";

describe("folding", () => {
  test.each(["Ủy ban", "Uỷ ban", "ỦY BAN", "ủy  ban ", "Ủy ban".normalize("NFD"), "Uỷ ban".normalize("NFD")])(
    "“%s” is found by “uy ban”",
    (name) => {
      expect(fold(name)).toBe("uy ban");
    },
  );

  test("xã Sơn Hà and xã Sơn Hạ fold alike, and are two", () => {
    expect(fold("Sơn Hà")).toBe("son ha");
    expect(fold("Sơn Hạ")).toBe(fold("Sơn Hà"));
    expect("Sơn Hạ").not.toBe("Sơn Hà");
  });

  test.each([
    ["Đăk H'Ring", "dak h'ring"],
    ["Ia H’Drai", "ia h'drai"],
    ["Rờ Kơi", "ro koi"],
    ["Ngọk Réo", "ngok reo"],
    ["Mô hình “Dân vận khéo” – 2026", 'mo hinh "dan van kheo" - 2026'],
  ])("%s", (name, folded) => {
    expect(fold(name)).toBe(folded);
  });

  test("does the same to what is folded already, and to either form of the same text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
        expect(fold(text.normalize("NFD"))).toBe(fold(text.normalize("NFC")));
      }),
    );
  });
});

describe("text that comes in", () => {
  const name = line("Tên", { min: 2, max: 10 });
  const story = paragraph("Nội dung", { max: 20 });

  test("is kept in NFC, without space around, a line without line ends", () => {
    expect(name.parse("  Hòa\n\tBình ".normalize("NFD"))).toBe("Hòa Bình".normalize("NFC"));
    expect(story.parse(" một\r\nhai\rba\u000bbốn \n")).toBe("một\nhai\nba\nbốn");
  });

  test("loses what no column can hold", () => {
    expect(name.parse("A\u0000B\ud800C\u0007")).toBe("ABC");
    expect(story.parse("A\u0000\n\tB")).toBe("A\n\tB");
  });

  test("is measured after that, in the words of its field", () => {
    const said = (schema: typeof name, text: unknown) => schema.safeParse(text).error?.issues.map((one) => one.message);
    expect(said(name, " a ")).toEqual(["Tên: cần ít nhất 2 ký tự."]);
    expect(said(name, "a".repeat(11))).toEqual(["Tên: dài quá 10 ký tự (11)."]);
    expect(said(name, 12)).toEqual(["Tên: cần nhập chữ."]);
    expect(said(line("Tên", { min: 1, max: 10 }), "   ")).toEqual(["Tên: chưa nhập."]);
    expect(said(name, ` ${"a".repeat(10)} `)).toBeUndefined();
  });

  test("comes out the same when it goes in again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        for (const schema of [line("Tên", { max: 200 }), paragraph("Tên", { max: 200 })]) {
          const { data: once } = schema.safeParse(text);
          // Letters of several scripts in one word are refused.
          fc.pre(once !== undefined);
          expect(schema.parse(once)).toBe(once);
          expect(once.isWellFormed()).toBe(true);
        }
      }),
    );
  });
});

describe("Low: names that look like others or like nothing", () => {
  const name = line("Họ và tên", { min: 2, max: 120 });
  const said = (schema: typeof name, text: string) =>
    schema.safeParse(text).error?.issues.map(({ message }) => message);
  /** Characters that show nothing, or turn the direction of what follows. */
  const unseen = fc.constantFrom(
    ...Array.from(
      "\u200b\u200c\u200d\u2060\ufeff\u00ad\u3164\u115f\uffa0\u2800\u034f\ufe0f\u202a\u202e\u2066\u2069\u{e0041}",
    ),
  );
  const names = fc.constantFrom<string[]>("Nguyễn Thị Hoa", "Đỗ Quyên", "H’Hen Niê", "Y Wang Mlô Duôn Du");

  test("Low: of nothing that is seen are empty", () => {
    fc.assert(
      fc.property(fc.string({ unit: unseen, maxLength: 20 }), (text) => {
        expect(line("Tên", { max: 200 }).parse(text)).toBe("");
        expect(paragraph("Lý do", { max: 200 }).parse(text)).toBe("");
        expect(said(name, text)).toEqual(["Họ và tên: cần ít nhất 2 ký tự."]);
      }),
    );
  });

  test("Low: lose what is not seen, wherever it stands", () => {
    fc.assert(
      fc.property(names, fc.array(fc.tuple(fc.nat(30), unseen), { maxLength: 9 }), (text, marks) => {
        const typed = marks.reduce<string>((before, [at, mark]) => before.slice(0, at) + mark + before.slice(at), text);
        expect(name.parse(typed)).toBe(text);
        expect(name.parse(typed.normalize("NFD"))).toBe(text);
        expect(cleaned(typed)).toBe(text);
      }),
    );
  });

  test("Low: drawn with letters of another script are the same name", () => {
    const alike: Readonly<Record<string, string>> = {
      a: "а",
      o: "о",
      e: "е",
      c: "с",
      H: "Н",
      T: "Т",
      O: "Ο",
      đ: "ð",
      Đ: "Ð",
    };
    fc.assert(
      fc.property(
        fc.constantFrom("Hoàng Thị Đào", "To Hoa", "Ca", "Đặng Cao đa"),
        fc.func(fc.boolean()),
        (text, swaps) => {
          const drawn = Array.from(text, (letter, at) => (swaps(at) ? (alike[letter] ?? letter) : letter)).join("");
          expect(name.parse(drawn)).toBe(text);
          expect(username.safeParse("hoa.cao".replaceAll("a", "а")).data).toBe("hoa.cao");
        },
      ),
    );
    expect(name.parse("Ｎｇｕｙễn 𝐀𝐧")).toBe("Nguyễn An");
    expect(name.parse("Ɖinh")).toBe("Đinh");
  });

  test("Low: that cannot be told apart are refused with the letter", () => {
    expect(said(name, "Nguyễn Дu")).toEqual([
      "Họ và tên: chữ “Д” trong “Дu” không phải chữ cái Latinh; cần gõ lại từ này.",
    ]);
    expect(said(name, "Trần αn")).toHaveLength(1);
  });

  test("Low: words of another script as a whole, signs of measures and any Vietnamese stay", () => {
    for (const text of [
      "Cầu “Дружба”",
      "ខ្មែរ Sóc Trăng",
      "Nồng độ 35 μg/m³, 5 kΩ, tia β",
      "Đường ĐT.623B – Km 12+300",
    ]) {
      expect(line("Tên", { max: 200 }).parse(text)).toBe(text);
    }
  });
});

describe("S-01: marks without end", () => {
  /** Marks of two classes by turns, each of which normalising sorts past all others before it. */
  const marks = (length: number) => "\u0301\u0327".repeat(length / 2);

  test("S-01: are normalised in time proportional to their length, wherever text is", () => {
    const text = `Xã ${marks(2_000_000)}`;
    for (const work of [composed, decomposed, fold, nameKey, (one: string) => readOldEncoding([one])]) {
      const begun = Date.now();
      work(text);
      expect(Date.now() - begun).toBeLessThan(2_000);
    }
  });

  test("S-01: leave any writing as it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(composed(text)).toBe(text.normalize("NFC"));
        expect(decomposed(text)).toBe(text.normalize("NFD"));
      }),
    );
  });

  test("S-01: are refused by their length before anything is done with them", () => {
    const said = (schema: { safeParse: typeof username.safeParse }, text: unknown) =>
      schema.safeParse(text).error?.issues.map((one) => one.message);
    const text = marks(1_000_000);
    const begun = Date.now();
    expect(said(line("Tên", { max: 200 }), text)).toEqual(["Tên: dài quá 200 ký tự (1.000.000)."]);
    expect(said(paragraph("Lý do", { max: 2000 }), text)).toEqual(["Lý do: dài quá 2.000 ký tự (1.000.000)."]);
    // What would shrink to a word is not read either.
    expect(said(line("Tên", { max: 200 }), " ".repeat(801))).toEqual(["Tên: dài quá 200 ký tự (801)."]);
    expect(said(username, text)).toEqual(["Tên đăng nhập: dài quá 40 ký tự."]);
    const invitation = { username: text, code: "7K2M", password: "một câu đủ dài" };
    expect(acceptInvitationInput.safeParse(invitation).error?.issues).toHaveLength(1);
    const targets = [{ name: text, planned: 1, done: 1 }];
    const figures = { targets: { kind: "targets", label: "Chỉ tiêu đã đăng ký" } } as const;
    expect(figuresSchema({ figures }).safeParse({ targets }).success).toBe(false);
    expect(Date.now() - begun).toBeLessThan(1_000);
  });

  test("S-01: a text with all its marks apart is taken up to its length", () => {
    const letters = "ệ".repeat(200);
    expect(line("Tên", { max: 200 }).parse(letters.normalize("NFD"))).toBe(letters);
  });
});
