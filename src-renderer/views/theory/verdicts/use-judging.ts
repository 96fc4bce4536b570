import { computed, shallowRef, watch, type ComputedRef } from 'vue';
import type { ExperimentRecord } from '@shared/contract/records';
import { isLinear } from '@shared/experiment/linearity';
import type { VerdictTable } from '@shared/figures/verdicts/verdict-table';
import type { DynamicsKind } from '@shared/training/trajectory';
import { useStudy, type UsedStudy } from '../../../composables/use-study';

/** A round judges this share more of the repetitions than are judged: what is cancelled costs one round. */
const ROUND_GROWTH = 0.25;

export interface Judging extends Pick<UsedStudy<'verdicts'>, 'failure' | 'running'> {
  readonly table: ComputedRef<VerdictTable | null>;
  /** Repetitions that every cell has, or all of its own; of the most that a cell has. */
  readonly judged: ComputedRef<number>;
  readonly repetitions: ComputedRef<number>;
  /** How many are being judged up to; null while none are. */
  readonly target: Readonly<ComputedRef<number | null>>;
  readonly judgeUpTo: (repetitions: number) => Promise<void>;
  readonly cancel: () => void;
  readonly again: () => void;
}

/** Verdicts on an experiment: those that are kept at once, more on request, in rounds whose results are kept. */
export function useJudging(record: () => ExperimentRecord | null, dynamics: () => DynamicsKind): Judging {
  const study = useStudy<'verdicts'>();
  const target = shallowRef<number | null>(null);
  const table = computed(() => study.answer.value?.table ?? null);
  const repetitions = computed(() =>
    (table.value?.cells ?? []).reduce((most, cell) => Math.max(most, cell.repetitions), 0),
  );
  const judged = computed(() => {
    const missing = (table.value?.cells ?? []).filter((cell) => cell.judged < cell.repetitions);
    return missing.reduce((least, cell) => Math.min(least, cell.judged), repetitions.value);
  });
  let asked = 0;

  async function ask(upTo: number): Promise<boolean> {
    const of = record();
    if (of === null || !isLinear(of.spec)) return false;
    const before = study.answer.value;
    await study.run({ kind: 'verdicts', experiment: of.id, dynamics: dynamics(), repetitions: upTo });
    return study.answer.value !== before;
  }

  async function judgeUpTo(upTo: number): Promise<void> {
    asked += 1;
    const mine = asked;
    target.value = Math.min(upTo, repetitions.value);
    for (let next = judged.value; next < upTo;) {
      next = Math.min(upTo, next + Math.max(1, Math.floor(ROUND_GROWTH * next)));
      if (!(await ask(next)) || mine !== asked) break;
    }
    if (mine === asked) target.value = null;
  }

  function show(): void {
    asked += 1;
    target.value = null;
    study.clear();
    void ask(0);
  }

  watch([() => record()?.id, dynamics], show, { immediate: true });
  return {
    failure: study.failure,
    running: study.running,
    table,
    judged,
    repetitions,
    target: computed(() => target.value),
    judgeUpTo,
    cancel: () => {
      asked += 1;
      target.value = null;
      study.cancel();
    },
    again: show,
  };
}
