import { findPreset } from '@shared/catalogue';
import { plan } from '@shared/experiment/plan';
import type { FigureData } from '@shared/figures/figure-data';
import type { AnyFigure } from '@shared/figures/figure-request';
import { distanceLines } from '@shared/figures/distance-lines';
import { divergenceHeatmap } from '@shared/figures/divergence-heatmap';
import { divergenceLines } from '@shared/figures/divergence-lines';
import { runTrace } from '@shared/figures/run-trace';
import { sharpnessLines } from '@shared/figures/sharpness-lines';
import { presetSpec, sampleAround, sourceOf } from '../figures/source';

/** Figures like the paper's, with made-up numbers. */

const lines = (figure: FigureData): AnyFigure => ({ kind: 'lines', figure });

const overScale = sourceOf(presetSpec('figure-3'), ({ learningRate, scale, runs }) => ({
  diverged: learningRate * scale > 0.08 ? runs : 0,
  finalSharpness: scale > 0.55 ? null : sampleAround(20 + scale / learningRate),
  finalSquaredDistance: sampleAround(learningRate === 0.005 ? 0 : 1e-20 / learningRate),
  initialSharpness: sampleAround(1000 * scale),
  initialSquaredDistance: sampleAround(1 + scale),
}));
const overRate = sourceOf(presetSpec('figure-2'), ({ learningRate, depth }) => ({
  finalSharpness: learningRate * depth > 8 ? null : sampleAround(2 * depth),
  finalSquaredDistance: sampleAround(Math.min(1, learningRate * depth * 0.1)),
}));
const slice = { over: 'learningRate', scale: findPreset('figure-2')!.spec.grid.scales[0]! } as const;

const trajectories = presetSpec('figure-1-trajectories');
const values = Float64Array.from({ length: 91 }, (_, i) => 30 / (i + 1));

export const DISTANCE_DATA = distanceLines(overScale);
export const DIVERGENCE_DATA = divergenceLines(overScale);

export const DISTANCE = lines(DISTANCE_DATA);
export const SHARPNESS = lines(sharpnessLines(overScale));
/** Five learning rates, each with its 2/η. */
export const SHARPNESS_ALL = lines(sharpnessLines(overScale, { everyRate: true }));
export const DIVERGENCE = lines(DIVERGENCE_DATA);
export const DEPTHS = lines(distanceLines(overRate, { slice }));
export const SHARPNESS_DEPTHS = lines(sharpnessLines(overRate, { slice }));
export const TRACE = lines(
  runTrace(
    sourceOf(trajectories, () => ({})),
    plan(trajectories).cells[0]!,
    0,
    [
      { quantity: 'squaredDistance', every: 5, values },
      { quantity: 'sharpness', every: 5, values },
    ],
  ),
);
export const HEATMAP: AnyFigure = { kind: 'heatmap', figure: divergenceHeatmap(overScale) };
export const HEATMAP_DEPTHS: AnyFigure = { kind: 'heatmap', figure: divergenceHeatmap(overRate, { slice }) };
export const HEATMAP_MEANS: AnyFigure = {
  kind: 'heatmap',
  figure: divergenceHeatmap(overScale, { quantity: { kind: 'mean', measure: 'finalSharpness' } }),
};

export const EVERY = {
  DISTANCE,
  SHARPNESS,
  SHARPNESS_ALL,
  DIVERGENCE,
  DEPTHS,
  SHARPNESS_DEPTHS,
  TRACE,
  HEATMAP,
  HEATMAP_DEPTHS,
  HEATMAP_MEANS,
};
