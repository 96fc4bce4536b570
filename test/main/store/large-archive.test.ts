import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openArchiveReader, quickCheck } from '../../../src-main/store/index';
import { makeLargeArchive } from '../../builders/large-archive';
import { temporaryFolder } from './builders';

test('a made-up archive is sound, of the size asked for, and says what it is', () => {
  const folder = temporaryFolder();
  makeLargeArchive(folder, { experiments: 20, runs: 2000, traceBytes: 21e6 });
  expect(quickCheck(join(folder, 'workbench.sqlite'), { thorough: true })).toEqual([]);
  const reader = openArchiveReader(folder)!;
  expect(reader.shelves()).toEqual({ current: 18, archived: 2, bin: 0 });
  const rows = reader.searchLibrary({ shelf: 'current', filter: [], order: null });
  for (const { id, name, counts, outcomes, contentBytes, measures } of rows) {
    expect(name).toContain('made up');
    const runs = [...reader.runs(id)];
    expect(counts).toEqual({ total: 100, finished: 100, failed: 0 });
    expect(runs).toHaveLength(100);
    expect(outcomes.diverged).toBe(runs.filter(({ outcome }) => outcome === 'diverged').length);
    // About 21 MB over 20 experiments.
    expect(contentBytes).toBe(100 * (42 + 12 * 26) + 1024 * 1024);
    expect(measures.finalSharpness!.count).toBe(100);
  }
  expect(reader.traces(rows[0]!.id, { cell: 0, repetition: 0 })[0]!.values).toHaveLength(131_072);
  reader.close();
});

test('fewer traces than experiments are spread over these', () => {
  const folder = temporaryFolder();
  makeLargeArchive(folder, { experiments: 20, runs: 200, traceBytes: 5 * 2 ** 20 });
  const reader = openArchiveReader(folder)!;
  const rows = reader.searchLibrary({ shelf: 'current', filter: [], order: null });
  const archived = reader.searchLibrary({ shelf: 'archived', filter: [], order: null });
  const bare = 10 * (42 + 12 * 26);
  const traces = [...rows, ...archived].map(({ contentBytes }) => (contentBytes - bare) / 2 ** 20);
  expect(traces.filter((count) => count === 1)).toHaveLength(5);
  expect(traces.filter((count) => count === 0)).toHaveLength(15);
  reader.close();
});
