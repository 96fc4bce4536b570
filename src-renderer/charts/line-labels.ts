import type { Box } from '@shared/drawing/drawing';
import type { Place } from '@shared/drawing/geometry';
import { inkColour, wordColour } from '@shared/drawing/colours/inks';
import { holds } from '@shared/drawing/plot/places';
import { plainText } from '@shared/figures/plain-text';
import type { FigurePanel, FigureText, Ink } from '@shared/figures/figure-data';
import { isNamed } from '@shared/figures/naming';
import type { ChartTheme } from './chart-theme';
import { CHARACTER_WIDTH, decoration, FONT_SIZE } from './decoration';
import type { CustomSeriesOption, Shape } from './echarts';
import { richStyles, richText } from './figure-text';
import { abovePlaces, besidePlaces, crowdOfLines, freePlace, LABEL_HEIGHT } from './label-places';
import { panelLines } from './panel-lines';

/** Names at the ends of lines: in the margin for those that reach it, beside the last point for the others. */

/** From the plot's edge to the labels; a hairline leads from the line to its label. */
const MARGIN = 12;
/** From a line's last point to its label beside it. */
const GAP = 7;
/** From a panel up to the names above it. */
const RISE = 7;
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
  const of = (place: EndLabel['place']): EndLabel[] => labels.filter((label) => label.place === place);
  const [beside, above, inside] = [of('margin'), of('above'), of('inside')];
  return {
    ...decoration(panel, index, 'labels', (params, api) => {
      const area = params.coordSys as unknown as Box;
      const edge = area.x + area.width;
      const coord = (at: readonly [number, number]): Place => api.coord([...at]) as [number, number];
      const endsOf = (some: readonly EndLabel[]): Place[] => some.map(({ at }) => coord(at));
      const children: Shape[] = [];
      const taken: Box[] = [];

      const besideEnds = endsOf(beside);
      for (const { label, at } of besidePlaces(
        besideEnds.map(([, y]) => y),
        area,
      )) {
        const [own, [x, y]] = [beside[label]!, besideEnds[label]!];
        taken.push(boxOf(own, edge + MARGIN, at));
        children.push(
          leader(own.colour, [
            [Math.min(x + 3, edge), y],
            [edge, y],
            [edge + MARGIN - 3, at],
          ]),
          text(own, theme, edge + MARGIN, at, 'left', 'middle'),
        );
      }

      const aboveEnds = endsOf(above);
      for (const { label, at } of abovePlaces(
        aboveEnds.map(([x]) => x),
        above.map(widthOf),
        area,
      )) {
        const own = above[label]!;
        children.push(
          leader(own.colour, [
            [aboveEnds[label]![0], area.y],
            [at, area.y - RISE],
          ]),
          text(own, theme, at, area.y - RISE, 'center', 'bottom'),
        );
      }

      if (inside.length > 0) {
        const lines = crowdOfLines(
          panelLines(panel).map((line) => line.map(coord)),
          area,
        );
        // The rightmost has the first choice.
        for (const own of [...inside].sort((a, b) => coord(b.at)[0] - coord(a.at)[0])) {
          const [x, y] = coord(own.at);
          const box = freePlace(boxOf(own, x + GAP, y), area, lines, taken);
          taken.push(box);
          const middle = box.y + box.height / 2;
          if (Math.abs(middle - y) > LABEL_HEIGHT / 2)
            children.push(
              leader(own.colour, [
                [x + 2, y],
                [box.x - 1, middle],
              ]),
            );
          children.push(text(own, theme, box.x, middle, 'left', 'middle'));
        }
      }
      // Else the names of lines that are gone would stay where none follows.
      return { type: 'group', $mergeChildren: false, children };
    }),
    clip: false,
    z: 5,
  };
}

function widthOf({ text: label }: EndLabel): number {
  return plainText(label).length * CHARACTER_WIDTH;
}

function boxOf(label: EndLabel, x: number, middle: number): Box {
  return { x, y: middle - LABEL_HEIGHT / 2, width: widthOf(label), height: LABEL_HEIGHT };
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
    if (label === '' || ('x' in along && !holds(x, along.x))) return [];
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

function leader(colour: string, points: readonly Place[]): Shape {
  return {
    type: 'polyline',
    shape: { points: points.map(([x, y]) => [x, y]) },
    style: { fill: 'none', stroke: colour, lineWidth: 0.75, opacity: 0.6 },
  };
}
