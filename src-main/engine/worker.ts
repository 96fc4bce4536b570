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
/** Networks whose kernels stay in memory when they have nothing to do: their runs often come again. */
const IDLE_TRAINERS = 4;
/** Time between two checkpoints of the runs in work, in milliseconds. */
const CHECKPOINT_MS = 30_000;

/**
 * The numerical process without its process: takes requests, computes runs, posts replies. Works in slices, so that a
 * pause or a new request is seen soon.
 */
export class EngineWorker {
  #experiment: { readonly prepared: PreparedExperiment; readonly cells: readonly Cell[] } | null = null;
  readonly #trainers = new Map<Model, LaneTrainer>();
  readonly #normals = normalDrawInLanes();
  #computing = false;
  #resume: (() => void) | null = null;
  #paused: Promise<void> | null = null;
  #stepsSincePost = 0;
  #kernelMsSincePost = 0;
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
        this.#experiment = {
          prepared: prepareExperiment(request.spec, request.data, INITIALISATIONS, this.#normals),
          cells: plan(request.spec).cells,
        };
        this.post({ kind: 'ready' });
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
    for (let trainer = this.#fullest(); trainer !== null; trainer = this.#fullest()) {
      const sound = this.#guard(() => this.#compute(trainer));
      if (!sound) return;
      await new Promise((resolve) => setImmediate(resolve));
      while (this.#paused !== null) await this.#paused;
    }
    this.#postResults();
    this.#postProgress();
    this.#computing = false;
  }

  /** The trainer with the most runs, so that lanes are full; null where nothing is left. */
  #fullest(): LaneTrainer | null {
    let fullest: LaneTrainer | null = null;
    for (const trainer of this.#trainers.values()) {
      if (trainer.runs > (fullest?.runs ?? 0)) fullest = trainer;
    }
    return fullest;
  }

  #compute(trainer: LaneTrainer): void {
    const deadline = performance.now() + SLICE_MS;
    if (performance.now() - this.#lastCheckpoint >= this.checkpointMs) this.#checkpoint(deadline);
    const { steps, kernelMs } = trainer.work(deadline);
    this.#stepsSincePost += steps;
    this.#kernelMsSincePost += kernelMs;
    this.#postProgressIfDue();
    this.#results.push(...trainer.takeResults());
    if (performance.now() - this.#lastResults >= RESULTS_MS || trainer.runs === 0) this.#postResults();
    if (trainer.runs === 0) this.#dropIdleTrainers();
  }

  /** Keeps those that were made last. */
  #dropIdleTrainers(): void {
    const idle = [...this.#trainers].filter(([, { runs }]) => runs === 0).map(([model]) => model);
    for (const model of idle.slice(0, -IDLE_TRAINERS)) this.#trainers.delete(model);
  }

  #postResults(): void {
    if (this.#results.length === 0) return;
    // The steps of a run are told before its result is: those that are told and not delivered are lost with a process.
    this.#postProgress();
    this.post({ kind: 'computed', results: this.#results });
    this.#results = [];
    this.#lastResults = performance.now();
  }

  /** Posts where runs stand, once no curvature is left to compute: runs that wait for one cannot be kept. */
  #checkpoint(deadline: number): void {
    const trainers = [...this.#trainers.values()];
    if (!trainers.every((trainer) => trainer.settle(deadline))) return;
    for (const trainer of trainers) {
      for (const checkpoint of trainer.checkpoints()) {
        const { cell, repetition } = checkpoint;
        this.post({ kind: 'checkpoint', place: { cell, repetition }, content: checkpointBytes(checkpoint) });
      }
    }
    this.#lastCheckpoint = performance.now();
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
    this.post({ kind: 'progress', steps: this.#stepsSincePost, kernelMs: this.#kernelMsSincePost });
    this.#stepsSincePost = 0;
    this.#kernelMsSincePost = 0;
    this.#lastPost = performance.now();
  }
}
