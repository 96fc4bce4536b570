import type { EngineReply, RunOrder } from '@shared/contract/engine-protocol';
import type { ExperimentSpec } from '@shared/experiment/spec';
import type { DataSet } from '@shared/network/data/data-set';
import type { RunPlace, RunResult } from '@shared/training/run-result';
import type { RunIndex } from './run-index';
import type { Clock, EngineLauncher, EngineProcess } from './ports';
import {
  initialSchedule,
  step,
  type SchedulerEffect,
  type SchedulerEvent,
  type SchedulerState,
  type Workload,
} from './scheduler';

/** A busy process that gave no sign of life for so long hangs, in milliseconds. */
export const HUNG_AFTER_MS = 60_000;
const WATCH_MS = 1000;
/** Two looks further apart than this were not a second apart: the machine slept. */
const SLEPT_MS = 10 * WATCH_MS;

export interface PoolListener {
  /** Updates done and time spent in kernels, in milliseconds, since the last call. */
  worked(steps: number, kernelMs: number): void;
  computed(results: readonly RunResult[]): void;
  /** A run in work can be gone on with from here. */
  checkpoint(place: RunPlace, content: Uint8Array): void;
  givenUp(run: number, reason: string): void;
  /** A process is gone that was not told to end. */
  lost(reason: string): void;
  ended(how: 'done' | 'cancelled' | 'unavailable', reason: string): void;
}

interface Member {
  readonly process: EngineProcess;
  lastSign: number;
  /** Steps it reported of runs it has not delivered: taken back if it dies. */
  undelivered: number;
  ended: boolean;
}

export interface PoolOptions {
  readonly spec: ExperimentSpec;
  readonly data: DataSet;
  readonly workload: Workload;
  readonly index: RunIndex;
  /** From where to go on with a run; null from the start. */
  readonly checkpointOf: (place: RunPlace) => Uint8Array | null;
  readonly launch: EngineLauncher;
  readonly clock: Clock;
  readonly listener: PoolListener;
  readonly hungAfterMs?: number;
}

/** Carries out what the scheduler decides, with real processes. */
export class EnginePool {
  #state: SchedulerState;
  readonly #members = new Map<number, Member>();
  readonly #stopWatch: () => void;
  /** Events that arrive while effects are carried out wait their turn. */
  readonly #events: SchedulerEvent[] = [];
  #busy = false;
  /** When the first runs were sent, on the clock; null before. */
  firstSent: number | null = null;
  #lastWatch: number;

  constructor(private readonly options: PoolOptions) {
    this.#state = initialSchedule(options.workload);
    this.#lastWatch = options.clock.now();
    this.#stopWatch = options.clock.every(WATCH_MS, () => this.#watch());
  }

  get size(): number {
    return this.#members.size;
  }

  /** Process ids of the engine processes, for people and for tests. */
  get pids(): number[] {
    return [...this.#members.values()].flatMap(({ process }) => process.pid ?? []);
  }

  dispatch(event: SchedulerEvent): void {
    this.#events.push(event);
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let next = this.#events.shift(); next !== undefined; next = this.#events.shift()) {
        const { state, effects } = step(this.#state, next);
        this.#state = state;
        for (const effect of effects) this.#carryOut(effect);
      }
    } finally {
      this.#busy = false;
    }
  }

  #carryOut(effect: SchedulerEffect): void {
    switch (effect.kind) {
      case 'launch':
        this.#launch(effect.worker);
        break;
      case 'send': {
        const member = this.#members.get(effect.worker);
        this.firstSent ??= this.options.clock.now();
        if (member) member.lastSign = this.options.clock.now();
        const runs = effect.runs.map((run) => this.#order(run));
        member?.process.send({ kind: 'compute', runs });
        break;
      }
      case 'pause':
      case 'resume': {
        const member = this.#members.get(effect.worker);
        if (member) member.lastSign = this.options.clock.now();
        member?.process.send({ kind: effect.kind });
        break;
      }
      case 'stop':
        this.#end(effect.worker);
        break;
      case 'giveUp':
        this.options.listener.givenUp(effect.run, effect.reason);
        break;
      case 'end':
        this.#stopWatch();
        this.options.listener.ended(effect.how, effect.reason);
        break;
    }
  }

  #order(run: number): RunOrder {
    const place = this.options.index.placeOf(run);
    return { ...place, checkpoint: this.options.checkpointOf(place) };
  }

  #launch(worker: number): void {
    const { launch, clock, spec, data } = this.options;
    const process = launch({
      reply: (reply) => this.#reply(worker, reply),
      gone: (reason) => this.#gone(worker, reason),
    });
    this.#members.set(worker, { process, lastSign: clock.now(), undelivered: 0, ended: false });
    process.send({ kind: 'load', spec, data });
  }

  #reply(worker: number, reply: EngineReply): void {
    const member = this.#members.get(worker);
    if (member === undefined || member.ended) return;
    member.lastSign = this.options.clock.now();
    switch (reply.kind) {
      case 'ready':
        this.dispatch({ kind: 'ready', worker });
        break;
      case 'progress':
        member.undelivered += reply.steps;
        this.options.listener.worked(reply.steps, reply.kernelMs);
        break;
      case 'computed':
        for (const { cell } of reply.results) member.undelivered -= this.options.index.cells[cell]!.steps;
        this.options.listener.computed(reply.results);
        this.dispatch({
          kind: 'computed',
          worker,
          runs: reply.results.map((result) => this.options.index.numberOf(result)),
        });
        break;
      case 'checkpoint':
        this.options.listener.checkpoint(reply.place, reply.content);
        this.dispatch({ kind: 'progressed', run: this.options.index.numberOf(reply.place) });
        break;
      case 'broken':
        this.#drop(worker, `engine error: ${reply.message}`);
        break;
    }
  }

  #gone(worker: number, reason: string): void {
    const member = this.#members.get(worker);
    this.#members.delete(worker);
    if (member === undefined || member.ended) return;
    member.ended = true;
    this.options.listener.worked(-member.undelivered, 0);
    this.options.listener.lost(reason);
    this.dispatch({ kind: 'gone', worker, reason });
  }

  /** Ends a process that is of no more use and treats it as lost. */
  #drop(worker: number, reason: string): void {
    const member = this.#members.get(worker);
    this.#gone(worker, reason);
    member?.process.kill();
  }

  #end(worker: number): void {
    const member = this.#members.get(worker);
    if (member === undefined) return;
    member.ended = true;
    this.#members.delete(worker);
    member.process.kill();
  }

  #watch(): void {
    const limit = this.options.hungAfterMs ?? HUNG_AFTER_MS;
    const now = this.options.clock.now();
    // After a sleep of the machine, or of this thread, nobody could be heard.
    const slept = now - this.#lastWatch > SLEPT_MS;
    this.#lastWatch = now;
    if (this.#state.phase !== 'running') return;
    if (slept) {
      for (const member of this.#members.values()) member.lastSign = now;
      return;
    }
    for (const { id, phase, runs } of this.#state.workers) {
      const member = this.#members.get(id);
      const idle = phase === 'ready' && runs.length === 0;
      if (idle || member === undefined || now - member.lastSign < limit) continue;
      this.#drop(id, `no sign of life for ${Math.round(limit / 1000)} s`);
    }
  }
}
