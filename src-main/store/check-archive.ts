import { Worker } from 'node:worker_threads';
import { WorkbenchError } from '@shared/contract/errors';
import type { CheckReply, CheckRequest } from './check-protocol';
import { archiveFile } from './files';
import { existsIn } from './folder';
import type { CheckOptions } from './quick-check';
import { forgetUncleanExits } from './unclean-exit';

export type CheckResult = { readonly ok: true } | { readonly ok: false; readonly problems: string[] };

export const hasArchive = (folder: string): boolean => existsIn(folder, archiveFile(folder));

/**
 * Looks for damage in the archive of a data folder, in a thread of its own; readers and a writer go on beside it. A
 * folder without an archive is sound. A sound archive needs no check any more (see unclean-exit.ts).
 * @param workerPath The bundled check-worker.ts: where bundlers put it, only the host knows.
 */
export async function checkArchive(
  folder: string,
  workerPath: string,
  options: CheckOptions = {},
): Promise<CheckResult> {
  if (!hasArchive(folder)) return { ok: true };
  const file = archiveFile(folder);
  const reply = await askWorker(workerPath, { file, thorough: options.thorough ?? false });
  if (reply.kind === 'refused') throw new WorkbenchError(reply.code, reply.message, reply.remedy);
  if (reply.problems.length > 0) return { ok: false, problems: reply.problems };
  forgetUncleanExits(folder);
  return { ok: true };
}

function askWorker(workerPath: string, request: CheckRequest): Promise<CheckReply> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerPath, { workerData: request });
    worker.once('message', resolve);
    worker.once('error', reject);
    // After a reply or an error this comes too late to matter.
    worker.once('exit', (code) =>
      reject(new Error(`the checking thread ended without an answer (code ${code})`)),
    );
  });
}
