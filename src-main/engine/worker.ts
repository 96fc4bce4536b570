import { INITIALISATIONS } from '@shared/catalogue';
import type { EngineReply, EngineRequest } from '@shared/contract/engine-protocol';
import { plan, type Cell } from '@shared/experiment/plan';
import { prepareExperiment, type PreparedExperiment } from '@shared/experiment/prepare';
import type { RunPlace, RunResult } from '@shared/training/run-result';
import { simulateRun } from '@shared/training/simulate-run';

/** Longest stretch without a look at incoming messages, in milliseconds. */
const SLICE_MS = 10;
/** Time between two signs of life, in milliseconds. */
const PROGRESS_MS = 200;

interface Batch {
  readonly id: number;
  readonly runs: readonly RunPlace[];
}

/**
 * The numerical process without its process: takes requests, computes runs one after another, posts replies. Works
 * in slices, so that a pause or a new request is seen within `SLICE_MS`.
 */
export class EngineWorker {
  #experiment: { readonly prepared: PreparedExperiment; readonly cells: readonly Cell[] } | null = null;
  readonly #batches: Batch[] = [];
  #computing = false;
  #resume: (() => void) | null = null;
  #paused: Promise<void> | null = null;
  #stepsSincePost = 0;
  #lastPost = 0;

  constructor(private readonly post: (reply: EngineReply) => void) {}

  handle(request: EngineRequest): void {
    switch (request.kind) {
      case 'load':
        this.#experiment = {
          prepared: prepareExperiment(request.spec, request.data, INITIALISATIONS),
          cells: plan(request.spec).cells,
        };
        this.post({ kind: 'ready' });
        break;
      case 'compute':
        this.#batches.push({ id: request.batch, runs: request.runs });
        if (!this.#computing) void this.#computeAll();
        break;
      case 'pause':
        this.#paused ??= new Promise((resolve) => {
          this.#resume = resolve;
        });
        break;
      case 'resume':
        this.#resume?.();
        this.#paused = null;
        this.#resume = null;
        break;
    }
  }

  async #computeAll(): Promise<void> {
    this.#computing = true;
    try {
      for (let batch = this.#batches.shift(); batch !== undefined; batch = this.#batches.shift()) {
        const results: RunResult[] = [];
        for (const place of batch.runs) results.push(await this.#compute(place));
        this.#postProgress();
        this.post({ kind: 'computed', batch: batch.id, results });
      }
    } catch (error) {
      this.post({ kind: 'broken', message: error instanceof Error ? error.message : String(error) });
    } finally {
      this.#computing = false;
    }
  }

  async #compute(place: RunPlace): Promise<RunResult> {
    const { prepared, cells } = this.#experiment!;
    const task = prepared.task(cells[place.cell]!, place.repetition);
    const slices = simulateRun(task, () => this.#postProgressIfDue());
    let sliceEnd = performance.now() + SLICE_MS;
    for (;;) {
      const slice = slices.next();
      if (slice.done) return { ...place, ...slice.value };
      this.#stepsSincePost += slice.value;
      this.#postProgressIfDue();
      if (performance.now() < sliceEnd) continue;
      await new Promise((resolve) => setImmediate(resolve));
      while (this.#paused !== null) await this.#paused;
      sliceEnd = performance.now() + SLICE_MS;
    }
  }

  #postProgressIfDue(): void {
    if (performance.now() - this.#lastPost >= PROGRESS_MS) this.#postProgress();
  }

  #postProgress(): void {
    this.post({ kind: 'progress', steps: this.#stepsSincePost });
    this.#stepsSincePost = 0;
    this.#lastPost = performance.now();
  }
}
