import type { LibraryAnswer, LibraryQuery } from '@shared/contract/library';
import { parseFilter } from '@shared/library/parse-filter';
import type { ArchiveReader } from './ports';

const EMPTY: LibraryAnswer = { rows: [], shelves: { current: 0, archived: 0, bin: 0 }, problems: [] };

/** What the library lists; an archive that is not there yet has nothing. */
export function searchLibrary(archive: ArchiveReader | null, query: LibraryQuery): LibraryAnswer {
  const parsed = parseFilter(query.text);
  const shelves = archive?.shelves() ?? EMPTY.shelves;
  if (!parsed.ok) return { rows: [], shelves, problems: parsed.problems };
  const { shelf, order } = query;
  const rows = archive?.searchLibrary({ shelf, order, filter: parsed.filter }) ?? [];
  return { rows, shelves, problems: [] };
}
