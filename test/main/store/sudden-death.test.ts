import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { prngKey, uniformFloat32 } from '@shared/numerics/random/jax';
import { backupFolder, listBackups, openArchiveWriter, quickCheck } from '../../../src-main/store/index';
import { killsOr } from '../../builders/kills';
import { bundle } from './bundle';
import { anExperiment, create, temporaryFolder } from './builders';
import { startChild } from './child';

/**
 * Kills a process while it works on the archive, at moments that follow from a seed. WORKBENCH_KILLS=50 makes so many of
 * each kind instead of a handful.
 */
const KILLS = killsOr(4);
/** Longest time from the first sign of life to the kill, in milliseconds: some rounds of each kind. */
const LONGEST_MS = 250;

let careForEver: string;
beforeAll(async () => {
  careForEver = await bundle('test/main/store/children/care-for-ever.ts');
});

test.each([
  ['records runs', 'run'],
  ['compacts', 'compact'],
  ['restores', 'restore'],
])(
  'an archive whose process is killed while it %s is whole and has lost no run',
  async (_, what) => {
    const folder = temporaryFolder();
    const file = join(folder, 'workbench.sqlite');
    const writer = openArchiveWriter(folder);
    const id = create(writer, anExperiment({ cells: 1, repetitions: 1_000_000 }));
    writer.close();
    const moments = uniformFloat32(prngKey(what.length), KILLS);
    let present = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = startChild(careForEver, folder, id, what, String(present));
      let promised = Number(await child.line());
      const listening = (async () => {
        for (;;) promised = Number(await child.line());
      })().catch(() => undefined);
      await new Promise((resume) => setTimeout(resume, moments[kill]! * LONGEST_MS));
      await child.kill();
      await listening;

      expect(quickCheck(file, { thorough: true }), `kill ${kill}`).toEqual([]);
      const next = openArchiveWriter(folder);
      const runs = [...next.runs(id)];
      expect(runs.length, `kill ${kill}`).toBeGreaterThanOrEqual(promised);
      expect(runs.length % 20).toBe(0);
      expect(runs.every(({ repetition, measures }, i) => repetition === i && measures[0]?.value === i)).toBe(
        true,
      );
      expect(next.traces(id, { cell: 0, repetition: runs.length - 1 })[0]?.values).toEqual(
        new Float64Array(500).fill(runs.length - 1),
      );
      present = runs.length;
      next.close();
      // Every backup that has its name is whole.
      for (const backup of listBackups(backupFolder(folder)).slice(0, 3))
        expect(quickCheck(backup.file)).toEqual([]);
    }
    expect(readdirSync(folder)).toContain('workbench.sqlite');
  },
  60_000 + KILLS * 10_000,
);
