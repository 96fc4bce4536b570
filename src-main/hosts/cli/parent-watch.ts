import { readFileSync } from 'node:fs';

const WATCH_MS = 200;

/**
 * Calls back when the npm that started this program is gone without having passed on a signal, as after SIGKILL: a
 * run that nobody can see or stop any more should not hold its data folder. Between npm and this program stands a
 * shell, which outlives npm: its parent tells. Only where /proc says who that is; and started without npm (nohup, a
 * service) a parent's end means nothing. Returns how to stop watching.
 */
export function onLostNpm(callback: () => void): () => void {
  const ancestors = ancestorsOfThis();
  if (process.env['npm_lifecycle_event'] === undefined || ancestors === null) return () => undefined;
  const timer = setInterval(() => {
    if (ancestorsOfThis() !== ancestors) callback();
  }, WATCH_MS);
  return () => clearInterval(timer);
}

/** Process ids of parent and grandparent; null where the system does not tell. */
function ancestorsOfThis(): string | null {
  try {
    // "pid (name) state ppid …", and the name may hold anything.
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'latin1');
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]!}`;
  } catch {
    return null;
  }
}
