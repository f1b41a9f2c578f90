// Writes a paper as a file for word processors: real headings, lists and tables, each paragraph, run and table in its own direction.
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from "docx";

const RTL = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Thaana}|\p{Script=Syriac}|\p{Script=Nko}/u;
const LETTER = /\p{L}/u;
const HEADINGS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3];
// In half points.
const SIZE = { plain: 21, note: 18, source: 16 };
const COLOUR = { quiet: "4A5666", brand: "17585E", line: "C4CCD4", band: "CFE3E4", head: "E8F1F1" };
// A4 with margins of 2 cm, in twentieths of a point.
const PAGE = { width: 11906, height: 16838, margin: 1134 };
const WIDTH = PAGE.width - 2 * PAGE.margin;

/** Pieces of a text that are written one way each; what has no direction goes with what stands before it. */
export function pieces(text, rtl) {
  const found = [];
  let way = null;
  let start = 0;
  let at = 0;
  for (const letter of text) {
    const own = RTL.test(letter) ? true : LETTER.test(letter) ? false : null;
    if (own !== null && way !== null && own !== way) {
      found.push({ text: text.slice(start, at), rtl: way });
      start = at;
    }
    way = own ?? way;
    at += letter.length;
  }
  if (start < text.length) found.push({ text: text.slice(start), rtl: way ?? rtl });
  return found;
}

/** What turns the blocks of one paper into the library's. */
function writer({ rtl, lang }, charts) {
  const language = { value: lang, bidirectional: lang };
  const paragraph = (options) => new Paragraph({ bidirectional: rtl, alignment: AlignmentType.START, ...options });

  /** A text as runs, one for each direction and each line. */
  const runs = (text, options = {}) =>
    text.split("\n").flatMap((line, i) => {
      const all = pieces(line, rtl).map((piece) => ({ text: piece.text, rightToLeft: piece.rtl }));
      if (i > 0) all.splice(0, 1, { text: "", rightToLeft: rtl, ...all[0], break: 1 });
      return all.map((run) => new TextRun({ language, ...options, ...run }));
    });
  const tones = {
    plain: {},
    typed: {},
    strong: { bold: true },
    source: { size: SIZE.source, color: COLOUR.quiet },
  };
  const line = (all, options = {}) => all.flatMap(({ text, tone }) => runs(text, { ...options, ...tones[tone] }));
  const lines = (all) => all.flatMap((one, i) => [...(i > 0 ? [new TextRun({ text: "", break: 1 })] : []), ...line(one)]);

  const border = { style: BorderStyle.SINGLE, size: 4, color: COLOUR.line };
  const borders = { top: border, bottom: border, left: border, right: border };
  const margins = { top: 60, bottom: 60, left: 100, right: 100 };
  const cell = (children, width, shade) =>
    new TableCell({
      children,
      margins,
      borders,
      width: { size: width, type: WidthType.DXA },
      ...(shade ? { shading: { type: ShadingType.CLEAR, color: "auto", fill: shade } } : {}),
    });
  const table = (rows, widths) =>
    new Table({
      rows,
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      visuallyRightToLeft: rtl,
      width: { size: widths.reduce((a, b) => a + b, 0), type: WidthType.DXA },
    });

  const kinds = {
    heading: ({ level, text }) => [paragraph({ heading: HEADINGS[level - 1], keepNext: true, children: runs(text) })],
    text: (block) => [paragraph({ children: line(block.line), spacing: { after: 120 } })],
    note: (block) => [paragraph({ children: line(block.line, { size: SIZE.note, color: COLOUR.quiet }), spacing: { after: 80 } })],
    list: ({ numbered, items }, number) =>
      items.map((item) =>
        paragraph({
          children: lines(item),
          numbering: { reference: numbered ? "numbers" : "bullets", level: 0, instance: number },
          spacing: { after: 80 },
        }),
      ),
    boxes: ({ items }) => items.map((item) => paragraph({ children: [...runs("☐ "), ...line(item)], spacing: { after: 80 } })),
    facts: ({ facts }) =>
      facts.map(({ name, line: fact }) =>
        paragraph({ children: [...runs(`${name}: `, { bold: true }), ...line(fact)], spacing: { after: 80 } }),
      ),
    table: ({ caption, head, widths, rows }) => {
      const all = widths.reduce((a, b) => a + b, 0) || 1;
      const places = widths.map((width) => Math.floor((WIDTH * width) / all));
      const heads = head.map((text, i) => cell([paragraph({ children: runs(text, { bold: true }) })], places[i], COLOUR.head));
      const body = rows.map(
        (row) => new TableRow({ children: row.map((one, i) => cell([paragraph({ children: line(one) })], places[i])) }),
      );
      return [
        ...(caption ? [paragraph({ keepNext: true, children: runs(caption, { bold: true }), spacing: { before: 160, after: 60 } })] : []),
        table([new TableRow({ tableHeader: true, cantSplit: true, children: heads }), ...body], places),
        paragraph({ children: [], spacing: { after: 60 } }),
      ];
    },
    range: ({ name, sentence, levels, low, high }) => {
      const place = Math.floor(WIDTH / levels.length);
      const isIn = (i) => i >= low && i <= high;
      const scale = levels.map((label, i) =>
        cell([paragraph({ children: runs(`${isIn(i) ? "● " : ""}${label}`, { bold: isIn(i), size: SIZE.note }) })], place, isIn(i) && COLOUR.band),
      );
      return [
        paragraph({ keepNext: true, children: runs(name, { color: COLOUR.quiet }), spacing: { before: 160 } }),
        paragraph({ keepNext: true, children: runs(sentence, { bold: true, size: 24 }), spacing: { after: 60 } }),
        table([new TableRow({ cantSplit: true, children: scale })], levels.map(() => place)),
        paragraph({ children: [], spacing: { after: 60 } }),
      ];
    },
    chart: ({ name, words }) => {
      const image = charts[name];
      if (!image) return [];
      const width = 480;
      const transformation = { width, height: Math.round((width * image.height) / image.width) };
      const altText = { name, title: words, description: words };
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          keepNext: true,
          children: [new ImageRun({ type: "png", data: image.data, transformation, altText })],
        }),
        paragraph({ alignment: AlignmentType.CENTER, children: runs(words, { size: SIZE.note, color: COLOUR.quiet }), spacing: { after: 160 } }),
      ];
    },
    break: () => [new Paragraph({ children: [new PageBreak()] })],
  };
  return { runs, paragraph, block: (block, number) => kinds[block.kind](block, number) };
}

