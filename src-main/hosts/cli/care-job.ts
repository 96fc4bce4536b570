import type { CareProgress, CareWork } from '../../store';
import { careInThread } from '../../store';
import { CARE_WORKER_ENTRY } from './entries';

interface CareJob {
  readonly work: CareWork;
  readonly onProgress: CareProgress;
  readonly signal: AbortSignal;
}

/** Time between two lines of progress, in milliseconds. */
const LINE_MS = 2000;

/** Works on the archive in a thread, telling now and then how far it is; Ctrl-C cancels it. */
export async function careJob<T>(what: string, work: (job: CareJob) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const cancel = (): void => abort.abort();
  let last = performance.now();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, cancel);
  try {
    return await work({
      work: careInThread(CARE_WORKER_ENTRY),
      signal: abort.signal,
      onProgress: (done) => {
        if (performance.now() - last < LINE_MS) return;
        last = performance.now();
        process.stderr.write(`${what}: ${Math.floor(100 * done)} %\n`);
      },
    });
  } finally {
    for (const signal of signals) process.off(signal, cancel);
  }
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
