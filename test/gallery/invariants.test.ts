import { describe, expect, it } from 'vitest';
import { printTheme } from '@shared/drawing/colours/print-theme';
import type { Drawing } from '@shared/drawing/drawing';
import type { AnyFigure } from '@shared/figures/figure-request';
import { gallerySheet } from '../../src-main/hosts/gallery/gallery-sheet';
import { GALLERY_STYLES } from '../../src-main/hosts/gallery/gallery-styles';
import { beyond, flat, groups, overlaps, texts } from '../shared/drawing/seen';
import { GALLERY, METRICS } from './gallery';
import { themeColours, usedColours } from './theme-colours';

/** In points: what is smaller cannot be read on paper. Scripts are a part of their word. */
const LEAST_WORDS = 5;

describe.each(GALLERY.map((figure) => [figure.id, figure] as const))('%s', (_, figure) => {
  it.each(GALLERY_STYLES.map((style) => [style.id, style] as const))('is drawn well: %s', (__, style) => {
    const { drawing } = gallerySheet(figure, style, METRICS);
    const { palette, background } = style.change;
    const theme = themeColours(printTheme(background, palette), figure.figures);
    expect({
      beyondTheSheet: Math.max(0, beyond(drawing)),
      notFinite: notFinite(drawing),
      overlaps: overlaps(drawing.marks),
      tooSmall: texts(drawing.marks)
        .filter(({ mark }) => Math.max(...mark.spans.map(({ size }) => size)) < LEAST_WORDS)
        .map(({ text }) => text),
      notDrawn: notDrawn(drawing, figure.figures),
      foreignColours: [...usedColours(drawing)].filter((colour) => !theme.has(colour)),
    }).toEqual({
      beyondTheSheet: 0,
      notFinite: [],
      overlaps: [],
      tooSmall: [],
      notDrawn: [],
      foreignColours: [],
    });
  });
});

/** Marks with a number that is not one. */
function notFinite({ marks }: Drawing): string[] {
  return flat(marks)
    .filter((mark) => {
      const numbers =
        mark.kind === 'path'
          ? mark.lines.flat(2)
          : mark.kind === 'circle'
            ? [mark.x, mark.y, mark.radius]
            : [mark.x, mark.y, mark.width];
      return !numbers.every(Number.isFinite);
    })
    .map((mark) => JSON.stringify(mark));
}

/** Series with a point on their axes, and cells, that no mark stands for. */
function notDrawn({ marks }: Drawing, figures: readonly AnyFigure[]): string[] {
  const named = groups(marks).filter(({ marks: own }) => flat(own).length > 0);
  const missing: string[] = [];
  const wanted = new Map<string, number>();
  for (const drawn of figures) {
    if (drawn.kind === 'heatmap') continue;
    for (const { y, series } of drawn.figure.panels) {
      for (const { label, id, points } of series) {
        const name = `series ${label || id}`;
        const seen = points.some(
          (point) => point.y !== null && point.y >= y.domain[0] && point.y <= y.domain[1],
        );
        if (seen) wanted.set(name, (wanted.get(name) ?? 0) + 1);
      }
    }
  }
  for (const [name, count] of wanted) {
    const found = named.filter((group) => group.name === name).length;
    if (found < count) missing.push(`${name}: ${found} of ${count}`);
  }
  const cells = figures.flatMap((drawn) => (drawn.kind === 'heatmap' ? drawn.figure.cells : [])).length;
  const grounds = named
    .filter(({ name }) => name === 'cells')
    .reduce((sum, group) => sum + flat(group.marks).length, 0);
  if (grounds < cells) missing.push(`cells: ${grounds} of ${cells}`);
  return missing;
}
