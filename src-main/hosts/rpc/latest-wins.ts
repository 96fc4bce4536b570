export interface LatestWins {
  /** Something changed: it will be sent, now or with the next push. */
  changed(): void;
  stop(): void;
}

/**
 * Pushes at most one message at a time and at most one every `interval` milliseconds. What changes meanwhile is not
 * queued: `push` sends the state of its moment. So a reader that is slow, or never answers, costs one pending push.
 */
export function latestWins(push: () => Promise<unknown>, interval: number): LatestWins {
  let stale = false;
  let busy = false;
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  // Nothing is sent in the first interval, so that a push cannot overtake the answer it follows.
  let earliest = performance.now() + interval;

  const pushWhenDue = (): void => {
    if (stopped || busy || !stale || timer !== null) return;
    timer = setTimeout(
      () => {
        timer = null;
        if (stopped) return;
        stale = false;
        busy = true;
        earliest = performance.now() + interval;
        push().then(
          () => {
            busy = false;
            pushWhenDue();
          },
          () => stop(),
        );
      },
      Math.max(0, earliest - performance.now()),
    );
  };
  const stop = (): void => {
    stopped = true;
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  return {
    changed: () => {
      stale = true;
      pushWhenDue();
    },
    stop,
  };
}
