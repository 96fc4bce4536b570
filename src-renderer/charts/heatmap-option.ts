import type { Box } from '@shared/drawing/drawing';
import { readableOn } from '@shared/drawing/colours/inks';
import { groundColour } from '@shared/drawing/heatmap/cells';
import { stepPoints } from '@shared/drawing/heatmap/step-points';
import { plainText } from '@shared/figures/plain-text';
import type { HeatmapAxis, HeatmapCell, HeatmapFigure, StepLine } from '@shared/figures/heatmap-data';
import type { ChartTheme } from './chart-theme';
import { CHARACTER_WIDTH, FONT_SIZE } from './decoration';
import type { ChartOption, CustomSeriesOption } from './echarts';
import { richStyles, richText } from './figure-text';

/** Draws heatmaps: their data and a theme become an option of the chart library. */

const ROOM = { left: 62, right: 14, top: 30, bottom: 46 } as const;
/** More above the cells where a step line ends there and has its name. */
const NAME_ABOVE = 16;
/** Between cells, in pixels; none where cells are smaller than `FINE`. */
const GAP = 1;
const FINE = 6;

/** @param selected place in the plan of the cell to be ringed. */
export function heatmapOption(
  figure: HeatmapFigure,
  theme: ChartTheme,
  selected: number | null,
): ChartOption {
  const { columns, lines, steps } = figure;
  const above = steps.some(({ across }) => across === 'lines') ? NAME_ABOVE : 0;
  return {
    animation: false,
    textStyle: { fontFamily: theme.font, fontSize: FONT_SIZE, color: theme.text },
    grid: {
      ...ROOM,
      top: ROOM.top + above,
      right: ROOM.right + labelRoom(figure),
      outerBoundsMode: 'none',
    },
    xAxis: { ...axis(columns, theme), nameLocation: 'middle', nameGap: 26 },
    yAxis: {
      ...axis(lines, theme),
      nameLocation: 'end',
      nameGap: 12 + above,
      nameTextStyle: {
        color: theme.text,
        fontSize: FONT_SIZE,
        align: 'left',
        padding: [0, 0, 0, -ROOM.left + 4],
        rich: richStyles(theme.font, FONT_SIZE),
      },
    },
    tooltip: {
      trigger: 'item',
      confine: true,
      transitionDuration: 0,
      backgroundColor: theme.raised,
      borderColor: theme.line,
      padding: [6, 8],
      textStyle: { color: theme.text, fontFamily: theme.font, fontSize: FONT_SIZE },
    },
    series: [
      cellSeries(figure, theme),
      ...steps.map((step) => stepSeries(step, columns.values.length, theme)),
      ringSeries(figure, theme, selected),
    ],
  };
}

/** Room right of the cells for the names of step lines. */
function labelRoom({ steps }: HeatmapFigure): number {
  const beside = steps.filter(({ across }) => across === 'columns');
  const longest = Math.max(0, ...beside.map(({ label }) => plainText(label).length));
  return longest === 0 ? 0 : STEP_OVERHANG + 4 + longest * CHARACTER_WIDTH;
}

/** How far step lines reach beyond the cells, towards their names. */
const STEP_OVERHANG = 10;

function axis({ title, values }: HeatmapAxis, theme: ChartTheme): object {
  return {
    type: 'category',
    data: values.map(({ label }) => label),
    name: richText(title),
    nameTextStyle: { color: theme.text, fontSize: FONT_SIZE, rich: richStyles(theme.font, FONT_SIZE) },
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: theme.muted, fontSize: FONT_SIZE, margin: 6 },
    splitLine: { show: false },
  };
}

interface Measuring {
  readonly coord: (data: number[]) => number[];
  readonly size?: (data: number[]) => number | number[];
}

/** The frame of a cell in pixels. */
function frameOf(api: Measuring, column: number, line: number): Box {
  const [x, y] = api.coord([column, line]) as [number, number];
  const [width, height] = api.size!([1, 1]) as [number, number];
  return { x: x - width / 2, y: y - height / 2, width, height };
}

function inset({ x, y, width, height }: Box): Box {
  const gap = Math.min(width, height) < FINE ? 0 : GAP;
  return { x: x + gap / 2, y: y + gap / 2, width: width - gap, height: height - gap };
}

function cellSeries(figure: HeatmapFigure, theme: ChartTheme): CustomSeriesOption {
  return {
    type: 'custom',
    id: 'cells',
    // Drawn in one go: bit by bit, a large grid would start over with every change of size.
    progressive: 0,
    data: figure.cells.map(({ column, line }) => [column, line]),
    renderItem: (params, api) => {
      const cell = figure.cells[params.dataIndex]!;
      const frame = inset(frameOf(api, cell.column, cell.line));
      const ground = groundOf(cell, figure, theme);
      return {
        type: 'group',
        children: [
          {
            type: 'rect',
            shape: { ...frame, r: Math.min(frame.width, frame.height) < 4 * FINE ? 0 : 2 },
            style: { fill: ground, ...outlineOf(cell, frame, theme) },
          },
          ...marksOf(cell, frame, ground, theme),
          ...valueOf(cell, frame, ground, theme),
        ],
      };
    },
    z: 2,
  } as CustomSeriesOption;
}

