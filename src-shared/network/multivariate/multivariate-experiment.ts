import { addScaled } from '../../numerics/dense';
import { power } from '../../numerics/elementary';
import { matrixProduct } from '../../numerics/matrix-product';
import { keyAt, LARGEST_SEED, normals } from '../../numerics/random/content';
import { singularValues } from '../../numerics/singular-values';
import { whiten } from '../data/synthetic';
import type { ParameterDescription } from '../initialisations/initialisation';
import { layerOf, networkShape, type NetworkShape } from '../shape';
import type { MultivariateModel } from './multivariate-network';
import { layerView } from './multivariate-network';
import { multivariateProblem } from './multivariate-problem';

/** 'orthogonal': XᵀX/n = I to rounding. 'gaussian': standard Gaussian entries. */
export const INPUT_KINDS = ['orthogonal', 'gaussian'] as const;
export type InputKind = (typeof INPUT_KINDS)[number];

/** 'gaussian': all entries N(0, scale²). 'residual': W_k = I + scale/√(Ld) N_k, equation (2), for equal widths only. */
export const START_KINDS = ['gaussian', 'residual'] as const;
export type StartKind = (typeof START_KINDS)[number];

/** A regression with m outputs: Y = X Aᵀ + noise, A with singular values strength · ratio^{i-1}. */
export interface MultivariateExperiment extends Readonly<Record<MultivariateField, number>> {
  readonly inputKind: InputKind;
  readonly start: StartKind;
}

/** Its numbers, with what is allowed: the command line, the window and the door read this. */
export const MULTIVARIATE_FIELDS = {
  samples: { symbol: 'n', meaning: 'samples', min: 1, max: 10_000, integer: true, default: 50 },
  inputs: { symbol: 'd', meaning: 'inputs', min: 1, max: 32, integer: true, default: 5 },
  outputs: { symbol: 'm', meaning: 'outputs', min: 1, max: 32, integer: true, default: 5 },
  width: { symbol: 'h', meaning: 'width of the hidden layers', min: 1, max: 32, integer: true, default: 5 },
  depth: { symbol: 'L', meaning: 'number of layers', min: 1, max: 32, integer: true, default: 3 },
  scale: {
    symbol: 'scale',
    meaning: 'of the initial weights: their standard deviation, or s of a residual start',
    min: 0,
    max: 10,
    default: 0.01,
  },
  strength: {
    symbol: 'strength',
    meaning: 'largest singular value of A, of a residual start of A less the initial product',
    min: 0,
    max: 1000,
    open: true,
    default: 1,
  },
  ratio: {
    symbol: 'ratio',
    meaning: 'of each singular value of A to the one before',
    min: 0,
    max: 1,
    open: true,
    default: 0.6,
  },
  noise: { symbol: 'noise', meaning: 'standard deviation of the noise in Y', min: 0, max: 1000, default: 0 },
  learningRate: {
    symbol: 'η',
    meaning: 'learning rate of gradient descent beside the flow',
    min: 0,
    max: 1000,
    open: true,
    default: 0.1,
  },
  steps: {
    symbol: 'steps',
    meaning: 'updates of gradient descent; 0 for none',
    min: 0,
    max: 1_000_000,
    integer: true,
    default: 20_000,
  },
  seed: { symbol: 'seed', meaning: 'of all draws', min: 0, max: LARGEST_SEED, integer: true, default: 0 },
} as const satisfies Record<string, ParameterDescription>;
export type MultivariateField = keyof typeof MULTIVARIATE_FIELDS;

/** Why an experiment cannot be, as a sentence; null where it can. */
export function multivariateRefusal(experiment: MultivariateExperiment): string | null {
  const { inputKind, start, samples, inputs, outputs, width, depth } = experiment;
  if (inputKind === 'orthogonal' && samples < inputs)
    return `Orthogonal inputs need n ≥ d, and n is ${samples} with d = ${inputs}.`;
  const equal = inputs === outputs && (depth === 1 || inputs === width);
  if (start === 'residual' && !equal)
    return `A residual start needs d = m = h, and they are ${inputs}, ${outputs}, ${width}.`;
  return null;
}

/**
 * The network with its data and initial weights. Each draw has its own address (seed, what is drawn, its sizes), so that
 * scale, strength, ratio and noise change no other. Throws RangeError where `multivariateRefusal` refuses.
 */
export function openMultivariate(experiment: MultivariateExperiment): {
  model: MultivariateModel;
  initial: Float64Array;
} {
  const refusal = multivariateRefusal(experiment);
  if (refusal !== null) throw new RangeError(refusal);
  const { samples: n, inputs: d, outputs: m, width, depth, seed, noise } = experiment;
  const draw = (part: string, count: number): Float64Array =>
    normals(keyAt(seed, ['multivariate', part, n, d, m]), count);
  const shape = networkShape([d, ...Array<number>(depth - 1).fill(width), m]);
  const initial = initialWeights(experiment, shape);
  const X = draw('inputs', n * d);
  if (experiment.inputKind === 'orthogonal') whiten(X, n, d);
  const A = withSingularValues(draw('target', m * d), experiment);
  if (experiment.start === 'residual') addScaled(1, productOf(shape, initial), A);
  const Y = draw('noise', n * m);
  for (let i = 0; i < n; i += 1) {
    for (let o = 0; o < m; o += 1) {
      let sum = noise * Y[i * m + o]!;
      for (let j = 0; j < d; j += 1) sum += X[i * d + j]! * A[o * d + j]!;
      Y[i * m + o] = sum;
    }
  }
  return {
    model: { shape, problem: multivariateProblem({ samples: n, inputs: d, outputs: m, X, Y }) },
    initial,
  };
}

function initialWeights({ start, scale, seed }: MultivariateExperiment, shape: NetworkShape): Float64Array {
  const out = new Float64Array(shape.parameterCount);
  for (let k = 1; k <= shape.depth; k += 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    const noise = normals(keyAt(seed, ['multivariate', 'weights', ...shape.widths, k]), rows * columns);
    const deviation = start === 'residual' ? scale / Math.sqrt(shape.depth * columns) : scale;
    for (let i = 0; i < noise.length; i += 1) {
      const identity = start === 'residual' && i % (columns + 1) === 0 ? 1 : 0;
      out[offset + i] = identity + deviation * noise[i]!;
    }
  }
  return out;
}

/** Σ_i strength · ratio^{i-1} u_i v_iᵀ with the singular vectors of a drawn m × d matrix. */
function withSingularValues(
  drawn: Float64Array,
  { inputs: d, outputs: m, strength, ratio }: MultivariateExperiment,
): Float64Array {
  const { left, right } = singularValues(drawn, m, d);
  const out = new Float64Array(m * d);
  left.forEach((u, i) => {
    const value = strength * power(ratio, i);
    for (let o = 0; o < m; o += 1)
      for (let j = 0; j < d; j += 1) out[o * d + j]! += value * u[o]! * right[i]![j]!;
  });
  return out;
}

/** W_L … W_1. */
export function productOf(shape: NetworkShape, weights: Float64Array): Float64Array {
  const { widths } = shape;
  const d = widths[0]!;
  let product = Float64Array.from(layerView(shape, weights, 1));
  for (let k = 2; k <= shape.depth; k += 1) {
    const next = new Float64Array(widths[k]! * d);
    matrixProduct(layerView(shape, weights, k), product, widths[k]!, widths[k - 1]!, d, next);
    product = next;
  }
  return product;
}
