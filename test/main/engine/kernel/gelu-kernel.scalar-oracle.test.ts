import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { geluHessian } from '@shared/curvature/gelu-hessian';
import { lanczosTopEigenvalue } from '@shared/curvature/lanczos';
import { powerIteration } from '@shared/curvature/power-iteration';
import { geluDescentStep, geluWorkspace, outputRisk } from '@shared/network/gelu-network';
import { geluModel, type GeluModel } from '@shared/network/model';
import { regressionProblem } from '@shared/network/regression-problem';
import { allFinite } from '@shared/numerics/dense';
import { keyAt, normals } from '@shared/numerics/random/content';
import { TailWatch } from '@shared/training/outcome';
import { sameBits } from '@shared/training/same-bits';
import { geluKernel } from '../../../../src-main/engine/kernel/gelu-kernel';
import type { Lanes } from '../../../../src-main/engine/kernel/lane-memory';
import { finish } from '../../../builders/finish';
import { randomGeluNetwork } from '../../../builders/gelu-networks';

/** Arrays are compared by their bits; every NaN is the same one. */
const canonical = (values: Float64Array): Float64Array =>
  values.map((value) => (Number.isNaN(value) ? NaN : value));

interface Setting {
  readonly widths: readonly number[];
  readonly samples: number;
  readonly lanes: Lanes;
  readonly seed: number;
}

function modelOf({ widths, samples, seed }: Setting): GeluModel {
  const { shape, table } = randomGeluNetwork(widths, seed, 1, samples);
  const projection = Float64Array.of(1);
  return geluModel({ shape, projection }, regressionProblem({ train: table, test: null }), table);
}

/** About √(2/d_{k-1}) keeps units of order one in any depth, so that neither zeros nor infinities hide an error. */
function weightsOf({ widths, seed }: Setting, lane: number): Float64Array {
  const { shape, weights } = randomGeluNetwork(widths, seed + 1000 * (lane + 1), 1);
  return weights.map(
    (weight, i) => weight * Math.sqrt(2 / widths[shape.offsets.findLastIndex((o) => o <= i)]!),
  );
}

/** Widths of all kinds: unrolled in one segment or many, tiles of every width, chains of scalars. */
const hiddenWidths = fc.oneof(
  { weight: 5, arbitrary: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 }) },
  { weight: 1, arbitrary: fc.array(fc.integer({ min: 20, max: 40 }), { minLength: 1, maxLength: 3 }) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 12 }))
      .map(([width, depth]) => Array<number>(depth).fill(width)),
  },
);
const settings: fc.Arbitrary<Setting> = fc.record({
  widths: hiddenWidths.map((hidden) => [...hidden, 1]),
  samples: fc.integer({ min: 1, max: 40 }),
  lanes: fc.constantFrom<Lanes>(2, 4),
  seed: fc.integer({ min: 0, max: 1e6 }),
});

/** Trains one lane in scalar code. */
class ScalarLane {
  readonly before: Float64Array;
  readonly tail = new TailWatch();
  readonly #workspace;

  constructor(
    private readonly model: GeluModel,
    readonly weights: Float64Array,
    private readonly rate: number,
  ) {
    this.before = weights.slice();
    this.#workspace = geluWorkspace(model.shape, model.train);
  }

