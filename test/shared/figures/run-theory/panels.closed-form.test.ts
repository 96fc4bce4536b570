import { describe, expect, it } from 'vitest';
import { STATEMENTS } from '@shared/catalogue';
import type { FigureData, FigurePanel, ReferenceLine } from '@shared/figures/figure-data';
import { comparisonOf } from '@shared/figures/run-theory/compare-flow';
import type { RunPanelId } from '@shared/figures/run-theory/panel-ids';
import { RUN_PANELS } from '@shared/figures/run-theory/run-panels';
import type { RunView } from '@shared/figures/run-theory/run-view';
import { linearModel } from '@shared/network/model';
import { regressionProblem } from '@shared/network/regression-problem';
import { networkShape } from '@shared/network/shape';
import type { JudgedRun } from '@shared/theory/judged-run';
import type { Dynamics } from '@shared/training/trajectory';
import { judgedRun } from '../../../builders/flows';
import { flowRun, zeroFirstLayer } from '../../../builders/judged-runs';

/** Σ̂ = I, w⋆ = (1, 0): n = d = 2 with inputs √2 I. */
const problem = regressionProblem({
  train: {
    samples: 2,
    features: 2,
    inputs: Float64Array.of(Math.SQRT2, 0, 0, Math.SQRT2),
    targets: Float64Array.of(Math.SQRT2, 0),
  },
  test: null,
});
const fully = linearModel({ shape: networkShape([2, 2, 1]), projection: Float64Array.of(1) }, problem);
const residual = linearModel({ shape: networkShape([2, 2, 2]), projection: Float64Array.of(0, 1) }, problem);
const DESCENT: Dynamics = { kind: 'gradientDescent', learningRate: 0.5 };

/** W_1 = diag(a, b), W_2 = (0, c): u_1 = e_1 where a > b, v_2 = e_2. */
function fullyRun(rows: readonly (readonly [t: number, a: number, b: number, c: number])[]): JudgedRun {
  const moments = rows.map(([time, a, b, c]) => ({ time, weights: Float64Array.of(a, 0, 0, b, 0, c) }));
  return judgedRun(fully, moments, { dynamics: DESCENT });
}

function viewOf(run: JudgedRun, comparison: RunView['comparison'] = null): RunView {
  const { depth } = run.setting;
  const about = { learningRate: 0.5, scale: 0.1, scaleSymbol: 'σ', depth, repetition: 1 };
  return { run, about, comparison };
}

function drawn(id: RunPanelId, view: RunView): FigureData {
  return RUN_PANELS.find((panel) => panel.id === id)!.draw(view);
}

function ys({ series }: FigurePanel, id: string): (number | null)[] {
  return series.find((line) => line.id === id)!.points.map(({ y }) => y);
}

function heightOf(references: readonly ReferenceLine[], id: string): number {
  const { along } = references.find((line) => line.id === id)!;
  if (!('y' in along)) throw new Error(`${id} is no horizontal line`);
  return along.y;
}

/** Norms, squares and one root: some roundings. */
const DIGITS = 12;

function near(values: readonly number[], digits = DIGITS): unknown[] {
  return values.map((value): unknown => expect.closeTo(value, digits));
}

