import type { ArchiveWriter } from './ports';

/** Of one transaction of the thread that everybody waits for, in milliseconds. */
const BATCH_MS = 4;
/** Between two of them. */
const PAUSE_MS = 16;
/** A full disk, another program's lock, or an archive that is just being compacted. */
const RETRY_MS = 20_000;

export interface PurgerOptions {
  readonly archive: Pick<ArchiveWriter, 'purgeFor' | 'abandonImports'>;
  /** Told when nothing is left to delete, after something was. */
  readonly done: () => void;
  /** Told once of what stops it; it tries again every now and then. */
  readonly failed: (error: unknown) => void;
  /** How often, in milliseconds. */
  readonly retryAfter?: number;
}

/**
 * Deletes what was purged, and what is left of imports that were interrupted, a little at a time. A crash between two
 * batches leaves a part of a hidden experiment, which the next one goes on with.
 */
export class Purger {
  #timer: ReturnType<typeof setTimeout> | null = null;
  #stopped = false;
  #failing = false;

  constructor(private readonly options: PurgerOptions) {}

  /** Once, before anything is imported: goes on with what was left. */
  start(): void {
    this.#attempt(() => {
      this.options.archive.abandonImports();
      this.#batch(() => undefined);
    });
  }

  /** There is something to delete. */
  wake(): void {
    if (this.#timer === null && !this.#stopped) this.#later(PAUSE_MS);
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #later(milliseconds: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#attempt(() => this.#batch(this.options.done));
    }, milliseconds);
  }

  #batch(done: () => void): void {
    if (this.options.archive.purgeFor(BATCH_MS)) this.wake();
    else done();
  }

  #attempt(action: () => void): void {
    try {
      action();
      this.#failing = false;
    } catch (error) {
      if (!this.#failing) this.options.failed(error);
      this.#failing = true;
      this.#later(this.options.retryAfter ?? RETRY_MS);
    }
  }
}

/** A batch where nobody else waits. */
const LONG_BATCH_MS = 50;

/** Deletes all that is to be purged, for a program with nothing else to do. */
export async function purgeAll(
  archive: Pick<ArchiveWriter, 'purgeFor'>,
  /** Milliseconds after which the rest is left to the next time. */
  within = Infinity,
): Promise<void> {
  const end = performance.now() + within;
  while (archive.purgeFor(LONG_BATCH_MS) && performance.now() < end) {
    // Signals come through between two batches.
    await new Promise((resume) => setImmediate(resume));
  }
}
