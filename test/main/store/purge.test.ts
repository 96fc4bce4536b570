import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Digest, ExperimentId } from '@shared/contract/ids';
import type { KeptVerdicts } from '@shared/contract/records';
import type { ArchiveWriter } from '../../../src-main/core/ports';
import { openArchiveReader, openArchiveWriter, quickCheck } from '../../../src-main/store/index';
import { killsOr } from '../../builders/kills';
import { bundle } from './bundle';
import {
  aDataSet,
  anExperiment,
  anId,
  aResult,
  aTrace,
  create,
  expectRefusal,
  openWriter,
  temporaryFolder,
} from './builders';
import { startChild } from './child';

const RUNS = 30;

function aVerdict(repetition: number, bytes = 600): KeptVerdicts {
  const content = new Uint8Array(bytes).fill(repetition);
  return { cell: 0, repetition, dynamics: 'gradientDescent', programVersion: '1', content };
}

/** An experiment with everything that one can have. */
function fill(writer: ArchiveWriter, name: string, id: ExperimentId, runs = RUNS): ExperimentId {
  create(writer, anExperiment({ name, cells: 2, repetitions: runs }, id));
  const results = Array.from({ length: runs }, (_, repetition) =>
    aResult(0, repetition, { traces: [aTrace(new Float64Array(20_000).fill(repetition))] }),
  );
  writer.recordRuns(id, results, [{ cell: 1, repetition: 1, reason: 'lost' }]);
  writer.saveCheckpoint(id, { cell: 1, repetition: 2 }, new Uint8Array(5000));
  writer.keepVerdicts(
    id,
    results.map(({ repetition }) => aVerdict(repetition)),
  );
  writer.addTag([id], 'tagged');
  writer.setNotes(id, 'noted');
  return id;
}

/** What each table holds, by name. */
function contentOf(folder: string): Record<string, number> {
  const database = new Database(join(folder, 'workbench.sqlite'), { readonly: true });
  try {
    const tables = [
      'experiment',
      'cell',
      'run',
      'measure',
      'trace',
      'trace_chunk',
      'verdict',
      'checkpoint',
      'tag',
      'spec_field',
      'measure_summary',
      'data_set',
      'experiment_text',
    ];
    return Object.fromEntries(
      tables.map((table) => [
        table,
        database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number,
      ]),
    );
  } finally {
    database.close();
  }
}

/** Everything of an experiment, to be compared. */
function everythingOf(
  reader: Pick<ArchiveWriter, 'findById' | 'runs' | 'traces' | 'verdicts'>,
  id: ExperimentId,
): object {
  const runs = [...reader.runs(id)];
  return {
    record: reader.findById(id),
    runs,
    traces: runs.map(({ cell, repetition }) => reader.traces(id, { cell, repetition })),
    verdicts: [...reader.verdicts(id, 'gradientDescent')],
  };
}

function purgeToTheEnd(writer: ArchiveWriter): void {
  while (writer.purgeFor(1));
}