const font = { ascii: "Calibri", hAnsi: "Calibri", cs: "Arial", eastAsia: "Calibri" };
const heading = (size, before) => ({
  run: { size, sizeComplexScript: size, bold: true, boldComplexScript: true, color: COLOUR.brand, font },
  paragraph: { spacing: { before, after: 100 } },
});
const level = (format, text) => ({
  level: 0,
  format,
  text,
  alignment: AlignmentType.START,
  style: { paragraph: { indent: { start: 425, hanging: 425 } } },
});

/** The file's bytes. `charts` holds, by name, a PNG's bytes with its size in pixels. */
export async function write(paper, charts = {}) {
  const made = writer(paper, charts);
  const pages = made.paragraph({
    children: [
      ...made.runs(`${paper.foot} · `, { size: 16, color: COLOUR.quiet }),
      new TextRun({ size: 16, color: COLOUR.quiet, children: [PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES] }),
    ],
  });
  const document = new Document({
    title: paper.title,
    // Nothing tells who made the file.
    creator: "Tafwid",
    lastModifiedBy: "Tafwid",
    styles: {
      default: {
        document: { run: { font, size: SIZE.plain, sizeComplexScript: SIZE.plain, language: { value: paper.lang, bidirectional: paper.lang } } },
        heading1: heading(40, 0),
        heading2: heading(30, 360),
        heading3: heading(24, 240),
      },
    },
    numbering: {
      config: [
        { reference: "bullets", levels: [level(LevelFormat.BULLET, "•")] },
        { reference: "numbers", levels: [level(LevelFormat.DECIMAL, "%1.")] },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: PAGE.width, height: PAGE.height },
            margin: { top: PAGE.margin, bottom: PAGE.margin, left: PAGE.margin, right: PAGE.margin },
          },
        },
        footers: { default: new Footer({ children: [pages] }) },
        children: paper.blocks.flatMap((block, number) => made.block(block, number)),
      },
    ],
  });
  return Packer.pack(document, "uint8array");
}
