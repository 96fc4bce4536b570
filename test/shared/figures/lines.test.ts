import { describe, expect, it } from 'vitest';
import { distanceLines } from '@shared/figures/distance-lines';
import { divergenceLines } from '@shared/figures/divergence-lines';
import type { FigureData, FigureSeries, FigureSource } from '@shared/figures/figure-data';
import { leavesOutRates, sharpnessLines } from '@shared/figures/sharpness-lines';
import { summarise } from '@shared/numerics/statistics';
import { presetSpec, sampleAround, sourceOf } from './source';

const figure3 = presetSpec('figure-3');
const figure4 = presetSpec('figure-4');
const figure2 = presetSpec('figure-2');

const panelOf = ({ panels }: FigureData): FigureData['panels'][number] => panels[0]!;
const labels = (series: readonly FigureSeries[]): string[] => series.map(({ label }) => label);

/** Every measure depends on rate and scale alone; at the largest scale every run of the largest rate diverged. */
function measured(spec: typeof figure3): FigureSource {
  const largest = {
    rate: Math.max(...spec.grid.training.map(({ learningRate }) => learningRate)),
    scale: spec.grid.scales.at(-1)!,
  };
  return sourceOf(spec, ({ learningRate, scale, runs }) => {
    const allDiverged = learningRate === largest.rate && scale === largest.scale;
    return {
      diverged: allDiverged ? runs : 0,
      initialSharpness: sampleAround(100 * scale + 1, runs),
      initialSharpnessAsPublished: sampleAround(100 * scale + 1, runs),
      initialSquaredDistance: sampleAround(1 + scale, runs),
      ...(allDiverged
        ? {}
        : {
            finalSharpness: sampleAround(20),
            finalSharpnessAsPublished: sampleAround(21),
            finalSquaredDistance: sampleAround(1e-10 * learningRate),
          }),
    };
  });
}

describe('the share that diverged, as lines', () => {
  it('has a line a learning rate, no band, and an axis from 0 to 1', () => {
    const panel = panelOf(divergenceLines(measured(figure3)));
    expect(labels(panel.series)).toEqual(['η = 0.005', 'η = 0.02', 'η = 0.07', 'η = 0.1', 'η = 0.2']);
    expect(panel.y.domain).toEqual([0, 1]);
    expect(panel.series.at(-1)!.points.at(-1)).toMatchObject({ y: 1, low: null, high: null, n: 80 });
    expect(panel.references).toEqual([]);
  });

  it('has no point where no run has finished', () => {
    const panel = panelOf(divergenceLines(sourceOf(figure3, () => ({ finished: 0 }))));
    expect(panel.series[0]!.points.every(({ y }) => y === null)).toBe(true);
  });
});

describe('the squared distance', () => {
  it('over scale: log axis, intervals, no point where all diverged, the initialisation over all runs', () => {
    const figure = distanceLines(measured(figure3));
    const { series, y, references } = panelOf(figure);
    expect(y.scale).toBe('log');
    expect(references).toEqual([]);
    expect(labels(series).at(-1)).toBe('At initialisation');
    const [slowest] = series;
    expect(slowest!.points[0]!.low).toBeLessThan(slowest!.points[0]!.y!);
    expect(series[4]!.points.at(-1)).toMatchObject({ y: null, low: null, high: null });
    // Four rates with 20 repetitions and one with 80, diverged ones included.
    expect(series[5]!.points.map(({ n }) => n)).toEqual(new Array(10).fill(160));
    expect(figure.notes).toContain('No point is drawn where every run diverged.');
  });

  it('has room for the upper ends of intervals', () => {
    const wide = summarise([1, 1, 1, 3797])!;
    const source = sourceOf(figure3, () => ({
      initialSquaredDistance: wide,
      initialSharpness: wide,
      finalSquaredDistance: summarise([1e-10, 3e-10])!,
      finalSharpness: summarise([20, 21])!,
    }));
    for (const figure of [distanceLines(source), sharpnessLines(source)]) {
      const { y, series } = panelOf(figure);
      const { y: mean, high } = series.at(-1)!.points[0]!;
      expect([mean! < 1000, high! > 1000], figure.id).toEqual([true, true]);
      expect(y.domain[1], figure.id).toBeGreaterThanOrEqual(high!);
    }
  });

  it('pools the initialisation as if all samples were one', () => {
    const raw = figure3.grid.training.map((_, i) =>
      Array.from({ length: 3 + i }, (__, j) => 1 + i + 0.25 * j),
    );
    const rates = figure3.grid.training.map(({ learningRate }) => learningRate);
    const source = sourceOf(figure3, ({ learningRate }) => ({
      initialSquaredDistance: summarise(raw[rates.indexOf(learningRate)]!),
    }));
    const direct = summarise(raw.flat())!;
    const [point] = panelOf(distanceLines(source)).series.at(-1)!.points;
    expect(point!.n).toBe(direct.n);
    expect(point!.y).toBeCloseTo(direct.mean, 12);
    expect(point!.low).toBeCloseTo(direct.ci95![0], 12);
    expect(point!.high).toBeCloseTo(direct.ci95![1], 12);
  });

  it('counts a network once where every learning rate starts from it', () => {
    const shared = { ...figure3, randomness: { scheme: 'content', draws: 'shared' } as const };
    const source = sourceOf(shared, ({ runs }) => ({ initialSquaredDistance: sampleAround(2, runs) }));
    const figure = distanceLines(source);
    expect(panelOf(figure).series.at(-1)!.points[0]!.n).toBe(80);
    expect(figure.caption).toContain('each network once');
  });

  it('is a mean over coordinates as published', () => {
    const source = measured(figure3);
    const exact = panelOf(distanceLines(source)).series[0]!.points[0]!;
    const published = panelOf(distanceLines(source, { convention: 'asPublished' })).series[0]!.points[0]!;
    expect(published.y).toBeCloseTo(exact.y! / 5, 20);
    const unknown = panelOf(distanceLines({ ...source, theory: null }, { convention: 'asPublished' }));
    expect(unknown.series[0]!.points[0]!.y).toBeNull();
  });

  it('over learning rate: a line a depth, a log axis of rates, both critical rates, figure 2’s linear axis', () => {
    const source = sourceOf(figure2, () => ({ finalSquaredDistance: sampleAround(0.5) }));
    const { series, x, y, references } = panelOf(distanceLines(source));
    expect(labels(series)).toEqual(['L = 5', 'L = 10', 'L = 20', 'L = 40']);
    expect(x.scale).toBe('log');
    expect(y).toMatchObject({ scale: 'linear', domain: [-0.05, 1.05] });
    expect(references).toHaveLength(8);
    expect(references.slice(0, 2).map(({ stroke, along }) => [stroke, along])).toEqual([
      ['dashed', { x: 2 / (1.86 * 5) }],
      ['solid', { x: 2 / (1.87 * 5) }],
    ]);
    expect(references[0]!.ink).toEqual(series[0]!.ink);
    const published = panelOf(distanceLines(source, { convention: 'asPublished' }));
    expect(published.y.domain[0]).toBeCloseTo(-0.01, 12);
    expect(published.y.domain[1]).toBeCloseTo(0.21, 12);
  });
});

