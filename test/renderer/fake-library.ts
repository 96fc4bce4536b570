import type { WorkbenchApi } from '@shared/contract/api';
import type { ExperimentId } from '@shared/contract/ids';
import type { KeptItem, LibraryOrder, LibraryRow, MeasureSpread, Shelf } from '@shared/contract/library';
import { STATUSES, type ExperimentRecord } from '@shared/contract/records';
import { plan } from '@shared/experiment/plan';
import { specFieldValues } from '@shared/experiment/spec-fields';
import { parseFilter } from '@shared/library/parse-filter';
import type { MeasureName } from '@shared/training/run-result';
import { ApiError } from '../../src-renderer/client/connection';
import { answersTo, valuesOf } from '../builders/answers-to';
import type { FakeArchive, FakeExperiment } from './fake-archive';
import type { FakeRunner } from './fake-runner';

type LibraryApi = Pick<
  WorkbenchApi,
  | 'searchLibrary'
  | 'listTags'
  | 'diskUse'
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

/** The library over experiments in memory, with the real filters. */
export function fakeLibrary(archive: FakeArchive, runner: FakeRunner, freeBytes: number): LibraryApi {
  const items = new Map<string, KeptItem>();
  const all = (): FakeExperiment[] => [...archive.experiments.values()].reverse();

  const find = (id: ExperimentId): FakeExperiment => {
    const found = archive.experiments.get(id);
    if (!found) throw new ApiError('unknown-experiment', `Experiment ${id} is not in the data folder.`, null);
    return found;
  };
  const change = (
    ids: readonly ExperimentId[],
    part: (record: ExperimentRecord) => Partial<ExperimentRecord>,
  ): void => {
    for (const experiment of ids.map(find))
      experiment.record = { ...experiment.record, ...part(experiment.record) };
    runner.touch();
  };
  const now = (): string => new Date().toISOString();
  const bytes = (experiments: readonly FakeExperiment[]): number =>
    experiments.reduce((sum, { record }) => sum + record.contentBytes, 0);

  return {
    searchLibrary: async ({ shelf, text, order, limit }) => {
      const parsed = parseFilter(text);
      const shelves = { current: 0, archived: 0, bin: 0 };
      for (const { record } of all()) shelves[shelfOf(record)] += 1;
      if (parsed.problems.length > 0) return { rows: [], found: 0, shelves, problems: parsed.problems };
      const rows = all()
        .filter(({ record }) => shelfOf(record) === shelf)
        .map((experiment) => ({ row: rowOf(experiment), notes: experiment.record.notes }))
        .filter(({ row, notes }) => answersTo(parsed.filter, row, notes))
        .map(({ row }) => row);
      return { rows: sorted(rows, order).slice(0, limit), found: rows.length, shelves, problems: [] };
    },
    listTags: async () => {
      const counts = new Map<string, number>();
      for (const { record } of all())
        if (record.deletedAt === null)
          for (const tag of record.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
      return [...counts].map(([tag, count]) => ({ tag, count })).sort((a, b) => (a.tag < b.tag ? -1 : 1));
    },
    diskUse: async () => ({
      archive: bytes(all()) + 4096,
      freeInside: 0,
      bin: bytes(all().filter(({ record }) => record.deletedAt !== null)),
      freeOnDisk: freeBytes,
    }),
    setStarred: async (ids, starred) => change(ids, () => ({ starred })),
    setArchived: async (ids, archived) => change(ids, () => ({ archivedAt: archived ? now() : null })),
    tagExperiments: async (ids, tag) =>
      change(ids, ({ tags }) => ({ tags: [...new Set([...tags, tag])].sort() })),
    untagExperiments: async (ids, tag) =>
      change(ids, ({ tags }) => ({ tags: tags.filter((other) => other !== tag) })),
    deleteExperiments: async (ids) => {
      for (const experiment of ids.map(find)) runner.cancel(experiment);
      change(ids, () => ({ deletedAt: now() }));
    },
    restoreExperiments: async (ids) => change(ids, () => ({ deletedAt: null })),
    purgeExperiments: async (ids) => {
      if (ids.map(find).some(({ record }) => record.deletedAt === null))
        throw new ApiError('bad-arguments', 'Only what is in the bin can be purged.', 'Delete it first.');
      for (const id of ids) archive.experiments.delete(id);
      runner.touch();
    },
    keptItems: async (kind) =>
      [...items.values()].filter((item) => item.kind === kind).sort((a, b) => (a.name < b.name ? -1 : 1)),
    keepItem: async (kind, name, content) => {
      items.set(`${kind} ${name}`, { kind, name, content, changedAt: now() });
      runner.touch();
    },
    forgetItem: async (kind, name) => {
      items.delete(`${kind} ${name}`);
      runner.touch();
    },
  };
}

export function shelfOf({ deletedAt, archivedAt }: ExperimentRecord): Shelf {
  if (deletedAt !== null) return 'bin';
  return archivedAt === null ? 'current' : 'archived';
}

/** A record is another object whenever anything of it changed. */
const rows = new WeakMap<ExperimentRecord, LibraryRow>();

/** What the library lists of an experiment. */
export function rowOf(experiment: FakeExperiment): LibraryRow {
  const row = rows.get(experiment.record) ?? newRowOf(experiment);
  rows.set(experiment.record, row);
  return row;
}

function newRowOf({ record, runs }: FakeExperiment): LibraryRow {
  const { spec, notes, ...rest } = record;
  const values = new Map<MeasureName, number[]>();
  for (const { measures } of runs)
    for (const { measure, value } of measures)
      if (Number.isFinite(value)) values.set(measure, [...(values.get(measure) ?? []), value]);
  return {
    ...rest,
    fields: specFieldValues(spec),
    cells: plan(spec).cells.length,
    hasNotes: notes !== '',
    measures: Object.fromEntries([...values].map(([measure, all]) => [measure, spreadOf(all)])),
  };
}

function spreadOf(values: readonly number[]): MeasureSpread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { count: values.length, mean, least: Math.min(...values), most: Math.max(...values) };
}

function sorted(rows: readonly LibraryRow[], order: LibraryOrder | null): LibraryRow[] {
  if (order === null) return [...rows];
  const { by, descending } = order;
  const keyed = rows.map((row) => ({ row, key: orderKey(row, by, descending) }));
  const direction = descending ? -1 : 1;
  return keyed
    .sort((a, b) => {
      if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
      if (a.key === b.key) return 0;
      return a.key < b.key ? -direction : direction;
    })
    .map(({ row }) => row);
}

/** Of several values the least, or the greatest where it is from there down. */
function orderKey(row: LibraryRow, by: string, descending: boolean): number | string | null {
  if (by === 'status') return STATUSES.indexOf(row.status);
  return valuesOf(row, by).at(descending ? -1 : 0) ?? null;
}
