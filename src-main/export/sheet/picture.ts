import type { Canvas, CanvasKit, Paint, Typeface } from 'canvaskit-wasm';
import type { Face, Fill, GroupMark, Mark, PathMark, Stroke, TextMark } from '@shared/drawing/drawing';
import { fontFile, layGlyphs } from './fonts';
import { withFree, type Own } from './owned';
import { placeSpans } from './text-runs';

/** Draws marks with dots, in points of the drawing; glyphs stand where the PDF has them. */
export class Picture {
  private readonly typefaces = new Map<Face, Typeface>();

  constructor(
    private readonly kit: CanvasKit,
    private readonly canvas: Canvas,
    private readonly own: Own,
  ) {}

  draw(mark: Mark): void {
    switch (mark.kind) {
      case 'group':
        this.group(mark);
        return;
      case 'path':
        this.path(mark);
        return;
      case 'circle':
        this.paint(mark.fill, mark.stroke, (paint) =>
          this.canvas.drawCircle(mark.x, mark.y, mark.radius, paint),
        );
        return;
      case 'text':
        this.text(mark);
    }
  }

  private group({ clip, marks }: GroupMark): void {
    this.canvas.save();
    if (clip !== null) {
      const { x, y, width, height } = clip;
      this.canvas.clipRect(this.kit.XYWHRect(x, y, width, height), this.kit.ClipOp.Intersect, true);
    }
    for (const inner of marks) this.draw(inner);
    this.canvas.restore();
  }

  private path({ lines, closed, fill, stroke }: PathMark): void {
    withFree((own) => {
      const builder = own(new this.kit.PathBuilder());
      for (const line of lines) if (line.length > 0) builder.addPolygon(line.flat(), closed);
      const path = own(builder.snapshot());
      this.paint(fill, stroke, (paint) => this.canvas.drawPath(path, paint));
    });
  }

  private paint(fill: Fill | null, stroke: Stroke | null, draw: (paint: Paint) => void): void {
    const { kit } = this;
    if (fill !== null) withFree((own) => draw(this.ink(own, fill)));
    if (stroke !== null) {
      withFree((own) => {
        const paint = this.ink(own, stroke);
        paint.setStyle(kit.PaintStyle.Stroke);
        paint.setStrokeWidth(stroke.width);
        paint.setStrokeJoin(kit.StrokeJoin.Round);
        if (stroke.dashes !== null) paint.setPathEffect(own(kit.PathEffect.MakeDash([...stroke.dashes])));
        draw(paint);
      });
    }
  }

  private ink(own: Own, { colour, opacity }: Pick<Fill, 'colour' | 'opacity'>): Paint {
    const paint = own(new this.kit.Paint());
    paint.setAntiAlias(true);
    paint.setColor(this.kit.parseColorString(colour));
    paint.setAlphaf(opacity);
    return paint;
  }

  private text(mark: TextMark): void {
    const { kit, canvas } = this;
    canvas.save();
    const { x, y } = mark;
    // A quarter turn about (x, y), without sines.
    if (mark.direction === 'up') canvas.concat([0, 1, x - y, -1, 0, y + x, 0, 0, 1]);
    withFree((own) => {
      const paint = this.ink(own, mark);
      for (const { span, x: left, y: baseline } of placeSpans(mark)) {
        const font = own(new kit.Font(this.typeface(span.face), span.size));
        font.setSubpixel(true);
        font.setLinearMetrics(true);
        font.setHinting(kit.FontHinting.None);
        font.setEdging(kit.FontEdging.AntiAlias);
        const { ids, places } = layGlyphs(span.face, span.text);
        const positions = places.flatMap(([right, up]) => [right * span.size, -up * span.size]);
        canvas.drawGlyphs([...ids], positions, left, baseline, font, paint);
      }
    });
    canvas.restore();
  }

  private typeface(face: Face): Typeface {
    let typeface = this.typefaces.get(face);
    if (typeface === undefined) {
      const made = this.kit.Typeface.MakeTypefaceFromData(new Uint8Array(fontFile(face)).buffer);
      if (made === null) throw new Error(`The font of ${face} cannot be read.`);
      typeface = this.own(made);
      this.typefaces.set(face, typeface);
    }
    return typeface;
  }
}
