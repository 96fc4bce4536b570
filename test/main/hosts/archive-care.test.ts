import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Workbench } from '../../../src-main/core/workbench';
import { openWorkbench } from '../../../src-main/hosts/node/open-workbench';
import { inProcessEngines } from '../../builders/in-process-engine';
import { smallSpec } from '../../builders/small-experiment';
import { temporaryFolder } from '../../builders/temporary-folder';
import { unpacked } from '../../builders/unpacked';

const EVERYTHING = { shelf: 'current', text: '', order: null } as const;

const BUILT = join(import.meta.dirname, '../../../out/main');

/** The application as a host with a window opens it, with the built threads. */
async function workbench(dataFolder: string): Promise<Workbench> {
  const opened = await openWorkbench({
    dataFolder,
    host: 'browser',
    launch: inProcessEngines(),
    backgroundEntry: join(BUILT, 'background.cjs'),
    checkWorkerEntry: join(BUILT, 'store-check.cjs'),
    careWorkerEntry: join(BUILT, 'store-care.cjs'),
    deedEntry: 'no-such-entry.cjs',
  });
  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    await opened.close();
  };
  onTestFinished(close);
  return { ...opened, close };
}

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

async function withOneExperiment(folder = temporaryFolder()) {
  const bench = await workbench(folder);
  const { id } = await bench.api.startExperiment(smallSpec());
  await idle(bench);
  return { folder, bench, id };
}

/** So slow that it is still at it when it is looked at. */
const SLOW = smallSpec({
  name: 'slow',
  seed: 3,
  grid: { depths: [8], scales: [0.5], training: [{ learningRate: 1e-9, steps: 200_000, repetitions: 3000 }] },
});

describe('a workbench that is open', () => {
  beforeAll(() => expect(existsSync(join(BUILT, 'store-care.cjs'))).toBe(true));

  it('backs up while it computes, and restores what was there, which can be undone', async () => {
    const { bench, id } = await withOneExperiment();
    const slow = await bench.api.startExperiment(SLOW);
    await until(bench, () => bench.state().running?.engineProcesses !== 0);
    const backup = await bench.api.backUp();
    expect(bench.state().running?.id).toBe(slow.id);
    await bench.api.setNotes(id, 'after the backup');
    const { setAside } = await bench.api.restoreBackup(backup.name);
    expect(bench.state()).toMatchObject({ running: null, queue: [], maintenance: null });
    expect((await bench.api.getExperiment(id))?.notes).toBe('');
    // The thread that reads has the restored archive too.
    expect((await bench.api.cellTable(id))!.map(({ finished }) => finished)).toEqual([3, 3, 3, 3]);
    await bench.api.restoreBackup(setAside!.name);
    expect((await bench.api.getExperiment(id))?.notes).toBe('after the backup');
    expect((await bench.api.getExperiment(slow.id))?.status).toBe('queued');
    expect(await bench.api.checkArchive(true)).toEqual({ ok: true });
  });

  it('compacts between reads, refuses to write meanwhile, and refuses to while it computes', async () => {
    const { bench, id } = await withOneExperiment();
    const compacting = bench.api.compactArchive();
    expect(bench.state().maintenance).toMatchObject({ kind: 'compact', blocksWriting: true });
    await expect(bench.api.setNotes(id, 'lost')).rejects.toMatchObject({
      code: 'archive-busy',
      message: 'The archive is being compacted.',
    });
    await expect(bench.api.startExperiment(SLOW)).rejects.toMatchObject({ code: 'archive-busy' });
    await expect(bench.api.backUp()).rejects.toMatchObject({ code: 'archive-busy' });
    const [sizes, table] = await Promise.all([compacting, bench.api.cellTable(id)]);
    expect(table).toHaveLength(4);
    expect(sizes.after).toBeLessThanOrEqual(sizes.before);
    await bench.api.setNotes(id, 'kept');
    expect((await bench.api.getExperiment(id))?.notes).toBe('kept');

    await bench.api.startExperiment(SLOW);
    await expect(bench.api.compactArchive()).rejects.toMatchObject({ code: 'archive-busy' });
  });

  it('moves its data folder and goes on there', async () => {
    const { bench, folder, id } = await withOneExperiment();
    await bench.api.setPreferences({ theme: 'dark' });
    writeFileSync(join(folder, 'thesis.txt'), 'ten years of work');
    const to = join(temporaryFolder(), 'new', 'place');
    await expect(bench.api.moveDataFolder(join(folder, 'inside'))).rejects.toMatchObject({
      code: 'bad-arguments',
    });
    await expect(bench.api.moveDataFolder('somewhere')).rejects.toMatchObject({ code: 'bad-arguments' });
    await bench.api.moveDataFolder(to);
    expect((await bench.api.about()).dataFolder).toBe(to);
    expect((await bench.api.preferences()).theme).toBe('dark');
    await bench.api.setNotes(id, 'moved');
    const table = await bench.api.importTable('t.csv', 'a,y\n1,2\n3,4\n');
    expect(existsSync(join(to, table.file))).toBe(true);
    expect(readdirSync(folder).filter((name) => name.startsWith('workbench'))).toEqual([]);
    expect(readFileSync(join(folder, 'thesis.txt'), 'utf8')).toBe('ten years of work');
    await bench.close();
    const again = await workbench(to);
    expect((await again.api.getExperiment(id))?.notes).toBe('moved');
    // The old folder is free: somebody else may begin anew there.
    expect(unpacked(await (await workbench(folder)).api.searchLibrary(EVERYTHING)).rows).toEqual([]);
  });

  it('names what it cannot restore', async () => {
    const { bench } = await withOneExperiment();
    await expect(bench.api.restoreBackup('../../etc/passwd')).rejects.toMatchObject({
      code: 'bad-arguments',
    });
    await expect(bench.api.chooseFolder('Where to?')).rejects.toMatchObject({ code: 'bad-arguments' });
  });
});
