import type { AxisTick, FigureAxis, FigurePanel } from '../../figures/figure-data';
import type { Mark } from '../drawing';
import { bottom, right, type Place } from '../geometry';
import { group, plotted, polyline, strokeOf } from '../marks';
import { baselineAround, DESCENT, wordsOn, type Paper } from '../paper';
import { textMark } from '../words/words';
import { holds, placeAlong, type Places } from './places';
import { labelledTicks, minorTicks } from './ticks';
import { belowWords, setTitle, titleRoom, upwardWords, type SetTitle } from './titles';

/** The axes of a panel: two spines with ticks outwards, labels, titles, and a light grid across. */

/** Small lengths: see `Paper.unit`. */
export const TICK = 2.5;
export const MINOR_TICK = 1.5;
/** From a tick to its label. */
export const LABEL_GAP = 1.5;
/** Least distance between labels beside each other, and above each other, in em. */
const BESIDE = 0.6;
const ABOVE = 0.2;
/** Height of digits, in em. */
const DIGIT = 0.75;

/** What an axis says on a plot of this length. */
export interface SetAxis {
  readonly axis: FigureAxis;
  /** Ticks with a label. */
  readonly labelled: readonly AxisTick[];
  readonly title: SetTitle;
  /** Of the widest label. */
  readonly labelWidth: number;
}

export function setXAxis(paper: Paper, axis: FigureAxis, length: number): SetAxis {
  const width = widthOf(paper);
  const labelled = labelledTicks(axis, placeAlong(axis, 0, length), width, BESIDE * paper.labels.size);
  return setAxis(paper, axis, labelled, length);
}

/** @param reach how far beyond the axis' foot its title may stand. */
export function setYAxis(paper: Paper, axis: FigureAxis, length: number, reach: number): SetAxis {
  const { size } = paper.labels;
  const labelled = labelledTicks(axis, placeAlong(axis, 0, length), () => DIGIT * size, ABOVE * size);
  return setAxis(paper, axis, labelled, length + reach);
}

function setAxis(
  paper: Paper,
  axis: FigureAxis,
  labelled: readonly AxisTick[],
  titleLength: number,
): SetAxis {
  const title = setTitle(paper, axis.title, titleLength);
  return { axis, labelled, title, labelWidth: Math.max(0, ...labelled.map(widthOf(paper))) };
}

function widthOf(paper: Paper): (tick: AxisTick) => number {
  return ({ label }) => wordsOn(paper, label, paper.labels).width;
}

/** Room left of a plot for its y axis. */
export function leftRoom(paper: Paper, { labelWidth, title }: SetAxis): number {
  return (TICK + LABEL_GAP) * paper.unit + labelWidth + titleRoom(paper, title);
}

/** Room below a plot for the labels of its x axis. */
export function labelsBelow(paper: Paper): number {
  return (TICK + LABEL_GAP) * paper.unit + paper.labels.size;
}

/** Room below a plot for its x axis. */
export function bottomRoom(paper: Paper, { title }: SetAxis): number {
  return labelsBelow(paper) + titleRoom(paper, title);
}

/** How far the labels of the x axis reach beyond a plot's right end. */
export function rightOverhang(paper: Paper, { axis, labelled }: SetAxis, width: number): number {
  const place = placeAlong(axis, 0, width);
  const reach = labelled.map(
    ({ value, label }) => place(value) + wordsOn(paper, label, paper.labels).width / 2 - width,
  );
  return Math.max(0, ...reach);
}

/** Which axes a panel has. */
export interface SetAxes {
  /** Which of its figure's panels it is. */
  readonly index: number;
  /** Null where the panel below has the labels. */
  readonly x: SetAxis | null;
  readonly y: SetAxis;
  /** Where the sheet's column begins. */
  readonly left: number;
  /** How far beyond the plot's foot the title of the y axis may stand. */
  readonly reach: number;
}

export function axesMarks(paper: Paper, panel: FigurePanel, places: Places, axes: SetAxes): Mark[] {
  const { box } = places;
  const { theme } = paper;
  const foot = bottom(box);
  const across = axes.y.labelled.map(({ value }) => places.y(value)).filter((y) => y < foot - paper.hairline);
  const grid = across.map((y): Place[] => [
    [box.x, y],
    [right(box), y],
  ]);
  const spines: Place[] = [
    [box.x, box.y],
    [box.x, foot],
    [right(box), foot],
  ];
  return [
    ...plotted(
      [
        ...(grid.length > 0 ? [polyline(grid, strokeOf(theme.line, paper.hairline))] : []),
        polyline([spines, ...tickLines(paper, panel, places)], strokeOf(theme.text, paper.hairline)),
      ],
      axes.index,
    ),
    group('axis labels', [
      ...(axes.x ? xWords(paper, axes.x, places, axes.index) : []),
      ...plotted(yWords(paper, axes.y, places), axes.index),
      ...upwardWords(paper, axes.y.title, axes.left, box, { from: box.y, to: foot + axes.reach }),
    ]),
  ];
}

/** Small ticks nearer to each other would be a grey bar. */
export const MINOR_GAP = 1.5;

function tickLines({ unit }: Paper, panel: FigurePanel, { box, x, y }: Places): Place[][] {
  const foot = bottom(box);
  const down =
    (length: number) =>
    (value: number): Place[] => [
      [x(value), foot],
      [x(value), foot + length],
    ];
  const aside =
    (length: number) =>
    (value: number): Place[] => [
      [box.x - length, y(value)],
      [box.x, y(value)],
    ];
  const held = (axis: FigureAxis): number[] =>
    axis.ticks.map(({ value }) => value).filter((value) => holds(axis, value));
  return [
    ...held(panel.x).map(down(TICK * unit)),
    ...minorTicks(panel.x, box.width, MINOR_GAP * unit).map(down(MINOR_TICK * unit)),
    ...held(panel.y).map(aside(TICK * unit)),
    ...minorTicks(panel.y, box.height, MINOR_GAP * unit).map(aside(MINOR_TICK * unit)),
  ];
}

function xWords(paper: Paper, { labelled, title }: SetAxis, { box, x }: Places, index: number): Mark[] {
  const { labels, theme } = paper;
  const top = bottom(box) + (TICK + LABEL_GAP) * paper.unit;
  return [
    ...plotted(
      labelled.map(({ value, label }) =>
        textMark(wordsOn(paper, label, labels), {
          x: x(value),
          y: top + labels.size * (1 - DESCENT),
          anchor: 'middle',
          colour: theme.text,
        }),
      ),
      index,
    ),
    ...belowWords(paper, title, box, top + labels.size),
  ];
}

function yWords(paper: Paper, { labelled }: SetAxis, { box, y }: Places): Mark[] {
  return labelled.map(({ value, label }) =>
    textMark(wordsOn(paper, label, paper.labels), {
      x: box.x - (TICK + LABEL_GAP) * paper.unit,
      y: baselineAround(paper, y(value), paper.labels),
      anchor: 'end',
      colour: paper.theme.text,
    }),
  );
}
