import { app, utilityProcess, type Details } from 'electron';
import type { EngineReply } from '@shared/contract/engine-protocol';
import type { EngineLauncher } from '../../core/ports';
import { ENGINE_PROCESS_FLAGS } from '../../engine/process-flags';

/** Told apart in the system's list of processes, and when one of them goes. */
let launched = 0;

/** How long after an exit the news of a crash may come. */
const CRASH_NEWS_MS = 100;

/** Starts engine processes as Electron's utility processes. `modulePath` is the bundled engine entry. */
export function utilityEngines(modulePath: string): EngineLauncher {
  /** How processes ended that did not end by themselves, by their name. */
  const crashes = new Map<string, string>();
  app.on('child-process-gone', (_event, details: Details) => {
    if (details.name !== undefined && details.reason !== 'clean-exit')
      crashes.set(details.name, describe(details));
  });
  return (events) => {
    launched += 1;
    const name = `Sharpness Workbench engine ${launched}`;
    const child = utilityProcess.fork(modulePath, [], {
      serviceName: name,
      execArgv: ENGINE_PROCESS_FLAGS,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    let gone = false;
    child.on('message', (reply: EngineReply) => {
      if (!gone) events.reply(reply);
    });
    child.on('exit', (code) => {
      if (gone) return;
      gone = true;
      setTimeout(() => {
        events.gone(crashes.get(name) ?? `exit code ${String(code)}`);
        crashes.delete(name);
      }, CRASH_NEWS_MS);
    });
    return {
      get pid() {
        return child.pid;
      },
      send: (request) => {
        if (!gone) child.postMessage(request);
      },
      kill: () => {
        child.kill();
      },
    };
  };
}

function describe({ reason, exitCode }: Details): string {
  return reason === 'abnormal-exit'
    ? `exit code ${String(exitCode)}`
    : `${reason} (code ${String(exitCode)})`;
}
