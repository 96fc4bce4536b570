import type { ArchiveWait } from '@shared/contract/live-state';
import { WorkbenchError } from '@shared/contract/errors';
import type { RunCounts, RunFailure } from '@shared/contract/records';
import { cellSideBySide, runWork } from '@shared/experiment/estimate';
import { experimentId } from '@shared/experiment/digest';
import { plan } from '@shared/experiment/plan';
import type { ExperimentSpec } from '@shared/experiment/spec';
import type { DataSet } from '@shared/network/data/data-set';
import type { RunPlace, RunResult } from '@shared/training/run-result';
import { MOST_SIDE_BY_SIDE } from '@shared/training/side-by-side';
import { archiveWait } from './archive-wait';
import { EnginePool } from './engine-pool';
import type { Clock, EngineLauncher, RunKeeper } from './ports';
import { Throughput, type Progress } from './progress';
import { Recorder } from './recorder';
import { RunIndex } from './run-index';
import { WorkAccount } from './work-account';
import type { WriteState } from './write-state';

export interface ExperimentRunOptions {
  readonly spec: ExperimentSpec;
  readonly data: DataSet;
  readonly archive: RunKeeper;
  readonly launch: EngineLauncher;
  readonly clock: Clock;
  readonly processes: number;
  readonly hungAfterMs?: number;
  /** Told of every batch of results, before it is archived. */
  readonly onResults?: (results: readonly RunResult[]) => void;
  readonly onFailure?: (failure: RunFailure) => void;
  readonly onEngineLost?: (reason: string) => void;
  /** Whether to wait where the archive takes nothing for now (a full disk); else that ends the run. True unless told. */
  readonly patient?: boolean;
  /** Bytes left on the disk of the archive. */
  readonly freeBytes?: () => number;
  /** Told when waiting for the archive begins, and with null when it has ended. */
  readonly onWaiting?: (waiting: ArchiveWait | null) => void;
}

/** How a run of an experiment ended. */
export interface RunSummary {
  readonly how: 'finished' | 'failed' | 'cancelled';
  readonly counts: RunCounts;
  /** Runs that were computed now, not before. */
  readonly computed: number;
  /** From the first runs sent to the last result stored, in seconds; 0 where there was nothing to compute. */
  readonly seconds: number;
  /** Time spent in kernels, summed over the processes, in seconds. */
  readonly kernelSeconds: number;
  /** Whether the archive knows how it ended; it did not take that from a run that was cancelled while it waited for it. */
  readonly recorded: boolean;
}

/**
 * Computes what an archived experiment lacks. Every finished run is in the archive within a quarter of a second, so
 * that whatever ends the program, starting again computes only what is missing. While the archive takes nothing (the
 * disk is full, it may not be written, another program has locked it), the engines stand still, what they had in
 * hand stays in memory, and it goes on by itself.
 */
export class ExperimentRun {
  /** Rejects with a WorkbenchError where the outside fails: a full disk, engine processes that do not start. */
  readonly finished: Promise<RunSummary>;
  readonly #pool: EnginePool;
  readonly #recorder: Recorder;
  readonly #throughput: Throughput;
  readonly #index: RunIndex;
  readonly #account: WorkAccount;
  readonly #listeners = new Set<() => void>();
  /** Runs that left a checkpoint, now or before. */
  readonly #checkpointed = new Set<number>();
  #resolve!: (summary: RunSummary) => void;
  #reject!: (error: unknown) => void;
  #counts: RunCounts;
  #computed = 0;
  #kernelMs = 0;
  #paused = false;
  #waiting: ArchiveWait | null = null;
  /** Whether the engines were told to stand still. */
  #halted = false;
  #ending: { readonly how: 'done' | 'cancelled' | 'unavailable'; readonly reason: string } | null = null;
  #ended = false;
  #failure: unknown = null;

