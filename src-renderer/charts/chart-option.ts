import { inkColour } from '@shared/drawing/colours/inks';
import { bandShapes } from '@shared/drawing/plot/band-shapes';
import { isOutline } from '@shared/drawing/plot/marker-marks';
import { drawable } from '@shared/drawing/plot/places';
import {
  MARKERS,
  type FigureData,
  type FigurePanel,
  type FigureSeries,
  type LineStroke,
  type Marker,
  type ReferenceLine,
} from '@shared/figures/figure-data';
import { hasNamesAbove, NAMES_ABOVE, TICK_ROOM, xAxis, yAxis } from './chart-axes';
import type { ChartTheme } from './chart-theme';
import { decoration, FONT_SIZE } from './decoration';
import type { ChartOption, CustomSeriesOption, LineSeriesOption } from './echarts';
import { richStyles, richText } from './figure-text';
import { labelSeries, labelWidth } from './line-labels';
import { LINE_DASHES, MARKER_PATHS } from './line-samples';
import { referenceLine } from './panel-lines';

/** Draws figures: their data and a theme become an option of the chart library, without a look at the page. */

const BAND_OPACITY = 0.15;
const BAR_HALF_WIDTH = 3;
const LINE_WIDTH = 1.75;
const MARKER = 5;
/** Dots lie over each other. */
const DOT_OPACITY = 0.7;
const NOTE_LINE_HEIGHT = 16;
const NOTE_MARGIN = 10;
/** Room for tick labels left of a panel, for half of one right of it, for its title above it, for ticks below the last. */
const ROOM = { left: TICK_ROOM, right: 18, top: 30, bottom: 46, between: 40 } as const;
const LEAST_HEIGHT = 40;

const SYMBOLS = Object.fromEntries(
  MARKERS.map((marker) => [marker, marker === 'circle' ? 'circle' : `path://${MARKER_PATHS[marker]}`]),
) as Record<Marker, string>;
/** Shapes with corners are drawn larger, to look as large as circles; outlines larger still. */
const SHAPE = 7;
const OUTLINED = { size: 9, width: 1.25 } as const;

/** @param height of the drawing, in pixels. */
export function figureOption(figure: FigureData, theme: ChartTheme, height: number): ChartOption {
  const { panels } = figure;
  const frames = panelFrames(panels, height);
  const right = ROOM.right + Math.max(0, ...panels.map((panel) => labelWidth(named(panel))));
  return {
    animation: false,
    textStyle: { fontFamily: theme.font, fontSize: FONT_SIZE, color: theme.text },
    grid: panels.map((_, i) => ({
      left: ROOM.left,
      right,
      ...frames[i]!,
      outerBoundsMode: 'none' as const,
    })),
    xAxis: panels.map(({ x }, i) => xAxis(x, theme, i, i === panels.length - 1)),
    yAxis: panels.map((panel, i) => yAxis(panel, theme, i)),
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    tooltip: {
      trigger: 'axis',
      confine: true,
      transitionDuration: 0,
      backgroundColor: theme.raised,
      borderColor: theme.line,
      padding: [6, 8],
      textStyle: { color: theme.text, fontFamily: theme.font, fontSize: FONT_SIZE },
      axisPointer: {
        type: 'line',
        snap: true,
        lineStyle: { color: theme.lineStrong, width: 1, type: 'solid' },
      },
    },
    series: panels.flatMap((panel, i) => panelSeries(panel, theme, i)),
  };
}

/** Panels share what height is left of the rooms for words. */
function panelFrames(panels: readonly FigurePanel[], height: number): { top: number; height: number }[] {
  const named = panels.some(hasNamesAbove) ? NAMES_ABOVE : 0;
  const top = ROOM.top + named;
  const free = height - top - ROOM.bottom - (panels.length - 1) * (ROOM.between + named);
  const each = Math.max(LEAST_HEIGHT, free / panels.length);
  return panels.map((_, i) => ({ top: top + i * (each + ROOM.between + named), height: each }));
}

