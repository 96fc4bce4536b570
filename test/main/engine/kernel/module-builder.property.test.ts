import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile, instantiate } from '../../../../src-main/engine/kernel/compile';
import {
  at,
  f32x4,
  f64x2,
  i32,
  i32x4,
  i64x2,
  v128,
  type Vector,
} from '../../../../src-main/engine/kernel/instructions';
import { ModuleBuilder, type FunctionBuilder } from '../../../../src-main/engine/kernel/module-builder';

const NULL = i32.constant(0);
/** Runs one function without parameters on a memory that starts with these bytes. */
function run(build: (f: FunctionBuilder) => void, input: Float64Array = new Float64Array()): ArrayBuffer {
  const module = new ModuleBuilder(1);
  module.function(0, build, 'run');
  const { memory, exports } = instantiate(compile(module.bytes()));
  new Float64Array(memory.buffer).set(input);
  (exports as { run(): void }).run();
  return memory.buffer;
}

const number = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 5e-324, Number.MAX_VALUE),
);

/** f64x2 operations with what JavaScript says they are. */
const ARITHMETIC: Record<string, [(a: Vector, b: Vector) => Vector, (a: number, b: number) => number]> = {
  add: [f64x2.add, (a, b) => a + b],
  sub: [f64x2.sub, (a, b) => a - b],
  mul: [f64x2.mul, (a, b) => a * b],
  div: [f64x2.div, (a, b) => a / b],
  neg: [f64x2.neg, (a) => -a],
  abs: [f64x2.abs, (a) => Math.abs(a)],
  sqrt: [f64x2.sqrt, (a) => Math.sqrt(a)],
  pmin: [f64x2.pmin, (a, b) => (b < a ? b : a)],
  pmax: [f64x2.pmax, (a, b) => (a < b ? b : a)],
};
const CHOICES: Record<string, [(a: Vector, b: Vector) => Vector, (a: number, b: number) => boolean]> = {
  equal: [f64x2.equal, (a, b) => a === b],
  notEqual: [f64x2.notEqual, (a, b) => a !== b],
  lessThan: [f64x2.lessThan, (a, b) => a < b],
  greaterThan: [f64x2.greaterThan, (a, b) => a > b],
  lessOrEqual: [f64x2.lessOrEqual, (a, b) => a <= b],
  greaterOrEqual: [f64x2.greaterOrEqual, (a, b) => a >= b],
};
/** 64-bit operations with what BigInt says they are. */
const BITS: Record<string, [(a: Vector, b: Vector) => Vector, (a: bigint, b: bigint) => bigint]> = {
  and: [v128.and, (a, b) => a & b],
  andNot: [v128.andNot, (a, b) => a & ~b],
  or: [v128.or, (a, b) => a | b],
  xor: [v128.xor, (a, b) => a ^ b],
  not: [v128.not, (a) => ~a],
  add: [i64x2.add, (a, b) => a + b],
  sub: [i64x2.sub, (a, b) => a - b],
  equal: [i64x2.equal, (a, b) => (a === b ? -1n : 0n)],
  shiftLeft: [(a) => i64x2.shiftLeft(a, i32.constant(52)), (a) => a << 52n],
  shiftRight: [(a) => i64x2.shiftRight(a, i32.constant(52)), (a) => a >> 52n],
  shiftRightSigned: [(a) => i64x2.shiftRightSigned(a, i32.constant(52)), (a) => BigInt.asIntN(64, a) >> 52n],
};

const { fround } = Math;
/** f32x4 operations with what JavaScript's float64, rounded, says they are. */
const FLOAT32: Record<string, [(a: Vector, b: Vector) => Vector, (a: number, b: number) => number]> = {
  add: [f32x4.add, (a, b) => fround(a + b)],
  sub: [f32x4.sub, (a, b) => fround(a - b)],
  mul: [f32x4.mul, (a, b) => fround(a * b)],
  neg: [f32x4.neg, (a) => -a],
  sqrt: [f32x4.sqrt, (a) => fround(Math.sqrt(a))],
  greaterOrEqual: [chosenBy(f32x4.greaterOrEqual), (a, b) => (a >= b ? 1 : -2)],
};
function chosenBy(comparison: (a: Vector, b: Vector) => Vector): (a: Vector, b: Vector) => Vector {
  return (a, b) => v128.select(f32x4.constant(1), f32x4.constant(-2), comparison(a, b));
}
/** i32x4 operations with what JavaScript says they are. */
const INT32: Record<string, [(a: Vector, b: Vector) => Vector, (a: number, b: number) => number]> = {
  add: [i32x4.add, (a, b) => (a + b) | 0],
  shiftLeft: [(a) => i32x4.shiftLeft(a, i32.constant(13)), (a) => a << 13],
  shiftRight: [(a) => i32x4.shiftRight(a, i32.constant(9)), (a) => (a >>> 9) | 0],
  lessThan: [i32x4.lessThan, (a, b) => (a < b ? -1 : 0)],
};
const four = <T>(each: fc.Arbitrary<T>): fc.Arbitrary<[T, T, T, T]> => fc.tuple(each, each, each, each);

