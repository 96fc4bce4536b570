import { onLostNpm } from './parent-watch';

/** Each ends a computation in good order: what is finished is kept. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Calls back when the program is asked to end; returns how to stop listening. */
export function onInterrupt(callback: () => void): () => void {
  const unwatch = onLostNpm(callback);
  for (const signal of SIGNALS) process.on(signal, callback);
  return () => {
    for (const signal of SIGNALS) process.off(signal, callback);
    unwatch();
  };
}
