import { WorkbenchError } from '@shared/contract/errors';
import type { StudyProgress } from '@shared/contract/studies';
import type { Breathe } from '../replay-run';

/** Longest stretch of work without a breath, in milliseconds. */
const SLICE_MS = 20;

interface OpenStudy {
  progress: StudyProgress;
  cancelled: boolean;
}

/** The studies that are under way, by the keys of those who asked for them. */
export class StudyDesk {
  readonly #open = new Map<string, OpenStudy>();

  constructor(private readonly breathe: Breathe) {}

  /** Works until the study is done. A study under the same key is cancelled. Rejects with 'interrupted' where it is cancelled. */
  async run<T>(key: string, steps: Generator<StudyProgress, T>): Promise<T> {
    this.cancel(key);
    const own: OpenStudy = { progress: { share: null, said: 'beginning' }, cancelled: false };
    this.#open.set(key, own);
    try {
      let sliceEnd = performance.now() + SLICE_MS;
      for (;;) {
        const step = steps.next();
        if (step.done) return step.value;
        own.progress = step.value;
        if (performance.now() < sliceEnd) continue;
        await this.breathe();
        if (own.cancelled) throw new WorkbenchError('interrupted', 'The computation was cancelled.');
        sliceEnd = performance.now() + SLICE_MS;
      }
    } finally {
      if (this.#open.get(key) === own) this.#open.delete(key);
    }
  }

  /** Null where no study of this key is under way. */
  progress(key: string): StudyProgress | null {
    return this.#open.get(key)?.progress ?? null;
  }

  cancelAll(): void {
    for (const study of this.#open.values()) study.cancelled = true;
  }

  cancel(key: string): void {
    const study = this.#open.get(key);
    if (study) study.cancelled = true;
  }
}
