import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentId } from '@shared/contract/ids';
import type { Status } from '@shared/contract/records';
import type { ArchiveWriter, Clock } from './ports';
import { RETRY_MS } from './write-state';

interface Owing {
  readonly archive: ArchiveWriter;
  readonly clock: Clock;
  readonly libraryChanged: () => void;
}

/** Sets statuses of experiments; where the archive does not take one for now (a full disk), again until it does. */
export class OwedStatuses {
  readonly #owed = new Map<ExperimentId, Status>();
  #stopTimer: (() => void) | null = null;

  constructor(private readonly options: Owing) {}

  set(id: ExperimentId, status: Status): void {
    this.#owed.set(id, status);
    this.#pay();
    if (this.#owed.size > 0)
      this.#stopTimer ??= this.options.clock.every(RETRY_MS, () => {
        this.#pay();
        if (this.#owed.size === 0) this.close();
      });
  }

  /** What is owed still stays as it was: an experiment whose runner is gone reads as queued anyway. */
  close(): void {
    this.#stopTimer?.();
    this.#stopTimer = null;
  }

  #pay(): void {
    let paid = false;
    for (const [id, status] of this.#owed) {
      try {
        this.options.archive.setStatus(id, status);
        paid = true;
      } catch (error) {
        if (!(error instanceof WorkbenchError)) throw error;
        if (error.mayPass) break;
        // Nothing will come of it: the archive itself is gone or broken, which others report.
      }
      this.#owed.delete(id);
    }
    if (paid && this.#stopTimer !== null) this.options.libraryChanged();
  }
}
