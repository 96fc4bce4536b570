import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { log } from '@shared/numerics/elementary';
import { compile, instantiate } from '../../../../src-main/engine/kernel/compile';
import { at, i32, v128 } from '../../../../src-main/engine/kernel/instructions';
import { VECTOR_BYTES } from '../../../../src-main/engine/kernel/lane-memory';
import { replaceByLogarithms } from '../../../../src-main/engine/kernel/logarithm-lanes';
import { ModuleBuilder } from '../../../../src-main/engine/kernel/module-builder';

const module = new ModuleBuilder(1);
module.function(
  0,
  (f) => {
    const places = [0, VECTOR_BYTES].map((offset) => at(i32.constant(0), offset));
    const numbers = places.map((place) => f.vector(v128.load(place)));
    replaceByLogarithms(f, numbers);
    numbers.forEach((x, i) => f.store(places[i]!, x));
  },
  'run',
);
const { memory, exports } = instantiate(compile(module.bytes()));
const floats = new Float64Array(memory.buffer, 0, 4);

const SMALLEST_NORMAL = 2 ** -1022;
/** 2^k m: anything that is normal, and m next to 1 and to √2, where the exponent changes. */
const positive = fc.oneof(
  fc.double({ min: SMALLEST_NORMAL, max: Number.MAX_VALUE, noNaN: true }),
  fc
    .tuple(
      fc.integer({ min: -1021, max: 1022 }),
      fc.constantFrom(1, Math.SQRT2, Math.SQRT1_2),
      fc.integer({ min: -3, max: 3 }),
    )
    .map(([k, m, ulps]) => m * (1 + ulps * Number.EPSILON) * 2 ** k),
);

describe('logarithms in lanes', () => {
  it('are those of the scalar code, to the bit (property)', () => {
    fc.assert(
      fc.property(fc.tuple(positive, positive, positive, positive), (numbers) => {
        floats.set(numbers);
        (exports as { run(): void }).run();
        expect([...floats]).toEqual(numbers.map(log));
      }),
      { numRuns: 5000 },
    );
  });
});
