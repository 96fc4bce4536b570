import { ref, watch, type Ref } from 'vue';

/** A number that this window remembers: the size of a panel. */
export function storedNumber(name: string, initial: number): Ref<number> {
  const key = `sharpness-workbench.${name}`;
  const stored = Number(localStorage.getItem(key) ?? initial);
  const value = ref(Number.isFinite(stored) ? stored : initial);
  watch(value, (next) => localStorage.setItem(key, String(next)));
  return value;
}
