import { describe, expect, it } from 'vitest';
import { inkColour } from '@shared/drawing/colours/inks';
import { distanceLines } from '@shared/figures/distance-lines';
import { divergenceHeatmap } from '@shared/figures/divergence-heatmap';
import type { FigureSeries, Marker } from '@shared/figures/figure-data';
import { sharpnessLines } from '@shared/figures/sharpness-lines';
import { figureOption } from '../../../src-renderer/charts/chart-option';
import type { LineSeriesOption } from '../../../src-renderer/charts/echarts';
import { heatmapOption } from '../../../src-renderer/charts/heatmap-option';
import { presetSpec, sampleAround, sourceOf } from '../../shared/figures/source';
import { DARK, LIGHT } from './theme';

const figure3 = presetSpec('figure-3');
const source = sourceOf(figure3, ({ learningRate, scale }) => ({
  finalSharpness: scale > 0.55 ? null : sampleAround(20 + 1 / learningRate),
  finalSquaredDistance: sampleAround(learningRate === 0.005 ? 0 : 1e-20),
  initialSharpness: sampleAround(1000 * scale),
  initialSquaredDistance: sampleAround(1 + scale),
}));

interface Drawn {
  readonly id: string;
  readonly type: string;
  readonly data: (number | null)[][];
}

const seriesOf = (option: { series?: unknown }): Drawn[] => option.series as Drawn[];

describe('the option of a figure', () => {
  const option = figureOption(sharpnessLines(source), LIGHT, 400);

  it('draws bands and theory under lines and labels over them', () => {
    expect(seriesOf(option).map(({ id, type }) => `${type} ${id}`)).toEqual([
      'custom 0/reference/stability-0.005',
      'custom 0/reference/stability-0.02',
      'custom 0/reference/stability-0.07',
      'custom 0/reference/lower-10',
      'custom 0/reference/exact-10',
      'custom 0/reference/upper-10',
      'custom 0/bands/η=0.005',
      'custom 0/bars/η=0.005',
      'custom 0/bands/η=0.02',
      'custom 0/bars/η=0.02',
      'custom 0/bands/η=0.07',
      'custom 0/bars/η=0.07',
      'custom 0/bands/initialisation',
      'custom 0/bars/initialisation',
      'line 0/η=0.005',
      'line 0/η=0.02',
      'line 0/η=0.07',
      'line 0/initialisation',
      'custom 0/labels',
    ]);
  });

  it('outlines the dots of later sides in their colour, so that those below show through, and fills those of the first', () => {
    const distances = distanceLines(source);
    const { panels } = distances;
    const [panel] = panels;
    const dots = (marker: Marker): FigureSeries => ({
      ...panel!.series[0]!,
      id: marker,
      marked: true,
      drawn: 'dots',
      marker,
    });
    const drawn = figureOption(
      { ...distances, panels: [{ ...panel!, series: [dots('circle'), dots('square')] }] },
      LIGHT,
      300,
    );
    const styles = (seriesOf(drawn) as unknown as LineSeriesOption[])
      .filter(({ type }) => type === 'line')
      .map(({ symbol, itemStyle }) => [symbol, itemStyle!.color, itemStyle!.borderColor]);
    const colour = inkColour(LIGHT, panel!.series[0]!.ink);
    expect(styles).toEqual([
      ['circle', colour, undefined],
      [expect.stringMatching(/^path:/), 'transparent', colour],
    ]);
  });

  it('has null, never NaN, where there is no point', () => {
    const values = seriesOf(option).flatMap(({ data }) => data.flat());
    expect(values).toContain(null);
    expect(values.some((value) => Number.isNaN(value))).toBe(false);
  });

  it('has the figure’s axes and its tick labels, which survive rounding', () => {
    const [axis] = option.yAxis as {
      type: string;
      min: number;
      axisLabel: { formatter: (value: number) => string };
    }[];
    expect(axis!.type).toBe('log');
    expect(axis!.min).toBe(10);
    expect(axis!.axisLabel.formatter(100.00000000000001)).toBe('100');
    expect(axis!.axisLabel.formatter(123)).toBe('');
  });

  it('puts exact zeros of a logarithmic axis on its lower edge', () => {
    const figure = distanceLines(source);
    const line = seriesOf(figureOption(figure, LIGHT, 400)).find(({ id }) => id === '0/η=0.005')!;
    expect(line.data[0]![1]).toBe(figure.panels[0]!.y.domain[0]);
    expect(figure.notes).toContain('Exact zeros stand on the lower edge.');
  });

  it('divides its height between panels', () => {
    const [panel] = sharpnessLines(source).panels;
    const two = { ...sharpnessLines(source), panels: [panel!, panel!] };
    const grids = figureOption(two, LIGHT, 500).grid as { top: number; height: number }[];
    expect(grids).toHaveLength(2);
    expect(grids[0]!.height).toBe(grids[1]!.height);
    expect(grids[0]!.top + grids[0]!.height).toBeLessThan(grids[1]!.top);
    expect(grids[1]!.top + grids[1]!.height).toBeLessThan(500);
  });
});

describe('the option of a heatmap', () => {
  const figure = divergenceHeatmap(source);
  const frame = {
    coord: ([column, line]: number[]) => [100 + 50 * column!, 300 - 40 * line!],
    size: () => [50, 40],
  };

  interface Cells extends Drawn {
    readonly renderItem: (
      params: { dataIndex: number },
      api: typeof frame,
    ) => { children: { type: string; style: { fill?: string; text?: string } }[] };
  }

  it('has a datum a cell, a step and a ring', () => {
    expect(seriesOf(heatmapOption(figure, LIGHT, null)).map(({ id, data }) => [id, data.length])).toEqual([
      ['cells', 50],
      ['step/critical-learning-rate', 1],
      ['ring', 0],
    ]);
    expect(seriesOf(heatmapOption(figure, LIGHT, 3)).at(-1)!.data).toEqual([[0, 3]]);
  });

  it('prints a cell’s value where it fits, on the surface’s colour where it is zero', () => {
    for (const theme of [LIGHT, DARK]) {
      const [cells] = seriesOf(heatmapOption(figure, theme, null)) as Cells[];
      const { children } = cells!.renderItem({ dataIndex: 0 }, frame);
      expect(children[0]!.style.fill).toBe(theme.surface);
      expect(children.at(-1)!.style.text).toBe('0');
      const small = { ...frame, size: () => [8, 8] };
      expect(cells!.renderItem({ dataIndex: 0 }, small).children.some(({ type }) => type === 'text')).toBe(
        false,
      );
    }
  });
});
