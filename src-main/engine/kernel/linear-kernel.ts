import {
  basisBudget,
  lanczosTopEigenvalue,
  type EigenvalueResult,
  type LanczosOptions,
} from '@shared/curvature/lanczos';
import { linearHessian } from '@shared/curvature/linear-hessian';
import type { PowerIterationResult } from '@shared/curvature/power-iteration';
import type { RegressionProblem } from '@shared/network/regression-problem';
import type { LinearNetwork, NetworkShape } from '@shared/network/shape';
import { compiled, instantiate } from './compile';
import { CurvatureBlock, curvatureBytes, type CurvatureExports } from './curvature-block';
import type { CurvatureJob, LaneKernel, TailState } from './lane-kernel';
import { LaneMemory, type Lanes } from './lane-memory';
import { curvatureModule, curvaturePlaces } from './linear-curvature';
import { unitCount, writeProblem } from './linear-layout';
import { pairsSideBySide, trainingModule, trainingPlaces, type TrainingPlaces } from './linear-training';

/** What the Krylov bases of all lanes may take together, in bytes. */
const BASIS_BYTES = 48 * 1024 * 1024;
/** Most searches end with fewer basis vectors. */
const USUAL_BASIS = 64;
const SMALLEST_NORMAL = 2 ** -1022;

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
  return new LinearKernel(network, problem, lanes, basisBytes);
}

class LinearKernel implements LaneKernel {
  readonly #places: TrainingPlaces;
  readonly #module: TrainingExports;
  readonly #memory: LaneMemory;
  /** What one call works on, and the bases of those calls. */
  readonly #bases: readonly number[];
  readonly #curvature = new Map<Lanes, CurvatureBlock>();

  constructor(
    private readonly network: LinearNetwork,
    private readonly problem: RegressionProblem,
    readonly lanes: Lanes,
    private readonly basisBytes: number,
  ) {
    const { shape } = network;
    this.#places = trainingPlaces(shape, lanes);
    const module = compiled(`linear training ${lanes} ${shape.widths.join()}`, () =>
      trainingModule(shape, lanes),
    );
    const { memory, exports } = instantiate(module);
    this.#module = exports as TrainingExports;
    this.#memory = new LaneMemory(memory, this.#places.pairBytes);
    writeProblem(this.#memory, this.#places, lanes, network, problem);
    for (let lane = 0; lane < lanes; lane += 1) this.resetTail(lane);
    const pairs = pairsSideBySide(shape, lanes);
    this.#bases = Array.from({ length: lanes / 2 / pairs }, (_, i) => i * pairs * this.#places.pairBytes);
  }

  get memoryBytes(): number {
    return [...this.#curvature.values()].reduce((sum, block) => sum + block.memoryBytes, this.#memory.bytes);
  }

  load(lane: number, weights: Float64Array, learningRate: number): void {
    this.#memory.write(this.#places.weights, lane, weights);
    this.#memory.set(this.#places.rate, lane, learningRate);
    this.resetTail(lane);
  }

  clear(lane: number): void {
    this.#memory.clear(this.#places.weights, lane, this.network.shape.parameterCount);
    this.#memory.set(this.#places.rate, lane, 0);
    this.resetTail(lane);
  }

  readWeights(lane: number, out: Float64Array): void {
    this.#memory.read(this.#places.weights, lane, out);
  }

  advance(steps: number, watchTail: boolean, compareLast: boolean): void {
    const watch = watchTail ? 1 : 0;
    for (const base of this.#bases) {
      if (!compareLast) {
        this.#module.advance(base, steps, watch);
        continue;
      }
      if (steps > 1) this.#module.advance(base, steps - 1, watch);
      this.#module.remember(base);
      this.#module.advance(base, 1, watch);
      this.#module.compare(base);
    }
  }

  isFixed(lane: number): boolean {
    return this.#noBits(this.#places.changed, lane);
  }

  isFinite(lane: number): boolean {
    return this.#noBits(this.#places.notFinite, lane);
  }

  hasSubnormals(lane: number): boolean {
    const units = unitCount(this.network.shape);
    const { floats } = this.#memory;
    return [this.#places.outputs, this.#places.inputs].some((place) => {
      const start = this.#memory.start(place, lane);
      for (let i = start; i < start + 2 * units; i += 2) {
        if (floats[i] !== 0 && Math.abs(floats[i]!) < SMALLEST_NORMAL) return true;
      }
      return false;
    });
  }

  resetTail(lane: number): void {
    this.writeTail(lane, { least: Infinity, rose: false });
  }

  readTail(lane: number): TailState {
    return {
      least: this.#memory.get(this.#places.least, lane),
      rose: !this.#noBits(this.#places.rose, lane),
    };
  }

  writeTail(lane: number, { least, rose }: TailState): void {
    this.#memory.set(this.#places.least, lane, least);
    this.#memory.set(this.#places.rose, lane, rose ? 1 : 0);
  }

  powerIteration(jobs: readonly CurvatureJob[]): PowerIterationResult[] {
    return this.#inBlocks(jobs, this.lanes, (block, some) => block.powerIteration(some));
  }

  lanczos(jobs: readonly CurvatureJob[], options: LanczosOptions): EigenvalueResult[] {
    const { shape } = this.network;
    const room = (lanes: Lanes): number =>
      Math.floor(this.basisBytes / curvaturePlaces(shape, lanes).slotBytes);
    const wanted = Math.min(USUAL_BASIS, basisBudget(shape.parameterCount, options.maxIterations) + 1);
    const lanes = ([4, 2] as const).find((count) => count <= this.lanes && room(count) >= wanted);
    const found =
      lanes === undefined
        ? jobs.map(() => null)
        : this.#inBlocks(jobs, lanes, (block, some) => block.lanczos(some, options, room(block.lanes)));
    return jobs.map(
      ({ weights, start }, i) =>
        found[i] ?? lanczosTopEigenvalue(linearHessian(this.network, this.problem, weights), start, options),
    );
  }

  /** Two jobs and fewer take the block of one pair, which is done in half the time. */
  #inBlocks<Result>(
    jobs: readonly CurvatureJob[],
    lanes: Lanes,
    compute: (block: CurvatureBlock, jobs: readonly CurvatureJob[]) => Result[],
  ): Result[] {
    const results: Result[] = [];
    while (results.length < jobs.length) {
      const some = jobs.slice(results.length, results.length + lanes);
      results.push(...compute(this.#block(some.length <= 2 ? 2 : lanes), some));
    }
    return results;
  }

  #block(lanes: Lanes): CurvatureBlock {
    let block = this.#curvature.get(lanes);
    if (block === undefined) {
      const { shape } = this.network;
      const places = curvaturePlaces(shape, lanes);
      const module = compiled(`linear curvature ${lanes} ${shape.widths.join()}`, () =>
        curvatureModule(shape, lanes),
      );
      const { memory, exports } = instantiate(module);
      const lanesMemory = new LaneMemory(memory, places.pairBytes);
      writeProblem(lanesMemory, places, lanes, this.network, this.problem);
      block = new CurvatureBlock(
        lanes,
        shape.parameterCount,
        places,
        exports as CurvatureExports,
        lanesMemory,
      );
      this.#curvature.set(lanes, block);
    }
    return block;
  }

  #noBits(place: number, lane: number): boolean {
    return Object.is(this.#memory.get(place, lane), 0);
  }
}
