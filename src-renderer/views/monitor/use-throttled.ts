import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';

/**
 * A value that changes at most once in so many milliseconds; the last change is never lost. While it is held nothing
 * changes; afterwards it catches up.
 */
export function useThrottled<T>(
  read: () => T,
  interval: () => number,
  held: () => boolean,
): Readonly<Ref<T>> {
  const throttled = shallowRef(read()) as Ref<T>;
  let timer = 0;
  let changedAt = performance.now();
  function take(): void {
    timer = 0;
    if (held()) return;
    changedAt = performance.now();
    throttled.value = read();
  }
  watch([read, held], () => {
    if (timer !== 0 || held()) return;
    const wait = changedAt + interval() - performance.now();
    if (wait <= 0) take();
    else timer = window.setTimeout(take, wait);
  });
  onScopeDispose(() => window.clearTimeout(timer));
  return throttled;
}
