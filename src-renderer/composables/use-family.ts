import { computed, type ComputedRef } from 'vue';
import { INITIALISATIONS } from '@shared/catalogue';
import type { Initialisation } from '@shared/network/initialisations/initialisation';
import { useDraft } from '../stores/draft';

/** The draft's family of initial weights. */
export function useFamily(): {
  readonly family: ComputedRef<Initialisation | undefined>;
  readonly choose: (id: string) => void;
} {
  const draft = useDraft();
  const family = computed(() => INITIALISATIONS.find(({ id }) => id === draft.get('initialisation.family')));

  /** Takes another family; each keeps its parameters and scales, which mean something else in every one. */
  function choose(id: string): void {
    const next = INITIALISATIONS.find((candidate) => candidate.id === id);
    const before = String(draft.get('initialisation.family'));
    if (next === undefined || id === before) return;
    draft.exchange('initialisation', before, id, () => ({ family: id, parameters: {} }));
    const sameMeaning = next.scale !== null && next.scale.meaning === family.value?.scale?.meaning;
    const scales = draft.get('grid.scales');
    draft.exchange('grid.scales', before, id, () => (sameMeaning ? scales : [next.scale?.default ?? 0]));
  }

  return { family, choose };
}
