import { createHash } from 'node:crypto';
import type { Drawing, Fill, GroupMark, Mark, PathMark, Stroke } from '@shared/drawing/drawing';
import type { Recipe } from '@shared/drawing/recipe';
import { decimal } from './decimal';
import { recipeToSvg } from './recipe-text';
import { embeddedFonts } from './svg-fonts';
import { textElement } from './svg-text';
import { attributes, escapeXml } from './xml';

export interface SvgOptions {
  readonly recipe: Recipe | null;
  /** Whether the glyphs that are used come along: browsers then show the words as they will be printed. */
  readonly fonts: boolean;
}

/**
 * A drawing as an SVG document that editors of drawings take apart well: attributes rather than style sheets, words as
 * words on their baselines, a named group a layer. The same drawing gives the same bytes.
 */
export async function drawSvg(drawing: Drawing, { recipe, fonts }: SvgOptions): Promise<string> {
  const { width, height, background, marks, title, description } = drawing;
  const document = new SvgDocument(drawing);
  const shapes = marks.map((mark) => document.element(mark));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg${attributes({
      xmlns: 'http://www.w3.org/2000/svg',
      version: '1.1',
      width: `${decimal(width)}pt`,
      height: `${decimal(height)}pt`,
      viewBox: `0 0 ${decimal(width)} ${decimal(height)}`,
      role: 'img',
    })}>`,
    `<title>${escapeXml(title)}</title>`,
    `<desc>${escapeXml(description)}</desc>`,
    ...(recipe === null ? [] : [`<metadata>${recipeToSvg(recipe)}</metadata>`]),
    ...(fonts ? await embeddedFonts(drawing) : []),
    ...(document.clips.length === 0 ? [] : ['<defs>', ...document.clips, '</defs>']),
    ...(background === null
      ? []
      : [
          `<rect${attributes({ id: 'background', width: decimal(width), height: decimal(height), fill: background })}/>`,
        ]),
    ...shapes,
    '</svg>',
    '',
  ].join('\n');
}

/** What elements share while a document is written: the ids that are taken, and the clips they refer to. */
class SvgDocument {
  readonly clips: string[] = [];
  private readonly ids = new Map<string, number>();
  /** Documents may stand in one page, where references must not lead from one into another. */
  private readonly mark: string;

  constructor(drawing: Drawing) {
    this.mark = createHash('sha256').update(JSON.stringify(drawing)).digest('hex').slice(0, 8);
  }

  element(mark: Mark): string {
    switch (mark.kind) {
      case 'group':
        return this.group(mark);
      case 'path':
        return `<path${attributes({ d: pathData(mark), ...paint(mark.fill, mark.stroke) })}/>`;
      case 'circle':
        return `<circle${attributes({
          cx: decimal(mark.x),
          cy: decimal(mark.y),
          r: decimal(mark.radius),
          ...paint(mark.fill, mark.stroke),
        })}/>`;
      case 'text':
        return textElement(mark);
    }
  }

  private group({ name, clip, marks }: GroupMark): string {
    let reference: string | undefined;
    if (clip !== null) {
      const id = `clip-${this.mark}-${this.clips.length + 1}`;
      const box = attributes({
        x: decimal(clip.x),
        y: decimal(clip.y),
        width: decimal(clip.width),
        height: decimal(clip.height),
      });
      this.clips.push(`<clipPath id="${id}"><rect${box}/></clipPath>`);
      reference = `url(#${id})`;
    }
    const opening = `<g${attributes({ id: this.idOf(name), 'clip-path': reference })}>`;
    return [opening, ...marks.map((mark) => this.element(mark)), '</g>'].join('\n');
  }

  /** "series η = 0.02" → "series-η-0.02"; the second of that name "series-η-0.02-2". */
  private idOf(name: string): string {
    const words = name.replace(/[^A-Za-z0-9Α-Ωα-ω.]+/g, '-').replace(/^[-.0-9]+|-+$/g, '');
    const id = words === '' ? 'group' : words;
    const count = (this.ids.get(id) ?? 0) + 1;
    this.ids.set(id, count);
    return count === 1 ? id : this.idOf(`${id}-${count}`);
  }
}

function pathData({ lines, closed }: PathMark): string {
  return lines
    .filter((line) => line.length > 0)
    .map((line) => `M${line.map(([x, y]) => `${decimal(x)} ${decimal(y)}`).join('L')}${closed ? 'Z' : ''}`)
    .join('');
}

function paint(fill: Fill | null, stroke: Stroke | null): Record<string, string | undefined> {
  return {
    fill: fill?.colour ?? 'none',
    'fill-opacity': opacity(fill),
    ...(stroke && {
      stroke: stroke.colour,
      'stroke-opacity': opacity(stroke),
      'stroke-width': decimal(stroke.width),
      'stroke-linejoin': 'round',
      'stroke-dasharray': stroke.dashes?.map(decimal).join(' '),
    }),
  };
}

function opacity(paint: Fill | Stroke | null): string | undefined {
  return paint === null || paint.opacity === 1 ? undefined : decimal(paint.opacity);
}
