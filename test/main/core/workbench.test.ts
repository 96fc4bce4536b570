import { describe, expect, it, onTestFinished } from 'vitest';
import { LIVE_COUNTS } from '@shared/contract/live-state';
import type { Preferences } from '@shared/contract/preferences';
import type { ExperimentId } from '@shared/contract/ids';
import { experimentDigest } from '../../../src-main/core/experiment-digest';
import { createBackground } from '../../../src-main/core/background';
import type { ArchiveWriter, EngineLauncher } from '../../../src-main/core/ports';
import { openSpec } from '../../../src-main/core/open-spec';
import { archiveExperiment } from '../../../src-main/core/start-experiment';
import { createWorkbench, type Workbench } from '../../../src-main/core/workbench';
import { sheetPrinter } from '../../../src-main/export/sheet/sheet-printer';
import { systemClock } from '../../../src-main/hosts/node/clock';
import { parseTable } from '../../../src-main/hosts/node/read-table';
import { acquireRunnerLock, openArchiveReader, openArchiveWriter } from '../../../src-main/store';
import { inProcessEngines } from '../../builders/in-process-engine';
import { A_MACHINE } from '../../builders/machine';
import { smallSpec } from '../../builders/small-experiment';
import { temporaryFolder } from '../../builders/temporary-folder';
import { unpacked } from '../../builders/unpacked';

const EVERYTHING = { shelf: 'current', text: '', order: null } as const;

function workbench(
  launch: EngineLauncher = inProcessEngines(),
  prepare: (archive: ArchiveWriter, folder: string) => void = () => undefined,
): Workbench {
  const folder = temporaryFolder();
  const tables = new Map<string, string>();
  let preferences: Preferences = {
    theme: 'system',
    palette: 'colourBlindSafe',
    processes: 2,
    backupSchedule: 'off',
    digits: 4,
    powers: 'superscript',
    backupKeep: 4,
    backupFolder: null,
  };
  const archive = openArchiveWriter(folder);
  prepare(archive, folder);
  const reader = openArchiveReader(folder)!;
  const background = createBackground({
    archive: () => reader,
    readTable: (file) => ({ rows: parseTable(file, tables.get(file)!), sha256: 'a'.repeat(64) }),
    keepTable: (name, text) => {
      tables.set(name, text);
      return { file: name, sha256: 'a'.repeat(64) };
    },
    parseTable: (text) => parseTable('the table', text),
    freeBytes: () => 1e12,
    printer: sheetPrinter(),
    program: '0.0.0',
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  });
  const opened = createWorkbench({
    about: { version: '0.0.0', host: 'browser', platform: 'test', dataFolder: folder, cores: 2 },
    archive,
    background,
    launch,
    clock: systemClock,
    machine: A_MACHINE,
    preferences: { get: () => preferences, set: (change) => (preferences = { ...preferences, ...change }) },
  });
  let closed = false;
  onTestFinished(async () => {
    if (!closed) await opened.close();
  });
  return {
    ...opened,
    close: async () => {
      closed = true;
      await opened.close();
    },
  };
}

/** Resolves when the state satisfies a condition. */
function until({ state, onChanged }: Workbench, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!holds()) return;
      stop();
      resolve();
    };
    const stop = onChanged(look);
    state();
    look();
  });
}

const idle = (bench: Workbench): Promise<void> => until(bench, () => bench.state().queue.length === 0);

/** Runs that take long enough to be caught at work. */
/** Of what the library lists. */
const names = async (bench: Workbench): Promise<string[]> =>
  unpacked(await bench.api.searchLibrary(EVERYTHING)).rows.map(({ name }) => name);

const slow = (name: string): unknown =>
  smallSpec({
    name,
    seed: name.length,
    grid: { depths: [8], scales: [0.5], training: [{ learningRate: 1e-9, steps: 60000, repetitions: 6 }] },
  });

