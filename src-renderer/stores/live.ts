import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { LiveState, LogEntry } from '@shared/contract/live-state';
import { useConnection } from '../composables/use-connection';

const NOTHING_YET: LiveState = {
  libraryRevision: 0,
  queue: [],
  running: null,
  verifying: null,
  maintenance: null,
  log: [],
};

/** What moves: the state that the application pushes, as it comes. */
export const useLive = defineStore('live', () => {
  const { api, onChanged } = useConnection();
  const state = shallowRef<LiveState>(NOTHING_YET);
  const known = shallowRef(false);

  onChanged((next) => {
    state.value = next;
    known.value = true;
  });
  // A push that overtakes the answer is the later state. If there is no answer, the connection says that it is lost.
  void api.subscribe().then(
    (first) => {
      if (!known.value) state.value = first;
      known.value = true;
    },
    () => undefined,
  );

  return {
    state,
    /** Whether any state has arrived. */
    known,
    running: computed(() => state.value.running),
    verifying: computed(() => state.value.verifying),
    maintenance: computed(() => state.value.maintenance),
    revision: computed(() => state.value.libraryRevision),
    queue: computed(() => state.value.queue),
    /** The same array as long as nothing happens, so that it is not shown again with every state. */
    log: computed<readonly LogEntry[]>((before) =>
      before && sameLog(before, state.value.log) ? before : state.value.log,
    ),
  };
});

function sameLog(a: readonly LogEntry[], b: readonly LogEntry[]): boolean {
  return a.length === b.length && a.every(({ at, text }, i) => at === b[i]!.at && text === b[i]!.text);
}
