import { once } from 'node:events';
import PDFDocument from 'pdfkit';
import type { CircleMark, Drawing, Face, Mark, PathMark, TextMark } from '@shared/drawing/drawing';
import type { Recipe } from '@shared/drawing/recipe';
import { rounded } from './decimal';
import { fontFile } from './fonts';
import { armourRecipe } from './recipe-text';
import { placeSpans } from './text-runs';

/**
 * A drawing as a PDF of one page of its size: lines and letters, no dots, with the glyphs that are used. The same
 * drawing gives the same bytes: no dates, no names made by chance, and nothing is compressed, since how well
 * that is done differs between versions of Node.
 */
export async function drawPdf(drawing: Drawing, recipe: Recipe | null): Promise<Uint8Array> {
  const { width, height, background, marks, title, description } = drawing;
  const document = new PDFDocument({
    size: [width, height],
    margin: 0,
    compress: false,
    // Otherwise Helvetica is in every file.
    font: null as unknown as string,
    info: {
      Title: title,
      Subject: description,
      Creator: 'Sharpness Workbench',
      // Only until the document has its identity, which is made of all this.
      CreationDate: new Date(0),
      ...(recipe && { Recipe: armourRecipe(recipe) }),
    },
  });
  // What cannot be enumerated is not written.
  Object.defineProperty(document.info, 'CreationDate', { value: new Date(0), enumerable: false });

  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const written = once(document, 'end');
  if (background !== null) document.rect(0, 0, width, height).fill(background);
  const page = new Page(document);
  for (const mark of marks) page.draw(mark);
  document.end();
  await written;
  return withVersion(Buffer.concat(chunks));
}

/**
 * Transparency is of PDF 1.4. Asked for that version, pdfkit would also write XMP metadata, with a date and the title
 * unescaped; the version is all that is needed.
 */
function withVersion(bytes: Buffer): Buffer {
  bytes.write('%PDF-1.4', 0, 'latin1');
  return bytes;
}

class Page {
  private readonly opened = new Set<Face>();

  constructor(private readonly document: PDFKit.PDFDocument) {}

  draw(mark: Mark): void {
    switch (mark.kind) {
      case 'group': {
        const { clip, marks } = mark;
        this.document.save();
        if (clip !== null) this.document.rect(clip.x, clip.y, clip.width, clip.height).clip();
        for (const inner of marks) this.draw(inner);
        this.document.restore();
        return;
      }
      case 'path':
        this.paint(mark, () => this.path(mark));
        return;
      case 'circle':
        this.paint(mark, () => this.document.circle(mark.x, mark.y, mark.radius));
        return;
      case 'text':
        this.text(mark);
    }
  }

  /** First filled, then stroked: done as one, PDF would let the stroke knock out the fill below it. */
  private paint({ fill, stroke }: PathMark | CircleMark, shape: () => void): void {
    const { document } = this;
    if (fill !== null) {
      shape();
      document.fillColor(fill.colour, fill.opacity).fill();
    }
    if (stroke !== null) {
      shape();
      document
        .lineWidth(stroke.width)
        .lineJoin('round')
        .lineCap('butt')
        .strokeColor(stroke.colour, stroke.opacity);
      if (stroke.dashes === null) document.undash();
      // pdfkit takes a list, which its types do not know.
      else document.dash([...stroke.dashes] as unknown as number, {});
      document.stroke();
    }
  }

  private path({ lines, closed }: PathMark): void {
    for (const line of lines) {
      line.forEach(([x, y], i) => {
        if (i === 0) this.document.moveTo(rounded(x), rounded(y));
        else this.document.lineTo(rounded(x), rounded(y));
      });
      if (closed && line.length > 0) this.document.closePath();
    }
  }

  private text(mark: TextMark): void {
    const { x, y, direction, colour, opacity } = mark;
    this.document.save().fillColor(colour, opacity);
    // A quarter turn about (x, y).
    if (direction === 'up') this.document.transform(0, -1, 1, 0, x - y, y + x);
    for (const { span, x: left, y: baseline } of placeSpans(mark)) {
      this.font(span.face)
        .fontSize(span.size)
        // Features, if only none, let pdfkit lay the span out whole, as it was measured.
        .text(span.text, left, baseline, { lineBreak: false, baseline: 'alphabetic', features: [] });
    }
    this.document.restore();
  }

  /** Opened for this document: a font that others used would remember what its glyphs stood for there. */
  private font(face: Face): PDFKit.PDFDocument {
    if (!this.opened.has(face)) this.document.registerFont(face, fontFile(face));
    this.opened.add(face);
    return this.document.font(face);
  }
}
