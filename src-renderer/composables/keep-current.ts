import { shallowRef, type ShallowRef } from 'vue';
import { useConnection } from './use-connection';

export interface KeptCurrent<T> {
  /** Null before the first answer. */
  readonly value: Readonly<ShallowRef<T | null>>;
  readonly failure: Readonly<ShallowRef<unknown>>;
  readonly refresh: () => Promise<void>;
  /** Resolves with the first answer or failure. */
  readonly first: Promise<void>;
}

/** Reads something now, and again whenever the application says that experiments changed; for stores. */
export function keepCurrent<T>(ask: () => Promise<T>): KeptCurrent<T> {
  const { onChanged } = useConnection();
  const value = shallowRef<T | null>(null);
  const failure = shallowRef<unknown>(null);
  let revision = -1;
  let reading: Promise<void> | null = null;
  let again: Promise<void> | null = null;

  async function read(): Promise<void> {
    try {
      value.value = await ask();
      failure.value = null;
    } catch (error) {
      failure.value = error;
    }
  }

  /** What changes while it is read is read once more, not once a change. */
  function refresh(): Promise<void> {
    if (reading === null) return (reading = read().finally(() => (reading = null)));
    return (again ??= reading.then(() => {
      again = null;
      return refresh();
    }));
  }

  onChanged((state) => {
    if (state.libraryRevision === revision) return;
    revision = state.libraryRevision;
    void refresh();
  });
  return { value, failure, refresh, first: refresh() };
}
