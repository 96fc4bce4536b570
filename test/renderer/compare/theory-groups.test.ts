import { describe, expect, it } from 'vitest';
import { theoryBeside } from '@shared/compare/theory-beside';
import { theoryGroups, type BesideCell } from '../../../src-renderer/views/compare/theory-groups';
import { everyRun, madeUpRun, madeUpSide } from '../../builders/compared-runs';
import { smallSpec } from '../../builders/small-experiment';

const spec = smallSpec({
  grid: {
    depths: [2, 4],
    scales: [0.5, 1],
    training: [0.3, 0.1].map((learningRate) => ({ learningRate, steps: 10, repetitions: 3 })),
  },
});
const runs = everyRun(spec, ({ index, learningRate }, repetition) =>
  madeUpRun(index, repetition, learningRate === 0.1 ? 'converged' : 'diverged', {
    finalSharpness: 6 + repetition,
  }),
);
const groups = theoryGroups({ theory: theoryBeside([madeUpSide(spec, runs), madeUpSide(spec, [])], []) });

function cellsOf(group: number, key: string): readonly BesideCell[] {
  return groups[group]!.rows.find((row) => row.key === key)!.cells;
}

describe('theory beside measurement as tables', () => {
  it('has a cell a side and depth in every row, and its words begin as titles do', () => {
    for (const { rows } of groups) for (const { cells } of rows) expect(cells).toHaveLength(4);
    const titles = groups.slice(1).flatMap(({ rows }) => rows.map(({ words }) => words));
    expect(titles.filter((words) => !/^\p{Lu}/u.test(words))).toEqual([]);
  });

  it('says of how many networks the runs were', () => {
    expect(cellsOf(1, 'runs')[0]).toMatchObject({ value: '6', aside: 'from 3 networks' });
    expect(cellsOf(1, 'mean')[0]).toMatchObject({ value: 7 });
    expect(cellsOf(2, 'allConverged')[0]).toMatchObject({ value: '0.1', aside: '6 of 6 runs' });
  });

  it('says why there is none', () => {
    expect(cellsOf(1, 'runs')[2]).toMatchObject({ value: null, aside: '', missing: 'no run converged' });
    expect(cellsOf(3, 'judged')[0]).toMatchObject({ value: 'not judged', aside: '' });
  });
});
