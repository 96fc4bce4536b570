import { expect, test } from 'vitest';
import type { WorkbenchApi } from '@shared/contract/api';
import type { LibraryAnswer, LibraryQuery, LibraryRow } from '@shared/contract/library';
import { firstRowsEarly } from '../../src-renderer/composables/first-rows-early';

const QUERY: LibraryQuery = { shelf: 'current', text: 'paper', order: null };

/** An application with so many experiments, and what it was asked. */
function application(found: number) {
  const asked: LibraryQuery[] = [];
  const searchLibrary: WorkbenchApi['searchLibrary'] = async (query) => {
    asked.push(query);
    const rows = Array.from({ length: Math.min(found, query.limit ?? found) }, () => ({}) as LibraryRow);
    return { rows, found, shelves: { current: found, archived: 0, bin: 0 }, problems: [] };
  };
  return { api: { searchLibrary } as WorkbenchApi, asked };
}

test('of thousands, the first rows come early and all of them after', async () => {
  const { api, asked } = application(2000);
  const early: LibraryAnswer[] = [];
  const whole = await firstRowsEarly(api, QUERY, (first) => early.push(first));
  expect(early).toHaveLength(1);
  expect(early[0]!.rows.length).toBeGreaterThan(100);
  expect(early[0]!.rows.length).toBeLessThan(500);
  expect(early[0]!.found).toBe(2000);
  expect(whole.rows).toHaveLength(2000);
  expect(asked.map(({ limit, ...query }) => [query, limit !== undefined])).toEqual([
    [QUERY, true],
    [QUERY, false],
  ]);
});

test('of a few, there is one question and nothing early', async () => {
  const { api, asked } = application(7);
  const whole = await firstRowsEarly(api, QUERY, () => expect.unreachable());
  expect(whole.rows).toHaveLength(7);
  expect(asked).toHaveLength(1);
});
