import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WorkbenchError } from '@shared/contract/errors';
import { writeBundle } from '../../../src-main/hosts/node/bundle-file';
import { quickCheck } from '../../../src-main/store';
import { temporaryFolder } from '../../builders/temporary-folder';
import {
  aBundle,
  aFolder,
  aRun,
  anExperiment,
  digestIn,
  failureOf,
  look,
  membersOf,
  NO_PACE,
  take,
  textOf,
  TRACED,
} from './builders';

test('what comes out of a bundle is what went in, in every bit', async () => {
  const [from, to] = [aFolder(), aFolder()];
  const record = anExperiment(from);
  from.archive.setNotes(record.id, 'η is *small*\nhere');
  from.archive.addTag([record.id], 'kept');
  from.archive.setStarred([record.id], true);
  const machine = { programVersion: '9.8.7', kernel: 'scalar', processor: 'a', platform: 'b', runtime: 'c' };
  const session = from.archive.beginSession(record.id, { ...machine, processes: 2 });
  from.archive.endSession(session, { runs: 12, kernelSeconds: 1.5 });
  const file = await aBundle(from, [from.archive.findById(record.id)!]);

  expect(await look(to, file)).toEqual({
    program: expect.any(String) as string,
    experiments: [
      {
        id: record.id,
        name: 'small',
        as: 'small',
        action: 'new',
        runs: 12,
        added: 12,
        difference: null,
        shelf: null,
      },
    ],
    imported: false,
  });
  expect(to.archive.listExperiments()).toEqual([]);
  expect((await take(to, file)).imported).toBe(true);

  expect(to.archive.findById(record.id)).toEqual(from.archive.findById(record.id));
  expect([...to.archive.runs(record.id)]).toEqual([...from.archive.runs(record.id)]);
  for (const run of to.archive.runs(record.id))
    expect(to.archive.traces(record.id, run)).toEqual(from.archive.traces(record.id, run));
  expect(to.archive.dataSet(record.data.digest)).toEqual(from.archive.dataSet(record.data.digest));
  expect(to.archive.sessions(record.id)).toEqual(from.archive.sessions(record.id));
  expect(digestIn(to, record.id)).toBe(digestIn(from, record.id));
  expect(readFileSync(await aBundle(to, [to.archive.findById(record.id)!]))).toEqual(readFileSync(file));
  expect(quickCheck(join(to.path, 'workbench.sqlite'), { thorough: true })).toEqual([]);
  expect(readdirSync(join(to.path, 'incoming'))).toEqual([]);
});

test('several experiments come into an archive that has others', async () => {
  const [from, to] = [aFolder(), aFolder()];
  const first = anExperiment(from, { name: 'first' });
  const second = anExperiment(from, { name: 'second', seed: 8 }, ({ cell }) => cell < 2);
  const other = anExperiment(to, { name: 'first', seed: 9 });
  const before = digestIn(to, other.id);
  const plan = await take(to, await aBundle(from, [second, first, first]));
  expect(plan.experiments.map(({ as, action, runs }) => [as, action, runs]).sort()).toEqual([
    ['first-2', 'new', 12],
    ['second', 'new', 6],
  ]);
  expect(to.archive.findByName('first-2')).toMatchObject({
    id: first.id,
    status: 'finished',
    spec: { name: 'first-2' },
  });
  expect(to.archive.findById(second.id)).toMatchObject({
    status: 'cancelled',
    counts: { finished: 6, total: 12 },
  });
  expect(digestIn(to, first.id)).toBe(digestIn(from, first.id));
  expect(digestIn(to, other.id)).toBe(before);
});

test('imported data come along, and the file that they came from need not be there', async () => {
  const [from, to] = [aFolder(), aFolder()];
  const record = importedExperiment(from);
  await take(to, await aBundle(from, [record]));
  expect(to.archive.dataSet(record.data.digest)).toEqual(from.archive.dataSet(record.data.digest));
  expect(to.archive.findById(record.id)?.data).toEqual(record.data);
});

function importedExperiment(folder: ReturnType<typeof aFolder>) {
  const rows = [['x', 'y'], ...Array.from({ length: 9 }, (_, i) => [String(i), String(i * i + (i % 2))])];
  return anExperiment(
    folder,
    { data: { kind: 'imported', file: 'gone.csv', target: 'y', sha256: 'a'.repeat(64) } },
    () => true,
    rows,
  );
}

test('members are for people too', async () => {
  const from = aFolder();
  const record = anExperiment(from, { ...TRACED, name: 'a/b: ..' });
  from.archive.setNotes(record.id, 'a note');
  const members = membersOf(await aBundle(from, [from.archive.findById(record.id)!]));
  expect(Object.keys(members)).toEqual([
    'README.txt',
    'archive.sqlite',
    'checksums.sha256',
    'experiments/a-b/notes.md',
    'experiments/a-b/runs.csv',
    'experiments/a-b/spec.json',
    'manifest.json',
  ]);
  expect(textOf(members['experiments/a-b/notes.md'])).toBe('a note\n');
  expect(JSON.parse(textOf(members['experiments/a-b/spec.json']))).toEqual(record.spec);
  const [header, first, ...others] = textOf(members['experiments/a-b/runs.csv']).trimEnd().split('\n');
  expect(header!.split(',').slice(0, 7)).toEqual([
    'cell',
    'learningRate',
    'scale',
    'depth',
    'steps',
    'repetition',
    'status',
  ]);
  expect(first!.split(',').slice(0, 9)).toEqual([
    '0',
    '0.01',
    '0.3',
    '3',
    '200',
    '0',
    'finished',
    'converged',
    '100',
  ]);
  expect(others).toHaveLength(11);
});

test('a bundle overwrites nothing, and what is cancelled leaves nothing', async () => {
  const from = aFolder();
  const record = anExperiment(from);
  const folder = temporaryFolder();
  const file = join(folder, 'a.workbench.zip');
  writeFileSync(file, 'mine');
  const refused = await failureOf(writeBundle(from.path, from.archive, [record], file, NO_PACE));
  expect([refused.code, readFileSync(file, 'utf8')]).toEqual(['bad-arguments', 'mine']);
  let told = 0;
  const impatient = {
    ...NO_PACE,
    tell: async () => {
      told += 1;
      if (told === 15) throw new WorkbenchError('interrupted', 'It was cancelled.');
    },
  };
  const other = join(folder, 'b.workbench.zip');
  expect((await failureOf(writeBundle(from.path, from.archive, [record], other, impatient))).code).toBe(
    'interrupted',
  );
  expect(told).toBe(15);
  expect(readdirSync(folder)).toEqual(['a.workbench.zip']);
  expect(existsSync(other)).toBe(false);
});

test('failed runs stay behind', async () => {
  const [from, to] = [aFolder(), aFolder()];
  const record = anExperiment(from, TRACED, ({ cell }) => cell < 3);
  from.archive.recordRuns(record.id, [], [{ cell: 3, repetition: 0, reason: 'lost' }]);
  await take(to, await aBundle(from, [from.archive.findById(record.id)!]));
  expect(to.archive.findById(record.id)?.counts).toEqual({ total: 12, finished: 9, failed: 0 });
  expect([...to.archive.runs(record.id)][8]).toMatchObject({
    cell: 2,
    repetition: 2,
    outcome: aRun(2, 2).outcome,
  });
});
