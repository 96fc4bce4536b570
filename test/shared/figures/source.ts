import { findPreset } from '@shared/catalogue';
import { plan } from '@shared/experiment/plan';
import type { ExperimentSpec } from '@shared/experiment/spec';
import type { CellRow } from '@shared/figures/cell-table';
import type { FigureSource } from '@shared/figures/figure-data';
import { summarise } from '@shared/numerics/statistics';

/** Numbers of figures 1 to 5's data set, at depth 10; other depths scale them. */
export const THEORY: NonNullable<FigureSource['theory']> = {
  data: {
    n: 50,
    d: 5,
    rank: 5,
    rankTolerance: 1e-14,
    eigenvalues: [1.6, 1.4, 1, 0.8, 0.6],
    lambdaMin: 0.6,
    lambdaMax: 1.6,
    a: 0.93,
    wStar: [-0.6, 0.6, 0.1, 0.3, 0.4],
    wStarNorm: 1,
    riskMin: 0.37,
    riskZero: 1.3,
    firstRow: [0, 0, 0, 0, 0],
    testSamples: 0,
  },
  bounds: [5, 10, 20, 40].map((depth) => ({
    depth,
    appliesTo: 'linear',
    lower: 1.86 * depth,
    upper: 2.2 * depth,
    exact: 1.87 * depth,
    smallInitialisationUpper: 12.8 * depth,
    criticalLearningRate: 2 / (1.87 * depth),
    criticalLearningRateUpperBound: 2 / (1.86 * depth),
  })),
  values: {},
};

export function presetSpec(name: string): ExperimentSpec {
  return findPreset(name)!.spec;
}

type RowNumbers = Partial<Omit<CellRow, 'learningRate' | 'scale' | 'depth' | 'runs'>>;

/** A source whose rows say what `numbers` says of each cell; what it leaves out is empty. */
export function sourceOf(
  spec: ExperimentSpec,
  numbers: (
    cell: { learningRate: number; scale: number; depth: number; runs: number },
    index: number,
  ) => RowNumbers,
): FigureSource {
  const rows = plan(spec).cells.map(({ learningRate, scale, depth, repetitions: runs, index }): CellRow => {
    const place = { learningRate, scale, depth, runs };
    return {
      ...place,
      finished: runs,
      failed: 0,
      diverged: 0,
      outcomes: { converged: runs, cycling: 0, collapsed: 0, diverged: 0, stepLimit: 0 },
      initialSharpness: null,
      initialSharpnessAsPublished: null,
      initialSquaredDistance: null,
      finalSharpness: null,
      finalSharpnessAsPublished: null,
      finalSquaredDistance: null,
      finalRisk: null,
      finalTestRisk: null,
      ...numbers(place, index),
    };
  });
  return { spec, rows, theory: THEORY, scaleSymbol: 'σ' };
}

/** A sample of this mean, as a cell's runs would give it. */
export function sampleAround(mean: number, n = 4): ReturnType<typeof summarise> {
  return summarise(Array.from({ length: n }, (_, i) => mean * (1 + 0.1 * (i - (n - 1) / 2))));
}
