import {
  basisBudget,
  lanczosInSlices,
  type EigenvalueResult,
  type LanczosOptions,
} from '@shared/curvature/lanczos';
import type { SymmetricOperator } from '@shared/curvature/operator';
import type { PowerIterationResult } from '@shared/curvature/power-iteration';
import type { CurvatureBlock } from './curvature-block';
import type { CurvatureJob, LaneKernel, TailState } from './lane-kernel';
import type { LaneMemory, Lanes } from './lane-memory';
import type { WatchPlaces } from './training-watch';

/** What the Krylov bases of all lanes may take together, in bytes. */
export const BASIS_BYTES = 48 * 1024 * 1024;
/** Most searches end with fewer basis vectors. */
const USUAL_BASIS = 64;
const SMALLEST_NORMAL = 2 ** -1022;

/** A module that trains, and its memory. */
export interface Training {
  readonly memory: LaneMemory;
  readonly places: WatchPlaces & {
    /** What a lane's update multiplies its derivatives with. */
    readonly rate: number;
  };
  /** @param watch 1 where the tail watches see the excess risk before every update, else 0. */
  advance(steps: number, watch: number): void;
  /** Keeps the weights. */
  remember(): void;
  /** Sees what became of them. */
  compare(): void;
}

/** What a family of networks brings to the kernel of one model. */
export interface Family {
  /** D. */
  readonly dimension: number;
  readonly training: Training;
  rateOf(learningRate: number): number;
  /** The units of a lane after its last update that are looked at for subnormal numbers. */
  units(lane: number): Iterable<number>;
  /** Bytes of one Krylov vector of all lanes. */
  krylovBytes(lanes: Lanes): number;
  makeCurvature(lanes: Lanes): CurvatureBlock;
  /** In scalar code. */
  hessian(weights: Float64Array): SymmetricOperator;
}

/** A kernel whose lanes are those of one block of memory. */
export class BlockKernel implements LaneKernel {
  readonly #memory: LaneMemory;
  readonly #curvature = new Map<Lanes, CurvatureBlock>();

  /** @param basisBytes what Krylov bases may take; searches that need more are left to scalar code. */
  constructor(
    private readonly family: Family,
    readonly lanes: Lanes,
    private readonly basisBytes: number,
  ) {
    this.#memory = family.training.memory;
    for (let lane = 0; lane < lanes; lane += 1) this.resetTail(lane);
  }

  get #places(): Training['places'] {
    return this.family.training.places;
  }

  get memoryBytes(): number {
    return [...this.#curvature.values()].reduce((sum, block) => sum + block.memoryBytes, this.#memory.bytes);
  }

  load(lane: number, weights: Float64Array, learningRate: number): void {
    this.#memory.write(this.#places.weights, lane, weights);
    this.#memory.set(this.#places.rate, lane, this.family.rateOf(learningRate));
    this.resetTail(lane);
  }

  clear(lane: number): void {
    this.#memory.clear(this.#places.weights, lane, this.family.dimension);
    this.#memory.set(this.#places.rate, lane, 0);
    this.resetTail(lane);
  }

  readWeights(lane: number, out: Float64Array): void {
    this.#memory.read(this.#places.weights, lane, out);
  }

  advance(steps: number, watchTail: boolean, compareLast: boolean): void {
    const { training } = this.family;
    const watch = watchTail ? 1 : 0;
    if (!compareLast) {
      training.advance(steps, watch);
      return;
    }
    if (steps > 1) training.advance(steps - 1, watch);
    training.remember();
    training.advance(1, watch);
    training.compare();
  }

  isFixed(lane: number): boolean {
    return this.#noBits(this.#places.changed, lane);
  }

  isFinite(lane: number): boolean {
    return this.#noBits(this.#places.notFinite, lane);
  }

  hasSubnormals(lane: number): boolean {
    for (const unit of this.family.units(lane)) {
      if (unit !== 0 && Math.abs(unit) < SMALLEST_NORMAL) return true;
    }
    return false;
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

  *powerIteration(jobs: readonly CurvatureJob[]): Generator<void, PowerIterationResult[]> {
    const found: PowerIterationResult[] = [];
    for (const some of inGroups(jobs, this.lanes)) {
      found.push(...(yield* this.#blockFor(some, this.lanes).powerIteration(some)));
    }
    return found;
  }

  *lanczos(jobs: readonly CurvatureJob[], options: LanczosOptions): Generator<void, EigenvalueResult[]> {
    const room = (lanes: Lanes): number => Math.floor(this.basisBytes / this.family.krylovBytes(lanes));
    const wanted = Math.min(USUAL_BASIS, basisBudget(this.family.dimension, options.maxIterations) + 1);
    const lanes = ([4, 2] as const).find((count) => count <= this.lanes && room(count) >= wanted);
    const found: (EigenvalueResult | null)[] = [];
    if (lanes !== undefined) {
      for (const some of inGroups(jobs, lanes)) {
        const block = this.#blockFor(some, lanes);
        found.push(...(yield* block.lanczos(some, options, room(block.lanes))));
      }
    }
    const complete: EigenvalueResult[] = [];
    for (const [i, { weights, start }] of jobs.entries()) {
      complete.push(found[i] ?? (yield* lanczosInSlices(this.family.hessian(weights), start, options)));
    }
    return complete;
  }

  /** Two jobs and fewer take the block of one pair, which is done in half the time. */
  #blockFor(jobs: readonly CurvatureJob[], lanes: Lanes): CurvatureBlock {
    return this.#block(jobs.length <= 2 ? 2 : lanes);
  }

  #block(lanes: Lanes): CurvatureBlock {
    let block = this.#curvature.get(lanes);
    if (block === undefined) {
      block = this.family.makeCurvature(lanes);
      this.#curvature.set(lanes, block);
    }
    return block;
  }

  #noBits(place: number, lane: number): boolean {
    return Object.is(this.#memory.get(place, lane), 0);
  }
}

function inGroups<T>(items: readonly T[], size: number): T[][] {
  const groups: T[][] = [];
  for (let first = 0; first < items.length; first += size) groups.push(items.slice(first, first + size));
  return groups;
}
