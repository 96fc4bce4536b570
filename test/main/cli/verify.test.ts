import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Provenance, Verification } from '@shared/contract/provenance';
import { smallSpec } from '../../builders/small-experiment';
import { temporaryFolder } from '../../builders/temporary-folder';
import { lab, labJson, startLab } from './lab';

/** A data folder with the small experiment, computed. */
async function laboratory(change: Record<string, unknown> = {}): Promise<{ folder: string; data: string[] }> {
  const above = temporaryFolder();
  const file = join(above, 'small.json');
  writeFileSync(file, JSON.stringify(smallSpec(change)));
  const folder = join(above, 'data');
  const data = ['--data-dir', folder];
  await labJson('run', file, '--json', ...data);
  return { folder, data };
}

/** Changes the archive behind the program's back. */
function tamper(folder: string, sql: string): void {
  const database = new Database(join(folder, 'workbench.sqlite'));
  const triggers = database
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_is_final'`)
    .pluck()
    .all() as string[];
  for (const name of triggers) database.exec(`DROP TRIGGER ${name}`);
  expect(database.prepare(sql).run().changes).toBe(1);
  database.close();
}

const verifications = async (data: readonly string[]): Promise<readonly Verification[]> =>
  (await labJson<{ provenance: Provenance }>('show', 'small', '--json', ...data)).provenance.verifications;

test('runs that agree are counted and kept; the share and the seed choose them', async () => {
  const { data } = await laboratory();
  const all = await lab('verify', 'small', '--all', ...data);
  expect(all).toMatchObject({ code: 0, stdout: 'small: 12 runs computed again, 12 equal in every bit.\n' });
  expect(all.stderr).toContain('computing 12 of 12 runs again.');

  const answer = await labJson<Verification>(
    'verify',
    'small',
    '--share',
    '50%',
    '--seed',
    '3',
    '--json',
    ...data,
  );
  expect(answer).toMatchObject({ share: 0.5, seed: 3, different: [] });
  expect(answer.asked).toBeGreaterThanOrEqual(6);
  expect(answer.asked).toBeLessThan(12);
  expect([answer.checked, answer.equal]).toEqual([answer.asked, answer.asked]);
  expect(answer.kernel).toMatch(/WebAssembly|scalar/);
  expect(answer.endedAt >= answer.startedAt).toBe(true);
  // By default every verification takes other runs: its seed is how many there were.
  expect((await labJson<Verification>('verify', 'small', '--json', ...data)).seed).toBe(2);
  const kept = await verifications(data);
  expect(kept).toHaveLength(3);
  expect(kept[1]).toEqual(answer);
}, 120_000);

test('a run that comes out differently is named, after the answer, with exit code 1', async () => {
  const { folder, data } = await laboratory();
  tamper(folder, `UPDATE run SET steps_taken = 7 WHERE cell = 0 AND repetition = 1`);
  const { code, stdout, stderr } = await lab('verify', 'small', '--all', '--json', ...data);
  expect(code).toBe(1);
  const answer = JSON.parse(stdout) as Verification;
  expect(answer).toMatchObject({ asked: 12, checked: 12, equal: 11 });
  expect(answer.different).toEqual([
    { cell: 0, repetition: 1, what: 'steps taken', archived: '7', recomputed: '200' },
  ]);
  expect(stderr).toMatch(/Of 12 runs of "small", 1 came out differently[^]*lab check --thorough/);
  const people = await lab('verify', 'small', '--all', ...data);
  expect(people.code).toBe(1);
  expect(people.stdout).toMatch(/12 runs computed again, 11 equal[^]*steps taken.*7.*200/);
  expect(await verifications(data)).toHaveLength(2);
}, 120_000);

test('one that is interrupted says how many were compared, and keeps that', async () => {
  const { data } = await laboratory({
    grid: { depths: [8], scales: [0.3], training: [{ learningRate: 1e-6, steps: 60_000, repetitions: 12 }] },
  });
  const running = startLab(['verify', 'small', '--all', '--processes', '1', ...data]);
  await running.says('computing 12 of 12 runs again.');
  running.child.kill('SIGINT');
  const { code, stdout, stderr } = await running.result;
  expect(code).toBe(130);
  expect(stdout).toMatch(/^small: \d+ runs \(of 12 that were to be\) computed again/);
  const compared = Number(/Interrupted: (\d+) of 12 runs were compared\./.exec(stderr)![1]);
  expect(compared).toBeLessThan(12);
  // One that compared nothing says nothing.
  const kept = await verifications(data);
  expect(kept.map(({ asked, checked, equal }) => [asked, checked, equal])).toEqual(
    compared === 0 ? [] : [[12, compared, compared]],
  );
}, 120_000);

test('what cannot be verified is refused in a sentence', async () => {
  const { data } = await laboratory();
  const refused = async (sentence: RegExp, ...args: string[]): Promise<void> => {
    const { code, stdout, stderr } = await lab('verify', ...args, ...data);
    expect(stderr).toMatch(sentence);
    expect([code, stdout]).toEqual([2, '']);
  };
  await refused(/above 0 and at most 100 %, such as 5% or 0\.05/, 'small', '--share', '0');
  await refused(/above 0 and at most 100 %/, 'small', '--share', '101%');
  await refused(/above 0 and at most 100 %/, 'small', '--share', 'half');
  await refused(/integer of at least 0/, 'small', '--seed', '-1');
  await refused(/no experiment.*"smal"/, 'smal');
  await refused(/missing required argument 'experiment'/);
  expect(await verifications(data)).toEqual([]);
}, 120_000);
