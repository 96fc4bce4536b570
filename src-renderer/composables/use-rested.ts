import { onBeforeUnmount, shallowRef, type Ref } from 'vue';

/** Turns true so long after the component was set up: what nobody waits for can begin. */
export function useRested(milliseconds: number): Readonly<Ref<boolean>> {
  const rested = shallowRef(false);
  const timer = window.setTimeout(() => (rested.value = true), milliseconds);
  onBeforeUnmount(() => window.clearTimeout(timer));
  return rested;
}
