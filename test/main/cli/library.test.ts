import { expect, test } from 'vitest';
import type { LibraryRow } from '@shared/contract/library';
import type { ExperimentRecord } from '@shared/contract/records';
import { temporaryFolder } from '../../builders/temporary-folder';
import { lab, labJson } from './lab';

test('finds, puts away, bins, takes back and purges', async () => {
  const data = ['--data-dir', temporaryFolder()];
  const found = async (...words: string[]): Promise<string[]> =>
    (await labJson<LibraryRow[]>('search', '--json', ...data, ...words)).map(({ name }) => name);
  const listed = async (...options: string[]): Promise<string[]> =>
    (await labJson<ExperimentRecord[]>('list', '--json', ...data, ...options)).map(({ name }) => name);
  const done = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await lab(...args, ...data);
    expect([code, stdout]).toEqual([0, '']);
    return stderr;
  };

  expect(await lab('list', '--bin', ...data)).toMatchObject({ code: 0, stdout: '' });
  await labJson('run', 'figure-1-trajectories', '--json', ...data);
  await labJson('run', 'quick', '--json', ...data, '--repetitions', '1');
  const all = await listed();
  expect(all).toHaveLength(2);
  const quick = all.find((name) => name.startsWith('quick'))!;
  await done('annotate', quick, '--star', '--tag', 'two words', '--notes', 'flat minima');

  expect(await found('starred')).toEqual([quick]);
  expect(await found('flat minima')).toEqual([quick]);
  expect(await found('tag:"two words"', 'runs < 100', 'status:finished')).toEqual([quick]);
  expect(await found('--sort=name', '--', '-starred')).toEqual(all.filter((name) => name !== quick));
  expect(await found('--sort=-runs')).toHaveLength(2);
  const people = await lab('search', 'starred', ...data);
  expect(people.stdout).toContain(quick);
  const wrong = await lab('search', 'sacle < 1', '--sort', 'nmae', ...data);
  expect(wrong).toMatchObject({ code: 2, stdout: '' });
  expect(wrong.stderr).toContain('do you mean scale?');
  expect(wrong.stderr).toContain('do you mean name?');

  await done('annotate', quick, '--unstar', '--archive');
  expect(await listed()).not.toContain(quick);
  expect(await listed('--archived')).toEqual([quick]);
  expect(await found('--archived', 'starred')).toEqual([]);
  await done('annotate', quick, '--unarchive');

  expect(await lab('purge', quick, ...data)).toMatchObject({ code: 2 });
  expect(await lab('purge', ...data)).toMatchObject({ code: 2 });
  await done('trash', ...all);
  expect(await listed()).toEqual([]);
  expect(await listed('--bin')).toEqual(all);
  await done('restore', quick);
  expect(await lab('restore', quick, ...data)).toMatchObject({ code: 2, stdout: '' });
  const said = await done('purge', '--all');
  expect(said).toMatch(/1 experiment purged; [\d.]+ [kM]?B are free/);
  expect(await listed('--bin')).toEqual([]);
  expect(await listed()).toEqual([quick]);
  expect(await lab('check', ...data)).toMatchObject({ code: 0, stdout: 'The archive is sound.\n' });
}, 120_000);
