import { MOST_SIDES } from '@shared/compare/comparison';
import type { ExperimentId } from '@shared/contract/ids';
import type { LibraryRow } from '@shared/contract/library';
import type { MenuEntry } from '../../components/overlays/menu-entry';
import type { Command } from '../../composables/commands';
import type { ExperimentActions } from '../../composables/use-experiment-actions';
import { named, type LibraryActions } from '../../composables/use-library-actions';
import { shortcutText } from '../../composables/shortcut';
import { dataDeeds } from '../experiment/data-deeds';

/** What can be done with experiments of the list. */
export type Deed = Command & { readonly tone?: 'danger' };

export interface DeedContext {
  readonly actions: ExperimentActions;
  readonly library: LibraryActions;
  readonly isQueued: (id: ExperimentId) => boolean;
  readonly openTheory: (row: LibraryRow) => void;
  readonly compare: (rows: readonly LibraryRow[]) => void;
  readonly rename: (row: LibraryRow) => void;
  readonly editTags: (rows: readonly LibraryRow[]) => void;
  readonly confirmPurge: (rows: readonly LibraryRow[]) => void;
  /** Goes on to what stood below, before rows leave the list. */
  readonly leave: (rows: readonly LibraryRow[]) => void;
}

/** In groups, as a menu shows them; for one experiment or for several of one shelf. */
export function experimentDeeds(rows: readonly LibraryRow[], context: DeedContext): Deed[][] {
  const [first] = rows;
  if (first === undefined) return [];
  const groups = first.deletedAt === null ? deedsInSight(rows, context) : deedsInBin(rows, context);
  const about = named(rows).replaceAll('"', '');
  return groups
    .filter((group) => group.length > 0)
    .map((group) => group.map((part) => ({ group: 'Do' as const, about, ...part })));
}

type Part = Omit<Deed, 'group' | 'about'>;

function deedsInSight(rows: readonly LibraryRow[], context: DeedContext): Part[][] {
  const { library, leave } = context;
  const archived = rows.every(({ archivedAt }) => archivedAt !== null);
  const starred = rows.every((row) => row.starred);
  return [
    ...(rows.length === 1 ? deedsOfOne(rows[0]!, context) : [deedsOfMany(rows, context)]),
    deedsWithFiles(rows, context),
    [
      {
        id: 'star',
        title: starred ? 'Unstar' : 'Star',
        icon: 'star',
        shortcut: 'S',
        run: () => void library.star(rows, !starred),
      },
      { id: 'tags', title: 'Tags…', icon: 'tag', shortcut: 'T', run: () => context.editTags(rows) },
      ...(rows.length === 1
        ? [
            {
              id: 'rename',
              title: 'Rename',
              icon: 'rename',
              shortcut: 'F2',
              run: () => context.rename(rows[0]!),
            } as const,
          ]
        : []),
      {
        id: 'archive',
        title: archived ? 'Take back from the archive' : 'Archive',
        icon: 'archive',
        shortcut: 'A',
        run: () => {
          leave(rows);
          void library.archive(rows, !archived);
        },
      },
      {
        id: 'delete',
        title: 'Delete',
        icon: 'trash',
        shortcut: 'Delete',
        tone: 'danger',
        run: () => {
          leave(rows);
          void library.remove(rows);
        },
      },
    ],
  ];
}

function deedsOfOne(row: LibraryRow, { actions, isQueued, openTheory }: DeedContext): Part[][] {
  const { finished, failed, total } = row.counts;
  const queued = isQueued(row.id);
  return [
    [
      { id: 'open-experiment', title: 'Open', icon: 'results', run: () => actions.open(row) },
      { id: 'theory', title: 'Show its theory', icon: 'theory', run: () => openTheory(row) },
    ],
    [
      {
        id: 'start',
        title: finished + failed > 0 ? 'Go on' : 'Start',
        icon: 'play',
        disabled: queued || finished === total,
        run: () => void actions.start(row),
      },
      {
        id: 'cancel',
        title: 'Cancel',
        icon: 'stop',
        disabled: !queued,
        run: () => void actions.cancel(row),
      },
      {
        id: 'run-again',
        title: 'Run again with a change',
        icon: 'duplicate',
        run: () => void actions.runAgain(row),
      },
      { id: 'extend', title: 'Extend…', icon: 'plus', run: () => actions.extend(row) },
      {
        id: 'provenance',
        title: 'Provenance and verify…',
        icon: 'check',
        run: () => actions.showProvenance(row),
      },
    ],
  ];
}

function deedsWithFiles(rows: readonly LibraryRow[], { actions }: DeedContext): Part[] {
  const [first, ...others] = rows;
  return [
    {
      id: 'bundle',
      title: 'Export as a bundle…',
      icon: 'export',
      run: () => void actions.exportBundle(rows),
    },
    ...(others.length > 0 ? [] : dataDeeds(first!, actions)),
  ];
}

function deedsOfMany(rows: readonly LibraryRow[], { actions, isQueued, compare }: DeedContext): Part[] {
  const queued = rows.filter(({ id }) => isQueued(id));
  const comparing: Part = {
    id: 'compare',
    title: rows.length > MOST_SIDES ? `Compare (at most ${MOST_SIDES})` : 'Compare',
    icon: 'compare',
    shortcut: 'C',
    disabled: rows.length > MOST_SIDES,
    run: () => compare(rows),
  };
  if (queued.length === 0) return [comparing];
  return [
    comparing,
    {
      id: 'cancel',
      title: `Cancel the ${queued.length} that run or wait`,
      icon: 'stop',
      run: () => queued.forEach((row) => void actions.cancel(row)),
    },
  ];
}

function deedsInBin(rows: readonly LibraryRow[], context: DeedContext): Part[][] {
  const { actions, library, leave } = context;
  return [
    rows.length === 1
      ? [{ id: 'open-experiment', title: 'Open', icon: 'results', run: () => actions.open(rows[0]!) }]
      : [],
    [
      {
        id: 'restore',
        title: 'Restore',
        icon: 'undo',
        shortcut: 'R',
        run: () => {
          leave(rows);
          void library.restore(rows);
        },
      },
      {
        id: 'purge',
        title: 'Purge…',
        icon: 'trash',
        shortcut: 'Shift+Delete',
        tone: 'danger',
        run: () => context.confirmPurge(rows),
      },
    ],
  ];
}

export function asMenu(groups: readonly (readonly Deed[])[]): MenuEntry[] {
  return groups.flatMap((group, i): MenuEntry[] => [
    ...(i > 0 ? (['separator'] as const) : []),
    ...group.map(({ title, icon, shortcut, tone, disabled, run }) => ({
      title,
      icon,
      run,
      ...(shortcut === undefined ? {} : { shortcut: shortcutText(shortcut) }),
      ...(tone === undefined ? {} : { tone }),
      disabled: disabled ?? false,
    })),
  ]);
}
