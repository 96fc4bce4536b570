import { SHELVES, type Shelf } from '@shared/contract/library';
import type { Option } from '../../components/fields/option';
import type { IconName } from '../../components/icons';
import { formatCount } from '../../composables/format';

const TITLES: Readonly<Record<Shelf, string>> = { current: 'Current', archived: 'Archived', bin: 'Bin' };

export function shelfOptions(counts: Readonly<Record<Shelf, number>>): Option<Shelf>[] {
  return SHELVES.map((value) => ({ value, title: `${TITLES[value]} ${formatCount(counts[value])}` }));
}

/** What is said of a shelf without experiments, and of one where none answers to a filter. */
export const NOTHING_ON: Readonly<
  Record<
    Shelf,
    { readonly icon: IconName; readonly title: string; readonly text: string; readonly found: string }
  >
> = {
  current: {
    icon: 'library',
    title: 'No experiment in sight',
    text: 'All of them are archived or in the bin. What is designed and run appears here.',
    found: 'No experiment answers to that',
  },
  archived: {
    icon: 'archive',
    title: 'Nothing is archived',
    text: 'Archive (A) puts experiments away that are done with: they keep their runs and are found here, but are not in the way.',
    found: 'No archived experiment answers to that',
  },
  bin: {
    icon: 'trash',
    title: 'The bin is empty',
    text: 'What is deleted waits here, with its runs, until it is restored or purged.',
    found: 'Nothing in the bin answers to that',
  },
};