  advance(steps: number, watch: boolean): void {
    const { shape, train } = this.model;
    for (let step = 0; step < steps; step += 1) {
      this.before.set(this.weights);
      geluDescentStep(shape, train, this.rate, this.weights, this.#workspace);
      if (watch) this.tail.see(outputRisk(train, this.#workspace.outputs));
    }
  }
}

interface Part {
  readonly steps: number;
  readonly watch: boolean;
  readonly compare: boolean;
}
const parts = fc.array(
  fc.record({ steps: fc.integer({ min: 1, max: 5 }), watch: fc.boolean(), compare: fc.boolean() }),
  { minLength: 1, maxLength: 3 },
);
/** Of every lane: idle, at rest, stable, on its way to infinity, or there already. */
const rates = fc.array(fc.constantFrom(null, 0, 1e-3, 0.05, 0.3, 3, 1e30, Infinity), {
  minLength: 4,
  maxLength: 4,
});

function trainsAsScalarCode(
  setting: Setting,
  plan: readonly (number | null)[],
  chunks: readonly Part[],
): void {
  const model = modelOf(setting);
  const kernel = geluKernel(model, setting.lanes);
  const alone = plan.slice(0, setting.lanes).map((rate, lane) => {
    if (rate === null) {
      kernel.clear(lane);
      return null;
    }
    const weights = weightsOf(setting, lane);
    kernel.load(lane, weights, rate);
    return new ScalarLane(model, weights, rate);
  });
  const found = new Float64Array(model.shape.parameterCount);
  for (const { steps, watch, compare } of chunks) {
    kernel.advance(steps, watch, compare);
    alone.forEach((scalar, lane) => {
      kernel.readWeights(lane, found);
      if (scalar === null) {
        expect(found.every((weight) => weight === 0)).toBe(true);
        return;
      }
      scalar.advance(steps, watch);
      expect(sameBits(canonical(found), canonical(scalar.weights))).toBe(true);
      expect(kernel.readTail(lane)).toEqual({ least: scalar.tail.least, rose: scalar.tail.rose });
      if (!compare) return;
      const isFinite = allFinite(scalar.weights);
      expect(kernel.isFinite(lane)).toBe(isFinite);
      if (isFinite) expect(kernel.isFixed(lane)).toBe(sameBits(scalar.before, scalar.weights));
    });
  }
}

describe('Training of GELU networks in lanes against scalar code', () => {
  it('gives the same bits in every lane, for every shape, chunking and neighbour (property)', () => {
    fc.assert(fc.property(settings, rates, parts, trainsAsScalarCode), { numRuns: 400, seed: 1 });
  });

  it.each([
    [[64, 64, 64, 1], 9],
    [[256, 3, 256, 1], 2],
    [[...Array<number>(64).fill(5), 1], 3],
    [Array<number>(257).fill(1), 4],
    [[5, 5, 5, 5, 1], 3000],
  ])('gives the same bits for the widths %j and %i samples', (widths, samples) => {
    for (const lanes of [2, 4] as const) {
      trainsAsScalarCode(
        { widths, samples, lanes, seed: 7 },
        [0.05, 1e30, null, 1e-3],
        [
          { steps: 3, watch: true, compare: true },
          { steps: 1, watch: false, compare: true },
        ],
      );
    }
  });

  it.each([[[2, 3, 3, 1]], [[1, 1, 1]]])(
    'gives the same bits for the widths %j where units and risks are subnormal, far out or infinite',
    (widths) => {
      const setting: Setting = { widths, samples: 5, lanes: 4, seed: 8 };
      const model = modelOf(setting);
      for (const scale of [1e-310, 1e-160, 1e-103, 9, 40, 1e60, 1e150, 1e200]) {
        const kernel = geluKernel(model);
        const scalars = [0, 1, 2, 3].map((lane) => {
          const weights = weightsOf(setting, lane).map((weight) => (lane === 3 ? weight : scale * weight));
          kernel.load(lane, weights, 0.1);
          return new ScalarLane(model, weights, 0.1);
        });
        const found = new Float64Array(model.shape.parameterCount);
        for (const steps of [1, 3]) {
          kernel.advance(steps, true, false);
          scalars.forEach((scalar, lane) => {
            scalar.advance(steps, true);
            kernel.readWeights(lane, found);
            expect(sameBits(canonical(found), canonical(scalar.weights))).toBe(true);
            expect(kernel.readTail(lane)).toEqual({ least: scalar.tail.least, rose: scalar.tail.rose });
          });
        }
      }
    },
  );

  it('sees a step that changes no bit', () => {
    const kernel = geluKernel(modelOf({ widths: [1, 1, 1], samples: 3, lanes: 2, seed: 4 }), 2);
    kernel.load(0, Float64Array.of(0.3, 0.4), 0);
    kernel.load(1, Float64Array.of(0.3, 0.4), 0.1);
    kernel.advance(1, false, true);
    expect([kernel.isFixed(0), kernel.isFixed(1)]).toEqual([true, false]);
    expect([kernel.isFinite(0), kernel.isFinite(1)]).toEqual([true, true]);
  });

  it('finds subnormal units of a lane and of no other', () => {
    const setting: Setting = { widths: [2, 2, 2, 1], samples: 3, lanes: 4, seed: 5 };
    const kernel = geluKernel(modelOf(setting));
    const plain = weightsOf(setting, 0);
    // h_3 is of the order of (10^-106)³ and halved twice by g.
    const small = new Float64Array(plain.length).fill(1e-106);
    [plain, small, plain, plain].forEach((weights, lane) => kernel.load(lane, weights, 1e-3));
    kernel.advance(1, false, false);
    expect([0, 1, 2, 3].map((lane) => kernel.hasSubnormals(lane))).toEqual([false, true, false, false]);
  });

  it('moves a tail from lane to lane', () => {
    const kernel = geluKernel(modelOf({ widths: [3, 3, 1], samples: 4, lanes: 4, seed: 3 }));
    kernel.writeTail(2, { least: 0.5, rose: true });
    expect(kernel.readTail(2)).toEqual({ least: 0.5, rose: true });
    expect(kernel.readTail(3)).toEqual({ least: Infinity, rose: false });
    kernel.resetTail(2);
    expect(kernel.readTail(2)).toEqual({ least: Infinity, rose: false });
  });
});

const jobsOf = (setting: Setting, scales: readonly number[]) =>
  scales.slice(0, setting.lanes).map((scale, lane) => {
    const weights = weightsOf(setting, lane).map((weight) => scale * weight);
    return { weights, start: normals(keyAt(setting.seed + lane, ['start']), weights.length) };
  });
/** Of every job's weights: with 1e200 infinities arise. */
const scales = fc.array(fc.constantFrom(0, 0.5, 1, 1, 1, 1.5, 1e200), { minLength: 1, maxLength: 4 });

describe('Curvature of GELU networks in lanes against scalar code', () => {
  it('gives the same power iteration (property)', () => {
    fc.assert(
      fc.property(settings, scales, (setting, factors) => {
        const model = modelOf(setting);
        const jobs = jobsOf(setting, factors);
        const expected = jobs.map(({ weights, start }) =>
          powerIteration(geluHessian(model.shape, model.train, weights), start),
        );
        expect(finish(geluKernel(model, setting.lanes).powerIteration(jobs))).toEqual(expected);
      }),
      { numRuns: 150, seed: 2 },
    );
  });

  it('gives the same Lanczos results (property)', () => {
    const options = fc.record({
      relativeTolerance: fc.constantFrom(1e-2, 1e-6, 1e-9, 0),
      maxIterations: fc.integer({ min: 1, max: 30 }),
    });
    fc.assert(
      fc.property(settings, scales, options, (setting, factors, limits) => {
        const model = modelOf(setting);
        const jobs = jobsOf(setting, factors);
        const expected = jobs.map(({ weights, start }) =>
          lanczosTopEigenvalue(geluHessian(model.shape, model.train, weights), start, limits),
        );
        expect(finish(geluKernel(model, setting.lanes).lanczos(jobs, limits))).toEqual(expected);
      }),
      { numRuns: 150, seed: 3 },
    );
  });

  it('gives the same power iteration where the samples are too many to keep their passes', () => {
    const setting: Setting = { widths: [20, 20, 20, 1], samples: 2501, lanes: 4, seed: 9 };
    const model = modelOf(setting);
    const jobs = jobsOf(setting, [1, 0.5, 1.5]);
    const expected = jobs.map(({ weights, start }) =>
      powerIteration(geluHessian(model.shape, model.train, weights), start),
    );
    expect(finish(geluKernel(model).powerIteration(jobs))).toEqual(expected);
  });

  it('leaves infinite weights of the first layer out of what changes with a direction', () => {
    const model = modelOf({ widths: [1, 1, 1], samples: 1, lanes: 2, seed: 6 });
    // Far below 0 the activation and its derivatives are finite, so that only ∞ · ḣ_0 could make a NaN. They are so small
    // that a second weight of order one would leave no Hessian.
    const weights = Float64Array.of(-Infinity * Math.sign(model.train.inputs[0]!), 1e150);
    const start = Float64Array.of(1, 2);
    const expected = powerIteration(geluHessian(model.shape, model.train, weights), start);
    expect(expected.value).toBeGreaterThan(0);
    expect(finish(geluKernel(model, 2).powerIteration([{ weights, start }]))).toEqual([expected]);
  });
});
