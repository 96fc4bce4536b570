import { describe, expect, it } from 'vitest';
import type { CriticalRateFacts } from '@shared/experiment/critical-rate/critical-rate-facts';
import { criticalRateView } from '@shared/figures/critical-rate-axis';
import { criticalRateFigure } from '@shared/figures/critical-rate-figure';
import { criticalRatePhases } from '@shared/figures/critical-rate-phases';
import { divergenceHeatmap } from '@shared/figures/divergence-heatmap';
import { plan } from '@shared/experiment/plan';
import { presetSpec, sourceOf } from './source';

const none = { converged: 0, cycling: 0, collapsed: 0, diverged: 0, stepLimit: 0 };

function facts(depth: number, change: Partial<CriticalRateFacts> = {}): CriticalRateFacts {
  return {
    scale: 0.25,
    depth,
    converging: { rate: 0.98 / depth, low: 0.97 / depth, high: 0.99 / depth },
    diverging: { rate: 2 / depth, low: null, high: 2.2 / depth },
    criticalLearningRate: 1 / depth,
    criticalLearningRateUpperBound: 1.01 / depth,
    ratio: 0.98,
    divergingRatio: 2,
    steps: 2000 * depth,
    repetitions: 20,
    excessRisk: 1e-10,
    drawsOf: 0.01,
    stepsTaken: 1e6,
    notMonotone: [],
    trials: [
      { learningRate: 0.98 / depth, ratio: 0.98, ...none, converged: 11, cycling: 9, n: 20 },
      { learningRate: 1 / depth, ratio: 1, ...none, cycling: 9, diverged: 8, stepLimit: 3, n: 20 },
    ],
    ...change,
  };
}

describe('the figure of the measured critical rate', () => {
  const rows = [10, 5, 20].map((depth) => facts(depth));
  const view = criticalRateView(rows, 's');

  it('stands over depth, with its interval, between theory’s lines', () => {
    expect(view.over).toBe('depth');
    const [panel] = criticalRateFigure(rows, view).panels;
    const [converging, diverging] = panel!.series;
    expect(converging!.points).toEqual(
      [5, 10, 20].map((x) => ({ x, y: 0.98 / x, low: 0.97 / x, high: 0.99 / x, n: 20 })),
    );
    expect(diverging!.points[0]).toMatchObject({ x: 5, y: 0.4, low: null });
    expect(panel!.references.map(({ stroke, along }) => [stroke, along])).toEqual([
      ['dotted', { points: [5, 10, 20].map((L) => [L, 1.01 / L]) }],
      ['solid', { points: [5, 10, 20].map((L) => [L, 1 / L]) }],
    ]);
    expect(panel!.x.ticks.map(({ label }) => label)).toEqual(['5', '10', '20']);
  });

  it('says criterion, steps, runs, and what it leaves open', () => {
    const odd = facts(40, { converging: null, notMonotone: [{ lower: 0.01, higher: 0.02 }] });
    const { caption, notes } = criticalRateFigure([...rows, odd], view);
    expect(caption).toMatch(/half of 20 runs reach R − R_\{min\} ≤ 1.0×10⁻¹⁰ within 10,000 to 80,000 steps/);
    expect(notes.join(' ')).toMatch(
      /drawn at η = 0.01000.*not monotone in the rate at L = 40.*No point is drawn where/,
    );
  });

  it('has one line a depth over scale', () => {
    const two = [0.1, 0.2].map((scale) => facts(10, { scale }));
    const { panels } = criticalRateFigure(two, criticalRateView(two, 's'));
    expect(panels[0]!.references.map(({ along }) => along)).toEqual([{ y: 0.101 }, { y: 0.1 }]);
  });

  it('shows every tried rate in the colour of its most frequent outcome', () => {
    const { panels, notes } = criticalRatePhases(rows, view);
    expect(panels[0]!.series.map(({ ink, points }) => [ink, points.length])).toEqual([
      [{ kind: 'outcome', outcome: 'converged' }, 3],
      [{ kind: 'outcome', outcome: 'cycling' }, 3],
    ]);
    expect(notes).toEqual(['At 3 of them no outcome had more than half the runs.']);
  });
});

describe('the phase diagram of a grid', () => {
  const figure2 = presetSpec('figure-2');
  const quantity = { kind: 'commonOutcome' } as const;

  it('has in each cell the most frequent outcome, its share and Wilson’s interval', () => {
    const outcomes = { ...none, converged: 10, cycling: 30, diverged: 10 };
    const { cells, legend } = divergenceHeatmap(
      sourceOf(figure2, (_, i) => (i === 0 ? { finished: 0 } : { outcomes })),
      { quantity },
    );
    const byCell = new Map(cells.map((cell) => [cell.cell, cell]));
    expect(byCell.get(1)).toMatchObject({
      value: 0.6,
      shade: 0.6,
      count: 30,
      label: '0.60',
      ink: { kind: 'outcome', outcome: 'cycling' },
    });
    expect(byCell.get(0)).toMatchObject({ value: null, shade: null, label: '–' });
    expect(byCell.get(0)!.ink).toBeUndefined();
    expect(legend.categories).toEqual([{ label: 'cycling', ink: { kind: 'outcome', outcome: 'cycling' } }]);
  });

  it('adds the paper’s bound, dotted, only where it lies between other rates than 2/S_min', () => {
    const source = sourceOf(figure2, () => ({}));
    expect(divergenceHeatmap(source, { quantity }).steps.map(({ id }) => id)).toEqual([
      'critical-learning-rate',
    ]);
    const rates = plan(figure2).cells.map(({ learningRate }) => learningRate);
    const theory = source.theory!;
    const loose = theory.bounds.map((row) => ({
      ...row,
      criticalLearningRateUpperBound: Math.max(...rates),
    }));
    const { steps } = divergenceHeatmap({ ...source, theory: { ...theory, bounds: loose } }, { quantity });
    expect(steps.map(({ id, stroke }) => [id, stroke])).toEqual([
      ['critical-learning-rate-bound', 'dotted'],
      ['critical-learning-rate', undefined],
    ]);
    expect(steps[0]!.counts).toEqual([25, 25, 25, 25]);
  });
});
