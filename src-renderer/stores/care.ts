import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { ArchiveCareState, ArchiveCheck } from '@shared/contract/care';
import { useConnection } from '../composables/use-connection';
import { formatBytes } from '../composables/format';
import { useAbout } from './about';
import { useNotices } from './notices';

/** What is done to the archive as a whole, and what is known of it. */
export const useCare = defineStore('care', () => {
  const { api } = useConnection();
  const notices = useNotices();
  const about = useAbout();
  const state = shallowRef<ArchiveCareState | null>(null);
  const failure = shallowRef<unknown>(null);
  /** What the last check found; null before the first. */
  const checked = shallowRef<ArchiveCheck | null>(null);

  async function load(): Promise<void> {
    try {
      state.value = await api.archiveCare();
      failure.value = null;
    } catch (error) {
      failure.value = error;
    }
  }

  /** Does something long; what came of it is said, and what is known is asked for again. */
  async function attempt<T>(trouble: string, work: () => Promise<T>, said: (done: T) => void): Promise<void> {
    try {
      said(await work());
    } catch (error) {
      if (isCancelled(error)) notices.say('It was cancelled; nothing was changed.');
      else notices.fail(trouble, error);
    }
    await load();
  }

  const restore = (name: string): Promise<void> =>
    attempt(
      'The backup could not be restored',
      () => api.restoreBackup(name),
      ({ setAside }) => {
        notices.forgetDeeds();
        notices.say(
          'The backup is in place; what was there is kept as a backup.',
          setAside === null ? null : () => void restore(setAside.name),
        );
      },
    );

  return {
    state,
    failure,
    checked,
    load,
    restore,
    backUp: (): Promise<void> =>
      attempt(
        'The archive could not be backed up',
        () => api.backUp(),
        ({ file }) => notices.say(`Backed up to ${file}`),
      ),
    check: (thorough: boolean): Promise<void> =>
      attempt(
        'The archive could not be checked',
        () => api.checkArchive(thorough),
        (result) => {
          checked.value = result;
          if (result.ok) notices.say('The archive is sound.');
          else notices.warn('The archive is damaged', result.problems.join(' '), true);
        },
      ),
    compact: (): Promise<void> =>
      attempt(
        'The archive could not be compacted',
        () => api.compactArchive(),
        ({ before, after }) => notices.say(`${formatBytes(Math.max(0, before - after))} were freed.`),
      ),
    move: (folder: string): Promise<void> =>
      attempt(
        'The data folder could not be moved',
        () => api.moveDataFolder(folder),
        () => {
          notices.say(`The data folder is now ${folder}`);
          void about.load();
        },
      ),
    cancel: (): Promise<void> => api.cancelMaintenance(),
    /** The system's dialog; null where nothing was chosen. */
    chooseFolder: async (title: string): Promise<string | null> => {
      try {
        return await api.chooseFolder(title);
      } catch (error) {
        notices.fail('The folder could not be chosen', error);
        return null;
      }
    },
  };
});

function isCancelled(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'interrupted';
}