function groundOf(cell: HeatmapCell, figure: HeatmapFigure, theme: ChartTheme): string {
  return groundColour({ theme }, figure, cell);
}

/** Shades that hardly differ from the surface. */
const PALE = 0.04;

/** A hairline holds cells of the surface's colour together. */
function outlineOf({ shade }: HeatmapCell, { width, height }: Box, theme: ChartTheme): object {
  const pale = shade === null || shade < PALE;
  return pale && Math.min(width, height) >= 2 * FINE
    ? { stroke: theme.line, lineWidth: 1 }
    : { lineWidth: 0 };
}

/** A bar at the foot of an unfinished cell says how much of it is there; failed runs hatch a corner. */
function marksOf(cell: HeatmapCell, frame: Box, ground: string, theme: ChartTheme): object[] {
  const marks: object[] = [];
  if (cell.unfinished && frame.height >= 4 * FINE) {
    const ink = cell.shade === null ? theme.unfinished : readableOn(ground);
    const track = { x: frame.x + 4, y: frame.y + frame.height - 6, width: frame.width - 8, height: 2 };
    const done = track.width * ((cell.finished + cell.failed) / cell.runs);
    marks.push(
      { type: 'rect', shape: track, style: { fill: ink, opacity: 0.3 } },
      { type: 'rect', shape: { ...track, width: done }, style: { fill: ink, opacity: 0.9 } },
    );
  }
  if (cell.failed > 0) {
    const reach = Math.min(12, frame.width / 2, frame.height / 2);
    const right = frame.x + frame.width;
    for (let offset = 3; offset <= reach; offset += 3) {
      marks.push({
        type: 'line',
        shape: { x1: right - offset, y1: frame.y, x2: right, y2: frame.y + offset },
        style: { stroke: readableOn(ground), lineWidth: 1 },
      });
    }
  }
  return marks;
}

function valueOf({ label, shade }: HeatmapCell, frame: Box, ground: string, theme: ChartTheme): object[] {
  const fits = label.length * CHARACTER_WIDTH + 4 <= frame.width && FONT_SIZE + 4 <= frame.height;
  if (!fits) return [];
  return [
    {
      type: 'text',
      x: frame.x + frame.width / 2,
      y: frame.y + frame.height / 2,
      style: {
        text: label,
        fill: shade === null || shade === 0 ? theme.muted : readableOn(ground),
        font: `${FONT_SIZE}px ${theme.font}`,
        align: 'center',
        verticalAlign: 'middle',
      },
    },
  ];
}

/** A line on the borders of cells, with its name at its far end. */
function stepSeries(step: StepLine, columns: number, theme: ChartTheme): CustomSeriesOption {
  const upwards = step.across === 'lines';
  // A name above the cells stays over them.
  const leftwards = upwards && step.counts.at(-1)! > columns / 2;
  return {
    type: 'custom',
    id: `step/${step.id}`,
    data: [[0, 0]],
    silent: true,
    tooltip: { show: false },
    renderItem: (_, api) => {
      const points = stepPoints(step, (column, line) => frameOf(api, column, line));
      const [x, y] = points.at(-1)!;
      const end = upwards ? ([x, y - STEP_OVERHANG / 2] as const) : ([x + STEP_OVERHANG, y] as const);
      points.push(end);
      return {
        type: 'group',
        children: [
          {
            type: 'polyline',
            shape: { points },
            style: { fill: 'none', stroke: theme.surface, lineWidth: 4 },
          },
          {
            type: 'polyline',
            shape: { points },
            style: {
              fill: 'none',
              stroke: theme.theory,
              lineWidth: 1.5,
              ...(step.stroke === 'dotted' ? { lineDash: [2, 3] } : {}),
            },
          },
          {
            type: 'text',
            x: end[0] + (leftwards ? -6 : 6),
            y: upwards ? end[1] - 2 : end[1],
            style: {
              text: richText(step.label),
              fill: theme.theory,
              font: `${FONT_SIZE}px ${theme.font}`,
              align: leftwards ? 'right' : 'left',
              verticalAlign: upwards ? 'bottom' : 'middle',
              rich: richStyles(theme.font, FONT_SIZE),
            },
          },
        ],
      };
    },
    z: 4,
  } as CustomSeriesOption;
}

function ringSeries(figure: HeatmapFigure, theme: ChartTheme, selected: number | null): CustomSeriesOption {
  const cell = figure.cells.find((candidate) => candidate.cell === selected);
  return {
    type: 'custom',
    id: 'ring',
    data: cell ? [[cell.column, cell.line]] : [],
    silent: true,
    tooltip: { show: false },
    renderItem: (_, api) => ({
      type: 'rect',
      shape: frameOf(api, cell!.column, cell!.line),
      style: { fill: 'none', stroke: theme.accent, lineWidth: 2.5 },
    }),
    z: 5,
  };
}
