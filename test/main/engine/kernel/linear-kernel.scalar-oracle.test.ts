import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lanczosTopEigenvalue } from '@shared/curvature/lanczos';
import { linearHessian } from '@shared/curvature/linear-hessian';
import { powerIteration } from '@shared/curvature/power-iteration';
import { excessRisk, linearWorkspace } from '@shared/network/linear-network';
import type { RegressionProblem } from '@shared/network/regression-problem';
import type { LinearNetwork } from '@shared/network/shape';
import { allFinite } from '@shared/numerics/dense';
import { keyAt, normals } from '@shared/numerics/random/content';
import { gradientDescentStep } from '@shared/training/gradient-descent';
import { TailWatch } from '@shared/training/outcome';
import type { Lanes } from '../../../../src-main/engine/kernel/lane-memory';
import { linearKernel } from '../../../../src-main/engine/kernel/linear-kernel';
import { finish } from '../../../builders/finish';
import { randomNetwork, randomProblem } from '../../../builders/networks';

/** Arrays are compared by their bits; every NaN is the same one. */
const bitsOf = (values: Float64Array): bigint[] => [
  ...new BigUint64Array(values.map((value) => (Number.isNaN(value) ? NaN : value)).buffer),
];

interface Case {
  readonly widths: readonly number[];
  readonly lanes: Lanes;
  readonly seed: number;
}

function settingOf({ widths, seed }: Case): { network: LinearNetwork; problem: RegressionProblem } {
  const features = widths[0]!;
  const { network } = randomNetwork(widths, seed);
  return { network, problem: randomProblem(features + (seed % 3) - 1 || 1, features, seed).problem };
}

function weightsOf(widths: readonly number[], seed: number, lane: number): Float64Array {
  // Fan-in scaling keeps deep and wide products of order one, so that neither zeros nor infinities hide an error.
  const { network, weights } = randomNetwork(widths, seed + 1000 * lane, 1);
  const { offsets, depth } = network.shape;
  for (let k = 0; k < depth; k += 1) {
    // Some replicas have zeros alone, of both signs: the sign of a sum shows where it began.
    const scale = (seed + lane) % 5 === 0 ? 0 : 1 / Math.sqrt(widths[k]!);
    for (let i = offsets[k]!; i < (offsets[k + 1] ?? weights.length); i += 1) weights[i]! *= scale;
  }
  return weights;
}

const lanes = fc.constantFrom<Lanes>(2, 4);
const seed = fc.integer({ min: 0, max: 1e6 });
/** Widths of all kinds: unrolled layers in one segment or many, tiles of every width, chains of scalars. */
const widths = fc.oneof(
  { weight: 5, arbitrary: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 2, maxLength: 7 }) },
  { weight: 3, arbitrary: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 5 }) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 3 }))
      .map(([width, depth, outputs]) => [...Array<number>(depth).fill(width), outputs]),
  },
);
const shapes: fc.Arbitrary<Case> = fc.record({ widths, lanes, seed });

/** Runs one lane in scalar code. */
class ScalarLane {
  readonly weights: Float64Array;
  readonly before: Float64Array;
  tail = new TailWatch();
  readonly #workspace;

  constructor(
    private readonly network: LinearNetwork,
    private readonly problem: RegressionProblem,
    weights: Float64Array,
    private readonly rate: number,
  ) {
    this.weights = Float64Array.from(weights);
    this.before = Float64Array.from(weights);
    this.#workspace = linearWorkspace(network);
  }

