import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyAt, LARGEST_SEED, type AddressPart } from '@shared/numerics/random/content';

const text = (seed: number, address: readonly AddressPart[]): string => keyAt(seed, address).join();

/** The address as a text that tells any two apart. */
const written = (seed: number, address: readonly AddressPart[]): string =>
  JSON.stringify([seed, ...address.map((part) => (typeof part === 'number' ? ['n', String(part)] : part))]);

describe('keys by address', () => {
  it('differ in every bit of a number, every letter and every place', () => {
    const numbers = [1, 2, 0.5, 1 + 2 ** -20, 1 + 2 ** -52, 1 + 2 ** -21, 3, -1, 2 ** 40, 2 ** 40 + 1];
    const texts = ['', 'a', 'b', 'aa', 'ab', 'ba', 'a\u0000', '\u0000a', 'ａ', '1', 'aaa'];
    const addresses: AddressPart[][] = [
      [],
      ...numbers.map((value) => [value]),
      ...texts.map((value) => [value]),
      ...numbers.map((value) => ['a', value]),
      ...texts.map((value) => [value, 1]),
      [1, 1],
      [1, 1, 1],
    ];
    const seeds = [0, 1, 2, 2 ** 21, 2 ** 32, 2 ** 32 + 1, LARGEST_SEED - 1, LARGEST_SEED];
    const keys = new Map<string, string>();
    for (const seed of seeds) {
      for (const address of addresses) {
        const key = text(seed, address);
        expect(keys.get(key) ?? written(seed, address)).toBe(written(seed, address));
        keys.set(key, written(seed, address));
      }
    }
  });

  it('of two addresses agree only if the addresses do (property)', () => {
    const part = fc.oneof(
      fc.string({ maxLength: 3 }),
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom(0.5, 1.5),
    );
    const place = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.array(part, { maxLength: 4 }));
    fc.assert(
      // 10⁴ pairs of 64-bit keys: a chance collision has probability 10⁻¹⁵.
      fc.property(place, place, ([seedA, a], [seedB, b]) => {
        expect(text(seedA, a) === text(seedB, b)).toBe(written(seedA, a) === written(seedB, b));
      }),
      { numRuns: 10_000 },
    );
  });
});
