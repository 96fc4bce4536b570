import { exec } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../builders/temporary-folder';
import { smallSpec } from '../../builders/small-experiment';
import { lab, labJson, startLab } from './lab';

/** Runs a spec given as text and says how that was refused. */
async function refused(text: string): Promise<{ code: number | null; stderr: string }> {
  const folder = temporaryFolder();
  const file = join(folder, 'spec.json');
  writeFileSync(file, text);
  const { code, stdout, stderr } = await lab('run', file, '--data-dir', join(folder, 'data'));
  expect(stdout).toBe('');
  return { code, stderr };
}

describe('arguments that are refused with what is allowed', () => {
  it.each([
    [['run', 'figure-9'], /"figure-9" is no preset, no experiment.*figure-3/s],
    [['run', 'no-such.json'], /no-such\.json cannot be read/],
    [['run', 'figure-3', '--learning-rates', '0.3'], /0\.3 is not a learning rate.*0\.005/],
    [['run', 'figure-3', '--scales', '0.25,abc'], /"abc" is not a number/],
    [['run', 'figure-3', '--repetitions', '81'], /repetitions is 81.*1 to 80/],
    [['run', 'figure-3', '--repetitions', '0'], /integer of at least 1/],
    [['run', 'figure-3', '--steps', '50000'], /steps is 50000.*1 to 40000/],
    [['run', 'figure-3', '--processes', '-2'], /integer of at least 1/],
    [['run', 'figure-3', '--proceses', '2'], /unknown option/],
    [['export', 'figure-3', '--format', 'xls', '--out', 'x'], /Allowed choices are csv, json/],
    [['fly'], /unknown command/],
    [['table', 'nothing-like-it'], /no experiment or preset "nothing-like-it"/],
    [['figure', '9'], /no figure 9[^]*1, 2, 3, 4, 5, 6, 7/],
  ])('lab %j', async (args, sentence) => {
    const { code, stdout, stderr } = await lab(...args, '--data-dir', temporaryFolder());
    expect(stdout).toBe('');
    expect(stderr).toMatch(sentence);
    expect(code).toBe(2);
  });

  it('a figure of the paper that is not here says how to compute it', async () => {
    const { code, stderr } = await lab('figure', '1b', '--data-dir', temporaryFolder());
    expect(stderr).toMatch(/"figure-3", which was not run[^]*lab reproduce --figures 1/);
    expect(code).toBe(1);
  });
});

describe('specs that are refused', () => {
  const spec = smallSpec();
  it.each([
    ['NaN', JSON.stringify(spec).replace('"noise":1', '"noise":NaN'), /is not JSON.*no NaN/s],
    [
      'an empty grid',
      JSON.stringify({ ...spec, grid: { ...spec.grid, scales: [] } }),
      /grid\.scales.*at least 1 entry/,
    ],
    [
      'a negative scale',
      JSON.stringify({ ...spec, grid: { ...spec.grid, scales: [-1] } }),
      /grid\.scales\[0\] is -1.*at least 0/,
    ],
    [
      'a rate of zero',
      JSON.stringify(spec).replace('"learningRate":0.3', '"learningRate":0'),
      /grid\.training\[1\]\.learningRate is 0; it must be more than 0/,
    ],
    [
      'a billion runs',
      JSON.stringify(spec)
        .replaceAll('"repetitions":3', '"repetitions":999999')
        .replace(
          '"scales":[0.3,1.5]',
          `"scales":[${Array.from({ length: 600 }, (_, i) => (i + 1) / 100).join(',')}]`,
        ),
      /asks for \d+ runs; at most 10000000/,
    ],
    ['an unknown key', JSON.stringify({ ...spec, learningrate: 1 }), /unknown field "learningrate"/],
    ['another version', JSON.stringify({ ...spec, version: 2 }), /version is 2; it must be 1/],
    ['a list', '[]', /the spec is \[\]; it must be an object/],
  ])('%s', async (_, text, sentence) => {
    const { code, stderr } = await refused(text);
    expect(stderr).toMatch(sentence);
    expect(code).toBe(2);
  });

  it('names the row and column of a bad table, and takes a good one', async () => {
    const folder = temporaryFolder();
    const imported = { ...spec, data: { kind: 'imported', file: 'table.csv', target: 'y' } };
    writeFileSync(join(folder, 'spec.json'), JSON.stringify(imported));
    const run = ['run', join(folder, 'spec.json'), '--json', '--data-dir', join(folder, 'data')];
    expect(await lab(...run)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('table.csv cannot be read'),
    });
    writeFileSync(join(folder, 'table.csv'), 'a,b,y\n1,2,3\n4,,6\n');
    expect(await lab(...run)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Row 3, column 2 ("b") is empty'),
    });
    writeFileSync(join(folder, 'table.csv'), 'a\tb\ty\n1\t2\t3\n4\t0\t6\n2\t2\t1\n');
    const { id } = await labJson<{ id: string }>(...run);
    // The archive keeps the data: the file may go, and the printed spec runs without it.
    const printed = await lab('spec', id, '--data-dir', join(folder, 'data'));
    writeFileSync(join(folder, 'replay.json'), printed.stdout.replace('table.csv', 'gone.csv'));
    expect(
      await labJson('run', join(folder, 'replay.json'), '--json', '--data-dir', join(folder, 'data')),
    ).toMatchObject({ id, computed: 0 });
  });
});

