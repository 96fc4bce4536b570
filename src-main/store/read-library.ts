import type {
  KeptItem,
  KeptKind,
  LibraryRow,
  MeasureSpread,
  Shelf,
  TagCount,
} from '@shared/contract/library';
import type { ExperimentId } from '@shared/contract/ids';
import type { Status } from '@shared/contract/records';
import { SPEC_FIELD_NAMES, type SpecField, type SpecFieldValues } from '@shared/experiment/spec-fields';
import type { MeasureName } from '@shared/training/run-result';
import type { LibrarySearch } from '../core/ports';
import type { Connection } from './connection';
import { sharedPart, type ExperimentColumns } from './experiment-row';
import { libraryCount, libraryQuestion } from './library-question';
import { QUESTIONS } from './questions';
import { KnownWords } from './words';

interface Row extends ExperimentColumns {
  readonly status: Status;
  readonly hasNotes: number;
  readonly cells: number;
}

type FieldRow = [experiment: number, field: SpecField, value: number | string];
type TagRow = [experiment: number, tag: string];
type SummaryRow = [
  experiment: number,
  measure: number,
  count: number,
  mean: number,
  least: number,
  most: number,
];

/** The questions of the library: a few for all experiments that it lists, however many these are. */
export function libraryQuestions(database: Connection, isRunnerActive: () => boolean) {
  const fields = database.prepare<[string], FieldRow>(QUESTIONS.fieldsOf).raw();
  const tags = database.prepare<[string], TagRow>(QUESTIONS.tagsOf).raw();
  const summaries = database.prepare<[string], SummaryRow>(QUESTIONS.summariesOf).raw();
  const shelf = database.prepare<[string], Shelf>(QUESTIONS.shelfOf).pluck();
  const shelfCounts = database.prepare<[], Record<Shelf, number>>(QUESTIONS.shelves);
  const tagCounts = database.prepare<[], TagCount>(QUESTIONS.tagCounts);
  const items = database.prepare<[string], KeptItem>(QUESTIONS.keptItems);
  const binBytes = database.prepare<[], number>(QUESTIONS.binBytes).pluck();
  const measureNames = new KnownWords(database, 'measure_name');

  const search = (wanted: LibrarySearch): LibraryRow[] => {
    const { sql, parameters } = libraryQuestion(wanted, isRunnerActive());
    const rows = database.prepare<(string | number)[], Row>(sql).all(...parameters);
    const keys = JSON.stringify(rows.map(({ key }) => key));
    const fieldsOf = grouped(rows, fields.iterate(keys), emptyFields, (values, [, field, value]) => {
      // A field that a newer version recorded is none of ours.
      (values[field] as (number | string)[] | undefined)?.push(value);
    });
    const tagsOf = grouped(
      rows,
      tags.iterate(keys),
      (): string[] => [],
      (all, [, tag]) => all.push(tag),
    );
    const measuresOf = grouped(
      rows,
      wanted.measures?.length === 0 ? [] : summaries.iterate(keys),
      (): Partial<Record<MeasureName, MeasureSpread>> => ({}),
      (all, [, measure, count, mean, least, most]) => {
        const name = measureNames.nameOf(measure) as MeasureName;
        if (wanted.measures?.includes(name) ?? true) all[name] = { count, mean, least, most };
      },
    );
    return rows.map((row) => ({
      ...sharedPart(row),
      status: row.status,
      tags: tagsOf.get(row.key)!,
      fields: fieldsOf.get(row.key)!,
      cells: row.cells,
      hasNotes: row.hasNotes !== 0,
      measures: measuresOf.get(row.key)!,
    }));
  };

  return {
    // One snapshot for all of its questions.
    searchLibrary: database.transaction(search),
    countInLibrary: (wanted: Pick<LibrarySearch, 'shelf' | 'filter'>): number => {
      const { sql, parameters } = libraryCount(wanted, isRunnerActive());
      return database
        .prepare<(string | number)[], number>(sql)
        .pluck()
        .get(...parameters)!;
    },
    shelfOf: (id: ExperimentId): Shelf | null => shelf.get(id) ?? null,
    shelves: (): Record<Shelf, number> => shelfCounts.get()!,
    listTags: (): TagCount[] => tagCounts.all(),
    keptItems: (kind: KeptKind): KeptItem[] => items.all(kind),
    diskUse: () => {
      const page = database.pragma('page_size', { simple: true }) as number;
      return {
        archive: page * (database.pragma('page_count', { simple: true }) as number),
        freeInside: page * (database.pragma('freelist_count', { simple: true }) as number),
        bin: binBytes.get()!,
      };
    },
  };
}

function emptyFields(): SpecFieldValues {
  return Object.fromEntries(SPEC_FIELD_NAMES.map((field) => [field, []])) as unknown as SpecFieldValues;
}

/** What belongs to each experiment, of rows that begin with its key. */
function grouped<T, R extends readonly [number, ...unknown[]]>(
  experiments: readonly { readonly key: number }[],
  rows: Iterable<R>,
  none: () => T,
  add: (group: T, row: R) => void,
): Map<number, T> {
  const groups = new Map(experiments.map(({ key }) => [key, none()]));
  for (const row of rows) add(groups.get(row[0])!, row);
  return groups;
}
