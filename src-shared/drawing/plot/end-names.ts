import type { FigurePanel } from '../../figures/figure-data';
import type { Mark } from '../drawing';
import { bottom, right, within } from '../geometry';
import { polyline } from '../marks';
import { baselineAround, LEADING, LEAST_SIZE, wordsOn, type Paper } from '../paper';
import { textMark, type Type } from '../words/words';
import type { Crowd } from './crowding';
import { LEADER_OPACITY, markOnPlot } from './name-on-plot';
import { namedEnds, type NamedEnd } from './name-ends';
import type { Places } from './places';
import { spreadLabels } from './spread-labels';

/** Names at the ends of lines. */

/** Small lengths: see `Paper.unit`. From the plot's edge to the names; a hairline leads from the line to its name. */
const LEADER = 8;

/** A size that was made to fit does. */
const ROUNDING = 1e-6;

export interface SetNames {
  readonly names: readonly NamedEnd[];
  readonly type: Type;
  /** Names that the height has no room for. */
  readonly dropped: number;
}

/** The names that stand beside a plot of this height, in a size that lets them stand above each other. */
export function setNames(paper: Paper, panel: FigurePanel, height: number): SetNames {
  const all = namedEnds(paper, panel).filter(({ place }) => place !== 'above');
  const beside = all.filter(({ place }) => place === 'margin');
  const room = height / (Math.max(1, beside.length - 1) * LEADING);
  const size = within(room, Math.min(LEAST_SIZE, paper.labels.size), paper.labels.size);
  const most = Math.max(1, Math.floor(height / (size * LEADING) + ROUNDING) + 1);
  const kept = beside.length <= most ? beside : evenly(beside, most);
  return {
    names: all.filter((name) => name.place === 'plot' || kept.includes(name)),
    type: { ...paper.labels, size },
    dropped: beside.length - kept.length,
  };
}

function evenly<T>(all: readonly T[], count: number): T[] {
  if (count < 2) return all.slice(0, count);
  const picked = Array.from({ length: count }, (_, i) => Math.round((i * (all.length - 1)) / (count - 1)));
  return picked.map((i) => all[i]!);
}

/** Room right of a plot for these names. */
export function nameRoom(paper: Paper, { names, type }: SetNames): number {
  const widths = names.map(({ text }) => wordsOn(paper, text, type).width);
  return widths.length === 0 ? 0 : LEADER * paper.unit + Math.max(...widths);
}

/** Marks of the names; those on the plot keep clear of what stands there, and are added to it. */
export function nameMarks(paper: Paper, { names, type }: SetNames, places: Places, crowd: Crowd): Mark[] {
  const { box } = places;
  const onPlot: Mark[] = [];
  const beside: { name: NamedEnd; y: number }[] = [];
  // The rightmost has the first choice.
  const early = names.filter(({ place }) => place === 'plot').sort((a, b) => b.at[0] - a.at[0]);
  for (const name of early) {
    const marks = markOnPlot(paper, name, type, places, crowd);
    if (marks) onPlot.push(...marks);
    else beside.push({ name, y: places.y(name.at[1]) });
  }
  for (const name of names) if (name.place === 'margin') beside.push({ name, y: places.y(name.at[1]) });
  const heights = spreadLabels(
    beside.map(({ y }) => y),
    Math.min(LEADING * type.size, box.height / Math.max(1, beside.length - 1)),
    box.y,
    bottom(box),
  );
  return [
    ...onPlot,
    ...beside.flatMap(({ name, y }, i): Mark[] => [
      leader(paper, name, places, y, heights[i]!),
      textMark(wordsOn(paper, name.text, type), {
        x: right(box) + LEADER * paper.unit,
        y: baselineAround(paper, heights[i]!, type),
        anchor: 'start',
        colour: name.wordColour,
      }),
    ]),
  ];
}

function leader(
  { unit, hairline }: Paper,
  { colour, at }: NamedEnd,
  { box, x }: Places,
  y: number,
  height: number,
): Mark {
  const from = Math.min(x(at[0]) + 2 * unit, right(box));
  return polyline(
    [
      [
        [from, y],
        [right(box), y],
        [right(box) + (LEADER - 2) * unit, height],
      ],
    ],
    { colour, width: hairline, dashes: null, opacity: LEADER_OPACITY },
  );
}
