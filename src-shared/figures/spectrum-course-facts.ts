import type { Cell } from '../experiment/plan';
import { stableSharpness } from '../theory/critical-learning-rate';
import { edgeFacts, type EdgeFacts } from '../theory/edge-of-stability';
import type { RunPlace } from '../training/run-result';
import type { SpectrumCourse } from '../training/spectrum-course';

/** The ends of the Hessian's spectrum along one run, and what they say about the edge of stability. */
export interface SpectrumCourseFacts extends RunPlace, SpectrumCourse {
  readonly learningRate: number;
  readonly scale: number;
  readonly depth: number;
  /** Updates of the whole run. */
  readonly runSteps: number;
  /** D. */
  readonly dimension: number;
  /** 2/η. */
  readonly stabilityThreshold: number;
  /** Sharpness of the flattest minimiser; null of GELU networks. */
  readonly minimalSharpness: number | null;
  /** From these samples; null where too few of them are finite. */
  readonly edge: EdgeFacts | null;
}

export function spectrumCourseFacts(
  cell: Cell,
  repetition: number,
  dimension: number,
  minimalSharpness: number | null,
  course: SpectrumCourse,
): SpectrumCourseFacts {
  const { index, learningRate, scale, depth, steps } = cell;
  const stabilityThreshold = stableSharpness(learningRate);
  const sharpness = course.largest.map(([top]) => top!);
  return {
    ...course,
    cell: index,
    repetition,
    learningRate,
    scale,
    depth,
    runSteps: steps,
    dimension,
    stabilityThreshold,
    minimalSharpness,
    edge: edgeFacts({ steps: course.steps, sharpness, risk: course.excessRisks }, stabilityThreshold),
  };
}
