import { i32, type Integer } from './instructions';
import type { FunctionBuilder, IntegerLocal } from './module-builder';

/** Entries that one turn of a simple loop takes. */
export const CHUNK = 8;

/**
 * Emits body(i) for `count` entries: some at a time in a loop, with the pointers moving by so many bytes an entry, and
 * the rest after it; i counts from where the pointers are.
 */
export function forEntries(
  f: FunctionBuilder,
  count: number,
  pointers: readonly (readonly [IntegerLocal, bytes: number])[],
  body: (i: number) => void,
): void {
  const inLoop = count < 2 * CHUNK ? 0 : Math.floor(count / CHUNK);
  const emit = (entries: number): void => {
    for (let i = 0; i < entries; i += 1) f.scope(() => body(i));
  };
  if (inLoop > 0) {
    f.loop(inLoop, () => {
      emit(CHUNK);
      for (const [pointer, bytes] of pointers) f.advance(pointer, CHUNK * bytes);
    });
  }
  emit(count - inLoop * CHUNK);
}

/** base + bytes. */
export function bytesFrom(base: Integer, bytes: number): Integer {
  return bytes === 0 ? base : i32.add(base, i32.constant(bytes));
}
