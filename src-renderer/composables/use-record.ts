import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import type { ExperimentId } from '@shared/contract/ids';
import type { ExperimentRecord } from '@shared/contract/records';
import { useLive } from '../stores/live';
import { useRecords } from '../stores/records';

export interface RecordReading {
  /** Null where none is chosen, where there is no such experiment, and before the first answer. */
  readonly record: ComputedRef<ExperimentRecord | null>;
  readonly loading: ComputedRef<boolean>;
  readonly failure: Readonly<ShallowRef<unknown>>;
  readonly again: () => void;
}

/** The whole record of an experiment, read when it is chosen and again whenever the library changes. */
export function useRecord(id: () => ExperimentId | null): RecordReading {
  const records = useRecords();
  const live = useLive();
  const failure = shallowRef<unknown>(null);
  const known = computed(() => {
    const wanted = id();
    return wanted === null ? null : records.known.get(wanted);
  });

  function read(): void {
    const wanted = id();
    failure.value = null;
    if (wanted === null) return;
    records.want(wanted, live.revision).catch((error: unknown) => {
      if (id() === wanted) failure.value = error;
    });
  }
  // What was forgotten meanwhile is read again.
  watch([id, () => live.revision, () => known.value === undefined], read, { immediate: true });

  return {
    record: computed(() => known.value ?? null),
    loading: computed(() => known.value === undefined && failure.value === null),
    failure,
    again: read,
  };
}
