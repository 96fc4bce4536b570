import { dot, norm, scaleInPlace } from '../numerics/dense';
import { exp } from '../numerics/elementary';
import { tridiagonalEigen } from '../numerics/tridiagonal-eigen';
import { extendBasis } from './krylov-basis';
import type { SymmetricOperator } from './operator';

/**
 * How the eigenvalues of H lie, from products alone: stochastic Lanczos quadrature (S. Ubaru, J. Chen, Y. Saad, SIAM J.
 * Matrix Anal. Appl. 38, 2017; B. Ghorbani, S. Krishnan, Y. Xiao, ICML 2019). For a random unit vector v, vᵀ f(H) v has
 * mean (1/D) Σ f(λ_i), and m Lanczos steps from v give it as Σ_j weight_j f(node_j), exactly for polynomials up to
 * degree 2m - 1.
 */
export interface SpectralDensity {
  /** D. */
  readonly dimension: number;
  /** Abscissae, ascending, evenly spaced. */
  readonly values: Float64Array;
  /**
   * Mean over the probes of Σ_j weight_j g(value - node_j), g a Gaussian of standard deviation `width`: the share of the
   * eigenvalues a unit of λ, broadened. Integrates to 1.
   */
  readonly density: Float64Array;
  /** Standard error of that mean between probes. */
  readonly densityError: Float64Array;
  readonly width: number;
  /** Random vectors v. */
  readonly probes: number;
  /** Lanczos steps from each: fewer where its Krylov space was exhausted. */
  readonly steps: number;
  /** D · mean of vᵀHv, and its standard error between probes. */
  readonly trace: Estimate;
  /** D · mean of ‖Hv‖², which is ‖H‖_F² in the mean. */
  readonly squaredFrobeniusNorm: Estimate;
  /** Products with H. */
  readonly products: number;
}

export interface Estimate {
  readonly value: number;
  /** Between probes; null for a single one. */
  readonly standardError: number | null;
}

export interface DensityOptions {
  readonly probes: number;
  readonly steps: number;
  /** Abscissae of the density. */
  readonly points: number;
  /** Standard deviation of the Gaussian as a share of the range of the nodes. */
  readonly relativeWidth: number;
}

/** Bytes that one Krylov basis may take, unless so few steps would fit that nothing could be said. */
const BASIS_BYTES = 256 * 1024 * 1024;
const FEWEST_STEPS = 12;
/** The abscissae reach so many widths beyond the nodes. */
const MARGIN = 4;

/** The Gauss quadrature of one probe. */
export interface Quadrature {
  readonly nodes: Float64Array;
  /** Not negative; they add up to 1. */
  readonly weights: Float64Array;
  /** vᵀHv and ‖Hv‖². */
  readonly first: number;
  readonly second: number;
}

/**
 * The density of H, from the probes that `probe` draws (standard normal, length D; the i-th for i = 0, 1, …); null where
 * H is not finite. Yields the share of the probes that is done after every product. Cost: probes · steps products and
 * reorthogonalisations.
 */
export function* spectralDensity(
  operator: SymmetricOperator,
  probe: (i: number) => Float64Array,
  options: DensityOptions,
): Generator<number, SpectralDensity | null> {
  const { dimension } = operator;
  const held = Math.max(FEWEST_STEPS, Math.floor(BASIS_BYTES / (8 * dimension)));
  const steps = Math.min(options.steps, dimension, held);
  const quadratures: Quadrature[] = [];
  for (let i = 0; i < options.probes; i += 1) {
    const found = quadrature(operator, probe(i), steps);
    let done = 0;
    for (let step = found.next(); ; step = found.next()) {
      if (step.done) {
        if (step.value === null) return null;
        quadratures.push(step.value);
        break;
      }
      done += 1;
      yield (i + done / steps) / options.probes;
    }
  }
  return densityOf(quadratures, dimension, options);
}

/** m Lanczos steps from a vector, as a quadrature; null where a product is not finite. Yields after every product. */
export function* quadrature(
  operator: SymmetricOperator,
  start: Float64Array,
  steps: number,
): Generator<void, Quadrature | null> {
  const unit = Float64Array.from(start);
  scaleInPlace(unit, 1 / norm(unit));
  const basis: Float64Array[] = [unit];
  const diagonal: number[] = [];
  const couplings: number[] = [];
  for (;;) {
    const { coefficients, coupling, next, exhausted } = yield* extendBasis(operator, basis);
    if (!Number.isFinite(coupling)) return null;
    diagonal.push(coefficients.at(-1)!);
    couplings.push(exhausted ? 0 : coupling);
    if (exhausted || diagonal.length === steps) break;
    basis.push(next);
  }
  const n = diagonal.length;
  const nodes = Float64Array.from(diagonal);
  const offDiagonal = Float64Array.from(couplings);
  offDiagonal[n - 1] = 0;
  const firstRow = new Float64Array(n);
  firstRow[0] = 1;
  if (!tridiagonalEigen(nodes, offDiagonal, firstRow)) return null;
  const first = diagonal[0]!;
  return {
    nodes,
    weights: firstRow.map((entry) => entry * entry),
    first,
    // H v_1 = α_1 v_1 + β_1 v_2.
    second: first * first + couplings[0]! * couplings[0]!,
  };
}

function densityOf(
  quadratures: readonly Quadrature[],
  dimension: number,
  { points, relativeWidth, probes }: DensityOptions,
): SpectralDensity {
  let low = Infinity;
  let high = -Infinity;
  for (const { nodes } of quadratures) {
    for (const node of nodes) {
      low = Math.min(low, node);
      high = Math.max(high, node);
    }
  }
  // A spectrum of one point has a width all the same.
  const width = relativeWidth * (high - low || Math.abs(high) || 1);
  const from = low - MARGIN * width;
  const to = high + MARGIN * width;
  const values = Float64Array.from({ length: points }, (_, i) => from + ((to - from) * i) / (points - 1));
  const each = quadratures.map((own) => values.map((value) => broadened(own, value, width)));
  const estimates = Array.from(values, (_, i) => estimateOf(each.map((own) => own[i]!)));
  const scaled = (of: (own: Quadrature) => number): Estimate =>
    estimateOf(quadratures.map((own) => dimension * of(own)));
  return {
    dimension,
    values,
    density: Float64Array.from(estimates, ({ value }) => value),
    densityError: Float64Array.from(estimates, ({ standardError }) => standardError ?? NaN),
    width,
    probes,
    steps: quadratures.reduce((most, { nodes }) => Math.max(most, nodes.length), 0),
    trace: scaled(({ first }) => first),
    squaredFrobeniusNorm: scaled(({ second }) => second),
    products: quadratures.reduce((sum, { nodes }) => sum + nodes.length, 0),
  };
}

/** Σ_j weight_j g(value - node_j). */
function broadened({ nodes, weights }: Quadrature, value: number, width: number): number {
  const terms = nodes.map((node) => {
    const distance = (value - node) / width;
    return exp(-0.5 * distance * distance);
  });
  return dot(weights, terms) / (width * ROOT_TWO_PI);
}

/** √(2π). */
const ROOT_TWO_PI = 2.5066282746310002;

/** The mean, and its standard error with divisor n - 1. */
function estimateOf(samples: readonly number[]): Estimate {
  const n = samples.length;
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / n;
  if (n < 2) return { value: mean, standardError: null };
  const squares = samples.reduce((sum, sample) => sum + (sample - mean) * (sample - mean), 0);
  return { value: mean, standardError: Math.sqrt(squares / (n - 1) / n) };
}
