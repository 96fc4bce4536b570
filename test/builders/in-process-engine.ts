import type { EngineReply, EngineRequest } from '@shared/contract/engine-protocol';
import type { EngineEvents, EngineLauncher } from '../../src-main/core/ports';
import { EngineWorker } from '../../src-main/engine/worker';

/** What a test does to an engine "process" that runs the real engine in this one. */
export interface EngineTampering {
  /** Called with every request; 'die' ends the process instead, 'swallow' loses the request. */
  readonly onRequest?: (request: EngineRequest, launch: number) => 'die' | 'swallow' | undefined;
  /** Called with every reply after it arrived; 'die' ends the process then. */
  readonly onReply?: (reply: EngineReply, launch: number) => 'die' | undefined;
  /** As of EngineWorker. */
  readonly checkpointMs?: number;
}

/** Real engines without processes: messages are cloned and asynchronous, as over a channel. */
export function inProcessEngines({
  onRequest,
  onReply,
  checkpointMs,
}: EngineTampering = {}): EngineLauncher & { launches: number } {
  const launcher = Object.assign(
    (events: EngineEvents) => {
      const launch = launcher.launches;
      launcher.launches += 1;
      let alive = true;
      const end = (reason: string): void => {
        if (!alive) return;
        alive = false;
        setImmediate(() => events.gone(reason));
      };
      const worker = new EngineWorker((reply: EngineReply) => {
        const copy = structuredClone(reply);
        setImmediate(() => {
          if (!alive) return;
          events.reply(copy);
          if (onReply?.(copy, launch) === 'die') end('signal SIGSEGV');
        });
      }, checkpointMs);
      return {
        pid: undefined,
        send: (request: EngineRequest) => {
          const tampered = onRequest?.(request, launch);
          if (tampered === 'die') end('signal SIGSEGV');
          if (tampered !== undefined || !alive) return;
          const copy = structuredClone(request);
          setImmediate(() => {
            if (alive) worker.handle(copy);
          });
        },
        kill: () => end('signal SIGKILL'),
      };
    },
    { launches: 0 },
  );
  return launcher;
}
