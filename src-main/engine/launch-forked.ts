import { fork } from 'node:child_process';
import type { EngineReply, EngineRequest } from '@shared/contract/engine-protocol';
import type { EngineLauncher } from '../core/ports';
import { ENGINE_PROCESS_FLAGS } from './process-flags';

/** Starts engine processes as forked Node processes. `modulePath` is the bundled engine entry. */
export function forkedEngines(modulePath: string): EngineLauncher {
  return (events) => {
    // Structured clone instead of JSON: typed arrays travel as they are.
    const child = fork(modulePath, [], {
      serialization: 'advanced',
      execArgv: ENGINE_PROCESS_FLAGS,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    let gone = false;
    const goneOnce = (reason: string): void => {
      if (gone) return;
      gone = true;
      events.gone(reason);
    };
    child.on('message', (reply) => events.reply(reply as unknown as EngineReply));
    child.on('error', (error) => goneOnce(error.message));
    // Its last messages may come after its exit: it is gone once both are over.
    let ending: string | null = null;
    child.on('exit', (code, signal) => {
      ending = signal === null ? `exit code ${String(code)}` : `signal ${signal}`;
      if (!child.connected) goneOnce(ending);
    });
    child.on('disconnect', () => {
      if (ending !== null) goneOnce(ending);
    });
    return {
      pid: child.pid,
      send: (request: EngineRequest) => {
        // A process that just died reports itself through 'exit'; the failed send says nothing more.
        if (child.connected) child.send(request, () => undefined);
      },
      kill: () => {
        child.kill('SIGKILL');
      },
    };
  };
}
