import { setPriority } from 'node:os';
import type { EngineReply, EngineRequest } from '@shared/contract/engine-protocol';
import { EngineWorker } from './worker';

/** Below the desktop's own programs, above nothing. */
const NICENESS = 10;

/** Entry of an engine process that was forked with an IPC channel. It ends when its parent does. */
function main(): void {
  if (process.send === undefined) {
    process.stderr.write('The engine process is started by the workbench, not by hand.\n');
    process.exit(2);
  }
  try {
    setPriority(NICENESS);
  } catch {
    // Some systems refuse; the work is the same at normal priority.
  }
  // Ctrl-C in a terminal reaches every process of the group; the parent decides what it means.
  process.on('SIGINT', () => undefined);
  process.on('disconnect', () => process.exit(0));
  const worker = new EngineWorker((reply: EngineReply) => {
    // A parent that is just going reports itself through 'disconnect'; the failed send says nothing more.
    if (process.connected) process.send!(reply, undefined, {}, () => undefined);
  });
  process.on('message', (request: EngineRequest) => worker.handle(request));
}

main();
