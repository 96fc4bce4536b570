import type { ExperimentId } from '@shared/contract/ids';
import type { ExperimentRecord } from '@shared/contract/records';
import { useNavigation } from '../stores/navigation';
import { useLive } from '../stores/live';
import { useNotices } from '../stores/notices';
import { useConnection } from './use-connection';

/** What actions have to know of an experiment: a row of the library or a record. */
export type Listed = Pick<ExperimentRecord, 'id' | 'name' | 'tags' | 'starred'>;

export interface LibraryActions {
  readonly star: (rows: readonly Listed[], starred: boolean) => Promise<void>;
  readonly archive: (rows: readonly Listed[], archived: boolean) => Promise<void>;
  readonly remove: (rows: readonly Listed[]) => Promise<void>;
  readonly restore: (rows: readonly Listed[]) => Promise<void>;
  /** There is no way back from this one. */
  readonly purge: (rows: readonly Listed[]) => Promise<void>;
  readonly tag: (rows: readonly Listed[], tag: string) => Promise<void>;
  readonly untag: (rows: readonly Listed[], tag: string) => Promise<void>;
  readonly rename: (row: Listed, name: string) => Promise<void>;
  /** Whether they were kept. */
  readonly setNotes: (record: ExperimentRecord, notes: string) => Promise<boolean>;
}

/** What is done to experiments in the library: each says what it did, with the way back, or why it did not. */
export function useLibraryActions(): LibraryActions {
  const { api } = useConnection();
  const navigation = useNavigation();
  const notices = useNotices();
  const live = useLive();

  /** Does something; says so with the way back, where there is one. */
  async function perform(
    failure: string,
    deed: () => Promise<unknown>,
    said: string,
    back: (() => Promise<unknown>) | null,
  ): Promise<boolean> {
    try {
      await deed();
    } catch (error) {
      notices.fail(failure, error);
      return false;
    }
    notices.say(said, back === null ? null : () => void undo(back));
    return true;
  }

  async function undo(back: () => Promise<unknown>): Promise<void> {
    try {
      await back();
    } catch (error) {
      notices.fail('It could not be undone', error);
    }
  }

  /** Switches something of those that are not so yet, and switches only these back. */
  async function turn(
    rows: readonly Listed[],
    words: { readonly failure: string; readonly said: string; readonly also?: string },
    on: (ids: readonly ExperimentId[]) => Promise<unknown>,
    off: (ids: readonly ExperimentId[]) => Promise<unknown>,
  ): Promise<void> {
    if (rows.length === 0) return;
    const ids = rows.map(({ id }) => id);
    await perform(
      `${named(rows)} could not be ${words.failure}`,
      () => on(ids),
      `${words.said} ${named(rows)}.${words.also ?? ''}`,
      () => off(ids),
    );
  }

  /** The same for what takes them to another shelf: who takes them back wants to see them. */
  const move: typeof turn = (rows, words, on, off) =>
    turn(rows, words, on, async (ids) => {
      await off(ids);
      navigation.select({ id: ids[0]! });
    });

  /** Whoever deletes what runs or waits cancels it. */
  function cancelledWith(rows: readonly Listed[]): string {
    const queued = rows.filter(({ id }) => live.queue.some((entry) => entry.id === id)).length;
    if (queued === 0) return '';
    const which = rows.length === 1 ? 'It ran or waited and is' : `${queued} that ran or waited are`;
    return ` ${which} cancelled; finished runs are kept.`;
  }

  const setStarred = (starred: boolean) => (ids: readonly ExperimentId[]) => api.setStarred(ids, starred);
  const setArchived = (archived: boolean) => (ids: readonly ExperimentId[]) => api.setArchived(ids, archived);

  return {
    star: (rows, starred) =>
      turn(
        rows.filter((row) => row.starred !== starred),
        starred ? { failure: 'starred', said: 'Starred' } : { failure: 'unstarred', said: 'Unstarred' },
        setStarred(starred),
        setStarred(!starred),
      ),
    archive: (rows, archived) =>
      move(
        rows,
        archived
          ? { failure: 'archived', said: 'Archived' }
          : { failure: 'taken back', said: 'Took back from the archive' },
        setArchived(archived),
        setArchived(!archived),
      ),
    remove: (rows) =>
      move(
        rows,
        { failure: 'deleted', said: 'Deleted', also: cancelledWith(rows) },
        (ids) => api.deleteExperiments(ids),
        (ids) => api.restoreExperiments(ids),
      ),
    restore: (rows) =>
      move(
        rows,
        { failure: 'restored', said: 'Restored' },
        (ids) => api.restoreExperiments(ids),
        (ids) => api.deleteExperiments(ids),
      ),
    purge: async (rows) => {
      await perform(
        `${named(rows)} could not be purged`,
        () => api.purgeExperiments(rows.map(({ id }) => id)),
        `Purged ${named(rows)}.`,
        null,
      );
    },
    tag: (rows, tag) =>
      turn(
        rows.filter(({ tags }) => !tags.includes(tag)),
        { failure: `tagged ${tag}`, said: `Added the tag ${tag} to` },
        (ids) => api.tagExperiments(ids, tag),
        (ids) => api.untagExperiments(ids, tag),
      ),
    untag: (rows, tag) =>
      turn(
        rows.filter(({ tags }) => tags.includes(tag)),
        { failure: `freed of the tag ${tag}`, said: `Took the tag ${tag} off` },
        (ids) => api.untagExperiments(ids, tag),
        (ids) => api.tagExperiments(ids, tag),
      ),
    rename: async (row, name) => {
      if (name === row.name) return;
      await perform(
        `"${row.name}" could not be renamed`,
        () => api.rename(row.id, name),
        `Renamed "${row.name}" to "${name}".`,
        () => api.rename(row.id, row.name),
      );
    },
    setNotes: (record, notes) =>
      perform(
        'The notes could not be kept',
        () => api.setNotes(record.id, notes),
        `Kept the notes of "${record.name}".`,
        () => api.setNotes(record.id, record.notes),
      ),
  };
}

/** "quick", in quotes, or how many. */
export function named(rows: readonly { readonly name: string }[]): string {
  return rows.length === 1 ? `"${rows[0]!.name}"` : `${rows.length} experiments`;
}
