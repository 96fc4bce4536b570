import { setPriority } from 'node:os';
import type { EngineReply, EngineRequest } from '@shared/contract/engine-protocol';
import { EngineWorker } from './worker';

/** Below the desktop's own programs, above nothing. */
const NICENESS = 10;

/** What carries messages to and from whoever started this process. */
interface Parent {
  post(reply: EngineReply): void;
  onRequest(listener: (request: EngineRequest) => void): void;
}

/** Electron's utility processes have this in place of an IPC channel; they end with the program by themselves. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

function parentOf(own: NodeJS.Process): Parent | null {
  const { parentPort } = own as { readonly parentPort?: ParentPort };
  if (parentPort !== undefined) {
    return {
      post: (reply) => parentPort.postMessage(reply),
      onRequest: (listener) => parentPort.on('message', ({ data }) => listener(data as EngineRequest)),
    };
  }
  if (own.send === undefined) return null;
  own.on('disconnect', () => own.exit(0));
  return {
    post: (reply) => {
      // A parent that is just going reports itself through 'disconnect'; the failed send says nothing more.
      if (own.connected) own.send!(reply, undefined, {}, () => undefined);
    },
    onRequest: (listener) => own.on('message', listener),
  };
}

/** Entry of an engine process: forked with an IPC channel, or Electron's utility process. It ends when its parent does. */
function main(): void {
  const parent = parentOf(process);
  if (parent === null) {
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
  const worker = new EngineWorker((reply) => parent.post(reply));
  parent.onRequest((request) => worker.handle(request));
}

main();
