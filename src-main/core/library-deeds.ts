import type { WorkbenchApi } from '@shared/contract/api';
import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentId } from '@shared/contract/ids';
import type { ExperimentQueue } from './experiment-queue';
import type { ArchiveWriter } from './ports';

/** Experiments of one transaction: a few milliseconds of the thread that everybody waits for. */
const AT_ONCE = 100;

type LibraryDeeds = Pick<
  WorkbenchApi,
  | 'setStarred'
  | 'setArchived'
  | 'tagExperiments'
  | 'untagExperiments'
  | 'deleteExperiments'
  | 'restoreExperiments'
  | 'purgeExperiments'
  | 'keptItems'
  | 'keepItem'
  | 'forgetItem'
>;

interface LibraryDeedsOptions {
  readonly archive: ArchiveWriter;
  readonly queue: ExperimentQueue;
  readonly libraryChanged: () => void;
}

/** What a window does to many experiments of the library at once, in slices. */
export function libraryDeeds({ archive, queue, libraryChanged }: LibraryDeedsOptions): LibraryDeeds {
  const requireAll = (ids: readonly ExperimentId[]): void => {
    for (const id of ids) {
      if (archive.findById(id) === null)
        throw new WorkbenchError('unknown-experiment', `Experiment ${id} is not in the data folder.`);
    }
  };
  const toAll = async (
    ids: readonly ExperimentId[],
    deed: (slice: readonly ExperimentId[]) => void,
  ): Promise<void> => {
    requireAll(ids);
    for (let first = 0; first < ids.length; first += AT_ONCE) {
      if (first > 0) await new Promise((resume) => setTimeout(resume));
      deed(ids.slice(first, first + AT_ONCE));
    }
    libraryChanged();
  };

  return {
    setStarred: (ids, starred) => toAll(ids, (slice) => archive.setStarred(slice, starred)),
    setArchived: (ids, archived) => toAll(ids, (slice) => archive.setArchived(slice, archived)),
    tagExperiments: (ids, tag) => toAll(ids, (slice) => archive.addTag(slice, tag)),
    untagExperiments: (ids, tag) => toAll(ids, (slice) => archive.removeTag(slice, tag)),
    deleteExperiments: async (ids) => {
      requireAll(ids);
      await queue.cancelAll(ids);
      await toAll(ids, (slice) => archive.setDeleted(slice, true));
    },
    restoreExperiments: (ids) => toAll(ids, (slice) => archive.setDeleted(slice, false)),
    purgeExperiments: async () => {
      throw new WorkbenchError('bad-arguments', 'Nothing can be purged yet.');
    },

    keptItems: async (kind) => archive.keptItems(kind),
    keepItem: async (kind, name, content) => {
      archive.keepItem({ kind, name, content });
      libraryChanged();
    },
    forgetItem: async (kind, name) => {
      archive.forgetItem(kind, name);
      libraryChanged();
    },
  };
}
