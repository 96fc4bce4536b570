/**
 * Which engine process computes which runs, as a pure reducer: `step` takes a state and an event and returns the next
 * state and the effects to carry out. It knows runs by number and work by multiply-adds, nothing else.
 */

/** A run that was lost with its process this often is given up. */
export const MAX_ATTEMPTS = 3;
/** Processes that may die one after another before any of them gets ready. */
export const MAX_FAILED_LAUNCHES = 3;
/**
 * Multiply-adds that a process has in hand when it was served: a few tenths of a second, so that it never waits for
 * more, and a crash or a cancel costs little.
 */
export const HAND_WORK = 2e9;
/** What is left at the end is shared out in so many pieces a process, so that none idles long. */
const LAST_PIECES = 2;
/** Runs a message may hold. */
const MESSAGE_RUNS = 500;

export interface Workload {
  /** Run numbers in the order to compute them. */
  readonly order: Uint32Array;
  readonly workOf: (run: number) => number;
  readonly processes: number;
  /** Runs like this one that a process computes side by side: it has as many in hand where there are as many. */
  readonly sideBySide: (run: number) => number;
}

interface Worker {
  readonly id: number;
  readonly phase: 'starting' | 'ready';
  /** The runs in its hands. */
  readonly runs: readonly number[];
  /** Their work. */
  readonly work: number;
}

export interface SchedulerState {
  readonly workload: Workload;
  /** Position in `order` of the next run that was never sent. */
  readonly next: number;
  /** Work of the runs that were never sent. */
  readonly unsentWork: number;
  /** Runs lost with their process: sent again one by one, so that one bad run takes no others down. */
  readonly retries: readonly number[];
  /** How often each run in flight or waiting was lost before. */
  readonly attempts: ReadonlyMap<number, number>;
  readonly workers: readonly Worker[];
  readonly nextWorker: number;
  readonly failedLaunches: number;
  readonly phase: 'running' | 'paused' | 'done' | 'cancelled' | 'unavailable';
}

export type SchedulerEvent =
  | { readonly kind: 'start' }
  | { readonly kind: 'ready'; readonly worker: number }
  | { readonly kind: 'computed'; readonly worker: number; readonly runs: readonly number[] }
  /** A run has got on since it was last sent: it does not die at the same place each time. */
  | { readonly kind: 'progressed'; readonly run: number }
  | { readonly kind: 'gone'; readonly worker: number; readonly reason: string }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'cancel' };

export type SchedulerEffect =
  | { readonly kind: 'launch'; readonly worker: number }
  | { readonly kind: 'send'; readonly worker: number; readonly runs: readonly number[] }
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
        state: { ...withWorker(state, event.worker, { phase: 'ready' }), failedLaunches: 0 },
        effects: [],
      };
    case 'computed':
      return { state: computed(state, event.worker, event.runs), effects: [] };
    case 'progressed': {
      const attempts = new Map(state.attempts);
      attempts.delete(event.run);
      return { state: { ...state, attempts }, effects: [] };
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

/** Takes runs out of a process's hands. */
function computed(state: SchedulerState, id: number, runs: readonly number[]): SchedulerState {
  const worker = state.workers.find((candidate) => candidate.id === id);
  if (worker === undefined) return state;
  const done = new Set(runs);
  const left = worker.runs.filter((run) => !done.has(run));
  const attempts = new Map(state.attempts);
  for (const run of runs) attempts.delete(run);
  return { ...withWorker(state, id, { runs: left, work: workOf(state, left) }), attempts };
}

function workOf(state: SchedulerState, runs: readonly number[]): number {
  return runs.reduce((sum, run) => sum + state.workload.workOf(run), 0);
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
  for (const run of worker.runs) {
    const count = (attempts.get(run) ?? 0) + 1;
    if (count < MAX_ATTEMPTS) {
      attempts.set(run, count);
      retries.push(run);
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
    if (worker.phase !== 'ready') continue;
    const taken = take(current, worker);
    if (taken.runs.length === 0) continue;
    effects.push({ kind: 'send', worker: worker.id, runs: taken.runs });
    current = withWorker(taken.state, worker.id, {
      runs: [...worker.runs, ...taken.runs],
      work: worker.work + workOf(current, taken.runs),
    });
  }
  if (waiting(current) === 0 && current.workers.every(({ runs }) => runs.length === 0)) {
    const end = finish(current, 'done', '');
    return { state: end.state, effects: [...effects, ...end.effects] };
  }
  // Those that are starting will take work too.
  const starting = current.workers.filter(({ phase }) => phase === 'starting').length;
  const wanted = Math.min(current.workload.processes - current.workers.length, waiting(current) - starting);
  for (let i = 0; i < wanted; i += 1) {
    const id = current.nextWorker;
    effects.push({ kind: 'launch', worker: id });
    const worker: Worker = { id, phase: 'starting', runs: [], work: 0 };
    current = { ...current, workers: [...current.workers, worker], nextWorker: id + 1 };
  }
  return { state: current, effects };
}

/** Runs that no process has. */
function waiting(state: SchedulerState): number {
  return state.retries.length + state.workload.order.length - state.next;
}

/** What a process gets now: a run that was lost before, alone; or new runs where it has few in hand. */
function take(state: SchedulerState, worker: Worker): { state: SchedulerState; runs: number[] } {
  const [retry, ...retries] = state.retries;
  // Nobody gets new runs until the lost ones are out: each waits for a process with empty hands.
  if (retry !== undefined) {
    return worker.runs.length === 0 ? { state: { ...state, retries }, runs: [retry] } : { state, runs: [] };
  }
  if (worker.runs.some((run) => state.attempts.has(run))) return { state, runs: [] };
  const { workload } = state;
  const { order } = workload;
  const share = Math.min(HAND_WORK, state.unsentWork / (LAST_PIECES * workload.processes));
  if (state.next >= order.length) return { state, runs: [] };
  // Full lanes, but no process takes what would leave another without.
  const inHands = state.workers.reduce((sum, { runs }) => sum + runs.length, 0);
  const fair = Math.ceil((order.length - state.next + inHands) / workload.processes);
  const least = Math.min(workload.sideBySide(order[state.next]!), fair);
  // Served at half empty, so that messages are few.
  if (worker.runs.length >= least && worker.work > share / 2) return { state, runs: [] };
  const runs: number[] = [];
  let work = 0;
  let next = state.next;
  while (next < order.length && runs.length < MESSAGE_RUNS) {
    if (worker.runs.length + runs.length >= least && worker.work + work >= share) break;
    const run = order[next]!;
    runs.push(run);
    work += workload.workOf(run);
    next += 1;
  }
  return { state: { ...state, next, unsentWork: state.unsentWork - work }, runs };
}
