import { describe, expect, it } from 'vitest';
import { conclude, type Comparison } from '@shared/theory/conclusion';
import { atLeast, atMost, given, hypothesis, NO_HYPOTHESIS } from '@shared/theory/conditions';

function at(time: number, measured: number, bound: number, rest: Partial<Comparison> = {}): Comparison {
  return { measured, bound, error: 0, place: { time, step: null, layer: 1 }, ...rest };
}

describe('a conclusion', () => {
  it('is where the least of the bound is left, by either relation', () => {
    const list = [at(0, 1, 10), at(1, 9, 10), at(2, 90, 100)];
    expect(conclude('atMost', list)).toMatchObject({ holds: true, measured: 9, slack: 0.1, vacuous: false });
    expect(conclude('atMost', list).worst).toEqual({ time: 1, step: null, layer: 1 });
    expect(conclude('atLeast', [at(0, 4, 2), at(1, 3, 2)])).toMatchObject({ holds: true, slack: 0.5 });
  });

  it('fails with a negative slack, and names the first failure, which need not be the worst', () => {
    const found = conclude('atMost', [at(0, 1, 10), at(1, 11, 10), at(2, 20, 10)]);
    expect(found).toMatchObject({ holds: false, measured: 20, slack: -1 });
    expect(found.firstViolation?.time).toBe(1);
    expect(found.worst?.time).toBe(2);
    expect(conclude('atLeast', [at(0, 1, 2)])).toMatchObject({ holds: false, slack: -0.5 });
    // Of a negative bound too: -3 is below -2 by half of it.
    expect(conclude('atLeast', [at(0, -3, -2)])).toMatchObject({ holds: false, slack: -0.5 });
  });

  it('takes the plain difference for a bound of 0', () => {
    expect(conclude('atMost', [at(0, 0.25, 0)])).toMatchObject({ holds: false, slack: -0.25 });
    expect(Object.is(conclude('atMost', [at(0, 0, 0)]).slack, 0)).toBe(true);
  });

  it('forgives the error, no more, and weighs it when it looks for the worst', () => {
    expect(conclude('atMost', [at(0, 10.5, 10, { error: 0.5 })])).toMatchObject({
      holds: true,
      slack: -0.05,
    });
    expect(conclude('atMost', [at(0, 10.6, 10, { error: 0.5 })]).holds).toBe(false);
    const found = conclude('atMost', [at(0, 9, 10), at(1, 9.5, 10, { error: 5 })]);
    expect(found.worst?.time).toBe(0);
  });

  it('passes over what is not finite, and measures nothing where all is', () => {
    expect(conclude('atMost', [at(0, NaN, 1), at(1, 0, Infinity), at(2, 0.5, 1)]).measured).toBe(0.5);
    expect(conclude('atMost', [at(0, NaN, 1)])).toMatchObject({ holds: null, measured: null, slack: null });
    expect(conclude('atLeast', [])).toMatchObject({ holds: null, relation: 'atLeast', worst: null });
  });

  it('is vacuous only where every bound is', () => {
    const empty = at(0, 0.5, -3, { vacuous: true });
    expect(conclude('atLeast', [empty])).toMatchObject({ holds: true, vacuous: true, bound: -3 });
    expect(conclude('atLeast', [empty, at(1, 0.5, 0.4)])).toMatchObject({ vacuous: false, bound: 0.4 });
    expect(conclude('atLeast', [empty, at(1, 0.3, 0.4)])).toMatchObject({ vacuous: false, holds: false });
  });
});

describe('a hypothesis', () => {
  const yes = atMost('yes', 'yes', 1, 2);
  const no = atLeast('no', 'no', 1, 2);
  const open = { id: 'open', text: 'open', holds: null, measured: 3, bound: 4 };

  it('is decided by the first that fails, else by the first that is open', () => {
    expect(hypothesis([yes, open, no])).toMatchObject({ holds: false, measured: 1, bound: 2 });
    expect(hypothesis([yes, open])).toMatchObject({ holds: null, measured: 3, bound: 4 });
    expect(hypothesis([given('kind', 'kind', true), yes])).toMatchObject({ holds: true, bound: 2 });
    expect(NO_HYPOTHESIS).toEqual({ holds: true, measured: null, bound: null, conditions: [] });
  });

  it('forgives errors, and fails on what is not a number', () => {
    expect(atMost('', '', 1.1, 1, 0.2).holds).toBe(true);
    expect(atLeast('', '', 0.9, 1, 0.2).holds).toBe(true);
    expect(atMost('', '', NaN, 1)).toMatchObject({ holds: false, measured: null });
    expect(atLeast('', '', NaN, 1).holds).toBe(false);
  });
});
