/**
 * Which engine process computes which runs, as a pure reducer: `step` takes a state and an event and returns the next
 * state and the effects to carry out. It knows runs by number and work by multiply-adds, nothing else.
 */

/** A run that was lost with its process this often is given up. */
export const MAX_ATTEMPTS = 3;
/** Processes that may die one after another before any of them gets ready. */
export const MAX_FAILED_LAUNCHES = 3;
/** Multiply-adds of a batch: about a tenth of a second, so that a crash or a cancel costs little. */
export const BATCH_WORK = 1e8;
/** Each process still to get this many batches at the end, so that none idles long. */
const LAST_PIECES = 2;
/** Runs a batch may hold, so that its message stays small. */
const BATCH_RUNS = 500;

export interface Workload {
  /** Run numbers in the order to compute them. */
  readonly order: Uint32Array;
  readonly workOf: (run: number) => number;
  readonly processes: number;
}

interface Worker {
  readonly id: number;
  /** starting: not ready yet. idle: ready, without a batch. busy: computing. */
  readonly phase: 'starting' | 'idle' | 'busy';
  readonly batch: readonly number[];
  readonly batchId: number;
}

interface Retry {
  readonly run: number;
  readonly attempts: number;
}

export interface SchedulerState {
  readonly workload: Workload;
  /** Position in `order` of the next run that was never sent. */
  readonly next: number;
  /** Work of the runs that were never sent. */
  readonly unsentWork: number;
  /** Runs lost with their process: sent again one by one, so that one bad run takes no others down. */
  readonly retries: readonly Retry[];
  /** How often each run in flight or waiting was lost before. */
  readonly attempts: ReadonlyMap<number, number>;
  readonly workers: readonly Worker[];
  readonly nextWorker: number;
  readonly nextBatch: number;
  readonly failedLaunches: number;
  readonly phase: 'running' | 'paused' | 'done' | 'cancelled' | 'unavailable';
}

export type SchedulerEvent =
  | { readonly kind: 'start' }
  | { readonly kind: 'ready'; readonly worker: number }
  | { readonly kind: 'computed'; readonly worker: number; readonly batch: number }
  | { readonly kind: 'gone'; readonly worker: number; readonly reason: string }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'cancel' };

export type SchedulerEffect =
  | { readonly kind: 'launch'; readonly worker: number }
  | {
      readonly kind: 'send';
      readonly worker: number;
      readonly batch: number;
      readonly runs: readonly number[];
    }
  | { readonly kind: 'pause' | 'resume' | 'stop'; readonly worker: number }
  | { readonly kind: 'giveUp'; readonly run: number; readonly reason: string }
  | { readonly kind: 'end'; readonly how: 'done' | 'cancelled' | 'unavailable'; readonly reason: string };

export interface SchedulerStep {
  readonly state: SchedulerState;
  readonly effects: readonly SchedulerEffect[];
}

export function initialSchedule(workload: Workload): SchedulerState {
  return {
    workload,
    next: 0,
    unsentWork: workload.order.reduce((sum, run) => sum + workload.workOf(run), 0),
    retries: [],
    attempts: new Map(),
    workers: [],
    nextWorker: 0,
    nextBatch: 0,
    failedLaunches: 0,
    phase: 'running',
  };
}

export function step(state: SchedulerState, event: SchedulerEvent): SchedulerStep {
  if (state.phase === 'done' || state.phase === 'cancelled' || state.phase === 'unavailable') {
    return { state, effects: [] };
  }
  const changed = apply(state, event);
  const settled = settle(changed.state);
  return { state: settled.state, effects: [...changed.effects, ...settled.effects] };
}

/** What an event itself changes. */
function apply(state: SchedulerState, event: SchedulerEvent): SchedulerStep {
  switch (event.kind) {
    case 'start':
      return { state, effects: [] };
    case 'ready':
      return {
        state: { ...withWorker(state, event.worker, { phase: 'idle' }), failedLaunches: 0 },
        effects: [],
      };
    case 'computed': {
      const worker = state.workers.find(({ id }) => id === event.worker);
      if (worker?.batchId !== event.batch) return { state, effects: [] };
      const attempts = new Map(state.attempts);
      for (const run of worker.batch) attempts.delete(run);
      return {
        state: { ...withWorker(state, event.worker, { phase: 'idle', batch: [] }), attempts },
        effects: [],
      };
    }
    case 'gone':
      return lose(state, event.worker, event.reason);
    case 'pause':
    case 'resume': {
      const phase = event.kind === 'pause' ? 'paused' : 'running';
      if (state.phase === phase) return { state, effects: [] };
      return {
        state: { ...state, phase },
        effects: state.workers.map(({ id }) => ({ kind: event.kind, worker: id })),
      };
    }
    case 'cancel':
      return finish(state, 'cancelled', 'cancelled');
  }
}

