import { expect, test } from 'vitest';
import type { ExperimentRecord } from '@shared/contract/records';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { temporaryFolder } from '../../builders/temporary-folder';
import { lab, labJson } from './lab';

test('what the authors drew ends with their grid; with draws of its own an experiment grows', async () => {
  const data = ['--data-dir', temporaryFolder()];
  const small = ['--learning-rates', '0.1', '--scales', '0.25', '--steps', '5'];

  const authors = await labJson<ExperimentSpec>('spec', 'quick', ...data);
  const own = await labJson<ExperimentSpec>('spec', 'quick', '--own-draws', ...data);
  expect(authors.randomness.scheme).toBe('authors');
  expect(own).toStrictEqual({ ...authors, randomness: { scheme: 'content', draws: 'shared' } });

  await labJson('run', 'quick', '--repetitions', '1', ...small, '--json', ...data);
  const [first] = await labJson<ExperimentRecord[]>('list', '--json', ...data);
  const refused = await lab('extend', first!.name, '--repetitions', '40', ...data);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain('it is at most 20 at learning rate 0.1');
  expect(refused.stderr).toContain(`lab run "${first!.name}" --own-draws`);

  const args = ['run', first!.name, '--own-draws', '--json', ...data];
  const { name } = await labJson<ExperimentRecord>(...args);
  const grown = await labJson<ExperimentRecord>('extend', name, '--repetitions', '40', '--json', ...data);
  expect(grown.counts).toStrictEqual({ total: 40, finished: 40, failed: 0 });
}, 120_000);
