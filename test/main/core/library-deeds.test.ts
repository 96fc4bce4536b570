import { expect, test, vi } from 'vitest';
import type { ExperimentId } from '@shared/contract/ids';
import { libraryDeeds } from '../../../src-main/core/library-deeds';
import type { ArchiveWriter } from '../../../src-main/core/ports';
import { purgeAll, Purger } from '../../../src-main/core/purge';
import { searchLibrary } from '../../../src-main/core/search-library';
import { anExperiment, anId, aResult, create, openWriter, temporaryFolder } from '../store/builders';

function library(count: number) {
  const archive = openWriter(temporaryFolder());
  const ids = Array.from({ length: count }, (_, i) => {
    const id = i.toString(16).padStart(16, '0') as ExperimentId;
    return create(archive, anExperiment({ name: `number ${i}` }, id));
  });
  const cancelled: ExperimentId[] = [];
  const changed = vi.fn();
  const purger = new Purger({ archive, done: () => undefined, failed: () => undefined });
  const queue = {
    cancelAll: async (all: readonly ExperimentId[]) => {
      cancelled.push(...all);
    },
  };
  const deeds = libraryDeeds({ archive, queue, purger, libraryChanged: changed });
  return { archive, ids, cancelled, changed, deeds, purger };
}

const stranger = anId('f');
const listed = (archive: ArchiveWriter, text: string, shelf: 'current' | 'archived' | 'bin' = 'current') =>
  searchLibrary(archive, { shelf, text, order: null }).rows.map(({ id }) => id);

test('what is done to many is done to all of them, in more slices than one, and told once', async () => {
  const { archive, ids, changed, deeds } = library(230);
  const some = ids.filter((_, i) => i % 2 === 0);
  await deeds.setStarred(some, true);
  expect(listed(archive, 'starred').sort()).toEqual(some);
  await deeds.tagExperiments(some, 'two words');
  await deeds.untagExperiments(some.slice(5), 'two words');
  expect(listed(archive, 'tag:"two words"').sort()).toEqual(some.slice(0, 5));
  await deeds.setArchived(some, true);
  expect(listed(archive, '', 'archived').sort()).toEqual(some);
  expect(changed).toHaveBeenCalledTimes(4);
});

test('nothing is done where one of them is not there', async () => {
  const { archive, ids, deeds, cancelled } = library(3);
  for (const deed of [
    deeds.setStarred([...ids, stranger], true),
    deeds.tagExperiments([...ids, stranger], 'x'),
    deeds.deleteExperiments([...ids, stranger]),
    deeds.purgeExperiments([stranger]),
  ])
    await expect(deed).rejects.toMatchObject({ code: 'unknown-experiment' });
  expect(listed(archive, '-starred -tag:x')).toHaveLength(3);
  expect(cancelled).toEqual([]);
});

test('what goes to the bin is cancelled first, comes back, and leaves for good from there only', async () => {
  const { archive, ids, deeds, cancelled, purger } = library(4);
  const [a, b, c] = ids as [ExperimentId, ExperimentId, ExperimentId];
  archive.recordRuns(a, [aResult(0, 0)], []);
  await deeds.deleteExperiments([a, b]);
  expect(cancelled).toEqual([a, b]);
  await deeds.restoreExperiments([b]);
  expect(archive.shelves()).toEqual({ current: 3, archived: 0, bin: 1 });
  await expect(deeds.purgeExperiments([a, c])).rejects.toMatchObject({ code: 'bad-arguments' });
  expect(archive.shelfOf(a)).toBe('bin');
  await deeds.purgeExperiments([a]);
  expect(archive.shelfOf(a)).toBeNull();
  await vi.waitFor(() => expect(archive.purgeFor(0)).toBe(false));
  purger.stop();
});

test('problems of a filter and of an order are told, not thrown', () => {
  const { archive } = library(1);
  const answer = searchLibrary(archive, {
    shelf: 'current',
    text: 'sacle > 1 depth < x',
    order: { by: 'nmae', descending: false },
  });
  expect(answer.rows).toEqual([]);
  expect(answer.problems.map(({ path }) => path)).toEqual(['sacle', 'x', 'nmae']);
  expect(answer.problems[2]!.message).toContain('do you mean name?');
  expect(searchLibrary(null, { shelf: 'bin', text: '', order: null }).rows).toEqual([]);
});

test('what is listed may be cut short; what is found is told all the same', () => {
  const { archive, ids } = library(5);
  archive.setStarred(ids.slice(0, 3), true);
  const asked = (text: string, limit?: number) => {
    const { rows, found } = searchLibrary(archive, { shelf: 'current', text, order: null, limit });
    return { ids: rows.map(({ id }) => id), found };
  };
  expect(asked('starred', 2)).toEqual({ ids: [ids[2], ids[1]], found: 3 });
  expect(asked('starred', 3)).toEqual({ ids: [ids[2], ids[1], ids[0]], found: 3 });
  expect(asked('starred')).toEqual({ ids: [ids[2], ids[1], ids[0]], found: 3 });
  expect(asked('', 2)).toEqual({ ids: [ids[4], ids[3]], found: 5 });
});

test('a purge that stops at its time goes on the next time', async () => {
  const { archive, ids } = library(1);
  archive.recordRuns(
    ids[0]!,
    Array.from({ length: 3 }, (_, i) => aResult(0, i)),
    [],
  );
  archive.setDeleted(ids, true);
  archive.purge(ids);
  const purgeFor = vi.spyOn(archive, 'purgeFor').mockImplementationOnce(() => true);
  await purgeAll(archive, 0);
  expect(purgeFor).toHaveBeenCalledTimes(1);
  await purgeAll(archive);
  expect(archive.purgeFor(0)).toBe(false);
});

test('a purge that fails says so once and tries again', async () => {
  const failed = vi.fn();
  const done = vi.fn();
  let calls = 0;
  const purger = new Purger({
    archive: {
      abandonImports: () => undefined,
      purgeFor: () => {
        calls += 1;
        if (calls === 2 || calls === 3) throw new Error('full');
        return calls < 5;
      },
    },
    done,
    failed,
    retryAfter: 20,
  });
  purger.start();
  await vi.waitFor(() => expect(failed).toHaveBeenCalledOnce());
  expect(done).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(done).toHaveBeenCalledOnce());
  expect(failed).toHaveBeenCalledOnce();
  purger.stop();
});
