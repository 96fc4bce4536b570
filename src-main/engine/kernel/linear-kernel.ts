import { linearHessian } from '@shared/curvature/linear-hessian';
import type { RegressionProblem } from '@shared/network/regression-problem';
import type { LinearNetwork, NetworkShape } from '@shared/network/shape';
import { BASIS_BYTES, BlockKernel, type Training } from './block-kernel';
import { compiled, instantiate } from './compile';
import { CurvatureBlock, curvatureBytes, type CurvatureExports } from './curvature-block';
import type { LaneKernel } from './lane-kernel';
import { LaneMemory, type Lanes } from './lane-memory';
import { curvatureModule, curvaturePlaces } from './linear-curvature';
import { unitCount, writeProblem } from './linear-layout';
import { pairsSideBySide, trainingModule, trainingPlaces, type TrainingPlaces } from './linear-training';

interface TrainingExports {
  advance(base: number, steps: number, watch: number): void;
  remember(base: number): void;
  compare(base: number): void;
}

/** Bytes that a kernel for networks of this shape takes, but for the Krylov bases of Lanczos. */
export function linearKernelBytes(shape: NetworkShape, lanes: Lanes): number {
  return trainingPlaces(shape, lanes).bytes + curvatureBytes(curvaturePlaces(shape, lanes), 0);
}

/**
 * @param lanes 4, or 2 where four would take too much memory.
 * @param basisBytes what Krylov bases may take; searches that need more are left to scalar code.
 */
export function linearKernel(
  network: LinearNetwork,
  problem: RegressionProblem,
  lanes: Lanes = 4,
  basisBytes = BASIS_BYTES,
): LaneKernel {
  const { shape } = network;
  const places = trainingPlaces(shape, lanes);
  const training = makeTraining(network, problem, places, lanes);
  return new BlockKernel(
    {
      dimension: shape.parameterCount,
      training,
      rateOf: (learningRate) => learningRate,
      *units(lane) {
        const { memory } = training;
        for (const place of [places.outputs, places.inputs]) {
          const start = memory.start(place, lane);
          for (let i = start; i < start + 2 * unitCount(shape); i += 2) yield memory.floats[i]!;
        }
      },
      krylovBytes: (count) => curvaturePlaces(shape, count).slotBytes,
      makeCurvature: (count) => makeCurvature(network, problem, count),
      hessian: (weights) => linearHessian(network, problem, weights),
    },
    lanes,
    basisBytes,
  );
}

function makeTraining(
  network: LinearNetwork,
  problem: RegressionProblem,
  places: TrainingPlaces,
  lanes: Lanes,
): Training {
  const { shape } = network;
  const key = `linear training ${lanes} ${shape.widths.join()}`;
  const { memory, exports } = instantiate(compiled(key, () => trainingModule(shape, lanes)));
  const laneMemory = new LaneMemory(memory, places.pairBytes);
  writeProblem(laneMemory, places, lanes, network, problem);
  const module = exports as TrainingExports;
  const pairs = pairsSideBySide(shape, lanes);
  /** What one call works on. */
  const bases = Array.from({ length: lanes / 2 / pairs }, (_, i) => i * pairs * places.pairBytes);
  return {
    memory: laneMemory,
    places,
    advance: (steps, watch) => bases.forEach((base) => module.advance(base, steps, watch)),
    remember: () => bases.forEach((base) => module.remember(base)),
    compare: () => bases.forEach((base) => module.compare(base)),
  };
}

function makeCurvature(network: LinearNetwork, problem: RegressionProblem, lanes: Lanes): CurvatureBlock {
  const { shape } = network;
  const places = curvaturePlaces(shape, lanes);
  const key = `linear curvature ${lanes} ${shape.widths.join()}`;
  const { memory, exports } = instantiate(compiled(key, () => curvatureModule(shape, lanes)));
  const laneMemory = new LaneMemory(memory, places.pairBytes);
  writeProblem(laneMemory, places, lanes, network, problem);
  return new CurvatureBlock(lanes, shape.parameterCount, places, exports as CurvatureExports, laneMemory);
}
