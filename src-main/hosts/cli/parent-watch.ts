const WATCH_MS = 200;

/**
 * Calls back when the npm that started this program is gone without having passed on a signal, as after SIGKILL: a
 * run that nobody can see or stop any more should not hold its data folder. Started without npm (nohup, a service),
 * the parent's end means nothing. Returns how to stop watching.
 */
export function onLostNpm(callback: () => void): () => void {
  if (process.env['npm_lifecycle_event'] === undefined || process.platform === 'win32')
    return () => undefined;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) callback();
  }, WATCH_MS);
  return () => clearInterval(timer);
}
