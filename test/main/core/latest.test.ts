import { describe, expect, it } from 'vitest';
import { Latest } from '../../../src-main/core/latest';

describe('the latest values', () => {
  it('are made once, and again after others took their place', async () => {
    const made: string[] = [];
    const latest = new Latest<string>(2);
    const get = (key: string): Promise<string> =>
      latest.get(key, async () => {
        made.push(key);
        return key.toUpperCase();
      });
    expect([await get('a'), await get('b'), await get('a')]).toEqual(['A', 'B', 'A']);
    await get('c');
    expect(await get('a')).toBe('A');
    await get('b');
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });

  it('are made once for two who ask at once, and not kept where that failed', async () => {
    const latest = new Latest<number>(2);
    let calls = 0;
    const make = async (): Promise<number> => {
      calls += 1;
      if (calls === 1) throw new Error('the first time');
      return calls;
    };
    const both = await Promise.allSettled([latest.get('a', make), latest.get('a', make)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await latest.get('a', make)).toBe(2);
  });
});
