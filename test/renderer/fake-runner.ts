import {
  LIVE_COUNTS,
  type LiveExperiment,
  type LiveState,
  type LiveVerification,
  type LogEntry,
} from '@shared/contract/live-state';
import type { RunRecord } from '@shared/contract/records';
import { plan, type Cell } from '@shared/experiment/plan';
import { simulateRun } from '@shared/training/simulate-run';
import { recount, traceKey, type FakeExperiment } from './fake-archive';

const SLICE_MS = 12;
const TICK_MS = 20;

/** Runs experiments one after another in slices of the page's own time, with the real training. */
export class FakeRunner {
  readonly #waiting: FakeExperiment[] = [];
  readonly #log: LogEntry[] = [];
  #running: {
    readonly experiment: FakeExperiment;
    readonly todo: Iterator<RunRecord>;
    live: LiveExperiment;
  } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  revision = 1;
  /** As a test sets it. */
  verifying: LiveVerification | null = null;

  constructor(private readonly changed: () => void) {}

  state(): Omit<LiveState, 'maintenance'> {
    const entries = [...(this.#running ? [this.#running.experiment] : []), ...this.#waiting];
    return {
      libraryRevision: this.revision,
      queue: entries.map(({ record: { id, name } }) => ({ id, name, deed: 'compute' })),
      running: this.#running ? { ...this.#running.live, counts: this.#running.live.counts.slice() } : null,
      verifying: this.verifying,
      log: [...this.#log],
    };
  }

  add(experiment: FakeExperiment): void {
    if (this.#running?.experiment === experiment || this.#waiting.includes(experiment)) return;
    recount(experiment, { status: 'queued' });
    this.#waiting.push(experiment);
    if (this.#running === null) this.#next();
    this.touch();
  }

  /** The disk is full, until somebody tries again. */
  waitForRoom(): void {
    if (this.#running === null) return;
    const waiting = {
      code: 'disk-full',
      what: 'room on the disk',
      detail: '12 MB are to be written, 0.3 MB are free.',
      remedy: 'Make room on the disk: it goes on by itself.',
      since: '2026-03-14T09:26:00.000Z',
    };
    this.#running.live = { ...this.#running.live, phase: 'waiting', waiting };
    this.touch();
  }

  pause(phase: LiveExperiment['phase']): void {
    if (this.#running === null) return;
    this.#running.live = { ...this.#running.live, phase, waiting: null };
    this.#say(`${phase === 'paused' ? 'Paused' : 'Resumed'} "${this.#running.live.name}".`);
    if (phase === 'running') this.#schedule();
  }

  cancel(experiment: FakeExperiment): void {
    const position = this.#waiting.indexOf(experiment);
    if (position >= 0) this.#waiting.splice(position, 1);
    else if (this.#running?.experiment === experiment) this.#running = null;
    else return;
    recount(experiment, { status: 'cancelled' });
    if (this.#running === null) this.#next();
    this.touch();
  }

  touch(): void {
    this.revision += 1;
    this.changed();
  }

  #next(): void {
    const experiment = this.#waiting.shift();
    if (experiment === undefined) return;
    const { cells, runCount, stepCount } = plan(experiment.record.spec);
    recount(experiment, { status: 'running', startedAt: new Date().toISOString() });
    this.#running = {
      experiment,
      todo: missingRuns(experiment, cells),
      live: {
        id: experiment.record.id,
        name: experiment.record.name,
        phase: 'running',
        waiting: null,
        total: runCount,
        finished: 0,
        failed: 0,
        steps: 0,
        stepsToDo: stepCount,
        stepsPerSecond: null,
        secondsLeft: null,
        engineProcesses: 3,
        lastResultAt: null,
        counts: new Uint32Array(cells.length * LIVE_COUNTS.length),
      },
    };
    for (const run of experiment.runs) this.#count(run, cells);
    this.#say(`Started "${experiment.record.name}": ${runCount} runs.`);
    this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#slice(), TICK_MS);
  }

  #slice(): void {
    const running = this.#running;
    if (running?.live.phase !== 'running') return;
    const { experiment } = running;
    const { cells } = plan(experiment.record.spec);
    const end = performance.now() + SLICE_MS;
    const before = running.live.steps;
    while (performance.now() < end) {
      const { done, value } = running.todo.next();
      if (done) {
        recount(experiment, { status: 'finished', finishedAt: new Date().toISOString() });
        this.#say(`Finished "${experiment.record.name}".`);
        this.#running = null;
        this.#next();
        this.touch();
        return;
      }
      const run = value;
      experiment.runs.push(run);
      this.#count(run, cells);
    }
    const rate = (1000 * (this.#running!.live.steps - before)) / TICK_MS;
    const left = running.live.stepsToDo - running.live.steps;
    running.live = { ...running.live, stepsPerSecond: rate, secondsLeft: rate > 0 ? left / rate : null };
    recount(experiment);
    this.changed();
    this.#schedule();
  }

  #count(run: RunRecord, cells: readonly Cell[]): void {
    const running = this.#running!;
    const { counts } = running.live;
    const bump = (name: (typeof LIVE_COUNTS)[number]): void => {
      counts[run.cell * LIVE_COUNTS.length + LIVE_COUNTS.indexOf(name)]! += 1;
    };
    bump(run.outcome ?? 'failed');
    if (!run.measures.some(({ measure }) => measure === 'finalSharpnessAsPublished')) bump('asPublished');
    running.live = {
      ...running.live,
      finished: running.live.finished + (run.outcome === null ? 0 : 1),
      failed: running.live.failed + (run.outcome === null ? 1 : 0),
      steps: running.live.steps + cells[run.cell]!.steps,
    };
  }

  #say(text: string): void {
    this.#log.push({ at: new Date().toISOString(), level: 'info', text });
    this.changed();
  }
}

/** The runs that an experiment lacks, computed as they are asked for: repetition by repetition over all cells. */
export function* missingRuns(experiment: FakeExperiment, cells: readonly Cell[]): Generator<RunRecord> {
  const there = new Set(experiment.runs.map(traceKey));
  const most = Math.max(...cells.map(({ repetitions }) => repetitions));
  for (let repetition = 0; repetition < most; repetition += 1) {
    for (const cell of cells) {
      const place = { cell: cell.index, repetition };
      if (repetition < cell.repetitions && !there.has(traceKey(place))) {
        const slices = simulateRun(experiment.prepared.task(cell, repetition));
        let step = slices.next();
        while (!step.done) step = slices.next();
        const { outcome, stepsTaken, measures, traces } = step.value;
        experiment.traces.set(traceKey(place), traces);
        yield { ...place, status: 'finished', outcome, stepsTaken, reason: null, measures };
      }
    }
  }
}
