import { expect, test } from 'vitest';
import { acquireRunnerLock, openArchiveReader } from '../../../src-main/store/index';
import {
  aResult,
  anExperiment,
  anId,
  aSpec,
  create,
  expectRefusal,
  openWriter,
  temporaryFolder,
} from './builders';

test('an experiment comes back as it was created', () => {
  const writer = openWriter(temporaryFolder(), { now: () => new Date('2024-05-06T07:08:09Z') });
  const id = create(writer, anExperiment());
  expect(writer.findById(id)).toEqual({
    id,
    name: 'small',
    status: 'queued',
    spec: aSpec(),
    data: anExperiment().data,
    counts: { total: 6, finished: 0, failed: 0 },
    createdAt: '2024-05-06T07:08:09.000Z',
    startedAt: null,
    finishedAt: null,
    programVersion: '1.2.3',
    notes: '',
    deletedAt: null,
    tags: [],
    starred: false,
    archivedAt: null,
    outcomes: { converged: 0, cycling: 0, collapsed: 0, diverged: 0, stepLimit: 0 },
    extends: null,
    contentBytes: 0,
    kernelSeconds: 0,
  });
  expect(writer.findByName('small')).toEqual(writer.findById(id));
  expect(writer.findByName('other')).toBeNull();
  expect(writer.findById(anId('f'))).toBeNull();
});

test('experiments are listed newest first, even if the clock was set back', () => {
  let hour = 20;
  const writer = openWriter(temporaryFolder(), { now: () => new Date(Date.UTC(2024, 0, 1, (hour -= 1))) });
  create(writer, anExperiment({ name: 'first' }, anId('1')));
  create(writer, anExperiment({ name: 'second' }, anId('2')));
  create(writer, anExperiment({ name: 'third' }, anId('3')));
  expect(writer.listExperiments().map(({ name }) => name)).toEqual(['third', 'second', 'first']);
});

test('a name belongs to one experiment', () => {
  const writer = openWriter(temporaryFolder());
  create(writer, anExperiment({}, anId('1')));
  expect(() => writer.createExperiment(anExperiment({}, anId('2')))).toThrow(/UNIQUE/);
  expect(writer.listExperiments()).toHaveLength(1);
});

test('the status carries its times, and going on clears the end', () => {
  const folder = temporaryFolder();
  let second = 0;
  const writer = openWriter(folder, { now: () => new Date(1000 * (second += 1)) });
  const id = create(writer, anExperiment());
  const lock = acquireRunnerLock(folder);
  const at = () => {
    const { status, startedAt, finishedAt } = writer.findById(id)!;
    return [status, startedAt?.slice(17, 19), finishedAt?.slice(17, 19)];
  };
  writer.setStatus(id, 'running');
  expect(at()).toEqual(['running', '02', undefined]);
  writer.setStatus(id, 'failed');
  expect(at()).toEqual(['failed', '02', '03']);
  writer.setStatus(id, 'running');
  expect(at()).toEqual(['running', '04', undefined]);
  writer.setStatus(id, 'cancelled');
  expect(at()).toEqual(['cancelled', '04', undefined]);
  writer.setStatus(id, 'finished');
  expect(at()).toEqual(['finished', '04', '05']);
  lock.release();
});

test('running without a runner is reported as queued', () => {
  const folder = temporaryFolder();
  const writer = openWriter(folder);
  const id = create(writer, anExperiment());
  writer.setStatus(id, 'running');
  expect(writer.findById(id)?.status).toBe('queued');
  const lock = acquireRunnerLock(folder);
  expect(writer.findById(id)?.status).toBe('running');
  expect(openArchiveReader(folder)?.listExperiments()[0]?.status).toBe('running');
  // The next runner says that it is not its own.
  writer.queueInterrupted();
  expect(writer.findById(id)?.status).toBe('queued');
  lock.release();
  expect(writer.listExperiments()[0]?.status).toBe('queued');
});

test('notes and tags are kept, and each tag once', () => {
  const writer = openWriter(temporaryFolder());
  const id = create(writer, anExperiment());
  create(writer, anExperiment({ name: 'other' }, anId('b')));
  writer.setNotes(id, 'λ ≈ 2/η\nsee §4');
  for (const tag of ['zeta', 'alpha', 'zeta', 'α']) writer.addTag([id], tag);
  writer.removeTag([id], 'alpha');
  writer.removeTag([id], 'never there');
  expect(writer.findById(id)).toMatchObject({ notes: 'λ ≈ 2/η\nsee §4', tags: ['zeta', 'α'] });
  expect(writer.findById(anId('b'))).toMatchObject({ notes: '', tags: [] });
});

test('writing to an experiment that is not there is refused', () => {
  const folder = temporaryFolder();
  const writer = openWriter(folder);
  const stranger = anId('f');
  const writes = [
    () => writer.setStatus(stranger, 'running'),
    () => writer.forgetFailures(stranger),
    () => writer.recordRuns(stranger, [aResult(0, 0)], []),
    () => writer.setNotes(stranger, ''),
    () => writer.addTag([stranger], 'x'),
    () => writer.removeTag([stranger], 'x'),
  ];
  for (const write of writes) expectRefusal(write, 'unknown-experiment', folder);
  expect([...writer.runs(stranger)]).toEqual([]);
  expect(writer.traces(stranger, { cell: 0, repetition: 0 })).toEqual([]);
});
