import {
  basisBudget,
  krylovEnd,
  type EigenvalueResult,
  type LanczosOptions,
} from '@shared/curvature/lanczos';
import { PUBLISHED_ITERATIONS, type PowerIterationResult } from '@shared/curvature/power-iteration';
import { norm, scaleInPlace } from '@shared/numerics/dense';
import type { KrylovExports, KrylovPlaces } from './krylov-sweeps';
import type { CurvatureJob } from './lane-kernel';
import type { LaneMemory } from './lane-memory';
import { type Lanes } from './lane-memory';

/** Basis vectors that memory grows by at a time. */
const GROWTH = 8;
/** Products that take no longer are done in one call. */
const QUICK_PRODUCT_MS = 0.25;

export interface CurvatureExports extends KrylovExports {
  /** Whatever products take of the network as it is at the weights, computed once. */
  linearise(): void;
}

export interface CurvaturePlaces extends KrylovPlaces {
  readonly weights: number;
}

/** Bytes of a block's memory with so many basis vectors; power iteration needs none. */
export function curvatureBytes(
  { basis, slotBytes }: Pick<KrylovPlaces, 'basis' | 'slotBytes'>,
  vectors: number,
): number {
  return basis + vectors * slotBytes;
}

/** A lane's search in Lanczos, from one restart to the next. */
interface Search {
  readonly job: CurvatureJob;
  vector: Float64Array;
  iterations: number;
  /** Null where the basis would have outgrown its memory. */
  result: EigenvalueResult | null | undefined;
}

interface KrylovRun {
  readonly search: Search;
  readonly lane: number;
  readonly budget: number;
  readonly diagonal: number[];
  readonly offDiagonal: number[];
  exhausted: boolean;
}

/** Eigenvalue methods on as many Hessians as there are lanes, in a memory of their own. */
export class CurvatureBlock {
  readonly #memory: LaneMemory;

  /** @param memory of the module, with whatever of the problem all lanes share. */
  constructor(
    readonly lanes: Lanes,
    private readonly dimension: number,
    private readonly places: CurvaturePlaces,
    private readonly module: CurvatureExports,
    memory: LaneMemory,
  ) {
    this.#memory = memory;
  }

  get memoryBytes(): number {
    return this.#memory.bytes;
  }

