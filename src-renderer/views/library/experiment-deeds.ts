import type { ExperimentRecord } from '@shared/contract/records';
import type { MenuEntry } from '../../components/overlays/menu-entry';
import type { Command } from '../../composables/commands';
import type { ExperimentActions } from '../../composables/use-experiment-actions';
import { shortcutText } from '../../composables/shortcut';

/** What can be done with an experiment of the list. */
export type Deed = Command & { readonly tone?: 'danger' };

export interface DeedContext {
  readonly actions: ExperimentActions;
  readonly isQueued: (record: ExperimentRecord) => boolean;
  readonly rename: (record: ExperimentRecord) => void;
  readonly remove: (record: ExperimentRecord) => void;
  readonly openTheory: (record: ExperimentRecord) => void;
}

/** In groups, as a menu shows them. */
export function experimentDeeds(record: ExperimentRecord, context: DeedContext): Deed[][] {
  const { actions, isQueued } = context;
  const { finished, failed, total } = record.counts;
  const queued = isQueued(record);
  const deed = (part: Pick<Deed, 'id' | 'title' | 'icon' | 'run'> & Partial<Deed>): Deed => ({
    group: 'Do',
    about: record.name,
    ...part,
  });
  return [
    [
      deed({ id: 'open', title: 'Open', icon: 'results', run: () => actions.open(record) }),
      deed({ id: 'theory', title: 'Show its theory', icon: 'theory', run: () => context.openTheory(record) }),
    ],
    [
      deed({
        id: 'start',
        title: finished + failed > 0 ? 'Go on' : 'Start',
        icon: 'play',
        disabled: queued || finished === total,
        run: () => void actions.start(record),
      }),
      deed({
        id: 'cancel',
        title: 'Cancel',
        icon: 'stop',
        disabled: !queued,
        run: () => void actions.cancel(record),
      }),
      deed({
        id: 'run-again',
        title: 'Run again with a change',
        icon: 'duplicate',
        run: () => actions.runAgain(record),
      }),
    ],
    [
      deed({
        id: 'rename',
        title: 'Rename',
        icon: 'rename',
        shortcut: 'F2',
        run: () => context.rename(record),
      }),
      deed({
        id: 'delete',
        title: 'Delete',
        icon: 'trash',
        shortcut: 'Delete',
        tone: 'danger',
        run: () => context.remove(record),
      }),
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
