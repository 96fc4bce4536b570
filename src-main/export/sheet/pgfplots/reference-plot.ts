import type { Paper } from '@shared/drawing/paper';
import { referenceStroke } from '@shared/drawing/plot/data-marks';
import { plainText } from '@shared/figures/plain-text';
import type { FigurePanel, ReferenceLine } from '@shared/figures/figure-data';
import { held } from './held';
import type { Inks } from './inks';
import { bp } from './lengths';
import { dashPattern } from './marks-as-tikz';
import { written } from './table';

export type ValuePlace = readonly [x: number, y: number];

/** A line that theory draws, with what it means as a comment. */
export function referencePlot(paper: Paper, line: ReferenceLine, panel: FigurePanel, inks: Inks): string {
  const colour = inks.of(line.ink);
  const { width, dashes } = referenceStroke(paper, line.stroke, colour);
  const look = [`color=${colour}`, `line width=${bp(width)}`, ...(dashes ? [dashPattern(dashes)] : [])];
  return `% ${plainText(line.meaning).replace(/\s+/g, ' ')}
\\addplot[${look.join(', ')}] coordinates {${coordinates(referenceEnds(line, panel))}};`;
}

export function referenceEnds({ along }: ReferenceLine, { x, y }: FigurePanel): ValuePlace[] {
  const points: readonly ValuePlace[] =
    'points' in along
      ? along.points
      : 'x' in along
        ? y.domain.map((end) => [along.x, end] as const)
        : x.domain.map((end) => [end, along.y] as const);
  return points.map(([px, py]) => [held(px, x) ?? NaN, held(py, y) ?? NaN]);
}

export function coordinates(points: readonly ValuePlace[]): string {
  return points.map(([x, y]) => `(${written(x)},${written(y)})`).join(' ');
}