describe('the figures of a run', () => {
  const run = fullyRun([
    [0, 0.3, 0.1, 0.2],
    [1, 0.5, 0.2, 0.4],
    [1000, 3, 0.1, 2],
  ]);
  const view = viewOf(run);

  it('have layer norms beside that of the balanced minimiser, ‖w⋆‖^{1/2} = 1', () => {
    const [panel] = drawn('layerNorms', view).panels;
    expect(ys(panel!, 'norm-1')[0]).toBeCloseTo(Math.sqrt(0.1), DIGITS);
    expect(ys(panel!, 'norm-2')).toEqual([0.2, 0.4, 2]);
    expect(heightOf(panel!.references, 'balanced')).toBeCloseTo(1, DIGITS);
  });

  it('have the largest singular values in the corridor √(1/2) to √2', () => {
    const [panel] = drawn('singularValues', view).panels;
    expect(ys(panel!, 'sigma-1')).toEqual(near([0.3, 0.5, 3]));
    expect(heightOf(panel!.references, 'corridor-low')).toBeCloseTo(Math.SQRT1_2, DIGITS);
    expect(heightOf(panel!.references, 'corridor-high')).toBeCloseTo(Math.SQRT2, DIGITS);
  });

  // ε = 3 · 0.1 + 2 · ‖diag(-0.09, 0.04 - 0.01)‖ = 0.48.
  it('hold Lemma 2 against ε, a row against rank one left out', () => {
    const { panels, caption } = drawn('balance', view);
    expect(panels.map(({ references }) => heightOf(references, 'epsilon'))).toEqual(near([0.48, 0.48, 0.48]));
    expect(panels[0]!.series.map(({ id }) => id)).toEqual(['rank-1']);
    expect(ys(panels[0]!, 'rank-1')).toEqual(near([0.01, 0.04, 0.01]));
    expect(ys(panels[1]!, 'size-2')).toEqual(near([0.05, 0.09, 5]));
    // Not aligned at all: σ_2².
    expect(ys(panels[2]!, 'turn-1')).toEqual(near([0.04, 0.16, 4]));
    expect(caption).toContain('Largest of (ii): 5.000 at t = 1000');
  });

  it('have an alignment of 0 for these, and its bound where that says something', () => {
    const [panel] = drawn('alignment', view).panels;
    expect(ys(panel!, 'aligned-1')).toEqual(near([0, 0, 0]));
    // 1 - 0.48/4 at the end; from the moment before on, at which it is below 0.
    const { along } = panel!.references[0]!;
    expect('points' in along && along.points).toEqual([
      [1, expect.closeTo(1 - 0.48 / 0.16, DIGITS)],
      [1000, expect.closeTo(0.88, DIGITS)],
    ]);
    expect(panel!.note).toBeUndefined();
  });

  it('say so where the bound on the alignment says nothing', () => {
    const vacuous = drawn('alignment', viewOf(fullyRun([[0, 0.3, 0.1, 0.2]])));
    expect(vacuous.panels[0]!.references).toEqual([]);
    expect(vacuous.notes).toEqual(['Lemma 2 (iii) says nothing here: ε ≥ σ_{k+1}² throughout.']);
  });

  // D_1 = diag(-a², c² - b²).
  it('have the drift of what the flow conserves, which begins after the start', () => {
    const [panel] = drawn('conserved', view).panels;
    const first = Math.hypot(0.25 - 0.09, 0.12 - 0.03);
    expect(panel!.series[0]!.points.map(({ x }) => x)).toEqual([1, 1000]);
    expect(ys(panel!, 'drift-1')[0]).toBeCloseTo(first, DIGITS);
  });

  // w_prod = (0, b c), so R - R_min = 1 + (b c)², ∇R¹ = 2(w_prod - w⋆), ‖∇_1‖² = c² · 4 (R - R_min).
  it('have the first gradient on both of its bounds where Σ̂ = I', () => {
    const [panel] = drawn('firstGradient', view).panels;
    const expected = [0.16, 0.64, 16];
    expect(ys(panel!, 'ratio')).toEqual(near(expected, DIGITS - 1));
    for (const { along } of panel!.references) {
      expect('points' in along && along.points.map(([, y]) => y)).toEqual(near(expected, DIGITS - 1));
    }
  });

  it('have the excess risk', () => {
    const [risk] = drawn('descent', view).panels;
    expect(ys(risk!, 'excess-risk')).toEqual(near([1 + 0.02 ** 2, 1 + 0.08 ** 2, 1.04]));
  });

  it('have every level that the sharpness is held against', () => {
    const [{ references }] = drawn('sharpness', view).panels as [FigurePanel];
    expect(references.map(({ id }) => id)).toEqual([
      'floor',
      'exact',
      'ceiling',
      'small-scale',
      'at-norms',
      'stability-0.5',
    ]);
    // 2 L a = 4, 8 L Λ = 16, 2/η = 4; at the norms of the end 2 (1/‖W_1‖ + 1/‖W_2‖).
    expect(heightOf(references, 'floor')).toBeCloseTo(4, DIGITS);
    expect(heightOf(references, 'small-scale')).toBeCloseTo(16, DIGITS);
    expect(heightOf(references, 'stability-0.5')).toBe(4);
    const { along } = references[4]!;
    expect('points' in along && along.points[2]![1]).toBeCloseTo(2 / Math.hypot(3, 0.1) + 1, DIGITS);
  });

  it('have time on a logarithmic axis with the start at its edge, where they span decades', () => {
    const [{ x }] = drawn('layerNorms', view).panels as [FigurePanel];
    expect(x).toMatchObject({ scale: 'log', title: 'Time t = η · step' });
    expect(x.ticks[0]).toEqual({ value: x.domain[0], label: '0' });
    expect(x.domain[0]).toBeLessThan(0.7);
    const short = fullyRun([
      [0, 1, 1, 1],
      [5, 1, 1, 1],
      [10, 1, 1, 1],
    ]);
    expect(drawn('layerNorms', viewOf(short)).panels[0]!.x.scale).toBe('linear');
  });
});

