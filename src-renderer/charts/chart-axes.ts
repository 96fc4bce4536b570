import type { FigureAxis, FigurePanel } from '@shared/figures/figure-data';
import type { ChartTheme } from './chart-theme';
import { FONT_SIZE } from './decoration';
import type { XAXisOption, YAXisOption } from './echarts';
import { richStyles, richText } from './figure-text';

/** Axes of figures, with the figure's own ends and ticks. */

/** Left of a panel, for tick labels. */
export const TICK_ROOM = 52;
/** Above a panel, for names of vertical lines. */
export const NAMES_ABOVE = 16;

/** Whether vertical lines have their names between a panel and its title. */
export function hasNamesAbove({ references }: FigurePanel): boolean {
  return references.some(({ along, label }) => 'x' in along && label !== '');
}

export function xAxis(
  { title, scale, domain, ticks }: FigureAxis,
  theme: ChartTheme,
  gridIndex: number,
  named: boolean,
): XAXisOption {
  return {
    type: scale === 'log' ? 'log' : 'value',
    gridIndex,
    min: domain[0],
    max: domain[1],
    name: named ? richText(title) : '',
    nameLocation: 'middle',
    nameGap: 26,
    nameTextStyle: { color: theme.text, fontSize: FONT_SIZE, rich: richStyles(theme.font, FONT_SIZE) },
    axisLine: { show: true, onZero: false, lineStyle: { color: theme.lineStrong } },
    axisTick: {
      show: true,
      length: 4,
      lineStyle: { color: theme.lineStrong },
      customValues: ticks.map(({ value }) => value),
    },
    minorTick: { show: false },
    splitLine: { show: false },
    axisLabel: {
      show: named,
      color: theme.muted,
      fontSize: FONT_SIZE,
      customValues: ticks.map(({ value }) => value),
      formatter: labelOf(ticks),
      hideOverlap: true,
    },
  };
}

export function yAxis(panel: FigurePanel, theme: ChartTheme, gridIndex: number): YAXisOption {
  const { title, scale, domain, ticks } = panel.y;
  const customValues = ticks.map(({ value }) => value);
  return {
    type: scale === 'log' ? 'log' : 'value',
    gridIndex,
    min: domain[0],
    max: domain[1],
    name: richText(title),
    nameLocation: 'end',
    nameGap: 10 + (hasNamesAbove(panel) ? NAMES_ABOVE : 0),
    nameTextStyle: {
      color: theme.text,
      fontSize: FONT_SIZE,
      align: 'left',
      padding: [0, 0, 0, -TICK_ROOM + 4],
      rich: richStyles(theme.font, FONT_SIZE),
    },
    axisLine: { show: true, onZero: false, lineStyle: { color: theme.lineStrong } },
    axisTick: { show: true, length: 4, lineStyle: { color: theme.lineStrong }, customValues },
    minorTick: { show: false },
    splitLine: { show: true, lineStyle: { color: theme.line, width: 1 } },
    axisLabel: {
      color: theme.muted,
      fontSize: FONT_SIZE,
      customValues,
      formatter: labelOf(ticks),
      hideOverlap: true,
    },
  };
}

/** The label of the nearest tick: logarithmic axes hand back rounded values. */
function labelOf(ticks: FigureAxis['ticks']): (value: number) => string {
  return (value) => {
    const near = ticks.find((tick) => Math.abs(tick.value - value) <= 1e-9 * Math.abs(value));
    return (near ?? ticks.find((tick) => tick.value === value))?.label ?? '';
  };
}
