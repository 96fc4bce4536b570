import type { ExperimentId } from '@shared/contract/ids';
import type { RunFailure } from '@shared/contract/records';
import type { RunResult } from '@shared/training/run-result';
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

  addFailure(failure: RunFailure): void {
    this.#failures.push(failure);
  }

  /** Whether everything that was added is in the archive. */
  flush(): boolean {
    if (this.#broken) return false;
    if (this.#results.length === 0 && this.#failures.length === 0) return true;
    try {
      this.archive.recordRuns(this.id, this.#results, this.#failures);
    } catch (error) {
      this.#broken = true;
      this.onFailure(error);
      return false;
    }
    this.#results = [];
    this.#failures = [];
    return true;
  }

  close(): boolean {
    this.#stopTimer();
    return this.flush();
  }
}