describe('the figures of a residual run', () => {
  const identity = [1, 0, 0, 1];
  const run = judgedRun(
    residual,
    [
      { time: 0, weights: Float64Array.of(...identity, ...identity) },
      { time: 1, weights: Float64Array.of(1, 0.3, 0.4, 1, ...identity) },
    ],
    { start: { family: 'residual', scale: 0 } },
  );
  const view = viewOf(run);

  // L = 2: θ_1 = 2 · (0.3, 0.4 off the diagonal), of norm 1; M = m = 1 at the start.
  it('have the distance from the start beside m²/4M² = 1/4', () => {
    const [panel] = drawn('thetaNorms', view).panels;
    expect(ys(panel!, 'theta-1')).toEqual([expect.closeTo(1, DIGITS)]);
    expect(heightOf(panel!.references, 'radius')).toBeCloseTo(0.25, DIGITS);
  });

  it('have each gradient between its bounds', () => {
    const [panel] = drawn('gradientSandwich', view).panels;
    for (const k of [1, 2]) {
      const [above, below] = ['above', 'below'].map((end) => {
        const { along } = panel!.references.find(({ id }) => id === `${end}-${k}`)!;
        return 'points' in along ? along.points.map(([, y]) => y) : [];
      });
      ys(panel!, `gradient-${k}`).forEach((y, i) => {
        expect(y).toBeLessThanOrEqual(above![i]! * (1 + 1e-12));
        expect(y).toBeGreaterThanOrEqual(below![i]! * (1 - 1e-12));
      });
    }
    // All products are the identity at the start: 4 on both sides.
    expect(ys(panel!, 'gradient-1')[0]).toBeCloseTo(4, DIGITS);
  });

  it('leave out what is about fully connected networks', () => {
    const ids = RUN_PANELS.filter(({ applies }) => applies(run, false)).map(({ id }) => id);
    expect(ids).not.toContain('balance');
    expect(ids).toContain('thetaNorms');
    expect(drawn('singularValues', view).panels[0]!.references).toEqual([]);
  });
});

describe('gradient flow beside gradient descent', () => {
  const descent = fullyRun([
    [0, 0.3, 0.1, 0.2],
    [1, 0.5, 0.2, 0.4],
    [2, 0.5, 0.2, 0.4],
  ]);
  const flow = judgedRun(fully, [
    { time: 0, weights: Float64Array.of(0.3, 0, 0, 0.1, 0, 0.2) },
    { time: 1, weights: Float64Array.of(0.5, 0, 0.3, 0.2, 0, 0.8) },
  ]);
  const view = viewOf(descent, comparisonOf(descent, flow));

  it('is as far away as the weights are, where both are known', () => {
    const [panel] = drawn('flowDistance', view).panels;
    expect(panel!.series[0]!.points.map(({ x }) => x)).toEqual([1]);
    expect(ys(panel!, 'weights')[0]).toBeCloseTo(0.5, DIGITS);
    // (0, 0.08) against (0.24, 0.16).
    expect(ys(panel!, 'product')[0]).toBeCloseTo(Math.hypot(0.24, 0.08), DIGITS);
  });

  it('is dashed', () => {
    const [panel] = drawn('sharpness', view).panels;
    expect(panel!.series.map(({ id, stroke }) => [id, stroke])).toEqual([
      ['sharpness', undefined],
      ['flow', 'dashed'],
    ]);
  });
});

describe('a flow that waits at a saddle', () => {
  const { model, weights } = zeroFirstLayer(problem, [2, 2], 1e-3);
  const run = flowRun(model, weights);
  const [{ x, series }] = drawn('layerNorms', viewOf(run)).panels as [FigurePanel];

  it('is drawn along its path, which is at least as long as the way is far', () => {
    expect(x).toMatchObject({ scale: 'linear', title: 'Arc length s = ∫‖∇R‖_{F} dt' });
    const end = series[0]!.points.at(-1)!.x;
    const [first, last] = [run.moments[0]!.weights, run.moments.at(-1)!.weights];
    expect(end).toBeGreaterThan(Math.hypot(...first.map((weight, i) => last[i]! - weight)));
    // All layers end at norm 1, nearly straight.
    expect(end).toBeLessThan(1.1 * Math.sqrt(3));
  });
});

describe('gradient descent that waits at a saddle', () => {
  const { model, weights } = zeroFirstLayer(problem, [2, 2], 1e-3);
  const flow = flowRun(model, weights);
  const moments = flow.moments.map(({ time, weights: at }) => ({ time, weights: at }));
  const run = judgedRun(model, moments, { dynamics: DESCENT });

  it('is drawn over linear time, and the flow beside it too', () => {
    const [{ x, series }] = drawn('sharpness', viewOf(run, comparisonOf(run, flow))).panels as [FigurePanel];
    expect(x).toMatchObject({ scale: 'linear', title: 'Time t = η · step' });
    expect(series[1]!.points.map((point) => point.x)).toEqual(moments.map(({ time }) => time));
  });
});

describe('the panels', () => {
  it('stand beside statements that can be judged', () => {
    const judged = STATEMENTS.filter(({ judge }) => judge).map(({ id }) => id);
    for (const { statements } of RUN_PANELS) {
      for (const id of statements) expect(judged).toContain(id);
    }
  });
});