  constructor(private readonly options: ExperimentRunOptions) {
    const { spec, data, archive, clock } = options;
    const id = experimentId(spec);
    archive.forgetFailures(id);
    this.#index = new RunIndex(plan(spec).cells);
    const workOfCell = this.#index.cells.map((cell) => runWork(spec, data.train, cell));
    const sideBySideIn = this.#index.cells.map((cell) => cellSideBySide(spec, data.train, cell));
    const workOf = (run: number): number => workOfCell[this.#index.placeOf(run).cell]!;
    const stepsOf = (run: number): number => this.#index.cells[this.#index.placeOf(run).cell]!.steps;
    const order = this.#index.missing(archive.finishedPlaces(id), workOf, MOST_SIDE_BY_SIDE);
    for (const place of archive.checkpointedPlaces(id)) this.#checkpointed.add(this.#index.numberOf(place));
    this.#counts = { total: this.#index.count, finished: this.#index.count - order.length, failed: 0 };
    this.#account = new WorkAccount(order, workOf, stepsOf);
    this.#throughput = new Throughput(clock.now());
    this.finished = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    archive.setStatus(id, 'running');
    this.#recorder = new Recorder({
      archive,
      id,
      clock,
      patient: options.patient ?? true,
      onChanged: (state) => this.#onWriteState(state),
    });
    this.#pool = new EnginePool({
      ...options,
      workload: {
        order,
        workOf,
        processes: Math.max(1, options.processes),
        sideBySide: (run) => sideBySideIn[this.#index.placeOf(run).cell]!,
      },
      index: this.#index,
      checkpointOf: (place) =>
        this.#checkpointed.has(this.#index.numberOf(place))
          ? (this.#recorder.checkpointOf(place) ?? this.#guarded(() => archive.checkpoint(id, place)))
          : null,
      listener: {
        worked: (steps, kernelMs) => this.#onWorked(steps, kernelMs),
        computed: (results) => this.#onComputed(results),
        checkpoint: (place, content) => this.#onCheckpoint(place, content),
        givenUp: (run, reason) => this.#onGivenUp(run, reason),
        lost: (reason) => options.onEngineLost?.(reason),
        ended: (how, reason) => this.#onEnded(how, reason),
      },
    });
    this.#pool.dispatch({ kind: 'start' });
  }

  /** Stops computing; the runs in work keep their state. */
  pause(): void {
    this.#paused = true;
    this.#settle();
  }

  /** Goes on; where the archive is waited for, tries it again at once. */
  resume(): void {
    this.#paused = false;
    if (this.#waiting !== null) this.#recorder.flush();
    this.#settle();
  }

  /**
   * Ends now; finished runs stay, runs in work go back to their last checkpoint, or to their start. What the archive
   * does not take now is computed again another time.
   */
  cancel(): void {
    if (this.#ending === null) this.#pool.dispatch({ kind: 'cancel' });
    else this.#conclude({ how: 'cancelled', reason: 'cancelled' });
  }

  progress(): Progress {
    const now = this.options.clock.now();
    const phase = this.#phase();
    const running = phase === 'running';
    const work = this.#account.after(this.#throughput.steps);
    return {
      phase,
      waiting: phase === 'waiting' ? this.#waiting : null,
      runs: this.#counts,
      steps: this.#throughput.steps,
      stepsToDo: this.#account.stepsToDo,
      stepsPerSecond: running ? this.#throughput.stepsPerSecond(now) : null,
      secondsLeft: running ? this.#throughput.secondsLeft(work.done, work.left, now) : null,
      engineProcesses: this.#pool.size,
    };
  }

  /** Process ids of the engine processes. */
  get enginePids(): number[] {
    return this.#pool.pids;
  }

  /** Calls back after every change of the progress; returns how to stop that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #onWorked(steps: number, kernelMs: number): void {
    this.#kernelMs += kernelMs;
    this.#throughput.add(steps, this.options.clock.now());
    this.#notify();
  }

  #onComputed(results: readonly RunResult[]): void {
    this.options.onResults?.(results);
    this.#recorder.add(results);
    for (const result of results) this.#account.end(this.#index.numberOf(result), result.stepsTaken);
    this.#computed += results.length;
    this.#counts = { ...this.#counts, finished: this.#counts.finished + results.length };
    this.#notify();
  }

  #onCheckpoint(place: RunPlace, content: Uint8Array): void {
    this.#checkpointed.add(this.#index.numberOf(place));
    this.#recorder.addCheckpoint(place, content);
  }

  #onGivenUp(run: number, reason: string): void {
    const failure = { ...this.#index.placeOf(run), reason };
    this.options.onFailure?.(failure);
    this.#recorder.addFailure(failure);
    this.#counts = { ...this.#counts, failed: this.#counts.failed + 1 };
    this.#account.end(run, 0);
    this.#notify();
  }

  #phase(): Progress['phase'] {
    if (this.#ended) return 'ended';
    if (this.#waiting !== null) return 'waiting';
    return this.#paused ? 'paused' : 'running';
  }

  /** Lets the engines go on or stand still, as it is wanted now. */
  #settle(): void {
    const halted = this.#paused || this.#waiting !== null;
    if (halted !== this.#halted && this.#ending === null) {
      this.#halted = halted;
      const now = this.options.clock.now();
      if (halted) this.#throughput.pause(now);
      else this.#throughput.resume(now);
      this.#pool.dispatch({ kind: halted ? 'pause' : 'resume' });
    }
    this.#notify();
  }

  #onWriteState(state: WriteState): void {
    if (state.kind === 'broken') {
      this.#fail(state.error);
      return;
    }
    const before = this.#waiting;
    this.#waiting =
      state.kind === 'writing'
        ? null
        : archiveWait(state.error, {
            unwritten: this.#recorder.unwrittenBytes,
            free: this.options.freeBytes?.() ?? null,
            since: before?.since ?? new Date().toISOString(),
          });
    if ((before === null) !== (this.#waiting === null)) this.options.onWaiting?.(this.#waiting);
    this.#settle();
    if (this.#waiting === null && this.#ending !== null && !this.#ended) this.#conclude(this.#ending);
  }

  #onEnded(how: 'done' | 'cancelled' | 'unavailable', reason: string): void {
    this.#conclude({ how, reason });
  }

  /** Ends with everything in the archive; all that was computed waits for that, all that was cut short does not. */
  #conclude(ending: { readonly how: 'done' | 'cancelled' | 'unavailable'; readonly reason: string }): void {
    if (this.#ended) return;
    const { how, reason } = ending;
    this.#ending = ending;
    const status = how === 'done' ? (this.#counts.failed > 0 ? 'failed' : 'finished') : 'cancelled';
    const recorded = this.#recorder.finish(status);
    // Recovering may have concluded it within that call.
    if (this.#isOver()) return;
    if (!recorded && this.#failure === null && how === 'done') return;
    this.#ended = true;
    this.#recorder.close();
    if (how === 'unavailable') {
      this.#failure ??= new WorkbenchError(
        'engine-unavailable',
        `The engine processes end before they are ready (${reason}).`,
        'Finished runs are kept. Install again (delete node_modules and out), then run the same command.',
      );
    }
    const lost = this.#recorder.unwritten;
    this.#counts = { ...this.#counts, finished: this.#counts.finished - lost };
    this.#computed -= lost;
    this.#notify();
    if (this.#failure !== null) this.#reject(this.#failure);
    else {
      const { firstSent } = this.#pool;
      this.#resolve({
        how: status,
        counts: this.#counts,
        computed: this.#computed,
        seconds: firstSent === null ? 0 : (this.options.clock.now() - firstSent) / 1000,
        kernelSeconds: this.#kernelMs / 1000,
        recorded,
      });
    }
  }

  #isOver(): boolean {
    return this.#ended;
  }

  /** Asks the archive for something that this run can do without. */
  #guarded<T>(ask: () => T): T | null {
    try {
      return ask();
    } catch (error) {
      this.#fail(error);
      return null;
    }
  }

  /** The archive takes no more: nothing that is computed now could be kept. */
  #fail(error: unknown): void {
    this.#failure ??= error;
    if (this.#ending === null) this.#pool.dispatch({ kind: 'cancel' });
    else this.#conclude(this.#ending);
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
