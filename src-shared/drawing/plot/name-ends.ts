import type { FigureAxis, FigurePanel, FigureText } from '../../figures/figure-data';
import { isNamed } from '../../figures/naming';
import { inkColour, wordColour } from '../colours/inks';
import { within } from '../geometry';
import type { Paper } from '../paper';
import { holds, placeAlong } from './places';

/** The name of a line, and where the line ends, in the units of the axes. */
export interface NamedEnd {
  readonly text: FigureText;
  readonly colour: string;
  readonly wordColour: string;
  readonly at: readonly [x: number, y: number];
  /** In the margin for lines that reach it, on the plot for lines that end early, above it for upright ones. */
  readonly place: 'margin' | 'plot' | 'above';
}

/** A line that ends within this fraction of the axis from its end is named in the margin. */
const REACHES_END = 0.06;

export function namedEnds(paper: Paper, panel: FigurePanel): NamedEnd[] {
  const { x, y } = panel;
  const named = (text: FigureText, colour: string): Pick<NamedEnd, 'text' | 'colour' | 'wordColour'> => ({
    text,
    colour,
    wordColour: wordColour(paper.theme, colour),
  });
  const along = placeAlong(x, 0, 1);
  const ofSeries = panel.series.flatMap((series): NamedEnd[] => {
    const { label, ink, points, drawn, name = label } = series;
    const last = points.findLast((point) => point.y !== null);
    // Dots have no end: a legend names them.
    if (name === '' || last === undefined || drawn === 'dots') return [];
    if (ink.kind === 'ordinal' && !isNamed(ink.index, ink.count)) return [];
    return [
      {
        ...named(name, inkColour(paper.theme, ink)),
        at: [last.x, onAxis(y, last.y!)],
        place: along(last.x) >= 1 - REACHES_END ? 'margin' : 'plot',
      },
    ];
  });
  const ofReferences = panel.references.flatMap(({ label, ink, along: path }): NamedEnd[] => {
    if (label === '' || ('x' in path && !holds(x, path.x))) return [];
    const words = named(label, inkColour(paper.theme, ink));
    if ('x' in path) return [{ ...words, at: [path.x, y.domain[1]], place: 'above' }];
    const height = 'y' in path ? path.y : path.points.at(-1)![1];
    return [{ ...words, at: [x.domain[1], onAxis(y, height)], place: 'margin' }];
  });
  return [...ofSeries, ...ofReferences];
}

function onAxis({ domain }: FigureAxis, value: number): number {
  return within(value, domain[0], domain[1]);
}
