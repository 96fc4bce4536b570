import { geluHessian } from '@shared/curvature/gelu-hessian';
import type { GeluModel } from '@shared/network/model';
import { BASIS_BYTES, BlockKernel, type Training } from './block-kernel';
import { compiled, instantiate } from './compile';
import { CurvatureBlock, curvatureBytes, type CurvatureExports } from './curvature-block';
import { curvatureModule, curvaturePlaces } from './gelu-curvature';
import { laneUnits, writeTable } from './gelu-layout';
import { trainingModule, trainingPlaces, type TrainingPlaces } from './gelu-training';
import type { LaneKernel } from './lane-kernel';
import { LaneMemory, type Lanes } from './lane-memory';

type TrainingExports = Pick<Training, 'advance' | 'remember' | 'compare'>;

/** Bytes that a kernel for this model takes, but for the Krylov bases of Lanczos. */
export function geluKernelBytes({ shape, train: { samples } }: GeluModel, lanes: Lanes): number {
  const curvature = curvatureBytes(curvaturePlaces(shape, samples, lanes), 0);
  return trainingPlaces(shape, samples, lanes).bytes + curvature;
}

/**
 * Subnormal numbers are looked for in the units of the last samples only.
 *
 * @param lanes 4, or 2 where four would take too much memory.
 * @param basisBytes what Krylov bases may take; searches that need more are left to scalar code.
 */
export function geluKernel(model: GeluModel, lanes: Lanes = 4, basisBytes = BASIS_BYTES): LaneKernel {
  const { shape, train } = model;
  const places = trainingPlaces(shape, train.samples, lanes);
  const training = makeTraining(model, places, lanes);
  return new BlockKernel(
    {
      dimension: shape.parameterCount,
      training,
      rateOf: (learningRate) => (2 * learningRate) / train.samples,
      *units(lane) {
        for (const place of [places.hidden, places.deltas]) {
          yield* laneUnits(training.memory, place, shape, lanes, lane);
        }
      },
      krylovBytes: (count) => curvaturePlaces(shape, train.samples, count).slotBytes,
      makeCurvature: (count) => makeCurvature(model, count),
      hessian: (weights) => geluHessian(shape, train, weights),
    },
    lanes,
    basisBytes,
  );
}

function makeTraining(model: GeluModel, places: TrainingPlaces, lanes: Lanes): Training {
  const { shape, train } = model;
  const module = compiled(moduleKey('training', model, lanes), () =>
    trainingModule(shape, train.samples, lanes),
  );
  const { memory, exports } = instantiate(module);
  const laneMemory = new LaneMemory(memory, places.pairBytes);
  writeTable(laneMemory, places, train);
  const { advance, remember, compare } = exports as TrainingExports;
  return { memory: laneMemory, places, advance, remember, compare };
}

function makeCurvature(model: GeluModel, lanes: Lanes): CurvatureBlock {
  const { shape, train } = model;
  const places = curvaturePlaces(shape, train.samples, lanes);
  const module = compiled(moduleKey('curvature', model, lanes), () =>
    curvatureModule(shape, train.samples, lanes),
  );
  const { memory, exports } = instantiate(module);
  const laneMemory = new LaneMemory(memory, places.pairBytes);
  writeTable(laneMemory, places, train);
  return new CurvatureBlock(lanes, shape.parameterCount, places, exports as CurvatureExports, laneMemory);
}

/** Of all that a module's code depends on. */
function moduleKey(task: string, { shape, train }: GeluModel, lanes: Lanes): string {
  return `gelu ${task} ${lanes} ${train.samples} ${shape.widths.join()}`;
}
