import type { ExperimentId } from '@shared/contract/ids';
import type { RunFailure, Status } from '@shared/contract/records';
import type { RunPlace, RunResult } from '@shared/training/run-result';
import type { Clock, RunKeeper } from './ports';
import { afterAttempt, isDue, WRITING, type WriteState } from './write-state';

/** Results that one transaction holds. */
const BATCH_RUNS = 1000;
/** Longest time that a finished run is only in memory, in milliseconds, while the archive takes it. */
const FLUSH_MS = 250;
/** Of a run without its traces, in memory or in the archive. */
const RUN_BYTES = 512;

export interface RecorderOptions {
  readonly archive: Pick<RunKeeper, 'recordRuns' | 'saveCheckpoint' | 'setStatus'>;
  readonly id: ExperimentId;
  readonly clock: Clock;
  /** Whether to keep what cannot be written and try again, where what stands in the way may pass. */
  readonly patient: boolean;
  /** Called when the archive begins to take nothing, after each attempt until it takes something again, or is given up. */
  readonly onChanged: (state: WriteState) => void;
}

/**
 * Writes ended runs to the archive in batches. What it does not take for now stays in memory and is tried again every
 * few seconds; whoever adds has to stop meanwhile, so that this is what was in hand and no more.
 */
export class Recorder {
  #results: RunResult[] = [];
  #failures: RunFailure[] = [];
  /** Latest checkpoints that are not written, by place. */
  readonly #checkpoints = new Map<string, { readonly place: RunPlace; readonly content: Uint8Array }>();
  /** The last thing to write: how it all ended. */
  #status: Status | null = null;
  #state: WriteState = WRITING;
  readonly #stopTimer: () => void;

  constructor(private readonly options: RecorderOptions) {
    const { clock } = options;
    this.#stopTimer = clock.every(FLUSH_MS, () => {
      if (isDue(this.#state, clock.now())) this.#attempt();
    });
  }

  add(results: readonly RunResult[]): void {
    for (const result of results) this.#results.push(result);
    if (this.#results.length >= BATCH_RUNS && this.#state.kind === 'writing') this.#attempt();
  }

  /** Keeps where a run in work stands, at once: it is rare, and there to survive whatever comes. */
  addCheckpoint(place: RunPlace, content: Uint8Array): void {
    this.#checkpoints.set(`${place.cell}/${place.repetition}`, { place, content });
    if (this.#state.kind === 'writing') this.#attempt();
  }

  /** Where a run stands by a checkpoint that is not written yet. */
  checkpointOf({ cell, repetition }: RunPlace): Uint8Array | null {
    return this.#checkpoints.get(`${cell}/${repetition}`)?.content ?? null;
  }

  addFailure(failure: RunFailure): void {
    this.#failures.push(failure);
  }

  /** Runs that are in memory only. */
  get unwritten(): number {
    return this.#results.length;
  }

  /** About their bytes. */
  get unwrittenBytes(): number {
    const traces = this.#results.flatMap((result) => result.traces);
    return (
      RUN_BYTES * this.#results.length +
      traces.reduce((sum, { values }) => sum + values.byteLength, 0) +
      [...this.#checkpoints.values()].reduce((sum, { content }) => sum + content.byteLength, 0)
    );
  }

  /** Tries now, however lately it was tried. Says whether everything that was added is in the archive. */
  flush(): boolean {
    if (this.#state.kind !== 'broken') this.#attempt();
    return this.#state.kind === 'writing';
  }

  /** Writes what is left and then how it ended. Says whether that is in the archive; else it is tried again. */
  finish(status: Status): boolean {
    this.#status = status;
    return this.flush();
  }

  close(): void {
    this.#stopTimer();
  }

  #attempt(): void {
    const before = this.#state;
    this.#state = afterAttempt(before, this.#write(), this.options.clock.now(), this.options.patient);
    if (before.kind !== 'writing' || this.#state.kind !== 'writing') this.options.onChanged(this.#state);
  }

  #write(): { readonly error: unknown } | null {
    const { archive, id } = this.options;
    try {
      if (this.#results.length > 0 || this.#failures.length > 0) {
        archive.recordRuns(id, this.#results, this.#failures);
        this.#results = [];
        this.#failures = [];
      }
      for (const [key, { place, content }] of this.#checkpoints) {
        archive.saveCheckpoint(id, place, content);
        this.#checkpoints.delete(key);
      }
      if (this.#status !== null) {
        archive.setStatus(id, this.#status);
        this.#status = null;
      }
      return null;
    } catch (error) {
      return { error };
    }
  }
}