function withWorker(state: SchedulerState, id: number, change: Partial<Worker>): SchedulerState {
  return {
    ...state,
    workers: state.workers.map((worker) => (worker.id === id ? { ...worker, ...change } : worker)),
  };
}

/** A process is gone: its runs are tried again, or given up. */
function lose(state: SchedulerState, id: number, reason: string): SchedulerStep {
  const worker = state.workers.find((candidate) => candidate.id === id);
  if (worker === undefined) return { state, effects: [] };
  const workers = state.workers.filter((candidate) => candidate !== worker);
  const failedLaunches = state.failedLaunches + (worker.phase === 'starting' ? 1 : 0);
  if (failedLaunches >= MAX_FAILED_LAUNCHES)
    return finish({ ...state, workers, failedLaunches }, 'unavailable', reason);
  const attempts = new Map(state.attempts);
  const retries = [...state.retries];
  const effects: SchedulerEffect[] = [];
  for (const run of worker.batch) {
    const count = (attempts.get(run) ?? 0) + 1;
    if (count < MAX_ATTEMPTS) {
      attempts.set(run, count);
      retries.push({ run, attempts: count });
    } else {
      attempts.delete(run);
      effects.push({
        kind: 'giveUp',
        run,
        reason: `its engine process ended ${MAX_ATTEMPTS} times before it was computed (last: ${reason})`,
      });
    }
  }
  return { state: { ...state, workers, failedLaunches, attempts, retries }, effects };
}

function finish(
  state: SchedulerState,
  how: 'done' | 'cancelled' | 'unavailable',
  reason: string,
): SchedulerStep {
  const stops = state.workers.map(({ id }): SchedulerEffect => ({ kind: 'stop', worker: id }));
  return { state: { ...state, workers: [], phase: how }, effects: [...stops, { kind: 'end', how, reason }] };
}

/** Hands out work, starts processes, and ends where nothing is left. */
function settle(state: SchedulerState): SchedulerStep {
  if (state.phase !== 'running') return { state, effects: [] };
  const effects: SchedulerEffect[] = [];
  let current = state;
  for (const worker of state.workers) {
    if (worker.phase !== 'idle') continue;
    const taken = take(current);
    if (taken.runs.length === 0) break;
    effects.push({ kind: 'send', worker: worker.id, batch: current.nextBatch, runs: taken.runs });
    current = {
      ...withWorker(taken.state, worker.id, { phase: 'busy', batch: taken.runs, batchId: current.nextBatch }),
      nextBatch: current.nextBatch + 1,
    };
  }
  if (waiting(current) === 0 && current.workers.every(({ phase }) => phase !== 'busy')) {
    const end = finish(current, 'done', '');
    return { state: end.state, effects: [...effects, ...end.effects] };
  }
  // Those that are starting will take work too.
  const starting = current.workers.filter(({ phase }) => phase === 'starting').length;
  const wanted = Math.min(current.workload.processes - current.workers.length, waiting(current) - starting);
  for (let i = 0; i < wanted; i += 1) {
    const id = current.nextWorker;
    effects.push({ kind: 'launch', worker: id });
    const worker: Worker = { id, phase: 'starting', batch: [], batchId: -1 };
    current = { ...current, workers: [...current.workers, worker], nextWorker: id + 1 };
  }
  return { state: current, effects };
}

/** Runs that no process has. */
function waiting(state: SchedulerState): number {
  return state.retries.length + state.workload.order.length - state.next;
}

/** The next batch: one run that was lost before, or new runs up to the batch's share of work. */
function take(state: SchedulerState): { state: SchedulerState; runs: number[] } {
  const [retry, ...retries] = state.retries;
  if (retry !== undefined) return { state: { ...state, retries }, runs: [retry.run] };
  const { order, workOf, processes } = state.workload;
  const share = Math.min(BATCH_WORK, state.unsentWork / (LAST_PIECES * processes));
  const runs: number[] = [];
  let work = 0;
  let next = state.next;
  while (next < order.length && runs.length < BATCH_RUNS) {
    const run = order[next]!;
    const cost = workOf(run);
    if (runs.length > 0 && work + cost > share) break;
    runs.push(run);
    work += cost;
    next += 1;
  }
  return { state: { ...state, next, unsentWork: state.unsentWork - work }, runs };
}
