import type { WorkbenchApi } from '@shared/contract/api';
import type { LibraryAnswer, LibraryQuery } from '@shared/contract/library';

/** More rows than the tallest window shows. */
const FIRST_ROWS = 120;

/** Asks for the library; where it lists more than a window shows, the first rows come early. */
export async function firstRowsEarly(
  api: WorkbenchApi,
  query: LibraryQuery,
  early: (first: LibraryAnswer) => void,
): Promise<LibraryAnswer> {
  const first = await api.searchLibrary({ ...query, limit: FIRST_ROWS });
  if (first.found <= first.rows.length) return first;
  early(first);
  return api.searchLibrary(query);
}
