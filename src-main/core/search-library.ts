import type { LibraryAnswer, LibraryQuery } from '@shared/contract/library';
import { orderProblem } from '@shared/library/orders';
import { parseFilter } from '@shared/library/parse-filter';
import type { ArchiveReader } from './ports';

/** What the library lists; an archive that is not there yet has nothing. */
export function searchLibrary(
  archive: ArchiveReader | null,
  { shelf, text, order, measures }: LibraryQuery,
): LibraryAnswer {
  const { filter, problems: inFilter } = parseFilter(text);
  const inOrder = order === null ? null : orderProblem(order.by);
  const problems = inOrder === null ? inFilter : [...inFilter, inOrder];
  const shelves = archive?.shelves() ?? { current: 0, archived: 0, bin: 0 };
  const rows = problems.length > 0 ? [] : (archive?.searchLibrary({ shelf, filter, order, measures }) ?? []);
  return { rows, shelves, problems };
}
