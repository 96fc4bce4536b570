import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { WorkbenchError } from '@shared/contract/errors';
import type { CareReply } from './care-protocol';
import { interrupted, type CareWork } from './care-work';
import { dropDraft } from './drafts';

/** SQLite does not tell how far a compaction is; the growing file does. */
const LOOK_MS = 200;

/**
 * Does requests in threads of their own, one each, so that this thread goes on.
 * @param entry The bundled care-worker.ts: where bundlers put it, only the host knows.
 */
export function careInThread(entry: string): CareWork {
  return (request, onProgress = () => undefined, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(interrupted());
        return;
      }
      const worker = new Worker(entry, { workerData: request });
      let expected: number | null = null;
      const look = setInterval(() => {
        const size = statSync(request.target, { throwIfNoEntry: false })?.size ?? 0;
        if (expected !== null && expected > 0) onProgress(Math.min(0.9, (0.9 * size) / expected));
      }, LOOK_MS);
      let settled = false;
      const settle = (action: () => void): void => {
        if (settled) return;
        settled = true;
        clearInterval(look);
        action();
      };
      signal?.addEventListener('abort', () => {
        void worker.terminate().finally(() =>
          settle(() => {
            dropDraft(request.target);
            reject(interrupted());
          }),
        );
      });
      worker.on('message', (reply: CareReply) => {
        if (reply.kind === 'expected') expected = reply.bytes;
        else if (reply.kind === 'progress') {
          expected = null;
          onProgress(reply.done);
        } else if (reply.kind === 'done') settle(resolve);
        else {
          const { code, message, remedy } = reply;
          settle(() => reject(new WorkbenchError(code, message, remedy)));
        }
      });
      worker.once('error', (error: Error) => settle(() => reject(error)));
      worker.once('exit', (code) => {
        if (signal?.aborted !== true)
          settle(() => reject(new Error(`the copying thread ended without an answer (code ${code})`)));
      });
    });
}
