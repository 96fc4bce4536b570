import { parentPort, workerData } from 'node:worker_threads';
import { WorkbenchError } from '@shared/contract/errors';
import type { CheckReply, CheckRequest } from './check-protocol';
import { quickCheck } from './quick-check';

/** The thread that checks an archive: one request as its data, one reply, and it ends. */

function reply({ file, thorough }: CheckRequest): CheckReply {
  try {
    return { kind: 'checked', problems: quickCheck(file, { thorough }) };
  } catch (error) {
    // Errors lose their class and codes between threads. A bug ends the thread instead, with its stack.
    if (!(error instanceof WorkbenchError)) throw error;
    return { kind: 'refused', code: error.code, message: error.message, remedy: error.remedy };
  }
}

parentPort?.postMessage(reply(workerData as CheckRequest));
