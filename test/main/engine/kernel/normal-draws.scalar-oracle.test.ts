import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalFloat32, normalsOfWords } from '@shared/numerics/random/jax';
import { sameBits } from '@shared/training/same-bits';
import { compile, instantiate } from '../../../../src-main/engine/kernel/compile';
import { at, i32, v128 } from '../../../../src-main/engine/kernel/instructions';
import { VECTOR_BYTES } from '../../../../src-main/engine/kernel/lane-memory';
import { ModuleBuilder } from '../../../../src-main/engine/kernel/module-builder';
import { normalDrawInLanes } from '../../../../src-main/engine/kernel/normal-draws';
import { normalsOf } from '../../../../src-main/engine/kernel/normal-lanes';

const draw = normalDrawInLanes();
const word = fc.oneof(fc.nat(0xffffffff), fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xffffffff));

describe('normal draws in lanes', () => {
  it('are those of the scalar code, for any key and count (property)', () => {
    const count = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 40 }) }, fc.nat(3000));
    fc.assert(
      fc.property(word, word, count, (k0, k1, n) => {
        expect(sameBits(draw([k0, k1], n), normalFloat32([k0, k1], n))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.each([8191, 8192, 8193, 8195, 16384, 16385, 100_001])(
    'are so about the length of a piece and over several: %i',
    (count) => {
      expect(sameBits(draw([count, 7], count), normalFloat32([count, 7], count))).toBe(true);
    },
  );

  it('stay as they are when others are drawn', () => {
    const first = draw([1, 2], 9);
    const copy = first.slice();
    draw([3, 4], 9);
    expect(first).toEqual(copy);
  });

  // A number depends on the top 23 bits of its word: those below are made to differ.
  it('are those of the scalar code for every word that there is', () => {
    const PIECE = 2 ** 16;
    const module = new ModuleBuilder(4 * PIECE);
    module.function(
      0,
      (f) => {
        const place = f.integer(i32.constant(0));
        f.loop(PIECE / 4, () => {
          const [normals] = normalsOf(f, [v128.load(at(place))]);
          f.store(at(place), normals!);
          f.advance(place, VECTOR_BYTES);
        });
      },
      'run',
    );
    const { memory, exports } = instantiate(compile(module.bytes()));
    const words = new Uint32Array(memory.buffer);
    const numbers = new Float32Array(memory.buffer);
    let others = 0;
    for (let top = 0; top < 2 ** 23; top += PIECE) {
      for (let i = 0; i < PIECE; i += 1) words[i] = ((top + i) << 9) | (i & 511);
      const expected = normalsOfWords(words);
      (exports as { run(): void }).run();
      // None is zero or NaN, so that equal numbers have equal bits.
      for (let i = 0; i < PIECE; i += 1) if (numbers[i] !== expected[i]) others += 1;
    }
    expect(others).toBe(0);
  }, 60_000);
});