  advance(steps: number, watch: boolean): void {
    for (let step = 0; step < steps; step += 1) {
      this.before.set(this.weights);
      gradientDescentStep(this.network, this.problem, this.rate, this.weights, this.#workspace);
      if (watch) this.tail.see(excessRisk(this.#workspace));
    }
  }

  get hasSubnormals(): boolean {
    const { outputs, inputs } = this.#workspace;
    return [...outputs, ...inputs].some((units) =>
      units.some((unit) => unit !== 0 && Math.abs(unit) < 2 ** -1022),
    );
  }
}

const chunks = fc.array(
  fc.record({ steps: fc.integer({ min: 1, max: 5 }), watch: fc.boolean(), compare: fc.boolean() }),
  { minLength: 1, maxLength: 4 },
);
/** Of every lane: idle, stable, at rest, on its way to infinity, or there already. */
const rates = fc.array(fc.constantFrom(null, 0, 1e-3, 0.05, 0.3, 3, 1e30, Infinity), {
  minLength: 4,
  maxLength: 4,
});

function trainsAsScalarCode(setting: Case, plan: readonly (number | null)[], parts: readonly Part[]): void {
  const { network, problem } = settingOf(setting);
  const kernel = linearKernel(network, problem, setting.lanes);
  const laneRates = plan.slice(0, setting.lanes);
  const lanesAlone = laneRates.map((rate, lane) => {
    const weights = weightsOf(setting.widths, setting.seed, lane);
    if (rate === null) kernel.clear(lane);
    else kernel.load(lane, weights, rate);
    return rate === null ? null : new ScalarLane(network, problem, weights, rate);
  });
  const found = new Float64Array(network.shape.parameterCount);
  for (const { steps, watch, compare } of parts) {
    kernel.advance(steps, watch, compare);
    lanesAlone.forEach((alone, lane) => {
      kernel.readWeights(lane, found);
      if (alone === null) {
        expect(found.every((weight) => weight === 0)).toBe(true);
        return;
      }
      alone.advance(steps, watch);
      expect(bitsOf(found)).toEqual(bitsOf(alone.weights));
      expect(kernel.readTail(lane)).toEqual({ least: alone.tail.least, rose: alone.tail.rose });
      if (!compare) return;
      expect(kernel.isFinite(lane)).toBe(allFinite(alone.weights));
      if (allFinite(alone.weights)) {
        expect(kernel.isFixed(lane)).toBe(bitsOf(alone.weights).join() === bitsOf(alone.before).join());
      }
    });
  }
}
interface Part {
  readonly steps: number;
  readonly watch: boolean;
  readonly compare: boolean;
}

describe('Training in lanes against scalar code', () => {
  it('gives the same bits in every lane, for every shape, chunking and neighbour (property)', () => {
    fc.assert(fc.property(shapes, rates, chunks, trainsAsScalarCode), { numRuns: 1000, seed: 1 });
  });

  it.each<[string, readonly number[]]>([
    ['64 units a layer', [64, 64, 64, 1]],
    ['the widest layers', [256, 3, 256, 2]],
    ['layers of all shapes', [100, 37, 81, 5]],
    ['the deepest chain of scalars', Array<number>(257).fill(1)],
    ['40 small layers', [...Array<number>(40).fill(5), 1]],
    ['40 layers without two alike', Array.from({ length: 41 }, (_, k) => 1 + ((7 * k) % 31))],
  ])('gives the same bits for %s', (_, large) => {
    for (const lanes of [2, 4] as const) {
      trainsAsScalarCode(
        { widths: large, lanes, seed: 7 },
        [0.05, 1e30, null, 1e-3],
        [
          { steps: 3, watch: true, compare: true },
          { steps: 1, watch: false, compare: true },
        ],
      );
    }
  });

  it('moves a tail from lane to lane', () => {
    const { network, problem } = settingOf({ widths: [3, 3, 1], lanes: 4, seed: 3 });
    const kernel = linearKernel(network, problem);
    kernel.writeTail(2, { least: 0.5, rose: true });
    expect(kernel.readTail(2)).toEqual({ least: 0.5, rose: true });
    expect(kernel.readTail(3)).toEqual({ least: Infinity, rose: false });
    kernel.resetTail(2);
    expect(kernel.readTail(2)).toEqual({ least: Infinity, rose: false });
  });

  it('sees a step that changes no bit, and one that changes a sign of zero', () => {
    const { network, problem } = settingOf({ widths: [1, 1, 1], lanes: 2, seed: 4 });
    const kernel = linearKernel(network, problem, 2);
    // The gradient is (b_1 f_0, b_2 f_1) = (w_2 f_0, w_1 f_0): 0 for zero weights, with the sign of f_0 and rate.
    kernel.load(0, Float64Array.of(0, 0), 0);
    kernel.load(1, Float64Array.of(1e-300, 1e-300), 0.1);
    kernel.advance(1, false, true);
    expect([kernel.isFixed(0), kernel.isFixed(1)]).toEqual([true, false]);
    expect([kernel.isFinite(0), kernel.isFinite(1)]).toEqual([true, true]);
  });

  it('finds subnormal units of a lane and of no other', () => {
    const depth = 30;
    const { network, problem } = settingOf({ widths: Array<number>(depth + 1).fill(2), lanes: 4, seed: 5 });
    const kernel = linearKernel(network, problem);
    // Products of j such factors are about 10^{-12 j}: subnormal for j = 26, and 0 beyond.
    const small = new Float64Array(network.shape.parameterCount).fill(1e-12);
    const plain = weightsOf(network.shape.widths, 5, 0);
    [plain, small, plain, plain].forEach((weights, lane) => kernel.load(lane, weights, 1e-3));
    kernel.advance(1, false, false);
    expect([0, 1, 2, 3].map((lane) => kernel.hasSubnormals(lane))).toEqual([false, true, false, false]);
    const alone = new ScalarLane(network, problem, small, 1e-3);
    alone.advance(1, false);
    expect(alone.hasSubnormals).toBe(true);
  });
});

const jobsOf = ({ widths, seed }: Case, scales: readonly number[]) =>
  scales.map((scale, lane) => {
    const weights = weightsOf(widths, seed, lane).map((weight) => scale * weight);
    return { weights, start: normals(keyAt(seed + lane, ['start']), weights.length) };
  });
/** Of every job's weights: zeros give NaN, 1e200 infinities. */
const scales = fc.array(fc.constantFrom(0, 0.5, 1, 1, 1, 1.5, 1e200), { minLength: 1, maxLength: 6 });

describe('Curvature in lanes against scalar code', () => {
  it('gives the same power iteration (property)', () => {
    fc.assert(
      fc.property(shapes, scales, (setting, factors) => {
        const { network, problem } = settingOf(setting);
        const jobs = jobsOf(setting, factors);
        const found = finish(linearKernel(network, problem, setting.lanes).powerIteration(jobs));
        const expected = jobs.map(({ weights, start }) =>
          powerIteration(linearHessian(network, problem, weights), start),
        );
        expect(found).toEqual(expected);
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  it('gives the same Lanczos results (property)', () => {
    const options = fc.record({
      relativeTolerance: fc.constantFrom(1e-2, 1e-6, 1e-9, 0),
      maxIterations: fc.integer({ min: 1, max: 40 }),
    });
    const memory = fc.constantFrom(2 ** 16, 2 ** 20, 2 ** 25);
    fc.assert(
      // Some have too little memory for a basis in lanes, or for one that grows long.
      fc.property(shapes, scales, options, memory, (setting, factors, limits, bytes) => {
        const { network, problem } = settingOf(setting);
        const jobs = jobsOf(setting, factors);
        const found = finish(linearKernel(network, problem, setting.lanes, bytes).lanczos(jobs, limits));
        const expected = jobs.map(({ weights, start }) =>
          lanczosTopEigenvalue(linearHessian(network, problem, weights), start, limits),
        );
        expect(found).toEqual(expected);
      }),
      { numRuns: 300, seed: 3 },
    );
  });
});
