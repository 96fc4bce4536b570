import type { ExperimentId } from '@shared/contract/ids';
import type { RunFailure } from '@shared/contract/records';
import type { RunPlace, RunResult } from '@shared/training/run-result';
import type { ArchiveWriter, Clock } from './ports';

/** Results that one transaction holds. */
const BATCH_RUNS = 1000;
/** Longest time that a finished run is only in memory, in milliseconds. */
const FLUSH_MS = 250;

/** Writes ended runs to the archive in batches. `onFailure` is told once when the archive cannot take more. */
export class Recorder {
  #results: RunResult[] = [];
  #failures: RunFailure[] = [];
  readonly #stopTimer: () => void;
  #broken = false;

  constructor(
    private readonly archive: ArchiveWriter,
    private readonly id: ExperimentId,
    clock: Clock,
    private readonly onFailure: (error: unknown) => void,
  ) {
    this.#stopTimer = clock.every(FLUSH_MS, () => this.flush());
  }

  add(results: readonly RunResult[]): void {
    this.#results.push(...results);
    if (this.#results.length >= BATCH_RUNS) this.flush();
  }

  /** Keeps where a run in work stands, at once: it is rare, and there to survive whatever comes. */
  addCheckpoint(place: RunPlace, content: Uint8Array): void {
    this.#write(() => this.archive.saveCheckpoint(this.id, place, content));
  }

  addFailure(failure: RunFailure): void {
    this.#failures.push(failure);
  }

  /** Whether everything that was added is in the archive. */
  flush(): boolean {
    if (this.#results.length === 0 && this.#failures.length === 0) return !this.#broken;
    const written = this.#write(() => this.archive.recordRuns(this.id, this.#results, this.#failures));
    if (!written) return false;
    this.#results = [];
    this.#failures = [];
    return true;
  }

  #write(action: () => void): boolean {
    if (this.#broken) return false;
    try {
      action();
      return true;
    } catch (error) {
      this.#broken = true;
      this.onFailure(error);
      return false;
    }
  }

  close(): boolean {
    this.#stopTimer();
    return this.flush();
  }
}
