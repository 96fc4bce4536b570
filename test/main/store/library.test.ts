import fc from 'fast-check';
import { beforeAll, afterAll, describe, expect, test } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExperimentId } from '@shared/contract/ids';
import { SHELVES, type LibraryRow, type Shelf } from '@shared/contract/library';
import { plan } from '@shared/experiment/plan';
import { experimentSpecSchema, type ExperimentSpec } from '@shared/experiment/spec';
import { specFieldValues } from '@shared/experiment/spec-fields';
import type { Filter } from '@shared/library/filter';
import { ORDER_NAMES } from '@shared/library/orders';
import { parseFilter } from '@shared/library/parse-filter';
import { OUTCOMES, type MeasureName } from '@shared/training/run-result';
import type { ArchiveWriter } from '../../../src-main/core/ports';
import { openArchiveWriter } from '../../../src-main/store/index';
import { answersTo, valuesOf } from '../../builders/answers-to';
import { A_MACHINE } from '../../builders/machine';
import { filters, type Values } from '../../shared/library/filters';
import { aMeasure, anExperiment, aResult, create, openWriter, temporaryFolder } from './builders';

const EXPERIMENTS = 40;
const NAMES = ['Paper figure-3a', 'flat minima', 'Überprüfung 3', 'flat 2'];
const NOTES = ['', 'See the "flat" ones', 'minima, again'];
const TAGS = ['figure', 'old', 'two words', 'Über'];

function spec(i: number): ExperimentSpec {
  return experimentSpecSchema.parse({
    version: 1,
    name: `${NAMES[i % NAMES.length]!} no${i}`,
    seed: i,
    data: { kind: 'synthetic', samples: 3 + (i % 3), features: 2, noise: (i % 4) / 4 },
    network: i % 3 === 0 ? { kind: 'residual' } : { kind: 'fullyConnected' },
    initialisation: { family: i % 3 === 0 ? 'residual' : 'gaussian' },
    grid: {
      depths: i % 2 === 0 ? [2, 5] : [3],
      scales: [0.5],
      training: Array.from({ length: 1 + (i % 3) }, (_, j) => ({
        learningRate: (1 + ((i + j) % 5)) / 100,
        steps: 100,
        repetitions: 2,
      })),
    },
  });
}

let folder: string;
let writer: ArchiveWriter;
const ids: ExperimentId[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'workbench-library-'));
  let day = 0;
  const now = (): Date => new Date(Date.UTC(2026, 0, 1) + 86_400_000 * day);
  writer = openArchiveWriter(folder, { now });
  for (let i = 0; i < EXPERIMENTS; i += 1) {
    day = 3 * i;
    const made = spec(i);
    const id = i.toString(16).padStart(16, '0') as ExperimentId;
    const data = { digest: 'd'.repeat(64) as never, origin: 'made for a test' };
    create(writer, {
      id,
      name: made.name,
      spec: made,
      data,
      programVersion: '1.2.3',
      cells: plan(made).cells,
    });
    ids.push(id);
    if (i % 4 !== 3) {
      writer.setStatus(id, 'running');
      const results = Array.from({ length: i % 5 }, (_, j) =>
        aResult(Math.floor(j / 2), j % 2, {
          outcome: OUTCOMES[(i + j) % OUTCOMES.length]!,
          measures: [
            aMeasure('initialSharpness', i + j / 2),
            ...(j === 1 ? [] : [aMeasure('finalSharpness', j === 0 ? Infinity : 10 * j)]),
          ],
        }),
      );
      const cells = plan(made).cells.length;
      writer.recordRuns(
        id,
        results.filter(({ cell }) => cell < cells),
        i % 7 === 0 ? [{ cell: 0, repetition: 1, reason: 'lost' }] : [],
      );
      if (i % 3 === 0) writer.setStatus(id, 'finished');
    }
    const session = writer.beginSession(id, { ...A_MACHINE, kernel: 'scalar', processes: 1 });
    writer.endSession(session, { runs: 0, kernelSeconds: 60 * i });
    writer.setNotes(id, NOTES[i % NOTES.length]!);
    for (const [j, tag] of TAGS.entries()) if ((i + j) % 3 === 0) writer.addTag([id], tag);
    if (i % 5 === 0) writer.setStarred([id], true);
    if (i % 6 === 0) writer.setArchived([id], true);
    if (i % 8 === 0) writer.setDeleted([id], true);
  }
});
afterAll(() => {
  writer.close();
  rmSync(folder, { recursive: true, force: true });
});

