import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backward, excessRisk, linearWorkspace } from '@shared/network/linear-network';
import { linearModel } from '@shared/network/model';
import { keyAt, normals } from '@shared/numerics/random/content';
import { norm } from '@shared/numerics/dense';
import { gradientDescentStep } from '@shared/training/gradient-descent';
import { COLLAPSED_FRACTION, CONVERGED_FRACTION, TAIL_RISE, TAIL_STEPS } from '@shared/training/outcome';
import type { Outcome } from '@shared/training/run-result';
import { finalPublishedTime, type RunTask, type SimulatedRun } from '@shared/training/run-course';
import { simulateRun } from '@shared/training/simulate-run';
import { randomNetwork, randomProblem } from '../../builders/networks';

function task(widths: readonly number[], seed: number, scale: number, change: Partial<RunTask>): RunTask {
  const { problem } = randomProblem(15, widths[0]!, seed, true);
  const { network, weights } = randomNetwork(widths, seed, scale);
  return {
    model: linearModel(network, problem),
    learningRate: 0.02,
    steps: 120,
    draws: {
      layer: () => new Float64Array(0),
      powerIterationStart: (updates, count) => normals(keyAt(seed, ['start', updates]), count),
    },
    initialise: (out) => out.set(weights),
    trace: null,
    publishedPhase: 1,
    ...change,
  };
}

function run(given: RunTask): { result: SimulatedRun; yielded: number[] } {
  const slices = simulateRun(given);
  const yielded: number[] = [];
  for (;;) {
    const { done, value } = slices.next();
    if (done) return { result: value, yielded };
    yielded.push(value);
  }
}

/** The outcome by its published words, from every risk of a loop that knows no slices and no early end. */
function plainOutcome({ model, learningRate, steps, initialise }: RunTask): Outcome {
  const { network, problem } = model;
  const weights = new Float64Array(network.shape.parameterCount);
  initialise(weights);
  const workspace = linearWorkspace(network);
  backward(network, problem, weights, workspace);
  const initialNorm = norm(workspace.outputs[0]!);
  const risks: number[] = [];
  for (let t = 0; t <= steps; t += 1) {
    backward(network, problem, weights, workspace);
    risks.push(excessRisk(workspace));
    if (t < steps) gradientDescentStep(network, problem, learningRate, weights, workspace);
  }
  if (!weights.every(Number.isFinite)) return 'diverged';
  if (risks[steps]! <= CONVERGED_FRACTION * (problem.a * problem.wStarNorm * problem.wStarNorm))
    return 'converged';
  const finalNorm = norm(workspace.outputs[0]!);
  if (finalNorm <= COLLAPSED_FRACTION * problem.wStarNorm && finalNorm < initialNorm) return 'collapsed';
  const tail = risks.slice(-TAIL_STEPS - 1);
  const rose = tail.some(
    (risk, i) => Number.isNaN(risk) || risk > Math.min(...tail.slice(0, i)) * (1 + TAIL_RISE),
  );
  return rose ? 'cycling' : 'stepLimit';
}

const WIDTHS = [
  [2, 1],
  [2, 3, 1],
  [3, 3, 3, 1],
  [2, 2, 2],
];

describe('a simulated run', () => {
  it('ends as a plain loop says, over the whole range of behaviour (property)', () => {
    const seen = new Set<Outcome>();
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(...WIDTHS),
        fc.double({ min: 0.05, max: 2, noNaN: true }),
        fc.double({ min: -5, max: 1, noNaN: true }).map((exponent) => 10 ** exponent),
        fc.constantFrom(1, 49, 50, 99, 100, 101, 250, 1003, 4000),
        (seed, widths, scale, learningRate, steps) => {
          const given = task(widths, seed, scale, { learningRate, steps });
          const { outcome } = run(given).result;
          seen.add(outcome);
          expect(outcome).toBe(plainOutcome(given));
        },
      ),
      { numRuns: 150, seed: 20 },
    );
    // The range is only whole if it holds these; a collapse takes a constructed start.
    expect([...seen].sort()).toEqual(
      expect.arrayContaining(['converged', 'cycling', 'diverged', 'stepLimit']),
    );
  });

  it('accounts for every update, wherever it pauses', () => {
    // 64·64 + 64 parameters: 80 updates to a slice, so that slices, stops and looks fall apart.
    const given = task([64, 64, 1], 5, 0.05, {
      steps: 333,
      trace: { every: 37, quantities: ['excessRisk'] },
      publishedPhase: 1,
    });
    const { result, yielded } = run(given);
    expect(yielded.reduce((sum, count) => sum + count, 0)).toBe(333);
    expect(yielded.length).toBeGreaterThan(9);
    expect(result.stepsTaken).toBe(333);
    // The same run without its trace pauses elsewhere, after whole slices too, and gives the same measures.
    const plain = run({ ...given, trace: null });
    expect(plain.yielded.reduce((sum, count) => sum + count, 0)).toBe(333);
    expect(plain.yielded.length).toBeGreaterThan(4);
    expect(plain.result.measures).toEqual(result.measures);
  });

  it('stops where parameters are no longer finite, and fills the trace with NaN from there', () => {
    const given = task([2, 3, 1], 3, 3, {
      learningRate: 10,
      steps: 10_000,
      trace: { every: 1, quantities: ['excessRisk', 'sharpnessAsPublished'] },
    });
    const { result, yielded } = run(given);
    expect(result.outcome).toBe('diverged');
    expect(result.stepsTaken).toBe(50);
    expect(yielded.reduce((sum, count) => sum + count, 0)).toBe(10_000);
    const [risk] = result.traces;
    expect(risk!.values[0]).toBeGreaterThan(0);
    expect(risk!.values.slice(50).every(Number.isNaN)).toBe(true);
    expect(result.measures.every(({ value }) => Number.isFinite(value))).toBe(true);
  });

  it('shorter than the first published time, counts the initial sharpness as its final one', () => {
    const short = run(task([2, 3, 1], 4, 0.5, { steps: 3, publishedPhase: 0 })).result.measures;
    const of = (name: string): unknown => short.find(({ measure }) => measure === name)?.value;
    expect(of('finalSharpnessAsPublished')).toBe(of('initialSharpnessAsPublished'));
    expect(of('finalRisk')).not.toBe(of('initialRisk'));
    const longer = run(task([2, 3, 1], 4, 0.5, { steps: 5, publishedPhase: 0 })).result.measures;
    expect(longer.find(({ measure }) => measure === 'finalSharpnessAsPublished')?.value).not.toBe(
      of('initialSharpnessAsPublished'),
    );
  });

  it('takes the published times of the formula: the last t ≤ steps, t ≡ phase mod 5 (property)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 0, max: 1 }), (steps, phase) => {
        const times = Array.from({ length: 6 }, (_, i) => steps - i).filter((t) => t > 0 && t % 5 === phase);
        expect(finalPublishedTime(steps, phase)).toBe(times[0] ?? 0);
      }),
    );
    expect([finalPublishedTime(4000, 1), finalPublishedTime(450, 0)]).toEqual([3996, 450]);
  });
});