describe('the workbench', () => {
  it('runs an experiment, keeps live counts, and answers about it', async () => {
    const bench = workbench();
    const { id } = await bench.api.startExperiment(smallSpec());
    await until(bench, () => (bench.state().running?.finished ?? 0) > 0 || bench.state().queue.length === 0);
    await idle(bench);
    const table = (await bench.api.cellTable(id))!;
    expect(table.map(({ finished }) => finished)).toEqual([3, 3, 3, 3]);
    expect((await bench.api.theory(id))!.bounds).toHaveLength(1);
    const runs = (await bench.api.runsOfCell(id, 1))!;
    expect(runs.map(({ repetition }) => repetition)).toEqual([0, 1, 2]);
    expect(bench.state().log.map(({ text }) => text)).toEqual([
      'Started "small": 12 runs to compute.',
      'Finished "small": 12 runs computed.',
    ]);
  });

  it('replays a run to the trace whose last sample is the archived result', async () => {
    const bench = workbench();
    const { id } = await bench.api.startExperiment(smallSpec());
    await idle(bench);
    const place = { cell: 0, repetition: 1 };
    const [excess] = (await bench.api.replayRun(id, place, 100))!;
    const run = (await bench.api.runsOfCell(id, 0))![1]!;
    expect(excess).toMatchObject({ quantity: 'excessRisk', every: 2 });
    expect(excess!.values.at(-1)).toBe(
      run.measures.find(({ measure }) => measure === 'finalExcessRisk')!.value,
    );
    expect(await bench.api.replayRun(id, { cell: 99, repetition: 0 }, 100)).toBeNull();
  });

  it('counts live what the table counts', async () => {
    const bench = workbench();
    let last: Uint32Array | null = null;
    bench.onChanged(() => (last = bench.state().running?.counts ?? last));
    const { id } = await bench.api.startExperiment(smallSpec());
    await idle(bench);
    const table = (await bench.api.cellTable(id))!;
    const counted = table.flatMap(({ outcomes, diverged }) => [
      outcomes.converged,
      outcomes.cycling,
      outcomes.collapsed,
      outcomes.diverged,
      outcomes.stepLimit,
      0,
      diverged,
    ]);
    expect(LIVE_COUNTS).toHaveLength(7);
    expect([...last!]).toEqual(counted);
  });

  it('queues experiments, pauses, resumes, and cancels the running and the waiting one', async () => {
    const bench = workbench();
    const first = await bench.api.startExperiment(slow('first'));
    const second = await bench.api.startExperiment(slow('second'));
    const third = await bench.api.startExperiment(slow('the third'));
    expect(bench.state().queue.map(({ name }) => name)).toEqual(['first', 'second', 'the third']);
    await bench.api.cancel(third.id);
    await until(bench, () => bench.state().running?.engineProcesses === 2);
    await bench.api.pause();
    expect(bench.state().running?.phase).toBe('paused');
    await bench.api.resume();
    await bench.api.cancel(first.id);
    await idle(bench);
    const statuses = await Promise.all(
      [first, second, third].map(async ({ id }) => (await bench.api.getExperiment(id))!.status),
    );
    expect(statuses).toEqual(['cancelled', 'finished', 'cancelled']);
  });

  it('closes while it computes; the experiment waits to be gone on with', async () => {
    const bench = workbench();
    const { id } = await bench.api.startExperiment(slow('closing'));
    await until(bench, () => bench.state().running?.engineProcesses === 2);
    const { dataFolder } = await bench.api.about();
    await bench.close();
    const reader = openArchiveReader(dataFolder)!;
    expect(reader.findById(id)!.status).toBe('queued');
    reader.close();
  });

  it('says of what a killed runner left that it waits', async () => {
    let id: ExperimentId | undefined;
    const bench = workbench(inProcessEngines(), (archive, folder) => {
      const spec = smallSpec();
      const opened = openSpec(spec, { archive, readTable: () => ({ rows: [], sha256: '' }) });
      ({ id } = archiveExperiment(archive, opened, '0.0.0'));
      archive.setStatus(id, 'running');
      const lock = acquireRunnerLock(folder);
      onTestFinished(() => lock.release());
    });
    expect((await bench.api.getExperiment(id!))?.status).toBe('queued');
  });

  it('renames, refuses a taken name, deletes and takes back', async () => {
    const bench = workbench();
    const one = await bench.api.startExperiment(smallSpec({ name: 'one' }));
    const two = await bench.api.startExperiment(smallSpec({ name: 'two', seed: 8 }));
    await idle(bench);
    expect((await bench.api.rename(one.id, 'uno')).spec.name).toBe('uno');
    await expect(bench.api.rename(two.id, 'uno')).rejects.toMatchObject({ code: 'bad-arguments' });
    await bench.api.deleteExperiments([one.id]);
    expect(await names(bench)).toEqual(['two']);
    expect(await bench.api.getExperiment(one.id)).toBeNull();
    await bench.api.restoreExperiments([one.id]);
    expect(await names(bench)).toEqual(['two', 'uno']);
    await expect(bench.api.setNotes('0123456789abcdef' as ExperimentId, '')).rejects.toMatchObject({
      code: 'unknown-experiment',
    });
  });

  it('previews a spec: problems by path, or theory, cost and what is known', async () => {
    const bench = workbench();
    const bad = await bench.api.previewSpec({ ...smallSpec(), seed: -1 });
    expect(bad).toMatchObject({ ok: false, problems: [{ path: 'seed' }] });
    const good = await bench.api.previewSpec(smallSpec());
    expect(good).toMatchObject({
      ok: true,
      known: null,
      estimate: { runs: 12 },
      theory: { data: { n: 20, d: 3 } },
    });
    await bench.api.startExperiment(smallSpec());
    await idle(bench);
    expect(await bench.api.previewSpec(smallSpec())).toMatchObject({ known: { status: 'finished' } });
    await expect(bench.api.startExperiment({})).rejects.toMatchObject({ code: 'bad-spec' });
  });

  it('takes over what an experiment of the same kin has, says so before and after, and records the sessions', async () => {
    const bench = workbench();
    const { id: donor } = await bench.api.startExperiment(smallSpec());
    await idle(bench);
    const grown = smallSpec({ name: 'grown', grid: { ...smallSpec().grid, scales: [0.3, 1.5, 0.9] } });
    expect(await bench.api.previewSpec(grown)).toMatchObject({
      donors: [{ id: donor, name: 'small', runs: 12 }],
      estimate: { runs: 18 },
      missing: { runs: 6, steps: 3 * (200 + 120) },
    });
    const { id, extends: from } = await bench.api.startExperiment(grown, donor);
    expect(from).toBe(donor);
    await idle(bench);
    expect(await bench.api.getExperiment(id)).toMatchObject({ status: 'finished', counts: { finished: 18 } });
    expect(bench.state().log.map(({ text }) => text)).toEqual([
      'Started "small": 12 runs to compute.',
      'Finished "small": 12 runs computed.',
      '"grown" takes over 12 runs from "small".',
      'Started "grown": 6 runs to compute.',
      'Finished "grown": 6 runs computed.',
    ]);
    expect((await bench.api.getExperiment(id))!.kernelSeconds).toBeGreaterThan(0);
    const { dataFolder } = await bench.api.about();
    const reader = openArchiveReader(dataFolder)!;
    expect(reader.sessions(id)).toMatchObject([
      { ...A_MACHINE, kernel: 'WebAssembly f64x2, 4 lanes', processes: 2, runs: 6 },
    ]);
    expect(reader.sessions(id)[0]!.endedAt).not.toBeNull();
    reader.close();
  });

  it('verifies in the queue, tells how far it is, keeps what it found, and changes nothing else', async () => {
    const bench = workbench();
    const { id } = await bench.api.startExperiment(smallSpec());
    await idle(bench);
    const before = await bench.api.getExperiment(id);
    const seen: string[] = [];
    bench.onChanged(() => {
      const { verifying, running, queue } = bench.state();
      if (verifying) seen.push(`${queue[0]!.deed} ${verifying.asked} ${running === null}`);
    });
    await bench.api.verify(id, 1);
    await idle(bench);
    expect(new Set(seen)).toEqual(new Set(['verify 12 true']));
    expect((await bench.api.provenance(id))!.verifications).toMatchObject([
      { ...A_MACHINE, share: 1, seed: 0, asked: 12, checked: 12, equal: 12, different: [] },
    ]);
    await bench.api.verify(id, 0.05);
    await idle(bench);
    expect((await bench.api.provenance(id))!.verifications[1]).toMatchObject({ share: 0.05, seed: 1 });
    expect(await bench.api.getExperiment(id)).toEqual(before);
    expect(bench.state().log.at(-1)!.text).toMatch(
      /^Verified "small": \d of \d runs computed again, all equal/,
    );
  });

  it('cancels a verification that runs and one that waits, and leaves the experiments as they were', async () => {
    const bench = workbench();
    const { id } = await bench.api.startExperiment(slow('to verify'));
    const { id: other } = await bench.api.startExperiment(smallSpec());
    await idle(bench);
    await bench.api.verify(id, 1);
    await bench.api.verify(other, 1);
    expect(bench.state().queue.map(({ deed, name }) => `${deed} ${name}`)).toEqual([
      'verify to verify',
      'verify small',
    ]);
    // Neither is computed, so there is nothing of that to cancel.
    await bench.api.cancel(other);
    await bench.api.cancelVerification(other);
    expect(bench.state().queue).toHaveLength(1);
    await until(bench, () => bench.state().verifying?.engineProcesses === 2);
    await bench.api.pause();
    expect(bench.state().verifying?.phase).toBe('paused');
    await bench.api.resume();
    await bench.api.cancelVerification(id);
    await idle(bench);
    const statuses = [await bench.api.getExperiment(id), await bench.api.getExperiment(other)];
    expect(statuses.map((record) => record!.status)).toEqual(['finished', 'finished']);
    expect((await bench.api.provenance(other))!.verifications).toEqual([]);
  });

  it('refuses to verify where nothing has finished, and computes the digest of results on demand', async () => {
    const bench = workbench();
    const { id } = await bench.api.startExperiment(slow('unfinished'));
    await expect(bench.api.verify(id, 1)).rejects.toMatchObject({ code: 'incomplete' });
    await expect(
      bench.api.study<'resultsDigest'>('d', { kind: 'resultsDigest', experiment: id }),
    ).rejects.toMatchObject({ code: 'incomplete' });
    await bench.api.cancel(id);
    const { id: done } = await bench.api.startExperiment(smallSpec());
    await idle(bench);
    const digest = await bench.api.study<'resultsDigest'>('d', { kind: 'resultsDigest', experiment: done });
    const { dataFolder } = await bench.api.about();
    const reader = openArchiveReader(dataFolder)!;
    expect(digest).toBe(experimentDigest(reader, reader.findById(done)!));
    reader.close();
  });

  it('imports a table and runs on it', async () => {
    const bench = workbench();
    const table = await bench.api.importTable('t.csv', 'a,b,y\n1,2,3\n4,0,6\n2,2,1\n0,1,1\n');
    expect(table).toMatchObject({
      columns: ['a', 'b', 'y'],
      rowCount: 4,
      head: [['1', '2', '3'], expect.anything(), expect.anything(), expect.anything()],
    });
    const spec = smallSpec({ data: { kind: 'imported', file: table.file, target: 'y' } });
    const { id } = await bench.api.startExperiment(spec);
    await idle(bench);
    expect((await bench.api.theory(id))!.data).toMatchObject({ n: 4, d: 2 });
  });

  it('says in the log when an engine was replaced', async () => {
    const bench = workbench(
      inProcessEngines({
        onRequest: (request, launch) => (request.kind === 'compute' && launch === 0 ? 'die' : undefined),
      }),
    );
    await bench.api.startExperiment(smallSpec());
    await idle(bench);
    expect(bench.state().log.some(({ level, text }) => level === 'warning' && text.includes('SIGSEGV'))).toBe(
      true,
    );
  });
});
