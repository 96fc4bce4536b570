import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';
import type { ExperimentId } from '@shared/contract/ids';
import { storedJson } from '../composables/stored-json';
import { THEORY_PAGES, useNavigation, type TheoryPage } from './navigation';

/** Where one was: an experiment in one of its views, or a page of Theory. */
export type RecentPlace =
  | { readonly kind: 'experiment'; readonly view: 'monitor' | 'results'; readonly id: ExperimentId }
  | { readonly kind: 'theory'; readonly page: TheoryPage };

const MOST_KEPT = 8;
/** Of pages, which have their own commands: experiments are what one comes back for. */
const MOST_PAGES = 3;

/** The places that were opened last, latest first; remembered from one time to the next. */
export const useRecent = defineStore('recent', () => {
  const navigation = useNavigation();
  const stored = storedJson('recent', readPlaces);
  const places = shallowRef<readonly RecentPlace[]>(stored.get());

  watch(
    () => placeOf(navigation),
    (place) => {
      if (place === null) return;
      const others = places.value.filter((other) => !same(other, place));
      const all = [place, ...others];
      const pages = all.filter(({ kind }) => kind === 'theory').slice(0, MOST_PAGES);
      places.value = all
        .filter((one) => one.kind === 'experiment' || pages.includes(one))
        .slice(0, MOST_KEPT);
      stored.set(places.value);
    },
  );
  return { places };
});

function placeOf({ view, experimentId, theoryPage }: ReturnType<typeof useNavigation>): RecentPlace | null {
  if (view === 'theory') return { kind: 'theory', page: theoryPage };
  if ((view === 'monitor' || view === 'results') && experimentId !== null)
    return { kind: 'experiment', view, id: experimentId };
  return null;
}

/** An experiment is one place, whichever of its views was open. */
function same(a: RecentPlace, b: RecentPlace): boolean {
  if (a.kind === 'experiment') return b.kind === 'experiment' && a.id === b.id;
  return b.kind === 'theory' && a.page === b.page;
}

function readPlaces(stored: unknown): readonly RecentPlace[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((entry: unknown): RecentPlace[] => {
    const { kind, view, id, page } = (entry ?? {}) as Record<string, unknown>;
    if (kind === 'experiment' && (view === 'monitor' || view === 'results') && typeof id === 'string')
      return [{ kind, view, id: id as ExperimentId }];
    const known = THEORY_PAGES.find((candidate) => candidate === page);
    return kind === 'theory' && known ? [{ kind, page: known }] : [];
  });
}