const search = (filter: Filter, shelf: Shelf = 'current'): LibraryRow[] =>
  writer.searchLibrary({ shelf, filter, order: null });
const notesOf = ({ id }: LibraryRow): string => writer.findById(id)!.notes;

describe('rows', () => {
  test('are all that lies on their shelf, newest first', () => {
    const listed = Object.fromEntries(SHELVES.map((shelf) => [shelf, search([], shelf).map(({ id }) => id)]));
    const expected = (holds: (i: number) => boolean): ExperimentId[] =>
      ids.filter((_, i) => holds(i)).reverse();
    expect(listed).toEqual({
      current: expected((i) => i % 8 !== 0 && i % 6 !== 0),
      archived: expected((i) => i % 8 !== 0 && i % 6 === 0),
      bin: expected((i) => i % 8 === 0),
    });
    expect(writer.shelves()).toEqual({
      current: listed['current']!.length,
      archived: listed['archived']!.length,
      bin: listed['bin']!.length,
    });
  });

  test('say what the record says, and what spec and runs come to', () => {
    for (const shelf of SHELVES) {
      for (const { fields, cells, hasNotes, measures, ...row } of search([], shelf)) {
        const { spec: made, notes, ...record } = writer.findById(row.id)!;
        expect(row).toEqual(record);
        expect(fields).toEqual(specFieldValues(made));
        expect(cells).toBe(plan(made).cells.length);
        expect(hasNotes).toBe(notes !== '');
        const values = new Map<MeasureName, number[]>();
        for (const run of writer.runs(row.id))
          for (const { measure, value } of run.measures)
            if (Number.isFinite(value)) values.set(measure, [...(values.get(measure) ?? []), value]);
        expect(Object.keys(measures).sort()).toEqual([...values.keys()].sort());
        for (const [measure, all] of values)
          expect(measures[measure]).toEqual({
            count: all.length,
            mean: all.reduce((sum, value) => sum + value, 0) / all.length,
            least: Math.min(...all),
            most: Math.max(...all),
          });
      }
    }
  });

  test('tags are counted outside the bin', () => {
    const rows = [...search([]), ...search([], 'archived')];
    expect(writer.listTags()).toEqual(
      [...TAGS].sort().map((tag) => ({ tag, count: rows.filter(({ tags }) => tags.includes(tag)).length })),
    );
  });
});

/** Values that some experiment has, or that lie between. */
const near: Values = (name, { kind, words }) => {
  if (words !== undefined) return fc.constantFrom(...words);
  if (name === 'tag') return fc.constantFrom(...TAGS, 'never');
  if (name === 'initialisation') return fc.constantFrom('gaussian', 'residual', 'never');
  switch (kind) {
    case 'date':
      return fc.constantFrom(
        '2026',
        '2026-01',
        '2026-02',
        '2026-02-03',
        '2026-01-31',
        '2025',
        '2026-04-01T00:00',
      );
    case 'share':
      return fc.constantFrom(0, 0.25, 1 / 3, 0.5, 0.6, 1);
    case 'duration':
      return fc.integer({ min: 0, max: 60 * EXPERIMENTS });
    case 'bytes':
      return fc.integer({ min: 0, max: 500 });
    default:
      return fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(0.01, 0.02, 0.03, 0.25, 0.5, 101));
  }
};
const words = fc.constantFrom(
  'flat',
  'fla',
  'minima',
  'paper',
  'figure-3',
  '3a',
  'uber',
  'ÜBER',
  'two words',
  'See the',
  'n"o',
  '3',
);