describe('Emitted code against JavaScript', () => {
  const pairs = fc.tuple(number, number, number, number);
  const [left, right] = [v128.load(at(NULL, 0)), v128.load(at(NULL, 16))];
  const output = at(NULL, 32);

  it.each(Object.entries(ARITHMETIC))('computes f64x2 %s (property)', (_, [operation, expected]) => {
    fc.assert(
      fc.property(pairs, ([a, b, c, d]) => {
        const memory = run((f) => f.store(output, operation(left, right)), Float64Array.of(a, b, c, d));
        expect([...new Float64Array(memory, 32, 2)]).toEqual([expected(a, c), expected(b, d)]);
      }),
    );
  });

  it.each(Object.entries(CHOICES))('selects by f64x2 %s (property)', (_, [operation, expected]) => {
    fc.assert(
      fc.property(pairs, ([a, b, c, d]) => {
        const chosen = v128.select(f64x2.constant(1), f64x2.constant(-2), operation(left, right));
        const memory = run((f) => f.store(output, chosen), Float64Array.of(a, b, c, d));
        expect([...new Float64Array(memory, 32, 2)]).toEqual([
          expected(a, c) ? 1 : -2,
          expected(b, d) ? 1 : -2,
        ]);
      }),
    );
  });

  it.each(Object.entries(BITS))('computes 64-bit %s (property)', (_, [operation, expected]) => {
    const bits = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    fc.assert(
      fc.property(bits, bits, (a, b) => {
        const memory = run((f) => f.store(output, operation(v128.bits(a), v128.bits(b))));
        const wanted = BigInt.asUintN(64, expected(a, b));
        expect([...new BigUint64Array(memory, 32, 2)]).toEqual([wanted, wanted]);
      }),
    );
  });

  it.each(Object.entries(FLOAT32))('computes f32x4 %s (property)', (_, [operation, expected]) => {
    const floats = four(fc.oneof(fc.float(), fc.constantFrom(0, -0, NaN, Infinity, 2 ** -149)));
    fc.assert(
      fc.property(floats, floats, (a, b) => {
        const input = new Float64Array(Float32Array.of(...a, ...b).buffer);
        const memory = run((f) => f.store(output, operation(left, right)), input);
        expect([...new Float32Array(memory, 32, 4)]).toEqual(a.map((each, i) => expected(each, b[i]!)));
      }),
    );
  });

  it.each(Object.entries(INT32))('computes i32x4 %s (property)', (_, [operation, expected]) => {
    const integers = four(fc.integer());
    fc.assert(
      fc.property(integers, integers, (a, b) => {
        const memory = run((f) => f.store(output, operation(i32x4.constant(...a), i32x4.constant(...b))));
        expect([...new Int32Array(memory, 32, 4)]).toEqual(a.map((each, i) => expected(each, b[i]!)));
      }),
    );
  });

  it('spreads, converts and moves 32-bit lanes (property)', () => {
    const places = four(fc.integer({ min: 0, max: 7 }));
    fc.assert(
      fc.property(number, number, fc.integer(), places, (a, b, integer, lanes) => {
        const memory = run(
          (f) => {
            f.store(at(NULL, 32), f32x4.demoteZero(left));
            f.store(at(NULL, 48), f64x2.promoteLow(v128.load(at(NULL, 32))));
            f.store(at(NULL, 64), f32x4.convertSigned(i32x4.splat(i32.constant(integer))));
            f.store(
              at(NULL, 80),
              v128.shuffle32(i32x4.constant(0, 1, 2, 3), i32x4.constant(4, 5, 6, 7), lanes),
            );
          },
          Float64Array.of(a, b),
        );
        expect([...new Float32Array(memory, 32, 4)]).toEqual([fround(a), fround(b), 0, 0]);
        expect([...new Float64Array(memory, 48, 2)]).toEqual([fround(a), fround(b)]);
        expect([...new Float32Array(memory, 64, 4)]).toEqual(Array(4).fill(fround(integer)));
        expect([...new Int32Array(memory, 80, 4)]).toEqual(lanes);
      }),
    );
  });

  it('holds any integer and does its arithmetic (property)', () => {
    const integer = fc.oneof(fc.integer(), fc.integer({ min: -200, max: 200 }));
    fc.assert(
      fc.property(integer, integer, (a, b) => {
        const [x, y] = [i32.constant(a), i32.constant(b)];
        const values = [i32.add(x, y), i32.sub(x, y), i32.mul(x, y), i32.and(x, y), i32.lessThan(x, y)];
        const memory = run((f) => values.forEach((value, i) => f.store(at(NULL, 4 * i), value)));
        expect([...new Int32Array(memory, 0, 5)]).toEqual([
          (a + b) | 0,
          (a - b) | 0,
          Math.imul(a, b),
          a & b,
          a < b ? 1 : 0,
        ]);
      }),
    );
  });

  it('loops, branches and calls', () => {
    const module = new ModuleBuilder(1);
    const addTo = module.function(2, (f, place, value) => {
      f.store(at(place), i32.add(i32.load(at(place)), value));
    });
    module.function(
      1,
      (f, count) => {
        f.loop(count, () => {
          f.when(
            i32.isZero(i32.load(at(NULL, 8))),
            () => f.call(addTo, 0, 5),
            () => f.call(addTo, 4, 7),
          );
        });
        f.store(at(NULL, 8), i32.constant(1));
      },
      'count',
    );
    const { memory, exports } = instantiate(compile(module.bytes()));
    const counter = exports as { count(times: number): void };
    counter.count(300);
    counter.count(2);
    expect([...new Int32Array(memory.buffer, 0, 2)]).toEqual([1500, 14]);
  });

  it('gives a variable of an ended scope to the next one, and none of a running one', () => {
    const memory = run((f) => {
      const outer = f.integer(i32.constant(1));
      let index = -1;
      f.scope(() => {
        index = f.integer(i32.constant(2)).index;
      });
      const next = f.integer(i32.constant(3));
      expect(next.index).toBe(index);
      f.store(at(NULL), i32.add(outer, next));
    });
    expect(new Int32Array(memory)[0]).toBe(4);
  });

  it('refuses a call with the wrong number of arguments', () => {
    const module = new ModuleBuilder(1);
    const target = module.function(1, () => undefined);
    expect(() => module.function(0, (f) => f.call(target))).toThrow('arguments');
  });
});
