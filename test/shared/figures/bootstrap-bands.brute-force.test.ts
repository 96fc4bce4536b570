import { describe, expect, it } from 'vitest';
import { plan } from '@shared/experiment/plan';
import { cellSamples } from '@shared/figures/cell-samples';
import { cellTable } from '@shared/figures/cell-table';
import { distanceLines } from '@shared/figures/distance-lines';
import { initialTable } from '@shared/figures/initial-table';
import { summariseWith } from '@shared/figures/interval';
import { summarise } from '@shared/numerics/statistics';
import { smallSpec } from '../../builders/small-experiment';
import { madeRuns } from './runs';
import { THEORY } from './source';

/** The means of all samples of the same size drawn with replacement, ascending: each is as likely as any other. */
function allResamples(values: readonly number[]): number[] {
  let sums = [0];
  for (let i = 0; i < values.length; i += 1) sums = sums.flatMap((sum) => values.map((value) => sum + value));
  return sums.map((sum) => sum / values.length).sort((a, b) => a - b);
}

/** The least number below which this share of all resamples lies. */
function quantileOfAll(means: readonly number[], share: number): number {
  return means[Math.min(means.length - 1, Math.max(0, Math.ceil(share * means.length) - 1))]!;
}

/**
 * Of 1000 resamples the share below the true 2.5 % quantile has the standard deviation √(0.025 · 0.975/1000) = 0.0049; at
 * five of these, each end lies between the true quantiles at 0.0003 and 0.0497 from its side.
 */
const SPREAD = 0.0247;

function expectEnds(values: readonly number[], ends: readonly [number, number] | null): void {
  const means = allResamples(values);
  const [low, high] = ends!;
  expect(low).toBeGreaterThanOrEqual(quantileOfAll(means, 0.025 - SPREAD));
  expect(low).toBeLessThanOrEqual(quantileOfAll(means, 0.025 + SPREAD));
  expect(high).toBeGreaterThanOrEqual(quantileOfAll(means, 0.975 - SPREAD));
  expect(high).toBeLessThanOrEqual(quantileOfAll(means, 0.975 + SPREAD));
}

const SKEWED = [0, 1, 3, 10, 40, 41];

describe('a summary with the interval asked for', () => {
  it('has percentiles of resampled means, as brute force finds them', () => {
    for (const measure of ['a', 'b', 'c', 'd'])
      expectEnds(SKEWED, summariseWith('bootstrap', SKEWED, [measure])!.ci95);
  });

  it('depends on its address, not on the order of the values', () => {
    const of = (values: readonly number[], name: string): unknown =>
      summariseWith('bootstrap', values, [name, 1])!.ci95;
    expect(of([...SKEWED].reverse(), 'a')).toEqual(of(SKEWED, 'a'));
    const ends = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => JSON.stringify(of(SKEWED, name)));
    expect(new Set(ends).size).toBeGreaterThan(1);
  });

  it('is otherwise the plain summary', () => {
    expect(summariseWith('normal', SKEWED, ['a'])).toEqual(summarise(SKEWED));
    expect({ ...summariseWith('bootstrap', SKEWED, ['a']), ci95: null }).toEqual({
      ...summarise(SKEWED),
      ci95: null,
    });
    expect(summariseWith('bootstrap', [2], ['a'])).toEqual(summarise([2]));
    expect(summariseWith('bootstrap', [], ['a'])).toBeNull();
  });
});

const spec = smallSpec({ randomness: { scheme: 'content', draws: 'independent' } });
const { cells } = plan(spec);
const runs = madeRuns(spec, ({ index, learningRate }, repetition) => ({
  initialSquaredDistance: index + SKEWED[repetition]!,
  // At the larger rate the last repetition diverges.
  ...(learningRate === 0.3 && repetition === 2
    ? {}
    : { finalSharpnessAsPublished: 1, finalSquaredDistance: SKEWED[repetition]! }),
}));

describe('the table of cells', () => {
  it('has bootstrap intervals over the runs that did not diverge, in any order of the runs', () => {
    const options = { interval: 'bootstrap', measures: ['finalSquaredDistance'] } as const;
    const rows = cellTable(cells, runs, options);
    expectEnds([0, 1, 3], rows[0]!.finalSquaredDistance!.ci95);
    expectEnds([0, 1], rows[1]!.finalSquaredDistance!.ci95);
    expect(rows[1]).toMatchObject({ finished: 3, diverged: 1 });
    expect(cellTable(cells, [...runs].reverse(), options)).toEqual(rows);
  });

  it('summarises what is asked for alone, and by default everything with normal intervals', () => {
    const [some] = cellTable(cells, runs, { measures: ['finalSquaredDistance'] });
    expect(some!.initialSquaredDistance).toBeNull();
    const [all] = cellTable(cells, runs);
    expect(all!.finalSquaredDistance).toEqual(summarise([0, 1, 3]));
    expect(all!.initialSquaredDistance).toEqual(summarise([0, 1, 3]));
  });
});

describe('what was measured before the first step', () => {
  const options = { interval: 'bootstrap' } as const;
  const samples = cellSamples(cells.length, runs);
  const pooled = (cell: number): number[] =>
    [...(samples[cell]!.values.get('initialSquaredDistance') ?? [])].concat(
      samples[cell + 1]!.values.get('initialSquaredDistance') ?? [],
    );

  it('is resampled over all runs of a scale, diverged ones included', () => {
    const rows = initialTable(cells, samples, options);
    expect(rows.map(({ depth, scale }) => [depth, scale])).toEqual([
      [3, 0.3],
      [3, 1.5],
    ]);
    expect(pooled(0)).toEqual([0, 1, 3, 1, 2, 4]);
    expect(rows[0]!.initialSquaredDistance!.n).toBe(6);
    expectEnds(pooled(0), rows[0]!.initialSquaredDistance!.ci95);
    expectEnds(pooled(2), rows[1]!.initialSquaredDistance!.ci95);
  });

  it('stands so in the figure, whose caption says which interval it is', () => {
    const source = {
      spec,
      rows: cellTable(cells, runs, options),
      theory: THEORY,
      scaleSymbol: 'σ',
      interval: 'bootstrap' as const,
      initial: initialTable(cells, samples, options),
    };
    const figure = distanceLines(source);
    const [point] = figure.panels[0]!.series.at(-1)!.points;
    expect([point!.low, point!.high]).toEqual(source.initial[0]!.initialSquaredDistance!.ci95);
    expect(figure.caption).toContain('95 % bootstrap interval (percentiles of 1000 resamples)');
    const normal = distanceLines({ ...source, rows: cellTable(cells, runs), interval: 'normal' });
    expect(normal.caption).toContain('95 % normal interval');
  });

  it('is that of the largest cell where every learning rate starts from the same networks', () => {
    const shared = { ...spec, randomness: { scheme: 'content', draws: 'shared' } as const };
    const rows = cellTable(cells, runs, options);
    const figure = distanceLines({
      spec: shared,
      rows,
      theory: THEORY,
      scaleSymbol: 'σ',
      interval: 'bootstrap',
      initial: initialTable(cells, samples, options),
    });
    expect(figure.panels[0]!.series.at(-1)!.points[0]).toMatchObject({
      n: 3,
      low: rows[0]!.initialSquaredDistance!.ci95![0],
    });
  });
});
