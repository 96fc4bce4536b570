import type { EngineReply } from '@shared/contract/engine-protocol';
import type { ExperimentSpec } from '@shared/experiment/spec';
import type { DataSet } from '@shared/network/data/data-set';
import type { RunPlace, RunResult } from '@shared/training/run-result';
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

export interface PoolListener {
  steps(count: number): void;
  computed(results: readonly RunResult[]): void;
  givenUp(run: number, reason: string): void;
  /** A process is gone that was not told to end. */
  lost(reason: string): void;
  ended(how: 'done' | 'cancelled' | 'unavailable', reason: string): void;
}

interface Member {
  readonly process: EngineProcess;
  lastSign: number;
  /** Steps it reported of the batch it has not delivered: taken back if it dies. */
  undelivered: number;
  ended: boolean;
}

export interface PoolOptions {
  readonly spec: ExperimentSpec;
  readonly data: DataSet;
  readonly workload: Workload;
  readonly placeOf: (run: number) => RunPlace;
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

  constructor(private readonly options: PoolOptions) {
    this.#state = initialSchedule(options.workload);
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
        if (member) member.lastSign = this.options.clock.now();
        const runs = effect.runs.map((run) => this.options.placeOf(run));
        member?.process.send({ kind: 'compute', batch: effect.batch, runs });
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
        this.options.listener.steps(reply.steps);
        break;
      case 'computed':
        member.undelivered = 0;
        this.options.listener.computed(reply.results);
        this.dispatch({ kind: 'computed', worker, batch: reply.batch });
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
    this.options.listener.steps(-member.undelivered);
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
    if (this.#state.phase !== 'running') return;
    const limit = this.options.hungAfterMs ?? HUNG_AFTER_MS;
    const now = this.options.clock.now();
    for (const { id, phase } of this.#state.workers) {
      const member = this.#members.get(id);
      if (phase === 'idle' || member === undefined || now - member.lastSign < limit) continue;
      this.#drop(id, `no sign of life for ${Math.round(limit / 1000)} s`);
    }
  }
}
