import { describe, expect, it } from 'vitest';
import { shortNames } from '@shared/compare/side-names';

describe('names at the ends of lines', () => {
  it('stay as they are where all are short', () => {
    expect(shortNames(['base', 'a name of 24 characters.'])).toEqual(['base', 'a name of 24 characters.']);
  });

  it('are cut, and said by their beginnings', () => {
    const [first, second] = shortNames(['base', 'residual, a name that is longer than a line can bear']);
    expect(first).toBe('base');
    expect(second).toBe('residual, a name that i…');
  });

  it('keep what tells them apart', () => {
    const same = 'the very same long beginning of both';
    expect(shortNames([`${same}, seed 7`, `${same}, seed 8`])).toEqual([
      'the very sam…oth, seed 7',
      'the very sam…oth, seed 8',
    ]);
    const middle = (at: string): string => `the very same long ${at} beginning and the very same end`;
    const cut = shortNames([middle('a'), middle('b')]);
    expect(new Set(cut).size).toBe(2);
  });
});
