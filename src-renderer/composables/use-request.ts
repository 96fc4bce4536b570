import { shallowRef, watch, type ShallowRef, type WatchSource } from 'vue';

export interface Request<T> {
  readonly value: Readonly<ShallowRef<T | null>>;
  readonly failure: Readonly<ShallowRef<unknown>>;
  readonly loading: Readonly<ShallowRef<boolean>>;
  readonly again: () => void;
}

/**
 * Asks again whenever what it depends on changes; of several answers the one to the last question counts. Another
 * subject clears what is shown, a change of the same one does not.
 */
export function useRequest<S, T>(
  source: WatchSource<S>,
  ask: (subject: S) => Promise<T | null>,
  subjectOf: (source: S) => unknown = (own) => own,
): Request<T> {
  const value = shallowRef<T | null>(null);
  const failure = shallowRef<unknown>(null);
  const loading = shallowRef(false);
  let asked = 0;
  let last: S | undefined;

  async function run(subject: S): Promise<void> {
    asked += 1;
    const question = asked;
    loading.value = true;
    try {
      const answer = await ask(subject);
      if (question !== asked) return;
      value.value = answer;
      failure.value = null;
    } catch (error) {
      if (question !== asked) return;
      failure.value = error;
    }
    loading.value = false;
  }

  watch(
    source,
    (subject) => {
      if (last === undefined || subjectOf(subject) !== subjectOf(last)) value.value = null;
      last = subject;
      void run(subject);
    },
    { immediate: true },
  );
  return { value, failure, loading, again: () => void run(last as S) };
}
