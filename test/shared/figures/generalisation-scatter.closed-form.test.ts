import { describe, expect, it } from 'vitest';
import { figureTable } from '@shared/figures/figure-table';
import { generalisationScatter } from '@shared/figures/generalisation-scatter';
import { smallSpec } from '../../builders/small-experiment';
import { madeRuns } from './runs';

const spec = smallSpec({
  data: { kind: 'synthetic', samples: 20, features: 3, testSamples: 20 },
  grid: {
    depths: [3],
    scales: [0.3, 0.1],
    training: [
      { learningRate: 0.3, steps: 120, repetitions: 3 },
      { learningRate: 0.01, steps: 200, repetitions: 3 },
    ],
  },
});
const about = { spec, scaleSymbol: 'σ' };

/** Sharpness 1, 10, 100 and, at the second scale, again; gaps 10^{-1, 0, 0} and ten times these. */
const EXPONENTS = [-1, 0, 0];
const runs = madeRuns(spec, ({ scale, learningRate }, repetition) => {
  const sharpness = learningRate === 0.01 ? 10 ** repetition : 7;
  const gap = 10 ** (EXPONENTS[repetition]! + (scale === 0.1 ? 0 : 1));
  return {
    finalSharpness: sharpness,
    finalSharpnessAsPublished: 2 * sharpness,
    finalRisk: 0.5,
    finalTestRisk: 0.5 + gap,
  };
});

describe('figure 6b', () => {
  const figure = generalisationScatter(about, runs);
  const [panel] = figure.panels;

  it('has a dot a run at the smallest rate, a series a scale from the smallest, on logarithmic axes', () => {
    expect(panel!.series.map(({ label, drawn, ink }) => [label, drawn, ink])).toEqual([
      ['σ = 0.1', 'dots', { kind: 'ordinal', index: 0, count: 2 }],
      ['σ = 0.3', 'dots', { kind: 'ordinal', index: 1, count: 2 }],
    ]);
    expect(panel!.series[0]!.points.map(({ x }) => x)).toEqual([1, 10, 100]);
    [0.1, 1, 1].forEach((gap, i) => expect(panel!.series[0]!.points[i]!.y).toBeCloseTo(gap, 12));
    expect([panel!.x.scale, panel!.y.scale]).toEqual(['log', 'log']);
    expect(figure.title).toContain('η = 0.01');
    expect(figure.notes).toEqual([]);
  });

  it('has the least-squares line, straight in the logarithms, with its standard errors', () => {
    // x = 0, 1, 2 twice; y = -1, 0, 0 and 0, 1, 1. Means 1 and 1/6, S_xx = 4, S_xy = 2: slope 1/2, intercept -1/3.
    // Residuals ∓ 1/2 ∓ (1/6, -1/3, 1/6): their squares sum to 6/4 + 2/6; s² = (11/6)/4; errors √(s²/4), √(s² (1/6 + 1/4)).
    const variance = 11 / 24;
    const [slopeError, interceptError] = [Math.sqrt(variance / 4), Math.sqrt((variance * 5) / 12)];
    expect(panel!.note).toBe(
      [
        `slope 0.50 ± ${slopeError.toFixed(2)}`,
        `intercept −0.33 ± ${interceptError.toFixed(2)}`,
        'n = 6',
      ].join('\n'),
    );
    const [line] = panel!.references;
    const { points } = line!.along as { points: [number, number][] };
    expect(points.map(([x]) => x)).toEqual([1, 100]);
    expect(points[0]![1]).toBeCloseTo(10 ** (-1 / 3), 12);
    expect(points[1]![1]).toBeCloseTo(10 ** (-1 / 3 + 1), 12);
  });

  it('takes the authors’ sharpness as published, and the rate that is asked for', () => {
    const published = generalisationScatter(about, runs, { convention: 'asPublished' });
    expect(published.panels[0]!.series[0]!.points.map(({ x }) => x)).toEqual([2, 20, 200]);
    expect(published.panels[0]!.x.title).toContain('as published');
    const other = generalisationScatter(about, runs, { learningRate: 0.3 });
    // All of one sharpness: no line.
    expect(other.panels[0]!.references).toEqual([]);
    expect(other.panels[0]).not.toHaveProperty('note');
  });

  it('says how many runs are left out, missing or failed', () => {
    const some = runs.slice(0, -2).map((run, i) => {
      if (i === 3) return { ...run, measures: [] };
      return i === 4 ? { ...run, status: 'failed' as const, outcome: null, measures: [] } : run;
    });
    expect(generalisationScatter(about, some).notes).toEqual([
      '1 run is left out: diverged, or without a positive difference.',
      '2 of the runs are still missing: what is shown is over those that finished.',
      '1 run could not be computed and is left out.',
    ]);
    expect(generalisationScatter(about, []).panels[0]!.series.flatMap(({ points }) => points)).toEqual([]);
  });

  it('is a table with a row a dot, also where dots share an abscissa', () => {
    const { columns, rows } = figureTable(panel!);
    expect(columns).toEqual([panel!.x.title, 'σ = 0.1', 'σ = 0.3']);
    expect(rows.map(([x]) => x)).toEqual([1, 1, 10, 10, 100, 100]);
    expect(rows.every((row) => row.filter((value) => value === null).length === 1)).toBe(true);
  });
});
