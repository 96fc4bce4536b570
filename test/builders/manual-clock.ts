import type { Clock } from '../../src-main/core/ports';

export interface ManualClock extends Clock {
  /** Lets time pass, calling back whoever is due on the way. */
  advance(milliseconds: number): void;
}

/** A clock that stands still until it is told otherwise. */
export function manualClock(): ManualClock {
  let now = 0;
  const timers = new Set<{ due: number; readonly every: number; readonly callback: () => void }>();
  return {
    now: () => now,
    every: (milliseconds, callback) => {
      const timer = { due: now + milliseconds, every: milliseconds, callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance: (milliseconds) => {
      const end = now + milliseconds;
      for (;;) {
        const [next] = [...timers].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due);
        if (next === undefined) break;
        now = next.due;
        next.due += next.every;
        next.callback();
      }
      now = end;
    },
  };
}
