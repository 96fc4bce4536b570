import type { Pace } from '../../core/ports';
import { paceOf } from '../node/pace';
import { say } from './output';
import { onLostNpm } from './parent-watch';

/** Time between two lines about a long deed, in milliseconds. */
const PROGRESS_MS = 2000;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does something long, saying now and then how far it is; signals end it in good order, and it rejects with 'interrupted'. */
export async function followDeed<T>(deed: (pace: Pace) => Promise<T>): Promise<T> {
  let cancelled = false;
  const cancel = (): void => void (cancelled = true);
  for (const signal of SIGNALS) process.on(signal, cancel);
  const stopWatching = onLostNpm(cancel);
  let last = performance.now();
  const pace = paceOf({
    rest: 0,
    cancelled: () => cancelled,
    told: (said, share) => {
      if (performance.now() - last < PROGRESS_MS) return;
      last = performance.now();
      say(share === null ? said : `${said}: ${Math.floor(100 * share)} %`);
    },
  });
  try {
    return await deed(pace);
  } finally {
    stopWatching();
    for (const signal of SIGNALS) process.off(signal, cancel);
  }
}
