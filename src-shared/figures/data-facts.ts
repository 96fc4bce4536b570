import type { DataSet } from '../network/data/data-set';
import type { RegressionProblem } from '../network/regression-problem';

/** A data set in numbers, as plain JSON. */
export interface DataFacts {
  readonly n: number;
  readonly d: number;
  readonly rank: number;
  /** Eigenvalues at most this count as 0. */
  readonly rankTolerance: number;
  /** Of Σ̂, descending. */
  readonly eigenvalues: readonly number[];
  /** λ: the smallest eigenvalue above the tolerance. */
  readonly lambdaMin: number;
  /** Λ. */
  readonly lambdaMax: number;
  readonly a: number;
  readonly wStar: readonly number[];
  readonly wStarNorm: number;
  readonly riskMin: number;
  readonly riskZero: number;
  /** First row of X. */
  readonly firstRow: readonly number[];
  /** Rows of the test table; 0 where there is none. */
  readonly testSamples: number;
}

export function dataFacts(data: DataSet, problem: RegressionProblem): DataFacts {
  return {
    n: problem.samples,
    d: problem.features,
    rank: problem.rank,
    rankTolerance: problem.rankTolerance,
    eigenvalues: [...problem.eigenvalues].reverse(),
    lambdaMin: problem.lambdaMin,
    lambdaMax: problem.lambdaMax,
    a: problem.a,
    wStar: [...problem.wStar],
    wStarNorm: problem.wStarNorm,
    riskMin: problem.riskMin,
    riskZero: problem.riskZero,
    firstRow: [...data.train.inputs.subarray(0, problem.features)],
    testSamples: data.test?.samples ?? 0,
  };
}
