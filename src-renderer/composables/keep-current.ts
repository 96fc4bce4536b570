import { shallowRef, type ShallowRef } from 'vue';
import { useConnection } from './use-connection';

export interface KeptCurrent<T> {
  /** Null before the first answer. */
  readonly value: Readonly<ShallowRef<T | null>>;
  readonly failure: Readonly<ShallowRef<unknown>>;
  readonly refresh: () => Promise<void>;
  /** Resolves with the first answer, or part of one, or failure. */
  readonly first: Promise<void>;
}

/**
 * Reads something now, and again whenever the application says that experiments changed; for stores. While there is
 * nothing yet, `ask` may show a part of its answer `early`.
 */
export function keepCurrent<T>(ask: (early?: (part: T) => void) => Promise<T>): KeptCurrent<T> {
  const { onChanged } = useConnection();
  const value = shallowRef<T | null>(null);
  const failure = shallowRef<unknown>(null);
  let revision = -1;
  let begin = (): void => undefined;
  const first = new Promise<void>((resolve) => (begin = resolve));
  const showEarly = (part: T): void => {
    value.value = part;
    begin();
  };
  let reading: Promise<void> | null = null;
  let again: Promise<void> | null = null;

  async function read(): Promise<void> {
    try {
      value.value = await (value.value === null ? ask(showEarly) : ask());
      failure.value = null;
    } catch (error) {
      failure.value = error;
    }
    begin();
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
  void refresh();
  return { value, failure, refresh, first };
}
