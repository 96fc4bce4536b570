import { hessian } from '@shared/curvature/hessian';
import { lanczosInSlices, type EigenvalueResult } from '@shared/curvature/lanczos';
import { powerIterationInSlices, type PowerIterationResult } from '@shared/curvature/power-iteration';
import type { Model } from '@shared/network/model';
import { allFinite } from '@shared/numerics/dense';
import { TailWatch } from '@shared/training/outcome';
import { sameBits } from '@shared/training/same-bits';
import { makeScalarTrainer } from '@shared/training/make-scalar-trainer';
import type { LaneKernel } from './lane-kernel';

/** The scalar code as a kernel of one lane: for networks whose weights fill the caches by themselves. */
export function scalarKernel(model: Model): LaneKernel {
  const trainer = makeScalarTrainer(model);
  const { weights } = trainer;
  const before = new Float64Array(weights.length);
  let learningRate = 0;
  let tail = new TailWatch();
  let fixed = false;
  let finite = true;
  return {
    lanes: 1,
    memoryBytes: 2 * weights.byteLength,
    load: (_lane, from, rate) => {
      weights.set(from);
      learningRate = rate;
      tail = new TailWatch();
    },
    clear: () => {
      weights.fill(0);
      learningRate = 0;
    },
    readWeights: (_lane, out) => out.set(weights),
    advance: (steps, watchTail, compareLast) => {
      for (let step = 1; step <= steps; step += 1) {
        const compares = compareLast && step === steps;
        if (compares) before.set(weights);
        trainer.step(learningRate);
        if (watchTail) tail.see(trainer.excessRisk);
        if (compares) {
          fixed = sameBits(before, weights);
          finite = allFinite(weights);
        }
      }
    },
    isFixed: () => fixed,
    isFinite: () => finite,
    resetTail: () => {
      tail = new TailWatch();
    },
    readTail: () => ({ least: tail.least, rose: tail.rose }),
    writeTail: (_lane, { least, rose }) => {
      tail = new TailWatch(least, rose);
    },
    // It has no neighbours to slow.
    hasSubnormals: () => false,
    *powerIteration(jobs) {
      const found: PowerIterationResult[] = [];
      for (const { weights: at, start } of jobs) {
        found.push(yield* powerIterationInSlices(hessian(model, at), start));
      }
      return found;
    },
    *lanczos(jobs, options) {
      const found: EigenvalueResult[] = [];
      for (const { weights: at, start } of jobs) {
        found.push(yield* lanczosInSlices(hessian(model, at), start, options));
      }
      return found;
    },
  };
}
