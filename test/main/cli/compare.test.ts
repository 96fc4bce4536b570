import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ComparisonAnswer } from '@shared/compare/answer';
import type { BoundsRow } from '@shared/figures/bounds-table';
import type { CellRow } from '@shared/figures/cell-table';
import { smallSpec } from '../../builders/small-experiment';
import { temporaryFolder } from '../../builders/temporary-folder';
import { lab, labJson } from './lab';

// One for all: running the experiments takes longer than what is asked of them.
const folder = mkdtempSync(join(tmpdir(), 'workbench-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const data = ['--data-dir', folder];

beforeAll(async () => {
  const specs = {
    small: smallSpec(),
    other: smallSpec({ name: 'other', seed: 8 }),
    noiseless: smallSpec({
      name: 'noiseless',
      data: { kind: 'synthetic', samples: 20, features: 3, noise: 0 },
    }),
  };
  for (const [name, spec] of Object.entries(specs)) {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(spec));
    await lab('run', file, ...data);
  }
});

function compared(...args: string[]): Promise<ComparisonAnswer> {
  return labJson<ComparisonAnswer>('compare', ...args, '--json', ...data);
}

describe('lab compare', () => {
  it('shows one difference of two experiments that differ in one field', async () => {
    const { differences, sides } = await compared('small', 'noiseless');
    expect(differences.map(({ path, values }) => [path, values.map(({ text }) => text)])).toEqual([
      ['data.noise', ['1', '0']],
    ]);
    expect(sides.map(({ name, runs, finished }) => [name, runs, finished])).toEqual([
      ['small', 12, 12],
      ['noiseless', 12, 12],
    ]);
  });

  it('has the bounds of "lab bounds" and the tallies of "lab verdicts"', async () => {
    const before = await compared('small', 'other');
    expect(before.theory.map(({ verdicts }) => verdicts)).toEqual([null, null]);
    interface Entry {
      readonly statement: string;
      readonly hypothesis: { readonly holds: boolean | null };
      readonly conclusion: { readonly holds: boolean | null };
    }
    const entries = await labJson<Entry[]>('verdicts', 'small', '--json', ...data);
    const { theory } = await compared('small', 'other');
    for (const [i, name] of ['small', 'other'].entries())
      expect([theory[i]!.bounds]).toEqual(await labJson<BoundsRow[]>('bounds', name, '--json', ...data));
    expect(theory[1]!.verdicts).toBeNull();
    const { judged, finished, statements } = theory[0]!.verdicts!;
    expect([judged, finished]).toEqual([12, 12]);
    const count = (id: string, hypothesis: boolean, conclusion: boolean): number =>
      entries.filter(
        (entry) =>
          entry.statement === id &&
          entry.hypothesis.holds === hypothesis &&
          entry.conclusion.holds === conclusion,
      ).length;
    expect(statements.length).toBe(new Set(entries.map(({ statement }) => statement)).size);
    for (const { statement, tally } of statements) {
      expect(tally.combinations.holds.holds).toBe(count(statement, true, true));
      expect(tally.combinations.fails.holds).toBe(count(statement, false, true));
      expect(tally.combinations.fails.fails).toBe(count(statement, false, false));
    }
  });

  it('has the means of "lab table", paired by equal draws and otherwise not', async () => {
    const rows = await labJson<CellRow[]>('table', 'small', '--json', ...data);
    const { statistics } = await compared('small', 'other', 'noiseless', '--measure', 'initialSharpness');
    expect(statistics.map(({ cells }) => cells.map(({ paired }) => paired))).toEqual([
      [false, false, false, false],
      [true, true, true, true],
    ]);
    statistics[0]!.cells.forEach(({ measure }, i) => {
      expect(measure!.means[0]).toBeCloseTo(rows[i]!.initialSharpness!.mean, 12);
    });
  });

  it('compares two cells of one experiment', async () => {
    const { sides, statistics } = await compared('small', 'small', '--cell', '0,1');
    expect(sides.map(({ name, runs }) => [name, runs])).toEqual([
      ['η = 0.01, scale 0.3', 3],
      ['η = 0.3, scale 0.3', 3],
    ]);
    expect(
      statistics[0]!.cells.map(({ first, second, paired }) => [first.index, second.index, paired]),
    ).toEqual([[0, 1, true]]);
  });

  it('writes reports that need no other file', async () => {
    for (const [name, start] of [
      ['report.html', '<!doctype html>'],
      ['report.md', '# Comparison of small, other'],
    ] as const) {
      const file = join(temporaryFolder(), name);
      await lab('compare', 'small', 'other', '--overlay', '--report', file, ...data);
      const text = readFileSync(file, 'utf8');
      expect(text.startsWith(start)).toBe(true);
      expect(text).toContain('data:image/svg+xml;base64,');
      expect(text).toContain('Seed');
      expect(text).toContain('Theory beside measurement');
      expect(text).not.toMatch(/(src|href)="http/);
    }
  });

  it('refuses what makes no comparison, in a sentence', async () => {
    const refused = async (...args: string[]): Promise<string> => {
      const { code, stderr } = await lab('compare', ...args, ...data);
      expect(code).not.toBe(0);
      return stderr;
    };
    expect(await refused('small')).toContain('1 sides were given; a comparison has 2 to 6');
    expect(await refused('small', 'other', '--cell', '0,1,2')).toContain('cell has 3 numbers for 2 sides');
    expect(await refused('small', 'other', '--cell', '9')).toContain('There is no cell 9');
    expect(await refused('small', 'other', '--run', '0')).toContain('run is given without a cell');
    expect(await refused('small', 'other', '--figure', 'moon')).toContain('They have: distance');
  });
});
