import { onScopeDispose, shallowRef, watch, type Ref, type WatchSource } from 'vue';

/** Follows a source once it has rested; it begins with what the source has. */
export function useDebounced<T>(
  source: WatchSource<T>,
  milliseconds: number,
): { readonly value: Readonly<Ref<T | undefined>>; readonly waiting: Readonly<Ref<boolean>> } {
  const value = shallowRef<T>();
  const waiting = shallowRef(false);
  let timer = 0;
  watch(
    source,
    (latest, before) => {
      window.clearTimeout(timer);
      const settle = (): void => {
        value.value = latest;
        waiting.value = false;
      };
      waiting.value = true;
      if (before === undefined) settle();
      else timer = window.setTimeout(settle, milliseconds);
    },
    { immediate: true },
  );
  onScopeDispose(() => window.clearTimeout(timer));
  return { value, waiting };
}
