import { computed, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import type { ExperimentRecord, RunRecord } from '@shared/contract/records';
import { plan, type Cell } from '@shared/experiment/plan';
import type { RunPlace } from '@shared/training/run-result';
import { useConnection } from '../../../composables/use-connection';
import { useNavigation } from '../../../stores/navigation';

export interface ChosenRun {
  readonly cells: ComputedRef<readonly Cell[]>;
  /** Null until it is known which run to begin with. */
  readonly place: ComputedRef<RunPlace | null>;
  readonly cell: ComputedRef<Cell | null>;
  /** Ended runs of that cell; null while they are read. */
  readonly runs: Readonly<ShallowRef<readonly RunRecord[] | null>>;
  readonly failure: Readonly<ShallowRef<unknown>>;
  readonly again: () => void;
  readonly choose: (place: RunPlace) => void;
  /** The run so many places further in the plan, cell after cell; null beyond its ends. */
  readonly beside: (by: 1 | -1) => RunPlace | null;
}

/** The run that theory looks at: the selected one, else the first that converged in the selected cell or at all. */
export function useChosenRun(record: Ref<ExperimentRecord | null>): ChosenRun {
  const { api } = useConnection();
  const navigation = useNavigation();
  const cells = computed(() => (record.value ? plan(record.value.spec).cells : []));
  const suggested = shallowRef<RunPlace | null>(null);
  const failure = shallowRef<unknown>(null);
  const runs = shallowRef<readonly RunRecord[] | null>(null);

  const isPlanned = ({ cell, repetition }: RunPlace): boolean =>
    repetition < (cells.value[cell]?.repetitions ?? 0);
  const place = computed(() => {
    const { run } = navigation;
    return run !== null && isPlanned(run) ? run : suggested.value;
  });
  const cell = computed(() => (place.value ? (cells.value[place.value.cell] ?? null) : null));

  async function suggest(): Promise<void> {
    suggested.value = null;
    failure.value = null;
    const of = record.value;
    if (of === null || navigation.run !== null) return;
    const selected = navigation.cell;
    try {
      const found = await firstToSee(of, selected);
      if (record.value?.id === of.id && navigation.cell === selected) suggested.value = found;
    } catch (error) {
      if (record.value?.id === of.id) failure.value = error;
    }
  }

  async function firstToSee({ id }: ExperimentRecord, selected: number | null): Promise<RunPlace> {
    const rows = await api.cellTable(id);
    const converged = rows?.findIndex(({ outcomes }) => outcomes.converged > 0) ?? -1;
    const finished = rows?.findIndex((row) => row.finished > 0) ?? -1;
    const index = selected ?? [converged, finished, 0].find((found) => found >= 0)!;
    const ended = (await api.runsOfCell(id, index)) ?? [];
    const run = ended.find(({ outcome }) => outcome === 'converged') ?? ended[0];
    return { cell: index, repetition: run?.repetition ?? 0 };
  }

  watch(
    () => [record.value?.id, navigation.run === null ? navigation.cell : null, navigation.run === null],
    () => void suggest(),
    { immediate: true },
  );

  // Outcomes are told beside the repetitions; more of them may end while they are looked at.
  watch(
    () => [record.value?.id, place.value?.cell, record.value?.counts.finished] as const,
    async ([id, index], before) => {
      if (id !== before?.[0] || index !== before?.[1]) runs.value = null;
      if (id === undefined || index === undefined) return;
      const found = await api.runsOfCell(id, index).catch(() => []);
      if (record.value?.id === id && place.value?.cell === index) runs.value = found;
    },
    { immediate: true },
  );

  function beside(by: 1 | -1): RunPlace | null {
    if (place.value === null) return null;
    const { cell: index, repetition } = place.value;
    const within = { cell: index, repetition: repetition + by };
    if (within.repetition >= 0 && isPlanned(within)) return within;
    const next = cells.value[index + by];
    if (next === undefined) return null;
    return { cell: next.index, repetition: by > 0 ? 0 : next.repetitions - 1 };
  }

  return {
    cells,
    place,
    cell,
    runs,
    failure,
    again: () => void suggest(),
    choose: (run) => navigation.select({ run }),
    beside,
  };
}