test('what answers to a filter is what answers to it said plainly', () => {
  const all = SHELVES.flatMap((shelf) =>
    search([], shelf).map((row) => ({ shelf, row, notes: notesOf(row) })),
  );
  let found = 0;
  fc.assert(
    fc.property(filters(words, near, 3), fc.constantFrom(...SHELVES), (filter, shelf) => {
      const answer = search(filter, shelf).map(({ id }) => id);
      const expected = all
        .filter((each) => each.shelf === shelf && answersTo(filter, each.row, each.notes))
        .map(({ row }) => row.id);
      expect(answer).toEqual(expected);
      if (filter.length > 0 && answer.length > 0) found += 1;
    }),
    { numRuns: 1500 },
  );
  // Filters that nothing answers to would agree about anything.
  expect(found).toBeGreaterThan(200);
});

test.each(ORDER_NAMES)('sorted by %s, both ways, with what lacks it last', (by) => {
  for (const descending of [false, true]) {
    const rows = writer.searchLibrary({ shelf: 'current', filter: [], order: { by, descending } });
    expect(rows).toHaveLength(search([]).length);
    const ranks = ['queued', 'running', 'finished', 'failed', 'cancelled'];
    const values = rows.map((row) => {
      if (by === 'status') return ranks.indexOf(row.status);
      const value = valuesOf(row, by).at(descending ? -1 : 0);
      return typeof value === 'string' && by === 'name' ? value.toLowerCase() : value;
    });
    const there = values.filter((value) => value !== undefined);
    expect(values.slice(there.length).every((value) => value === undefined)).toBe(true);
    const inOrder = [...there].sort((a, b) => (a === b ? 0 : a < b === descending ? 1 : -1));
    expect(there).toEqual(inOrder);
  }
});

test('what is typed is never SQL or a query of the full text', () => {
  for (const typed of [
    '"',
    '*',
    'a OR b',
    'NEAR(a b)',
    'name: x',
    "'; DROP TABLE run; --",
    '-',
    '^a',
    '{name}',
    'a + b',
    '\u0000',
    '((',
  ]) {
    const filter: Filter = [{ kind: 'text', within: null, text: typed, exact: false, negated: false }];
    expect(() => search(filter)).not.toThrow();
    const read = parseFilter(typed);
    if (read.problems.length === 0) expect(() => search(read.filter)).not.toThrow();
  }
  expect(writer.shelves().current).toBeGreaterThan(0);
});

test('items are kept under a name, by kind, until they are forgotten', () => {
  const own = openWriter(temporaryFolder(), { now: () => new Date('2026-01-01') });
  own.keepItem({ kind: 'filter', name: 'b', content: '1' });
  own.keepItem({ kind: 'filter', name: 'a', content: '2' });
  own.keepItem({ kind: 'comparison', name: 'a', content: '3' });
  own.keepItem({ kind: 'filter', name: 'b', content: '4' });
  const changedAt = '2026-01-01T00:00:00.000Z';
  expect(own.keptItems('filter')).toEqual([
    { kind: 'filter', name: 'a', content: '2', changedAt },
    { kind: 'filter', name: 'b', content: '4', changedAt },
  ]);
  own.forgetItem('filter', 'a');
  expect(own.keptItems('filter').map(({ name }) => name)).toEqual(['b']);
  expect(own.keptItems('comparison').map(({ content }) => content)).toEqual(['3']);
});

test('rows bring along the measures that were asked for, and all unless told', () => {
  const writer = openWriter(temporaryFolder());
  const id = create(writer, anExperiment());
  const result = aResult(0, 0);
  writer.recordRuns(id, [result], []);
  const all = result.measures.map(({ measure }) => measure);
  const brought = (measures?: typeof all): string[] =>
    Object.keys(
      writer.searchLibrary({ shelf: 'current', filter: [], order: null, measures })[0]!.measures,
    ).sort();
  expect(all.length).toBeGreaterThan(1);
  expect(brought()).toEqual([...all].sort());
  expect(brought([all[1]!])).toEqual([all[1]]);
  expect(brought([])).toEqual([]);
});
