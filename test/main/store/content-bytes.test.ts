import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { ExperimentId } from '@shared/contract/ids';
import { CONTENT_BYTES_COUNTED } from '../../../src-main/store/content-bytes';
import { anExperiment, anId, aResult, aTrace, create, openWriter, temporaryFolder } from './builders';

test('what the recorder adds up is what the tables count, whatever becomes of the runs', () => {
  const folder = temporaryFolder();
  const writer = openWriter(folder);
  const database = new Database(join(folder, 'workbench.sqlite'), { readonly: true });
  /** The sum that is kept, once it was seen to be what is counted. */
  const sizeOf = (id: ExperimentId): number => {
    const counted = database
      .prepare(`SELECT ${CONTENT_BYTES_COUNTED} FROM experiment WHERE id = ?`)
      .pluck()
      .get(id);
    const { contentBytes } = writer.findById(id)!;
    expect(contentBytes).toBe(counted);
    return contentBytes;
  };
  const traced = (repetition: number, values = 20_000) =>
    aResult(0, repetition, { traces: [aTrace(new Float64Array(values).fill(repetition))] });
  const failed = (repetition: number) => ({ cell: 0, repetition, reason: 'lost' });

  const id = create(writer, anExperiment({ cells: 1, repetitions: 10 }));
  expect(sizeOf(id)).toBe(0);
  writer.recordRuns(id, [traced(0), aResult(0, 1)], [failed(2), failed(3)]);
  const two = sizeOf(id);
  expect(two).toBeGreaterThan(160_000);
  // The first record of a run stays.
  writer.recordRuns(id, [traced(0, 5), traced(1)], [failed(0), failed(2)]);
  expect(sizeOf(id)).toBe(two);
  writer.forgetFailures(id);
  expect(sizeOf(id)).toBe(two);
  writer.recordRuns(id, [traced(2, 1)], [failed(3)]);
  const three = sizeOf(id);
  expect(three).toBeGreaterThan(two);

  const verdicts = (length: number) => [
    {
      dynamics: 'gradientDescent' as const,
      cell: 0,
      repetition: 0,
      programVersion: '1',
      content: new Uint8Array(length),
    },
  ];
  writer.keepVerdicts(id, verdicts(100));
  writer.keepVerdicts(id, verdicts(40));
  expect(sizeOf(id)).toBe(three + 40);

  const heir = create(writer, anExperiment({ name: 'heir', cells: 1, repetitions: 10 }, anId('e')));
  writer.adoptRuns(heir, { donor: id, donorCell: 0, cell: 0, steps: 10, repetitions: [0, 1, 2, 3] });
  expect(sizeOf(heir)).toBeGreaterThan(0);
  database.close();
});
