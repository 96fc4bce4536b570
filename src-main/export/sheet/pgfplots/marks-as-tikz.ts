import type { CircleMark, GroupMark, Mark, PathMark, TextMark } from '@shared/drawing/drawing';
import { plainText } from '@shared/figures/plain-text';
import { rounded } from '../decimal';
import type { Inks } from './inks';
import { bp } from './lengths';
import { fitted } from './word-scale';

/** Marks of a figure as TikZ, in big points from the upper left corner. What an axis plots, the axis brings instead. */
export class TikzMarks {
  private readonly plotted = new Set<number>();

  /** @param axis of a panel: it stands where the first mark that it plots would. */
  constructor(
    private readonly inks: Inks,
    private readonly axis: (panel: number) => readonly string[],
  ) {}

  lines(mark: Mark): string[] {
    if (mark.plotted !== undefined) {
      if (this.plotted.has(mark.plotted)) return [];
      this.plotted.add(mark.plotted);
      return [...this.axis(mark.plotted)];
    }
    switch (mark.kind) {
      case 'group':
        return this.group(mark);
      case 'path':
        return [this.path(mark)];
      case 'circle':
        return [this.circle(mark)];
      case 'text':
        return [this.words(mark)];
    }
  }

  private group({ name, clip, marks }: GroupMark): string[] {
    const inner = marks.flatMap((mark) => this.lines(mark));
    if (inner.length === 0) return [];
    const title = `% ${plainText(name).replace(/\s+/g, ' ')}`;
    if (clip === null) return [title, ...inner];
    const { x, y, width, height } = clip;
    return [
      title,
      '\\begin{scope}',
      `\\clip ${place(x, y)} rectangle ${place(x + width, y + height)};`,
      ...inner,
      '\\end{scope}',
    ];
  }

  private path({ lines, closed, ...paint }: PathMark): string {
    const outlines = lines.map(
      (line) => line.map(([x, y]) => place(x, y)).join(' -- ') + (closed ? ' -- cycle' : ''),
    );
    return `\\path[${this.paint(paint)}] ${outlines.join(' ')};`;
  }

  private circle({ x, y, radius, ...paint }: CircleMark): string {
    return `\\path[${this.paint(paint)}] ${place(x, y)} circle[radius=${bp(radius)}];`;
  }

  private paint({ fill, stroke }: Pick<PathMark, 'fill' | 'stroke'>): string {
    return [
      ...(fill ? [`fill=${this.inks.named(fill.colour)}`, ...faint('fill', fill.opacity)] : []),
      ...(stroke
        ? [
            `draw=${this.inks.named(stroke.colour)}`,
            `line width=${bp(stroke.width)}`,
            ...faint('draw', stroke.opacity),
            ...(stroke.dashes ? [dashPattern(stroke.dashes)] : []),
          ]
        : []),
    ].join(', ');
  }

  private words(mark: TextMark): string {
    const { x, y, anchor, direction, colour, opacity, size, spans } = mark;
    const options = [
      `words=${rounded(size)}`,
      `anchor=${ANCHORS[anchor]}`,
      `text=${this.inks.named(colour)}`,
      ...(direction === 'up' ? ['rotate=90'] : []),
      ...faint('text', opacity),
    ];
    const bold = spans[0]?.face.endsWith('-bold') ? '\\bfseries ' : '';
    return `\\node[${options.join(', ')}] at ${place(x, y)} {${bold}${fitted(mark)}};`;
  }
}

const ANCHORS = { start: 'base west', middle: 'base', end: 'base east' } as const;

function place(x: number, y: number): string {
  return `(${rounded(x)},${rounded(y)})`;
}

function faint(what: 'fill' | 'draw' | 'text', opacity: number): string[] {
  return opacity === 1 ? [] : [`${what} opacity=${opacity}`];
}

export function dashPattern(dashes: readonly number[]): string {
  return `dash pattern=${dashes.map((length, i) => `${i % 2 === 0 ? 'on' : 'off'} ${bp(length)}`).join(' ')}`;
}
