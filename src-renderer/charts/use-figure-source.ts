import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import { INITIALISATIONS } from '@shared/catalogue';
import type { TheoryFacts } from '@shared/figures/theory-facts';
import type { ExperimentId } from '@shared/contract/ids';
import type { ExperimentRecord } from '@shared/contract/records';
import type { ExperimentSpec } from '@shared/experiment/spec';
import type { CellRow } from '@shared/figures/cell-table';
import type { FigureSource } from '@shared/figures/figure-data';
import { useConnection } from '../composables/use-connection';
import { useRecord } from '../composables/use-record';
import { useShown } from '../composables/use-shown';
import { useLive } from '../stores/live';

export interface SourceReading {
  readonly record: ComputedRef<ExperimentRecord | null>;
  /** Whether the record is still to come. */
  readonly loading: ComputedRef<boolean>;
  readonly theory: Readonly<Ref<TheoryFacts | null>>;
  /** Null before the first answer. */
  readonly source: ComputedRef<FigureSource | null>;
  readonly failure: Readonly<Ref<unknown>>;
  readonly reload: () => void;
}

/** While an experiment runs and is looked at, its table is read again at most so often. */
const REFRESH_MS = 2000;

/** What figures of an experiment are made from, read from the application and kept up to date while it runs. */
export function useFigureSource(id: Ref<ExperimentId | null>): SourceReading {
  const { api } = useConnection();
  const live = useLive();
  const { record, ...own } = useRecord(() => id.value);
  const rows = shallowRef<readonly CellRow[] | null>(null);
  const theory = shallowRef<TheoryFacts | null>(null);
  const failure = shallowRef<unknown>(null);
  let asked = 0;
  const shown = useShown();
  let reading = false;
  /** Whether runs ended since the table was read. */
  let stale = false;
  let timer = 0;

  async function readRows(): Promise<void> {
    const wanted = id.value;
    if (wanted === null || reading) return;
    reading = true;
    try {
      const answer = await api.cellTable(wanted);
      if (wanted === id.value) rows.value = answer;
    } finally {
      reading = false;
    }
    if (wanted !== id.value) await readRows();
  }

  async function readTheory(): Promise<void> {
    const wanted = id.value;
    if (wanted === null) return;
    const answer = await api.theory(wanted);
    if (wanted === id.value) theory.value = answer;
  }

  function reload(): void {
    asked += 1;
    if (own.failure.value !== null) own.again();
    const mine = asked;
    failure.value = null;
    Promise.all([readRows(), readTheory()]).catch((error: unknown) => {
      if (mine === asked) failure.value = error;
    });
  }

  watch(
    id,
    () => {
      rows.value = null;
      theory.value = null;
      reload();
    },
    { immediate: true },
  );

  // Runs that end are counted one by one; the table is read for many of them together.
  const ended = computed(() => {
    const running = live.running;
    if (running && running.id === id.value) return running.finished + running.failed;
    const counts = record.value?.counts;
    return counts ? counts.finished + counts.failed : null;
  });
  const refresh = (): void => void readRows().catch((error: unknown) => (failure.value = error));
  watch([ended, shown], ([now, isShown], [before, wasShown]) => {
    if (now !== before && now !== null && before !== null) stale = true;
    if (!stale || !isShown) return;
    if (!wasShown) refresh();
    if (timer !== 0) return;
    timer = window.setTimeout(() => {
      timer = 0;
      if (!shown.value) return;
      stale = false;
      refresh();
    }, REFRESH_MS);
  });
  onScopeDispose(() => window.clearTimeout(timer));

  const source = computed(() =>
    record.value && rows.value
      ? {
          spec: record.value.spec,
          rows: rows.value,
          theory: theory.value,
          scaleSymbol: scaleSymbol(record.value.spec),
        }
      : null,
  );
  return {
    record,
    loading: own.loading,
    theory,
    source,
    failure: computed(() => own.failure.value ?? failure.value),
    reload,
  };
}

/** Symbol of the scale of an experiment's initialisation; null for a family without one. */
export function scaleSymbol({ initialisation }: ExperimentSpec): string | null {
  return INITIALISATIONS.find(({ id }) => id === initialisation.family)?.scale?.symbol ?? null;
}
