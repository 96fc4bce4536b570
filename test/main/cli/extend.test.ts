import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ExperimentRecord } from '@shared/contract/records';
import type { Provenance } from '@shared/contract/provenance';
import { smallSpec } from '../../builders/small-experiment';
import { temporaryFolder } from '../../builders/temporary-folder';
import { lab, labJson } from './lab';

interface Answer {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly counts: { readonly total: number; readonly finished: number; readonly failed: number };
  readonly extends: string | null;
  readonly computed: number;
  readonly adopted: readonly { readonly id: string; readonly name: string; readonly runs: number }[];
}

/** A data folder with the small experiment, computed. */
async function laboratory(): Promise<{ data: string[]; id: string; specFile: string }> {
  const folder = temporaryFolder();
  const specFile = join(folder, 'small.json');
  writeFileSync(specFile, JSON.stringify(smallSpec()));
  const data = ['--data-dir', join(folder, 'data')];
  const { id, extends: from } = await labJson<Answer>('run', specFile, '--json', ...data);
  expect(from).toBeNull();
  return { data, id, specFile };
}

const digestOf = async (...args: string[]): Promise<string> => (await lab('digest', ...args)).stdout;

test('a larger grid has the bytes of one that was run in one go, computes the new runs alone, and says so', async () => {
  const { data, id } = await laboratory();
  const more = ['--repetitions', '4', '--learning-rates', '0.05', '--scales', '0.9'];

  const before = await labJson<Record<string, unknown>>(
    'extend',
    'small',
    ...more,
    '--dry-run',
    '--json',
    ...data,
  );
  // 3 scales, 3 rates, 4 repetitions; 2 × 2 × 3 are there.
  expect(before).toMatchObject({ runs: 36, finished: 0, donors: [{ id, name: 'small', runs: 12 }] });
  expect(before['missing']).toMatchObject({ runs: 24 });
  const said = await lab('extend', 'small', ...more, '--dry-run', ...data);
  expect(said.stdout).toMatch(/runs +36\n.*12, in "small"\n.*to compute +24\n/s);
  expect(await labJson<ExperimentRecord[]>('list', '--json', ...data)).toHaveLength(1);

  const answer = await labJson<Answer>('extend', 'small', ...more, '--json', ...data);
  expect(answer).toMatchObject({
    status: 'finished',
    counts: { total: 36, finished: 36, failed: 0 },
    extends: id,
    computed: 24,
    adopted: [{ id, name: 'small', runs: 12 }],
  });
  expect(answer.name).toBe('small-2');

  const small = await labJson<{ provenance: Provenance }>('show', 'small', '--json', ...data);
  expect(small.provenance.extendedBy).toEqual([{ id: answer.id, name: 'small-2' }]);
  const large = await labJson<{ spec: unknown; provenance: Provenance }>(
    'show',
    'small-2',
    '--json',
    ...data,
  );
  expect(large.provenance.extends).toEqual({ id, name: 'small' });
  expect(large.provenance.adoptions).toMatchObject([{ donor: id, donorName: 'small', runs: 12 }]);

  const apart = temporaryFolder();
  const file = join(apart, 'large.json');
  writeFileSync(file, JSON.stringify(large.spec));
  const alone = ['--data-dir', join(apart, 'data')];
  expect(await labJson<Answer>('run', file, '--json', ...alone)).toMatchObject({ computed: 36, adopted: [] });
  const digest = await digestOf('small-2', ...data);
  expect(digest).toMatch(/[0-9a-f]{64}/);
  expect(digest.match(/[0-9a-f]{64}/)![0]).toBe(
    (await digestOf(answer.id, ...alone)).match(/[0-9a-f]{64}/)![0],
  );

  // Once more, and there is nothing to do.
  const again = await lab('extend', 'small', ...more, ...data);
  expect(again.code).toBe(0);
  expect(again.stderr).toContain('is complete: nothing to compute.');
  expect(again.stdout).toContain('36 of 36 runs finished, 0 computed now.');
}, 120_000);

test('more steps compute again what was still on its way, and take over what had diverged', async () => {
  const { data, id } = await laboratory();
  const diverged = (await labJson<ExperimentRecord>('show', 'small', '--json', ...data)).outcomes.diverged;
  expect(diverged).toBeGreaterThan(0);
  const answer = await labJson<Answer>('extend', id, '--steps', '150', '--json', ...data);
  expect(answer.counts).toEqual({ total: 12, finished: 12, failed: 0 });
  // The six runs at 0.01 have 200 steps already: they stay as they are.
  expect(answer.computed).toBe(6 - diverged);
  expect(answer.adopted).toMatchObject([{ id, runs: 6 + diverged }]);
}, 120_000);

test('what cannot be added is refused in a sentence, with nothing changed', async () => {
  const { data } = await laboratory();
  const refused = async (sentence: RegExp, ...args: string[]): Promise<void> => {
    const { code, stdout, stderr } = await lab('extend', ...args, ...data);
    expect(stderr).toMatch(sentence);
    expect([code, stdout]).toEqual([2, '']);
  };
  await refused(/nothing is added: say what the experiment is to have more of/, 'small');
  await refused(/0\.3 is a learning rate of this experiment already/, 'small', '--learning-rates', '0.3,0.4');
  await refused(/1\.5 is a scale of this experiment already/, 'small', '--scales', '1.5');
  await refused(/3 is a depth of this experiment already/, 'small', '--depths', '3');
  await refused(/repetitions is 3; it must be an integer above 3/, 'small', '--repetitions', '3');
  await refused(/steps is 120; it must be an integer above 120/, 'small', '--steps', '120');
  await refused(/"many" is not a number/, 'small', '--scales', 'many');
  await refused(/integer of at least 1/, 'small', '--repetitions', '0');
  await refused(/grid\.scales\[0\] is -1.*at least 0/, 'small', '--scales=-1');
  await refused(/repetitions is 2000000.*1000000/, 'small', '--repetitions', '2000000', '--dry-run');
  await refused(/no experiment or preset "smal"|no experiment "smal"/, 'smal', '--depths', '4');
  await refused(/unknown option '--depth'/, 'small', '--depth', '4');
  expect(await labJson<ExperimentRecord[]>('list', '--json', ...data)).toHaveLength(1);
}, 120_000);
