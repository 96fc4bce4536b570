import { expect, test } from 'vitest';
import type { KeptVerdicts } from '@shared/contract/records';
import type { DynamicsKind } from '@shared/training/trajectory';
import { openArchiveReader } from '../../../src-main/store/index';
import { anExperiment, anId, create, expectRefusal, openWriter, temporaryFolder } from './builders';

function kept(cell: number, repetition: number, seed = 0, dynamics?: DynamicsKind): KeptVerdicts {
  return {
    dynamics: dynamics ?? 'gradientDescent',
    cell,
    repetition,
    programVersion: `1.0.${seed}`,
    content: Uint8Array.of(cell, repetition, seed),
  };
}

function writerWithTwo() {
  const folder = temporaryFolder();
  const writer = openWriter(folder);
  const id = create(writer, anExperiment());
  const other = create(writer, anExperiment({ name: 'other' }, anId('b')));
  return { folder, writer, id, other };
}

test('verdicts come back by cell and repetition, each dynamics and experiment on its own', () => {
  const { writer, id, other } = writerWithTwo();
  writer.keepVerdicts(id, [kept(1, 2), kept(0, 1), kept(1, 0)]);
  writer.keepVerdicts(id, [kept(0, 1, 7, 'gradientFlow')]);
  writer.keepVerdicts(other, [kept(0, 0, 3)]);
  expect([...writer.verdicts(id, 'gradientDescent')]).toEqual([kept(0, 1), kept(1, 0), kept(1, 2)]);
  expect([...writer.verdicts(id, 'gradientFlow')]).toEqual([kept(0, 1, 7, 'gradientFlow')]);
  expect([...writer.verdictsOfCell(id, 'gradientDescent', 1)]).toEqual([kept(1, 0), kept(1, 2)]);
  expect([...writer.verdicts(other, 'gradientDescent')]).toEqual([kept(0, 0, 3)]);
  expect([...writer.verdicts(anId('f'), 'gradientDescent')]).toEqual([]);
});

test('judging again replaces what was kept of a run, and of no other', () => {
  const { writer, id } = writerWithTwo();
  writer.keepVerdicts(id, [kept(0, 0), kept(0, 1)]);
  writer.keepVerdicts(id, [kept(0, 1, 5)]);
  expect([...writer.verdicts(id, 'gradientDescent')]).toEqual([kept(0, 0), kept(0, 1, 5)]);
});

test('a batch with a place outside the plan is refused whole; so is an unknown experiment', () => {
  const { folder, writer, id } = writerWithTwo();
  expect(() => writer.keepVerdicts(id, [kept(0, 0), kept(2, 0)])).toThrow(/FOREIGN KEY/);
  expect([...writer.verdicts(id, 'gradientDescent')]).toEqual([]);
  expectRefusal(() => writer.keepVerdicts(anId('f'), [kept(0, 0)]), 'unknown-experiment', folder);
});

test('a reader sees what is kept while it walks on through what was there', () => {
  const { folder, writer, id } = writerWithTwo();
  writer.keepVerdicts(id, [kept(0, 0), kept(0, 1)]);
  const reader = openArchiveReader(folder)!;
  const seen: KeptVerdicts[] = [];
  for (const each of reader.verdicts(id, 'gradientDescent')) {
    seen.push(each);
    writer.keepVerdicts(id, [kept(1, 0), kept(0, each.repetition, 9)]);
  }
  expect(seen).toEqual([kept(0, 0), kept(0, 1)]);
  expect([...reader.verdicts(id, 'gradientDescent')]).toEqual([kept(0, 0, 9), kept(0, 1, 9), kept(1, 0)]);
  reader.close();
});
