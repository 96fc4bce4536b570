import { describe, expect, it } from 'vitest';
import { STATEMENTS } from '@shared/catalogue';
import { judge, judgeInSlices } from '@shared/theory/judge';
import { statementValues } from '@shared/theory/statement-values';
import { flowRun, zeroFirstLayer } from '../../builders/judged-runs';
import { randomProblem } from '../../builders/networks';

const { problem } = randomProblem(20, 3, 5, true);
const { model, weights } = zeroFirstLayer(problem, [3, 2], 0.1);
const run = flowRun(model, weights, { moments: 20 });

describe('judging a run', () => {
  it('asks every statement that can be judged, in their order, each by its own id', () => {
    expect(new Set(STATEMENTS.map(({ id }) => id)).size).toBe(STATEMENTS.length);
    const judged = STATEMENTS.filter((statement) => statement.judge !== undefined);
    expect(judge(run, STATEMENTS).map(({ statement }) => statement)).toEqual(judged.map(({ id }) => id));
  });

  it('yields shares that ascend to 1, and judges the same in one piece', () => {
    const slices = judgeInSlices(run, STATEMENTS);
    let share = 0;
    for (;;) {
      const step = slices.next();
      if (step.done) {
        expect(step.value).toEqual(judge(run, STATEMENTS));
        break;
      }
      expect(step.value).toBeGreaterThan(share);
      share = step.value;
    }
    expect(share).toBeCloseTo(1, 12);
  });

  it('gives verdicts that are plain JSON', () => {
    const verdicts = judge(run, STATEMENTS);
    expect(JSON.parse(JSON.stringify(verdicts))).toEqual(verdicts);
  });

  it('has a number a setting of every statement that is one', () => {
    const settings = [2, 3].map((depth) => ({ problem, depth, projectionNorm: 1 }));
    const values = statementValues(STATEMENTS, settings);
    expect(values['toyProduct']).toEqual([1, 2]);
    expect(values['lemma1']).toBeUndefined();
    for (const list of Object.values(values)) expect(list).toHaveLength(2);
  });
});