describe('places that an export must not take', () => {
  it.each([
    ['the archive', (folder: string) => join(folder, 'workbench.sqlite'), /it is a file of the archive/],
    ['its log', (folder: string) => join(folder, 'workbench.sqlite-wal'), /it is a file of the archive/],
    ['a device', () => '/dev/null', /it is not a regular file/],
    ['a folder', (folder: string) => folder, /it is not a regular file/],
    ['a folder that is not there', (folder: string) => join(folder, 'no', 'runs.csv'), /cannot be written/],
  ])('%s', async (_, place, sentence) => {
    const folder = temporaryFolder();
    await labJson('run', 'figure-1-trajectories', '--json', '--data-dir', folder);
    const out = place(folder);
    const { code, stderr } = await lab(
      'export',
      'figure-1-trajectories',
      '--format',
      'csv',
      '--out',
      out,
      '--data-dir',
      folder,
    );
    expect(stderr).toMatch(sentence);
    expect(code).not.toBe(0);
    expect((await lab('check', '--data-dir', folder)).code).toBe(0);
  });
});

describe('streams that cannot be written', () => {
  it.skipIf(process.platform !== 'linux')(
    'a full standard output (needs /dev/full) is one sentence',
    async () => {
      const result = await promisify(exec)(`"${process.execPath}" out/main/lab.cjs presets >/dev/full`).catch(
        (error: unknown) => error,
      );
      expect(result).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^The result cannot be written to standard output: .*\n$/),
      });
    },
  );
});

describe('data folders that cannot be used', () => {
  it.each([
    ['a file in its place', (folder: string) => writeFileSync(folder, ''), /folder|directory/i],
    [
      'a foreign database',
      (folder: string) => copyInto(folder, foreignDatabase()),
      /not .*archive|foreign|another program/i,
    ],
    [
      'a file that is no database',
      (folder: string) => copyInto(folder, textFile()),
      /not .*database|damaged|no SQLite/i,
    ],
  ])('%s', async (_, prepare, sentence) => {
    const folder = join(temporaryFolder(), 'data');
    prepare(folder);
    const { code, stdout, stderr } = await lab('run', 'figure-1-trajectories', '--data-dir', folder);
    expect(stdout).toBe('');
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toContain('bug');
    expect(code).toBe(1);
  });

  it('a truncated archive', async () => {
    const folder = temporaryFolder();
    await labJson('run', 'figure-1-trajectories', '--json', '--data-dir', folder);
    truncateSync(join(folder, 'workbench.sqlite'), 3000);
    const { code, stderr } = await lab('list', '--data-dir', folder);
    expect(stderr).toContain('workbench.sqlite');
    expect(stderr).not.toContain('bug');
    expect(code).toBe(1);
  });

  it.skipIf(process.getuid?.() === 0)(
    'a read-only folder (skipped for root, who may write anywhere)',
    async () => {
      const folder = join(temporaryFolder(), 'data');
      mkdirSync(folder);
      chmodSync(folder, 0o500);
      const { code, stderr } = await lab('run', 'figure-1-trajectories', '--data-dir', folder);
      expect(stderr).toContain(folder);
      expect(code).toBe(1);
    },
  );

  it('a folder where another run is at work', async () => {
    const folder = temporaryFolder();
    const first = startLab(['run', 'figure-6', '--data-dir', folder]);
    await first.says('runs to compute');
    const { code, stderr } = await lab('run', 'quick', '--data-dir', folder);
    first.child.kill('SIGINT');
    expect(stderr).toMatch(/Another run is already working .*process \d+/);
    expect(code).toBe(1);
    expect((await first.result).code).toBe(130);
  });
});

function copyInto(folder: string, file: string): void {
  mkdirSync(folder);
  copyFileSync(file, join(folder, 'workbench.sqlite'));
}

/** A valid SQLite header with a foreign application id, and one empty page. */
function foreignDatabase(): string {
  const page = Buffer.alloc(4096);
  page.write('SQLite format 3\0', 0, 'latin1');
  page.writeUInt16BE(4096, 16);
  page.set([1, 1, 0, 64, 32, 32], 18);
  page.writeUInt32BE(1, 28);
  page.writeUInt32BE(4, 44);
  page.writeUInt32BE(1, 56);
  page.writeUInt32BE(0x12345678, 68);
  page.set([13, 0, 0, 0, 0, 16, 0, 0], 100);
  const file = join(temporaryFolder(), 'foreign.sqlite');
  writeFileSync(file, page);
  return file;
}

function textFile(): string {
  const file = join(temporaryFolder(), 'text');
  writeFileSync(file, 'this is not a database, but long enough to be mistaken for one\n'.repeat(100));
  return file;
}
