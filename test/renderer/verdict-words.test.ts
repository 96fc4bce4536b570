import { describe, expect, it } from 'vitest';
import { merged, tallyOf, type VerdictTally } from '@shared/figures/verdicts/verdict-tally';
import type { StatementVerdict } from '@shared/theory/verdict';
import { verdictWords } from '../../src-renderer/views/theory/run/verdict-words';
import { filterOptions, passes } from '../../src-renderer/views/theory/verdicts/verdict-filter';
import { tallyText } from '../../src-renderer/views/theory/verdicts/verdict-text';
import { aVerdict } from '../shared/figures/verdicts/builders';

const CONDITION = { id: 'small', text: 'small', measured: 1, bound: 2 };

function assuming(hypothesis: boolean | null, conclusion: boolean): StatementVerdict {
  const verdict = aVerdict(hypothesis, { holds: conclusion });
  const conditions = [{ ...CONDITION, holds: hypothesis }];
  return { ...verdict, hypothesis: { ...verdict.hypothesis, conditions } };
}

const tally = (hypothesis: boolean | null, conclusion: boolean): VerdictTally =>
  tallyOf({ cell: 0, repetition: 0 }, assuming(hypothesis, conclusion));

describe('what a run says to a statement', () => {
  it.each([
    [true, true, 'good', 'conclusion holds; hypothesis holds'],
    [false, true, 'open', 'conclusion holds; the hypothesis does not'],
    [true, false, 'bad', 'counterexample: conclusion fails; the hypothesis holds'],
    [false, false, 'open', 'conclusion fails; hypothesis does not hold: outside the statement’s assumptions'],
    [null, false, 'open', 'conclusion fails; hypothesis undecided: outside the statement’s assumptions'],
  ] as const)('hypothesis %s, conclusion %s: %s', (hypothesis, holds, tone, said) => {
    const words = verdictWords(assuming(hypothesis, holds));
    expect(words.tone).toBe(tone);
    expect(`${words.conclusion}; ${words.hypothesis}`).toBe(said);
  });
});

describe('verdicts of many runs', () => {
  const outside = merged([tally(false, false), tally(null, false), tally(true, true)]);
  const counterexample = merged([tally(true, false), tally(true, true)]);

  it('tell a counterexample from a conclusion that fails outside the assumptions', () => {
    expect([outside, counterexample].map((own) => passes('contradicted', own))).toEqual([false, true]);
    expect([outside, counterexample].map((own) => passes('outside', own))).toEqual([true, false]);
    const titles = filterOptions([outside, outside, counterexample]).map(({ title }) => title);
    expect(titles.slice(0, 3)).toEqual(['All 3', 'Contradicted 1', 'Fails outside 2']);
    expect(tallyText(outside)).toContain('fails outside the statement’s assumptions in 2');
    expect(tallyText(outside)).not.toContain('contradicted');
    expect(tallyText(counterexample)).toMatch(/^contradicted in 1; /);
  });
});