  /** @param jobs as many as lanes, or fewer. */
  *powerIteration(jobs: readonly CurvatureJob[]): Generator<void, PowerIterationResult[]> {
    this.#start(jobs, (job) => job.start);
    const begin = performance.now();
    this.module.iterate(1);
    const quick = performance.now() - begin < QUICK_PRODUCT_MS;
    const atOnce = quick ? PUBLISHED_ITERATIONS - 1 : 1;
    for (let done = 1; done < PUBLISHED_ITERATIONS; done += atOnce) {
      yield;
      this.module.iterate(atOnce);
    }
    return jobs.map((_, lane) => {
      const value = this.#memory.get(this.places.previous, lane);
      return { value, lastChange: Math.abs(this.#memory.get(this.places.divisor, lane) - value) };
    });
  }

  /**
   * @param jobs as many as lanes, or fewer.
   * @param vectors that memory may hold: a job that needs more is given up, with null.
   */
  *lanczos(
    jobs: readonly CurvatureJob[],
    options: LanczosOptions,
    vectors: number,
  ): Generator<void, (EigenvalueResult | null)[]> {
    const searches: Search[] = jobs.map((job) => ({
      job,
      vector: job.start,
      iterations: 0,
      result: undefined,
    }));
    for (;;) {
      const open = searches.filter(({ result }) => result === undefined);
      if (open.length === 0) return searches.map(({ result }) => result ?? null);
      const runs = yield* this.#krylovRuns(open, options, vectors);
      this.#measureResiduals(runs, options);
      yield;
    }
  }

  /** Weights and starts into their lanes, zeros into the others. */
  #start<Job extends { readonly weights: Float64Array }>(
    jobs: readonly Job[],
    start: (job: Job) => Float64Array,
  ): void {
    const { weights, image } = this.places;
    for (let lane = 0; lane < this.lanes; lane += 1) {
      const job = jobs[lane];
      if (job === undefined) {
        this.#memory.clear(weights, lane, this.dimension);
        this.#memory.clear(image, lane, this.dimension);
      } else {
        this.#memory.write(weights, lane, job.weights);
        this.#memory.write(image, lane, start(job));
      }
    }
    this.module.linearise();
    this.module.normalise();
  }

  /** Builds every lane's basis until each has its Ritz vector or is given up; others go along unheeded till then. */
  *#krylovRuns(
    searches: readonly Search[],
    { relativeTolerance, maxIterations }: LanczosOptions,
    vectors: number,
  ): Generator<void, KrylovRun[]> {
    this.#start(
      searches.map((search) => ({ search, weights: search.job.weights })),
      ({ search }) => search.vector,
    );
    const runs = searches.map((search, lane) => ({
      search,
      lane,
      budget: basisBudget(this.dimension, maxIterations - search.iterations),
      diagonal: [],
      offDiagonal: [],
      exhausted: false,
    }));
    let running: KrylovRun[] = runs;
    for (let size = 1; running.length > 0; size += 1) {
      // One vector more than the basis has: the combination.
      if (size + 1 > vectors) {
        for (const { search } of running) search.result = null;
        break;
      }
      if (curvatureBytes(this.places, size + 1) > this.#memory.bytes) {
        this.#memory.grow(curvatureBytes(this.places, Math.min(size + 1 + GROWTH, vectors)));
      }
      this.module.extend(size, 2);
      yield;
      const ended: KrylovRun[] = [];
      running = running.filter((run) => {
        const coupling = this.#memory.get(this.places.divisor, run.lane);
        run.diagonal.push(this.#memory.get(this.places.diagonal, run.lane));
        const end = krylovEnd(run.diagonal, run.offDiagonal, coupling, run.budget, relativeTolerance);
        if (end === null) {
          run.offDiagonal.push(coupling);
          return true;
        }
        run.exhausted = end.exhausted;
        end.weights.forEach((weight, i) =>
          this.#memory.set(this.#basis(i) + this.places.coefficient, run.lane, weight),
        );
        ended.push(run);
        return false;
      });
      if (ended.length > 0) this.#takeRitzVectors(ended, size);
    }
    return runs.filter(({ search }) => search.result === undefined);
  }

  #takeRitzVectors(ended: readonly KrylovRun[], size: number): void {
    this.module.combine(size);
    for (const { search, lane } of ended) {
      const vector = new Float64Array(this.dimension);
      this.#memory.read(this.#basis(size), lane, vector);
      scaleInPlace(vector, 1 / norm(vector));
      search.vector = vector;
      search.iterations += size;
    }
  }

  /** One more product: of the Ritz vectors, for the eigenvalues and their residuals. */
  #measureResiduals(runs: readonly KrylovRun[], options: LanczosOptions): void {
    if (runs.length === 0) return;
    const { relativeTolerance, maxIterations } = options;
    for (const { search, lane } of runs) {
      this.#memory.write(this.places.image, lane, search.vector);
      this.#memory.set(this.places.divisor, lane, 1);
    }
    this.module.extend(1, 1);
    for (const { search, lane, exhausted } of runs) {
      search.iterations += 1;
      const { iterations } = search;
      const value = this.#memory.get(this.places.diagonal, lane);
      const residual = this.#memory.get(this.places.divisor, lane);
      const converged = residual <= relativeTolerance * Math.abs(value);
      if (converged || exhausted || iterations >= maxIterations || !Number.isFinite(value)) {
        search.result = { value, residual, iterations, converged };
      }
    }
  }

  #basis(index: number): number {
    return this.places.basis + index * this.places.slotBytes;
  }
}
