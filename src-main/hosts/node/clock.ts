import type { Clock } from '../../core/ports';

/** The monotonic clock of this process. */
export const systemClock: Clock = {
  now: () => performance.now(),
  every: (milliseconds, callback) => {
    const timer = setInterval(callback, milliseconds);
    return () => clearInterval(timer);
  },
};
