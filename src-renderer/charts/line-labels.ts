import { inkColour, wordColour } from '@shared/drawing/colours/inks';
import { spreadLabels } from '@shared/drawing/plot/spread-labels';
import { plainText } from '@shared/figures/plain-text';
import type { FigurePanel, FigureText, Ink } from '@shared/figures/figure-data';
import { isNamed } from '@shared/figures/naming';
import type { ChartTheme } from './chart-theme';
import { CHARACTER_WIDTH, decoration, FONT_SIZE } from './decoration';
import type { CustomSeriesOption, Shape } from './echarts';
import { richStyles, richText } from './figure-text';

/** Names at the ends of lines: in the margin for those that reach it, beside the last point for the others. */

const LINE_HEIGHT = 14;
/** From the plot's edge to the labels; a hairline leads from the line to its label. */
const MARGIN = 12;
/** From a line's last point to its label beside it. */
const GAP = 7;
/** A line that ends within this fraction of the axis from its end is labelled in the margin. */
const REACHES_END = 0.06;

interface EndLabel {
  readonly text: FigureText;
  readonly colour: string;
  /** Where the line ends, in the units of the axes. */
  readonly at: readonly [x: number, y: number];
  readonly place: 'margin' | 'inside' | 'above';
}

/** Room that the labels of a panel need right of it, in pixels. */
export function labelWidth(panel: FigurePanel): number {
  const texts = [
    ...panel.series.map(({ label, name = label }) => name),
    ...panel.references.filter(({ along }) => !('x' in along)).map(({ label }) => label),
  ];
  const longest = Math.max(0, ...texts.map((text) => plainText(text).length));
  return longest === 0 ? 0 : MARGIN + longest * CHARACTER_WIDTH;
}

export function labelSeries(panel: FigurePanel, theme: ChartTheme, index: number): CustomSeriesOption {
  const labels = [...seriesLabels(panel, theme), ...referenceLabels(panel, theme)];
  return {
    ...decoration(panel, index, 'labels', (params, api) => {
      const area = params.coordSys as unknown as { x: number; y: number; width: number; height: number };
      const edge = area.x + area.width;
      const ends = labels.map(({ at }) => api.coord([...at]) as [number, number]);
      const inMargin = labels.flatMap(({ place }, i) => (place === 'margin' ? [i] : []));
      const heights = spreadLabels(
        inMargin.map((i) => ends[i]![1]),
        LINE_HEIGHT,
        area.y,
        area.y + area.height,
      );
      const inside = placeInside(labels, ends);
      const children = labels.flatMap((label, i): Shape[] => {
        const [x, y] = ends[i]!;
        const box = inside.get(i);
        if (box) return [ground(box, theme), text(label, theme, box.left, box.middle, 'left', 'middle')];
        if (label.place === 'above') return [text(label, theme, x, area.y - 4, 'center', 'bottom')];
        const height = heights[inMargin.indexOf(i)]!;
        return [
          leader(label.colour, x, edge, y, height),
          text(label, theme, edge + MARGIN, height, 'left', 'middle'),
        ];
      });
      // Else the names of lines that are gone would stay where none follows.
      return { type: 'group', $mergeChildren: false, children };
    }),
    clip: false,
    z: 5,
  };
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly middle: number;
}

function boxOf({ text: label }: EndLabel, left: number, middle: number): Box {
  return { left, right: left + plainText(label).length * CHARACTER_WIDTH, middle };
}

/** Boxes of the labels beside last points: the rightmost has the first choice. */
function placeInside(
  labels: readonly EndLabel[],
  ends: readonly (readonly [number, number])[],
): Map<number, Box> {
  const boxes = new Map<number, Box>();
  const order = labels
    .flatMap(({ place }, i) => (place === 'inside' ? [i] : []))
    .sort((i, j) => ends[j]![0] - ends[i]![0]);
  for (const i of order) {
    const [x, y] = ends[i]!;
    boxes.set(i, freeBox(boxOf(labels[i]!, x + GAP, y), [...boxes.values()]));
  }
  return boxes;
}

/** The box, moved up or down by whole lines until it covers none of the others. */
function freeBox(box: Box, taken: readonly Box[]): Box {
  for (const lines of [0, -1, 1, -2, 2, -3, 3]) {
    const moved = { ...box, middle: box.middle + lines * LINE_HEIGHT };
    const covers = taken.some(
      ({ left, right, middle }) =>
        moved.left < right && left < moved.right && Math.abs(moved.middle - middle) < LINE_HEIGHT,
    );
    if (!covers) return moved;
  }
  return box;
}

function isShown(ink: Ink): boolean {
  return ink.kind !== 'ordinal' || isNamed(ink.index, ink.count);
}

function seriesLabels({ series, x: axis, y }: FigurePanel, theme: ChartTheme): EndLabel[] {
  return series.flatMap(({ label, ink, points, name = label }) => {
    const last = points.findLast((point) => point.y !== null);
    if (name === '' || last === undefined || !isShown(ink)) return [];
    const reach = fractionAlong(axis, last.x);
    return {
      text: name,
      colour: inkColour(theme, ink),
      at: [last.x, clamp(last.y!, y.domain)] as const,
      place: reach >= 1 - REACHES_END ? ('margin' as const) : ('inside' as const),
    };
  });
}

function referenceLabels({ references, x, y }: FigurePanel, theme: ChartTheme): EndLabel[] {
  return references.flatMap(({ label, ink, along }): EndLabel[] => {
    if (label === '') return [];
    const colour = inkColour(theme, ink);
    if ('x' in along) return [{ text: label, colour, at: [along.x, y.domain[1]], place: 'above' }];
    const height = 'y' in along ? along.y : along.points.at(-1)![1];
    return [{ text: label, colour, at: [x.domain[1], clamp(height, y.domain)], place: 'margin' }];
  });
}

function fractionAlong({ domain: [low, high], scale }: FigurePanel['x'], value: number): number {
  const at = scale === 'log' ? Math.log : (plain: number): number => plain;
  return (at(value) - at(low)) / (at(high) - at(low));
}

function clamp(value: number, [low, high]: readonly [number, number]): number {
  return Math.min(high, Math.max(low, value));
}

function text(
  { text: label, colour }: EndLabel,
  theme: ChartTheme,
  x: number,
  y: number,
  align: 'left' | 'center',
  verticalAlign: 'middle' | 'bottom',
): Shape {
  return {
    type: 'text',
    x,
    y,
    style: {
      text: richText(label),
      fill: wordColour(theme, colour),
      font: `${FONT_SIZE}px ${theme.font}`,
      align,
      verticalAlign,
      rich: richStyles(theme.font, FONT_SIZE),
      // A halo keeps the name legible where lines cross it.
      stroke: theme.surface,
      lineWidth: 3,
    },
  };
}

/** Clears the ground of a name among lines. */
function ground({ left, right, middle }: Box, theme: ChartTheme): Shape {
  return {
    type: 'rect',
    shape: { x: left - 2, y: middle - LINE_HEIGHT / 2, width: right - left + 2, height: LINE_HEIGHT },
    style: { fill: theme.surface, opacity: 0.85 },
  };
}

function leader(colour: string, from: number, edge: number, y: number, height: number): Shape {
  const points = [
    [Math.min(from + 3, edge), y],
    [edge, y],
    [edge + MARGIN - 3, height],
  ];
  return {
    type: 'polyline',
    shape: { points },
    style: { fill: 'none', stroke: colour, lineWidth: 0.75, opacity: 0.6 },
  };
}