function panelSeries(
  panel: FigurePanel,
  theme: ChartTheme,
  index: number,
): (CustomSeriesOption | LineSeriesOption)[] {
  return [
    ...panel.references.map((line) => referenceSeries(line, panel, theme, index)),
    ...panel.series.flatMap((series) => intervalSeries(series, panel, theme, index)),
    ...panel.series.map((series): LineSeriesOption => {
      const colour = inkColour(theme, series.ink);
      const dots = series.drawn === 'dots';
      const marker = series.marker ?? 'circle';
      const outline = dots && isOutline(marker);
      return {
        type: 'line',
        id: `${index}/${series.id}`,
        name: series.label,
        xAxisIndex: index,
        yAxisIndex: index,
        data: series.points.map(({ x, y }) => [drawable(x, panel.x), drawable(y, panel.y)]),
        showSymbol: dots || series.marked,
        symbol: SYMBOLS[marker],
        symbolSize: outline ? OUTLINED.size : marker === 'circle' ? MARKER : SHAPE,
        lineStyle: {
          color: colour,
          width: dots ? 0 : series.marked ? LINE_WIDTH : 1.25,
          type: dashesOf(series.stroke ?? 'solid'),
        },
        itemStyle: outline
          ? { color: 'transparent', borderColor: colour, borderWidth: OUTLINED.width }
          : { color: colour, opacity: dots ? DOT_OPACITY : 1 },
        emphasis: { disabled: true },
        z: 4,
      };
    }),
    labelSeries(named(panel), theme, index),
    ...(panel.note === undefined ? [] : [noteSeries(panel.note, panel, theme, index)]),
  ];
}

/** The panel without the dots: clouds have no end that a name could stand at. The caption tells their colours. */
function named(panel: FigurePanel): FigurePanel {
  return { ...panel, series: panel.series.filter(({ drawn }) => drawn !== 'dots') };
}

/** The note in that upper corner in which there are fewer points. */
function noteSeries(note: string, panel: FigurePanel, theme: ChartTheme, index: number): CustomSeriesOption {
  return {
    ...decoration(panel, index, 'note', (params, api) => {
      const area = params.coordSys as unknown as { x: number; y: number; width: number; height: number };
      const [middle, third] = [area.x + area.width / 2, area.y + area.height / 3];
      const upper = panel.series.flatMap(({ points }) =>
        points.flatMap((point) => {
          if (point.y === null) return [];
          const [x, y] = api.coord([point.x, point.y]) as [number, number];
          return y < third ? [x] : [];
        }),
      );
      const left = upper.filter((x) => x < middle).length <= upper.length / 2;
      return {
        type: 'text',
        x: left ? area.x + NOTE_MARGIN : area.x + area.width - NOTE_MARGIN,
        y: area.y + NOTE_MARGIN,
        style: {
          text: note.split('\n').map(richText).join('\n'),
          fill: theme.text,
          font: `${FONT_SIZE}px ${theme.font}`,
          lineHeight: NOTE_LINE_HEIGHT,
          align: left ? 'left' : 'right',
          verticalAlign: 'top',
          rich: richStyles(theme.font, FONT_SIZE),
          stroke: theme.surface,
          lineWidth: 3,
        },
      };
    }),
    z: 5,
  };
}

/** Its band, and its bars apart from it: bars of points at the plot's sides are whole. */
function intervalSeries(
  series: FigureSeries,
  panel: FigurePanel,
  theme: ChartTheme,
  index: number,
): CustomSeriesOption[] {
  const fill = inkColour(theme, series.ink);
  const least = panel.y.scale === 'log' ? panel.y.domain[0] : -Infinity;
  const drawn = (kind: 'bands' | 'bars'): CustomSeriesOption => ({
    ...decoration(panel, index, `${kind}/${series.id}`, (params, api) => {
      const area = params.coordSys as unknown as { y: number; height: number };
      const within = (y: number): number => Math.min(Math.max(y, area.y), area.y + area.height);
      const shapes = bandShapes(series, {
        toPlace: (x, y) => api.coord([drawable(x, panel.x) ?? x, y]) as [number, number],
        least,
        halfWidth: BAR_HALF_WIDTH,
      });
      return {
        type: 'group',
        children: shapes[kind].map((outline) => ({
          type: 'polygon' as const,
          shape: { points: outline.map(([x, y]): [number, number] => [x, kind === 'bars' ? within(y) : y]) },
          style: { fill, opacity: BAND_OPACITY },
        })),
      };
    }),
    clip: kind === 'bands',
    z: 2,
  });
  return [drawn('bands'), drawn('bars')];
}

function referenceSeries(
  { id, along, stroke, ink }: ReferenceLine,
  panel: FigurePanel,
  theme: ChartTheme,
  index: number,
): CustomSeriesOption {
  const places = referenceLine(along, panel);
  return {
    ...decoration(panel, index, `reference/${id}`, (_, api) => ({
      type: 'polyline',
      shape: { points: places.map((place) => api.coord([...place]) as [number, number]) },
      style: {
        fill: 'none',
        stroke: inkColour(theme, ink),
        lineWidth: stroke === 'solid' ? 1 : 1.5,
        lineDash: dashesOf(stroke),
      },
    })),
    clip: true,
    z: 3,
  };
}

function dashesOf(stroke: LineStroke): 'solid' | number[] {
  return stroke === 'solid' ? 'solid' : [...LINE_DASHES[stroke]];
}
