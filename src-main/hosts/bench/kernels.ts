import { hessian } from '@shared/curvature/hessian';
import { powerIteration } from '@shared/curvature/power-iteration';
import { SHARPNESS_BY_LANCZOS, sharpness } from '@shared/curvature/sharpness';
import { makeScalarTrainer } from '@shared/training/make-scalar-trainer';
import { kernelFor } from '../../engine/kernel/kernel-for';
import { powerIterationFlops, stepFlops } from './flops';
import { FLOPS_A_ROUND, peakLoop } from './peak';
import { shapeName, taskOf, type BenchShape } from './shapes';
import { ratios, spreadOf, timeInTurns, type Spread } from './timing';

/** One piece of work, by the kernel and by the scalar code, for one replica. */
export interface Comparison {
  /** Nanoseconds. */
  readonly kernel: Spread;
  readonly scalar: Spread;
  /** Scalar time over kernel time. */
  readonly ratio: Spread;
  /** Operations of the scalar specification; null where they depend on the run. */
  readonly flops: number | null;
  /** Operations a nanosecond, over those of the peak that was measured in the same turns. */
  readonly shareOfPeak: Spread | null;
}

export interface KernelReport {
  readonly shape: string;
  readonly lanes: number;
  readonly parameters: number;
  readonly step: Comparison;
  readonly publishedSharpness: Comparison;
  readonly exactSharpness: Comparison;
}

export interface PeakReport {
  /** GF/s of one core in 128-bit vectors. */
  readonly peak: Spread;
}

/** Peak of this core: 10⁹ operations a second. */
export function measurePeak(): PeakReport {
  const [samples] = timeInTurns([peakLoop()]);
  return { peak: spreadOf(samples!.map((ns) => FLOPS_A_ROUND / ns)) };
}

export function measureKernel(shape: BenchShape): KernelReport {
  const tasks = Array.from({ length: 4 }, (_, repetition) => taskOf(shape, repetition));
  const { model, learningRate } = tasks[0]!;
  const kernel = kernelFor(model);
  const weights = tasks.map((task) => {
    const out = new Float64Array(model.shape.parameterCount);
    task.initialise(out);
    return out;
  });
  const jobs = tasks.slice(0, kernel.lanes).map((task, i) => ({
    weights: weights[i]!,
    start: task.draws.powerIterationStart(0, weights[i]!.length),
  }));
  for (let lane = 0; lane < kernel.lanes; lane += 1) kernel.load(lane, weights[lane]!, learningRate);
  const trainer = makeScalarTrainer(model);
  trainer.weights.set(weights[0]!);
  const { start } = jobs[0]!;

  const compare = (
    inLanes: (calls: number) => void,
    scalar: (calls: number) => void,
    flops: number | null,
  ): Comparison => {
    const [lanes, one, peak] = timeInTurns([inLanes, scalar, peakLoop()]);
    const perReplica = lanes!.map((ns) => ns / kernel.lanes);
    return {
      kernel: spreadOf(perReplica),
      scalar: spreadOf(one!),
      ratio: ratios(one!, perReplica),
      flops,
      shareOfPeak:
        flops === null
          ? null
          : ratios(
              perReplica.map((ns) => flops / ns),
              peak!.map((ns) => FLOPS_A_ROUND / ns),
            ),
    };
  };
  return {
    shape: shapeName(shape),
    lanes: kernel.lanes,
    parameters: model.shape.parameterCount,
    step: compare(
      (steps) => kernel.advance(steps, false, false),
      repeated(() => trainer.step(learningRate)),
      stepFlops(model),
    ),
    publishedSharpness: compare(
      repeated(() => finish(kernel.powerIteration(jobs))),
      repeated(() => powerIteration(hessian(model, weights[0]!), start)),
      powerIterationFlops(model),
    ),
    exactSharpness: compare(
      repeated(() => finish(kernel.lanczos(jobs, SHARPNESS_BY_LANCZOS))),
      repeated(() => sharpness(model, weights[0]!, () => start)),
      null,
    ),
  };
}

function repeated(call: () => unknown): (calls: number) => void {
  return (calls) => {
    for (let i = 0; i < calls; i += 1) call();
  };
}

function finish(slices: Generator<void, unknown>): void {
  while (!slices.next().done);
}