describe('what is purged', () => {
  test('is out of sight at once, its id and name free, and leaves nothing behind', () => {
    const folder = temporaryFolder();
    const writer = openWriter(folder);
    const stays = fill(writer, 'stays', anId('a'));
    const alone = contentOf(folder);
    const before = everythingOf(writer, stays);
    const leaves = fill(writer, 'leaves', anId('b'));
    writer.setDeleted([leaves], true);
    writer.purge([leaves]);

    expect(writer.findById(leaves)).toBeNull();
    expect(writer.findByName('leaves')).toBeNull();
    expect([...writer.runs(leaves)]).toEqual([]);
    expect(writer.shelves()).toEqual({ current: 1, archived: 0, bin: 0 });
    expect(writer.searchLibrary({ shelf: 'bin', filter: [], order: null })).toEqual([]);
    expect(writer.listTags()).toEqual([{ tag: 'tagged', count: 1 }]);
    // While its rows are still there, another experiment takes its place.
    const again = fill(writer, 'leaves', leaves, 3);
    const second = everythingOf(writer, again);

    purgeToTheEnd(writer);
    expect(everythingOf(writer, stays)).toEqual(before);
    expect(everythingOf(writer, again)).toEqual(second);
    writer.setDeleted([again], true);
    writer.purge([again]);
    purgeToTheEnd(writer);
    expect(contentOf(folder)).toEqual(alone);
    expect(writer.diskUse().freeInside).toBeGreaterThan(0);
  });

  test('takes its data set along where nobody else uses it', () => {
    const folder = temporaryFolder();
    const writer = openWriter(folder);
    const shared = fill(writer, 'one', anId('a'), 1);
    const other = fill(writer, 'two', anId('b'), 1);
    const own = { digest: 'e'.repeat(64) as Digest, origin: 'its own' };
    writer.keepDataSet(own, aDataSet());
    const lone = anExperiment({ name: 'three' }, anId('c'));
    writer.createExperiment({ ...lone, data: own });
    writer.setDeleted([shared, anId('c')], true);
    writer.purge([shared, anId('c')]);
    purgeToTheEnd(writer);
    expect(writer.dataSet(own.digest)).toBeNull();
    expect(writer.dataSet(writer.findById(other)!.data.digest)).toEqual(aDataSet());
  });

  test('has to be in the bin, all of it', () => {
    const writer = openWriter(temporaryFolder());
    const binned = fill(writer, 'binned', anId('a'), 1);
    const current = fill(writer, 'current', anId('b'), 1);
    writer.setDeleted([binned], true);
    expectRefusal(() => writer.purge([binned, current]), 'bad-arguments', 'bin');
    expect(writer.findById(binned)).not.toBeNull();
  });

  test('goes in batches that keep to their time', () => {
    const writer = openWriter(temporaryFolder());
    const id = fill(writer, 'large', anId('a'), 40);
    writer.setDeleted([id], true);
    writer.purge([id]);
    let batches = 1;
    while (writer.purgeFor(0)) batches += 1;
    // A step deletes eight chunks, a trace, or a run with its measures.
    expect(batches).toBeGreaterThan(3 * 40);
  });

  test('includes imports that were interrupted', () => {
    const folder = temporaryFolder();
    const writer = openWriter(folder);
    const id = fill(writer, 'half', anId('a'), 2);
    const database = new Database(join(folder, 'workbench.sqlite'));
    database.prepare(`UPDATE experiment SET hidden = 'importing'`).run();
    database.close();
    expect(writer.findById(id)).toBeNull();
    purgeToTheEnd(writer);
    expect(contentOf(folder)['run']).toBe(3);
    writer.abandonImports();
    purgeToTheEnd(writer);
    expect(contentOf(folder)['run']).toBe(0);
    expect(contentOf(folder)['experiment']).toBe(0);
  });
});

test('the bytes of an experiment count its verdicts, also where they are judged again', () => {
  const writer = openWriter(temporaryFolder());
  const id = create(writer, anExperiment({ repetitions: 2 }));
  const bytes = (): number => writer.findById(id)!.contentBytes;
  const before = bytes();
  writer.keepVerdicts(id, [aVerdict(0, 1000), aVerdict(1, 500)]);
  expect(bytes() - before).toBe(1500);
  writer.keepVerdicts(id, [aVerdict(0, 200)]);
  expect(bytes() - before).toBe(700);
});

describe('killed while purging', () => {
  const KILLS = killsOr(12);
  /** Runs that leave, of each experiment: enough to be interrupted so often. */
  const LEAVING = Math.max(40, 4 * KILLS);
  let purgeOnAndOn: string;
  beforeAll(async () => {
    purgeOnAndOn = await bundle('test/main/store/children/purge-on-and-on.ts');
  });

  test(
    'the archive is whole, nothing is half visible, and the next one goes on',
    async () => {
      const folder = temporaryFolder();
      const writer = openArchiveWriter(folder);
      const stays = fill(writer, 'stays', anId('a'), 10);
      const before = everythingOf(writer, stays);
      const alone = contentOf(folder);
      const leaving = Array.from({ length: 4 }, (_, i) =>
        fill(writer, `leaves ${i}`, anId(String(i)), LEAVING),
      );
      writer.setDeleted(leaving, true);
      writer.close();

      let kills = 0;
      for (let moment = 0; moment < KILLS; moment += 1) {
        const child = startChild(purgeOnAndOn, folder);
        const first = await child.line();
        if (first === 'done') break;
        // A prime number of milliseconds, so that each kill meets another moment of a batch.
        await new Promise((resume) => setTimeout(resume, (moment * 7) % 23));
        await child.kill();
        kills += 1;
        expect(quickCheck(join(folder, 'workbench.sqlite'), { thorough: true })).toEqual([]);
        const reader = openArchiveReader(folder)!;
        for (const id of leaving) {
          const record = reader.findById(id);
          // Whole in the bin, or gone from every list.
          if (record === null) expect([...reader.runs(id)]).toEqual([]);
          else expect([...reader.runs(id)]).toHaveLength(LEAVING + 1);
        }
        expect(everythingOf(reader, stays)).toEqual(before);
        reader.close();
      }
      expect(kills).toBeGreaterThan(3);
      const last = openWriter(folder);
      purgeToTheEnd(last);
      for (const id of leaving.filter((each) => last.findById(each) !== null)) {
        last.purge([id]);
        purgeToTheEnd(last);
      }
      expect(contentOf(folder)).toEqual(alone);
      expect(everythingOf(last, stays)).toEqual(before);
    },
    60_000 + KILLS * 2_000,
  );
});
