import type { WorkbenchApi } from '@shared/contract/api';
import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentId } from '@shared/contract/ids';
import type { ExperimentQueue } from './experiment-queue';
import type { ArchiveWriter } from './ports';
import type { Purger } from './purge';

/** Experiments of one transaction: a few milliseconds of the thread that everybody waits for. */
const AT_ONCE = 100;
const LOOKED_AT_AT_ONCE = 1000;

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
  readonly queue: Pick<ExperimentQueue, 'cancelAll'>;
  readonly purger: Purger;
  readonly libraryChanged: () => void;
}

/** What a window does to many experiments of the library at once, in slices. */
export function libraryDeeds({ archive, queue, purger, libraryChanged }: LibraryDeedsOptions): LibraryDeeds {
  const requireAll = (ids: readonly ExperimentId[], where: 'anywhere' | 'bin' = 'anywhere'): Promise<void> =>
    inSlices(ids, LOOKED_AT_AT_ONCE, (slice) => {
      for (const id of slice) {
        const shelf = archive.shelfOf(id);
        if (shelf === null) throw unknown(id);
        if (where === 'bin' && shelf !== 'bin') throw notInBin();
      }
    });
  const toAll = async (
    ids: readonly ExperimentId[],
    deed: (slice: readonly ExperimentId[]) => void,
    where: 'anywhere' | 'bin' = 'anywhere',
  ): Promise<void> => {
    await requireAll(ids, where);
    try {
      await inSlices(ids, AT_ONCE, deed);
    } finally {
      libraryChanged();
    }
  };

  return {
    setStarred: (ids, starred) => toAll(ids, (slice) => archive.setStarred(slice, starred)),
    setArchived: (ids, archived) => toAll(ids, (slice) => archive.setArchived(slice, archived)),
    tagExperiments: (ids, tag) => toAll(ids, (slice) => archive.addTag(slice, tag)),
    untagExperiments: (ids, tag) => toAll(ids, (slice) => archive.removeTag(slice, tag)),
    deleteExperiments: async (ids) => {
      await requireAll(ids);
      await queue.cancelAll(ids);
      await toAll(ids, (slice) => archive.setDeleted(slice, true));
    },
    restoreExperiments: (ids) => toAll(ids, (slice) => archive.setDeleted(slice, false)),
    purgeExperiments: async (ids) => {
      await toAll(ids, (slice) => archive.purge(slice), 'bin');
      purger.wake();
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

/** A slice at a time, with room for others between. */
async function inSlices<T>(
  all: readonly T[],
  length: number,
  action: (slice: readonly T[]) => void,
): Promise<void> {
  for (let first = 0; first < all.length; first += length) {
    if (first > 0) await new Promise((resume) => setTimeout(resume));
    action(all.slice(first, first + length));
  }
}

function unknown(id: ExperimentId): WorkbenchError {
  return new WorkbenchError('unknown-experiment', `Experiment ${id} is not in the data folder.`);
}

function notInBin(): WorkbenchError {
  return new WorkbenchError(
    'bad-arguments',
    'Only experiments that are in the bin can be purged.',
    'Move them to the bin first; nothing was changed.',
  );
}
