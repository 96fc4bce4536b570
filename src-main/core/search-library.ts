import type { LibraryAnswer, LibraryQuery } from '@shared/contract/library';
import { orderProblem } from '@shared/library/orders';
import { parseFilter } from '@shared/library/parse-filter';
import type { ArchiveReader } from './ports';

/** What the library lists; an archive that is not there yet has nothing. */
export function searchLibrary(
  archive: ArchiveReader | null,
  { shelf, text, order, measures, limit }: LibraryQuery,
): LibraryAnswer {
  const { filter, problems: inFilter } = parseFilter(text);
  const inOrder = order === null ? null : orderProblem(order.by);
  const problems = inOrder === null ? inFilter : [...inFilter, inOrder];
  const shelves = archive?.shelves() ?? { current: 0, archived: 0, bin: 0 };
  if (archive === null || problems.length > 0) return { rows: [], found: 0, shelves, problems };
  const rows = archive.searchLibrary({ shelf, filter, order, measures, limit });
  const found = rows.length === limit ? archive.countInLibrary({ shelf, filter }) : rows.length;
  return { rows, found, shelves, problems };
}
