import type { FigureText, Ink, ReferenceLine } from '../figure-data';
import { formatNumber, formatSetting } from '../format-number';
import type { SpectrumFacts } from '../spectrum-facts';

/** What figures of one spectrum share. */

export const EIGENVALUE: FigureText = 'Eigenvalue λ of the Hessian';

export const FIRST: Ink = { kind: 'ordinal', index: 0, count: 3 };
export const SECOND: Ink = { kind: 'ordinal', index: 1, count: 3 };
export const THEORY: Ink = { kind: 'theory' };

/** Which run, and when. */
export function momentSaid({
  learningRate,
  scale,
  depth,
  repetition,
  after,
  steps,
}: SpectrumFacts): FigureText {
  return `η = ${formatSetting(learningRate)}, scale ${formatSetting(scale)}, L = ${depth}, run ${repetition + 1}, after ${after} of ${steps} steps`;
}

/** 2/η across the eigenvalues' axis. */
export function thresholdAt(
  { learningRate, stabilityThreshold }: SpectrumFacts,
  along: 'x' | 'y',
): ReferenceLine {
  return {
    id: 'stability',
    label: `2/η = ${formatNumber(stabilityThreshold, 3)}`,
    meaning: `Dashed: 2/η for η = ${formatSetting(learningRate)}; along an eigenvector whose eigenvalue is larger, gradient descent moves away from a minimiser.`,
    stroke: 'dashed',
    ink: THEORY,
    along: along === 'x' ? { x: stabilityThreshold } : { y: stabilityThreshold },
  };
}

/** A threshold further away than so many times the greatest eigenvalue is said, not drawn: it would squeeze the rest. */
const FARTHEST = 2.5;

export function isThresholdNear({ stabilityThreshold, topEigenvectors }: SpectrumFacts): boolean {
  return stabilityThreshold <= FARTHEST * (topEigenvectors[0]?.value ?? 0);
}

export function farThreshold(facts: SpectrumFacts): FigureText[] {
  return isThresholdNear(facts)
    ? []
    : [`2/η = ${formatNumber(facts.stabilityThreshold, 3)} is beyond the axis.`];
}
