import { expect, it, onTestFinished } from 'vitest';
import type { Preferences } from '@shared/contract/preferences';
import type { ExperimentId } from '@shared/contract/ids';
import { createBackground } from '../../../src-main/core/background';
import type { ArchiveWriter } from '../../../src-main/core/ports';
import { createWorkbench, type Workbench } from '../../../src-main/core/workbench';
import { sheetPrinter } from '../../../src-main/export/sheet/sheet-printer';
import { systemClock } from '../../../src-main/hosts/node/clock';
import { openArchiveReader, openArchiveWriter } from '../../../src-main/store';
import { inProcessEngines } from '../../builders/in-process-engine';
import { A_MACHINE } from '../../builders/machine';
import { smallSpec } from '../../builders/small-experiment';
import { temporaryFolder } from '../../builders/temporary-folder';

/** A workbench on a folder, by a version of the program. */
function workbenchOn(folder: string, version = '1.0.0'): { bench: Workbench; archive: ArchiveWriter } {
  const preferences: Preferences = {
    theme: 'system',
    palette: 'colourBlindSafe',
    processes: 1,
    backupSchedule: 'off',
    digits: 4,
    powers: 'superscript',
    backupKeep: 4,
    backupFolder: null,
  };
  const archive = openArchiveWriter(folder);
  const reader = openArchiveReader(folder)!;
  const background = createBackground({
    archive: () => reader,
    readTable: () => ({ rows: [], sha256: '' }),
    keepTable: () => ({ file: '', sha256: '' }),
    parseTable: () => [],
    freeBytes: () => 1e12,
    printer: sheetPrinter(),
    program: version,
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  });
  const bench = createWorkbench({
    about: { version, host: 'browser', platform: 'test', dataFolder: folder, cores: 1 },
    archive,
    background,
    launch: inProcessEngines(),
    clock: systemClock,
    machine: A_MACHINE,
    preferences: { get: () => preferences, set: () => preferences },
  });
  onTestFinished(() => bench.close());
  return { bench, archive };
}

const judge = ({ api }: Workbench, experiment: ExperimentId, repetitions: number) =>
  api.study<'verdicts'>('test', { kind: 'verdicts', experiment, dynamics: 'gradientDescent', repetitions });

it('keeps what a study judges, does not judge it again, and adds it up', async () => {
  const { bench, archive } = workbenchOn(temporaryFolder());
  const { id } = await bench.api.startExperiment(smallSpec());
  const first = await judge(bench, id, 1);
  expect(first.fresh).toEqual([]);
  expect(first.table.cells.map(({ judged }) => judged)).toEqual([1, 1, 1, 1]);
  const kept = [...archive.verdicts(id, 'gradientDescent')];
  expect(kept.map(({ cell, repetition }) => [cell, repetition])).toEqual([
    [0, 0],
    [1, 0],
    [2, 0],
    [3, 0],
  ]);
  expect([...archive.verdicts(id, 'gradientFlow')]).toEqual([]);

  const again = await judge(bench, id, 0);
  expect(again.table).toStrictEqual(first.table);
  const more = await judge(bench, id, 2);
  expect(more.table.cells.map(({ judged }) => judged)).toEqual([2, 2, 2, 2]);
  expect([...archive.verdicts(id, 'gradientDescent')].filter(({ repetition }) => repetition === 0)).toEqual(
    kept,
  );
});

it('answers of one cell and of the whole archive from what is kept', async () => {
  const { bench } = workbenchOn(temporaryFolder());
  const { id } = await bench.api.startExperiment(smallSpec());
  const asked = { kind: 'cellVerdicts', experiment: id, dynamics: 'gradientDescent', cell: 1 } as const;
  const ofCell = await bench.api.study<'cellVerdicts'>('test', {
    ...asked,
    repetitions: 2,
    statement: 'sharpnessLowerBound',
  });
  expect(ofCell.map(({ cell, repetition }) => [cell, repetition])).toEqual([
    [1, 0],
    [1, 1],
  ]);
  const ledger = () =>
    bench.api.study<'ledger'>('test', { kind: 'ledger', dynamics: 'gradientDescent', population: 'all' });
  expect((await ledger()).experiments).toMatchObject([{ id, runs: 12, judged: 0, linear: true }]);
  await judge(bench, id, 1);
  const { experiments, looseness } = await ledger();
  expect(experiments).toMatchObject([{ id, judged: 4 }]);
  expect(looseness).toEqual(experiments[0]!.looseness);
  expect(looseness.length).toBeGreaterThan(0);
});

it('refuses a cell and a statement that are not there', async () => {
  const { bench } = workbenchOn(temporaryFolder());
  const { id } = await bench.api.startExperiment(smallSpec());
  const asked = {
    kind: 'cellVerdicts',
    experiment: id,
    dynamics: 'gradientDescent',
    repetitions: 1,
  } as const;
  await expect(
    bench.api.study('test', { ...asked, cell: 4, statement: 'sharpnessLowerBound' }),
  ).rejects.toThrow('cell is 4; it must be an integer from 0 to 3: small has 4 cells.');
  await expect(bench.api.study('test', { ...asked, cell: 0, statement: 'none' })).rejects.toThrow('"none"');
});

it('judges anew what another version has judged', async () => {
  const folder = temporaryFolder();
  const older = workbenchOn(folder, '0.9.0');
  const { id } = await older.bench.api.startExperiment(smallSpec());
  await judge(older.bench, id, 2);
  const background = createBackground({
    archive: () => older.archive,
    readTable: () => ({ rows: [], sha256: '' }),
    keepTable: () => ({ file: '', sha256: '' }),
    parseTable: () => [],
    freeBytes: () => 1e12,
    printer: sheetPrinter(),
    program: '1.0.0',
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  });
  const request = { kind: 'verdicts', experiment: id, dynamics: 'gradientDescent', repetitions: 0 } as const;
  const { table } = await background.study<'verdicts'>('newer', request);
  expect(table.cells.map(({ judged }) => judged)).toEqual([0, 0, 0, 0]);
});
