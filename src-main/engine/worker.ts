import { INITIALISATIONS } from '@shared/catalogue';
import type { EngineReply, EngineRequest, RunOrder } from '@shared/contract/engine-protocol';
import { plan, type Cell } from '@shared/experiment/plan';
import { prepareExperiment, type PreparedExperiment } from '@shared/experiment/prepare';
import type { Model } from '@shared/network/model';
import type { RunResult } from '@shared/training/run-result';
import { checkpointBytes, checkpointFrom } from './checkpoint-bytes';
import { kernelFor } from './kernel/kernel-for';
import { normalDrawInLanes } from './kernel/normal-draws';
import { LaneTrainer } from './lane-trainer';
import { RunInWork } from './run-in-work';

/** Longest stretch without a look at incoming messages, in milliseconds. */
const SLICE_MS = 10;
/** Time between two signs of life, in milliseconds. */
const PROGRESS_MS = 200;
/** Time between two messages with results: short to the eye, long to whoever stores them. */
const RESULTS_MS = 50;
/** What kernels without work may keep, in bytes: runs of their networks often come again. */
const IDLE_BYTES = 32e6;
/** A network with few runs waits no longer than this for one with many, in milliseconds. */
const PATIENCE_MS = 1000;
/** Time between two checkpoints of the runs in work, in milliseconds. */
const CHECKPOINT_MS = 30_000;

/**
 * The numerical process without its process: takes requests, computes runs, posts replies. Works in slices, so that a
 * pause or a new request is seen soon.
 */
export class EngineWorker {
  #experiment: { readonly prepared: PreparedExperiment; readonly cells: readonly Cell[] } | null = null;
  readonly #trainers = new Map<Model, LaneTrainer>();
  /** When each last had its turn. */
  readonly #turns = new Map<LaneTrainer, number>();
  readonly #normals = normalDrawInLanes();
  #computing = false;
  #resume: (() => void) | null = null;
  #paused: Promise<void> | null = null;
  #stepsSincePost = 0;
  /** Told so far. */
  #kernelMsTold = 0;
  #kernelMsOfDropped = 0;
  #lastPost = 0;
  #results: RunResult[] = [];
  #lastResults = 0;
  #lastCheckpoint = performance.now();

  /** @param checkpointMs time between two checkpoints of the runs in work. */
  constructor(
    private readonly post: (reply: EngineReply) => void,
    private readonly checkpointMs = CHECKPOINT_MS,
  ) {}

  handle(request: EngineRequest): void {
    switch (request.kind) {
      case 'load':
        this.#guard(() => {
          this.#experiment = {
            prepared: prepareExperiment(request.spec, request.data, INITIALISATIONS, this.#normals),
            cells: plan(request.spec).cells,
          };
          this.post({ kind: 'ready' });
        });
        break;
      case 'compute':
        this.#guard(() => {
          for (const order of request.runs) this.#take(order);
        });
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

  /** Hands a run to the trainer of its model. */
  #take({ checkpoint, ...place }: RunOrder): void {
    const { prepared, cells } = this.#experiment!;
    const cell = cells[place.cell]!;
    const model = prepared.model(cell.depth);
    let trainer = this.#trainers.get(model);
    if (trainer === undefined) {
      trainer = new LaneTrainer(model, kernelFor(model));
      this.#trainers.set(model, trainer);
    }
    const task = prepared.task(cell, place.repetition);
    const known = checkpoint && checkpointFrom(checkpoint);
    trainer.add((curvature) => new RunInWork(place, task, curvature, known));
  }

  async #computeAll(): Promise<void> {
    this.#computing = true;
    for (let trainer = this.#next(); trainer !== null; trainer = this.#next()) {
      const sound = this.#guard(() => this.#compute(trainer));
      if (!sound) return;
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#paused !== null) this.#postResults();
      while (this.#paused !== null) await this.#paused;
    }
    this.#postResults();
    this.#postProgress();
    this.#computing = false;
  }

  /** The trainer with the most runs, so that lanes are full, unless another has waited long; null without work. */
  #next(): LaneTrainer | null {
    const now = performance.now();
    let next: LaneTrainer | null = null;
    for (const trainer of this.#trainers.values()) {
      if (trainer.runs === 0) continue;
      if (now - (this.#turns.get(trainer) ?? now) >= PATIENCE_MS) {
        next = trainer;
        break;
      }
      if (trainer.runs > (next?.runs ?? 0)) next = trainer;
    }
    if (next !== null) this.#turns.set(next, now);
    return next;
  }

  #compute(trainer: LaneTrainer): void {
    const deadline = performance.now() + SLICE_MS;
    const due = performance.now() - this.#lastCheckpoint >= this.checkpointMs;
    if (!due || this.#checkpoint(deadline)) this.#stepsSincePost += trainer.work(deadline);
    this.#postProgressIfDue();
    for (const each of this.#trainers.values()) this.#results.push(...each.takeResults());
    if (performance.now() - this.#lastResults >= RESULTS_MS || trainer.runs === 0) this.#postResults();
    if (trainer.runs === 0) this.#dropIdleTrainers();
  }

  /** Those that were made first go first. */
  #dropIdleTrainers(): void {
    const idle = [...this.#trainers].filter(([, { runs }]) => runs === 0);
    let bytes = idle.reduce((sum, [, { memoryBytes }]) => sum + memoryBytes, 0);
    for (const [model, trainer] of idle) {
      if (bytes <= IDLE_BYTES) return;
      bytes -= trainer.memoryBytes;
      this.#kernelMsOfDropped += trainer.kernelMs;
      this.#trainers.delete(model);
      this.#turns.delete(trainer);
    }
  }

  #postResults(): void {
    if (this.#results.length === 0) return;
    // The steps of a run are told before its result is: those that are told and not delivered are lost with a process.
    this.#postProgress();
    this.post({ kind: 'computed', results: this.#results });
    this.#results = [];
    this.#lastResults = performance.now();
  }

  /**
   * Posts where runs stand, once no curvature is left to compute: runs that wait for one cannot be kept. Whether that is
   * done; till then nothing is trained.
   */
  #checkpoint(deadline: number): boolean {
    const trainers = [...this.#trainers.values()];
    if (!trainers.every((trainer) => trainer.settle(deadline))) return false;
    for (const trainer of trainers) {
      for (const checkpoint of trainer.checkpoints()) {
        const { cell, repetition } = checkpoint;
        this.post({ kind: 'checkpoint', place: { cell, repetition }, content: checkpointBytes(checkpoint) });
      }
    }
    this.#lastCheckpoint = performance.now();
    return true;
  }

  /** Does something that must not throw; whether it did not. */
  #guard(action: () => void): boolean {
    try {
      action();
      return true;
    } catch (error) {
      this.post({ kind: 'broken', message: error instanceof Error ? error.message : String(error) });
      return false;
    }
  }

  #postProgressIfDue(): void {
    if (performance.now() - this.#lastPost >= PROGRESS_MS) this.#postProgress();
  }

  #postProgress(): void {
    let kernelMs = this.#kernelMsOfDropped;
    for (const trainer of this.#trainers.values()) kernelMs += trainer.kernelMs;
    this.post({ kind: 'progress', steps: this.#stepsSincePost, kernelMs: kernelMs - this.#kernelMsTold });
    this.#stepsSincePost = 0;
    this.#kernelMsTold = kernelMs;
    this.#lastPost = performance.now();
  }
}