describe('the sharpness', () => {
  it('leaves out learning rates from 0.09 on, as the paper does, and shows them when asked', () => {
    const source = measured(figure3);
    expect(leavesOutRates(source)).toBe(true);
    const figure = sharpnessLines(source);
    expect(labels(panelOf(figure).series)).toEqual([
      'η = 0.005',
      'η = 0.02',
      'η = 0.07',
      'At initialisation',
    ]);
    expect(figure.notes[0]).toContain('η = 0.1, 0.2');
    expect(panelOf(sharpnessLines(source, { everyRate: true })).series).toHaveLength(6);
  });

  it('keeps a rate’s colour whether others are shown or not', () => {
    const source = measured(figure3);
    const few = panelOf(sharpnessLines(source)).series[1]!.ink;
    expect(panelOf(sharpnessLines(source, { everyRate: true })).series[1]!.ink).toEqual(few);
  });

  it('shows everything where every rate is large', () => {
    const fast = { ...figure3, grid: { ...figure3.grid, training: figure3.grid.training.slice(3) } };
    expect(panelOf(sharpnessLines(measured(fast))).series).toHaveLength(3);
  });

  it('draws 2/η dashed in the series’ colour, both bounds dotted and S_min thin for fully connected networks', () => {
    const { references, series } = panelOf(sharpnessLines(measured(figure3)));
    const strokes = references.map(({ stroke, along }) => [stroke, 'y' in along ? along.y : null]);
    expect(strokes).toEqual([
      ['dashed', 400],
      ['dashed', 100],
      ['dashed', 2 / 0.07],
      ['dotted', 18.6],
      ['solid', 18.700000000000003],
      ['dotted', 128],
    ]);
    expect(references[1]!.ink).toEqual(series[1]!.ink);
    expect(references[3]!.ink).toEqual({ kind: 'theory' });
  });

  it('draws the lower bound only for residual networks and for rank-deficient data', () => {
    const dotted = (source: FigureSource): number =>
      panelOf(sharpnessLines(source)).references.filter(({ stroke }) => stroke === 'dotted').length;
    expect(dotted(measured(figure4))).toBe(1);
    const source = measured(figure3);
    const bounds = source.theory!.bounds.map((row) => ({ ...row, smallInitialisationUpper: null }));
    expect(dotted({ ...source, theory: { ...source.theory!, bounds } })).toBe(1);
  });

  it('takes the authors’ measures as published', () => {
    const point = panelOf(sharpnessLines(measured(figure3), { convention: 'asPublished' })).series[0]!
      .points[0]!;
    expect(point.y).toBeCloseTo(21, 12);
  });

  it('over learning rate has the curve 2/η and the bounds of each depth', () => {
    const source = sourceOf(figure2, () => ({ finalSharpness: sampleAround(20) }));
    const { references } = panelOf(sharpnessLines(source));
    const [curve] = references;
    expect(curve!.along).toHaveProperty('points');
    expect(references.filter(({ stroke }) => stroke === 'solid')).toHaveLength(4);
  });
});
