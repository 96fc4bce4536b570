import { parentPort, workerData } from 'node:worker_threads';
import { WorkbenchError } from '@shared/contract/errors';
import type { CareReply } from './care-protocol';
import { careHere, type CareRequest } from './care-work';
import { archiveRoom } from './archive-room';

/** The thread that copies and compacts archives: one request as its data, and it ends. */

const tell = (reply: CareReply): void => parentPort?.postMessage(reply);

async function work(request: CareRequest): Promise<void> {
  try {
    const { bytes, free } = archiveRoom(request.source);
    if (request.kind === 'compact') tell({ kind: 'expected', bytes: bytes - free });
    await careHere(request, (done) => tell({ kind: 'progress', done }));
    tell({ kind: 'done' });
  } catch (error) {
    // Errors lose their class and codes between threads. A bug ends the thread instead, with its stack.
    if (!(error instanceof WorkbenchError)) throw error;
    tell({ kind: 'refused', code: error.code, message: error.message, remedy: error.remedy });
  }
}

void work(workerData as CareRequest);
