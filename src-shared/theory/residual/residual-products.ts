import { exp, log } from '../../numerics/elementary';
import { wilson95 } from '../../numerics/wilson';
import { failureBound, type FailureBound } from './failure-bound';
import { FACTOR_AT_START, leastBound, normBound, printedFailureBound, type ProductLaw } from './product-law';
import { productLaws, type LawFacts } from './product-laws';
import { sampleProducts, type ProductSample } from './product-sample';
import { productTails, type TailFacts } from './product-tails';

/** What to draw. */
export interface ProductExperiment extends ProductLaw {
  readonly u: number;
  readonly draws: number;
  readonly seed: number;
}

/** How often a bound fails, of so many draws. */
export interface FailureShare {
  readonly failed: number;
  readonly share: number;
  /** Wilson's. */
  readonly ci95: readonly [low: number, high: number];
}

/** Lemma 3 at θ = 0 for one u: what happened beside what is promised. */
export interface FailureAtU extends FailureShare {
  readonly u: number;
  /** 2 e^{s²/2+u} and e^{-2s²/d-u}/2, what the proof holds the products to. */
  readonly normBound: number;
  readonly leastBound: number;
  /** Draws in which some ‖Π_{k:1}‖ is above its bound, and in which some σ_min(Π_{k:1}) is below. */
  readonly normFailed: number;
  readonly leastFailed: number;
  /** The same with the factors 2 and 1/2 left out, which nobody claims: how much of the bound they are. */
  readonly withoutFactors: FailureShare;
  /** The proof's bound of the probability, all terms. */
  readonly explicit: FailureBound;
  /** 8 e^{-du²/(32s²)}. */
  readonly printed: number;
}

/** Lemma 3 by drawing. */
export interface ResidualProductsFacts {
  readonly experiment: ProductExperiment;
  /** Of all draws: the largest ‖Π_{k:1}‖ and the least σ_min(Π_{k:1}). */
  readonly largestNorm: number;
  readonly leastValue: number;
  readonly atU: FailureAtU;
  /** Ascending in u. */
  readonly overU: readonly FailureAtU[];
  readonly laws: readonly LawFacts[];
  readonly tails: readonly TailFacts[];
}

export interface ProductsProgress {
  readonly share: number;
  readonly part: 'drawing' | 'laws';
}

const POINTS = 61;

/** Holds Lemma 3 against draws of residual layers at θ = 0. Yields about every millisecond for d up to 50. */
export function* residualProducts(
  experiment: ProductExperiment,
): Generator<ProductsProgress, ResidualProductsFacts> {
  const { draws, seed } = experiment;
  const drawing = sampleProducts(experiment, draws, seed);
  let sample: ProductSample;
  for (;;) {
    const step = drawing.next();
    if (step.done) {
      sample = step.value;
      break;
    }
    yield { share: step.value, part: 'drawing' };
  }
  const holding = productLaws(experiment, sample);
  let laws: readonly LawFacts[];
  for (;;) {
    const step = holding.next();
    if (step.done) {
      laws = step.value;
      break;
    }
    yield { share: 1, part: 'laws' };
  }
  return {
    experiment,
    largestNorm: sample.largest.reduce((most, value) => Math.max(most, value), 0),
    leastValue: sample.least.reduce((least, value) => Math.min(least, value), Infinity),
    atU: failureAt(experiment, sample, experiment.u),
    overU: grid(experiment).map((u) => failureAt(experiment, sample, u)),
    laws,
    tails: productTails(experiment, sample),
  };
}

function failureAt(law: ProductLaw, sample: ProductSample, u: number): FailureAtU {
  const count = countFailures(law, sample, u, FACTOR_AT_START);
  return {
    u,
    normBound: normBound(law, u, FACTOR_AT_START),
    leastBound: leastBound(law, u, FACTOR_AT_START),
    normFailed: count.norm,
    leastFailed: count.least,
    ...shareOf(count.either, sample.largest.length),
    withoutFactors: shareOf(countFailures(law, sample, u, 1).either, sample.largest.length),
    explicit: failureBound(law, u),
    printed: printedFailureBound(law, u),
  };
}

function shareOf(failed: number, draws: number): FailureShare {
  return { failed, share: failed / draws, ci95: wilson95(failed, draws) };
}

function countFailures(
  law: ProductLaw,
  { largest, least }: ProductSample,
  u: number,
  factor: number,
): { norm: number; least: number; either: number } {
  const [high, low] = [normBound(law, u, factor), leastBound(law, u, factor)];
  const count = { norm: 0, least: 0, either: 0 };
  for (let r = 0; r < largest.length; r += 1) {
    const [above, below] = [largest[r]! > high, least[r]! < low];
    if (above) count.norm += 1;
    if (below) count.least += 1;
    if (above || below) count.either += 1;
  }
  return count;
}

/** Evenly in ln u, from where products are to where the explicit bound has left 1, if it does. */
function grid({ u, scale, width }: ProductExperiment): number[] {
  const square = scale * scale;
  // Where e^{-du²/(16s²)} makes up for the finer net: u²/(16s²) = ln 9 + s²/2 + 2s²/d + 2u.
  const rest = 16 * square * (log(9) + square / 2 + (2 * square) / width);
  const useful = 16 * square + Math.sqrt(256 * square * square + rest);
  const high = Math.max(2 * u, 1.5 * useful, 1e-3);
  const low = Math.min(high / 200, u > 0 ? u / 2 : Infinity);
  const step = log(high / low) / (POINTS - 1);
  return Array.from({ length: POINTS }, (_, i) => low * exp(i * step));
}
