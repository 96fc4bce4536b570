import {
  categoryColour,
  inkColour,
  readableOn,
  shadeColour,
  wordColour,
  type InkTheme,
} from '@shared/drawing/colours/inks';
import type { Drawing, Mark } from '@shared/drawing/drawing';
import type { Ink } from '@shared/figures/figure-data';
import type { AnyFigure } from '@shared/figures/figure-request';

/** Among so many even steps are the middles of a colour bar's strips, for any power of two of strips up to 128. */
const SHADES = 256;

/** Every colour that a theme gives these figures. */
export function themeColours(theme: InkTheme, figures: readonly AnyFigure[]): Set<string> {
  const colours = new Set([theme.surface, theme.text, theme.muted, theme.line, theme.theory]);
  for (const drawn of figures) {
    if (drawn.kind === 'lines') {
      for (const ink of drawn.figure.panels.flatMap(inksOf)) {
        const colour = inkColour(theme, ink);
        colours.add(colour).add(wordColour(theme, colour));
      }
    } else {
      const { ink, categories } = drawn.figure.legend;
      for (let i = 0; i <= SHADES; i += 1) {
        const ground = shadeColour(theme, ink, i / SHADES);
        colours.add(ground).add(readableOn(ground));
      }
      for (const category of categories ?? []) colours.add(categoryColour(theme, category.ink, 1));
      for (const { shade, ink: own } of drawn.figure.cells) {
        if (shade === null) continue;
        const ground = own ? categoryColour(theme, own, shade) : shadeColour(theme, ink, shade);
        colours.add(ground).add(readableOn(ground));
      }
    }
  }
  return colours;
}

type Panel = Extract<AnyFigure, { kind: 'lines' }>['figure']['panels'][number];

function inksOf({ series, references }: Panel): Ink[] {
  return [...series, ...references].map(({ ink }) => ink);
}

/** Every colour that a drawing uses. */
export function usedColours({ background, marks }: Drawing): Set<string> {
  return new Set([...(background === null ? [] : [background]), ...marks.flatMap(coloursOf)]);
}

function coloursOf(mark: Mark): string[] {
  switch (mark.kind) {
    case 'group':
      return mark.marks.flatMap(coloursOf);
    case 'text':
      return [mark.colour];
    default:
      return [mark.fill, mark.stroke].flatMap((paint) => (paint ? [paint.colour] : []));
  }
}
