/**
 * WebAssembly expressions as values: each function returns the bytes that leave its result on the stack, so that
 * arithmetic reads as arithmetic, `add(sum, mul(load(at(w)), x))`. The opcodes are those of the WebAssembly
 * specification, section 5.4; this file and module-builder.ts are the only ones that know them.
 */
export type ValueType = 'i32' | 'f64' | 'v128';

/** An expression: code that leaves one value of a type. It is evaluated wherever, and as often as, it is used. */
export interface Value<T extends ValueType> {
  readonly type: T;
  readonly code: readonly number[];
}
export type Integer = Value<'i32'>;
export type Scalar = Value<'f64'>;
/** Two float64 lanes; also four of float32 or of integers, as the instruction takes it. */
export type Vector = Value<'v128'>;

/** A place in memory: bytes from `base`. The constant offset costs no instruction. */
export interface Address {
  readonly base: Integer;
  readonly offset: number;
}

/** Unsigned LEB128. */
export function unsigned(value: number): number[] {
  const low = value % 128;
  return value < 128 ? [low] : [low | 128, ...unsigned(Math.floor(value / 128))];
}

/** Signed LEB128 of a 32-bit integer. */
export function signed(value: number): number[] {
  const low = value & 127;
  const rest = value >> 7;
  const last = (rest === 0 && low < 64) || (rest === -1 && low >= 64);
  return last ? [low] : [low | 128, ...signed(rest)];
}

export function float64Bytes(value: number): number[] {
  return [...new Uint8Array(Float64Array.of(value).buffer)];
}

/** Opcodes of one byte are written as they are, those of the vector instructions behind their prefix. */
type Opcode = readonly number[];
const simd = (opcode: number): Opcode => [0xfd, ...unsigned(opcode)];

const unary =
  <A extends ValueType, R extends ValueType>(opcode: Opcode, type: R) =>
  (a: Value<A>): Value<R> => ({ type, code: [...a.code, ...opcode] });
const binary =
  <A extends ValueType, B extends ValueType, R extends ValueType>(opcode: Opcode, type: R) =>
  (a: Value<A>, b: Value<B>): Value<R> => ({ type, code: [...a.code, ...b.code, ...opcode] });

const vectorUnary = (opcode: number) => unary<'v128', 'v128'>(simd(opcode), 'v128');
const vectorBinary = (opcode: number) => binary<'v128', 'v128', 'v128'>(simd(opcode), 'v128');
const vectorShift = (opcode: number) => binary<'v128', 'i32', 'v128'>(simd(opcode), 'v128');
const integerBinary = (opcode: number) => binary<'i32', 'i32', 'i32'>([opcode], 'i32');

/** log₂ of the bytes of an access: every address here is a multiple of its size. */
const ALIGN_4 = 2;
const ALIGN_8 = 3;
const ALIGN_16 = 4;

const memoryOperand = (alignment: number, { offset }: Address): number[] => [alignment, ...unsigned(offset)];

function loadOf<T extends ValueType>(
  opcode: Opcode,
  alignment: number,
  type: T,
): (from: Address) => Value<T> {
  return (from) => ({ type, code: [...from.base.code, ...opcode, ...memoryOperand(alignment, from)] });
}

/** What FunctionBuilder.store needs to know of a type. */
export const STORES: Record<ValueType, { opcode: Opcode; alignment: number }> = {
  i32: { opcode: [0x36], alignment: ALIGN_4 },
  f64: { opcode: [0x39], alignment: ALIGN_8 },
  v128: { opcode: simd(0x0b), alignment: ALIGN_16 },
};

export function storeCode<T extends ValueType>(to: Address, value: Value<T>): number[] {
  const { opcode, alignment } = STORES[value.type];
  return [...to.base.code, ...value.code, ...opcode, ...memoryOperand(alignment, to)];
}

export function at(base: Integer, offset = 0): Address {
  return { base, offset };
}

export const i32 = {
  constant: (value: number): Integer => ({ type: 'i32', code: [0x41, ...signed(value)] }),
  load: loadOf([0x28], ALIGN_4, 'i32'),
  isZero: unary<'i32', 'i32'>([0x45], 'i32'),
  equal: integerBinary(0x46),
  notEqual: integerBinary(0x47),
  lessThan: integerBinary(0x48),
  greaterThan: integerBinary(0x4a),
  add: integerBinary(0x6a),
  sub: integerBinary(0x6b),
  mul: integerBinary(0x6c),
  and: integerBinary(0x71),
  or: integerBinary(0x72),
  xor: integerBinary(0x73),
  shiftLeft: integerBinary(0x74),
} as const;

export const v128 = {
  load: loadOf(simd(0x00), ALIGN_16, 'v128'),
  /** One float64 of memory in both lanes. */
  loadSplat: loadOf(simd(0x0a), ALIGN_8, 'v128'),
  /** The same 64 bits in both lanes. */
  bits: (pattern: bigint): Vector => {
    const half = [...new Uint8Array(BigUint64Array.of(pattern).buffer)];
    return { type: 'v128', code: [...simd(0x0c), ...half, ...half] };
  },
  not: vectorUnary(0x4d),
  and: vectorBinary(0x4e),
  /** a ∧ ¬b. */
  andNot: vectorBinary(0x4f),
  or: vectorBinary(0x50),
  xor: vectorBinary(0x51),
  /** Bits of a where the mask's are set, else of b. */
  select: (a: Vector, b: Vector, mask: Vector): Vector => ({
    type: 'v128',
    code: [...a.code, ...b.code, ...mask.code, ...simd(0x52)],
  }),
  anyTrue: unary<'v128', 'i32'>(simd(0x53), 'i32'),
  /** Lanes of 32 bits, by their numbers: 0 … 3 are those of a, 4 … 7 those of b. */
  shuffle32: (a: Vector, b: Vector, lanes: readonly [number, number, number, number]): Vector => {
    const bytes = lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte));
    return { type: 'v128', code: [...a.code, ...b.code, ...simd(0x0d), ...bytes] };
  },
} as const;

/** Unfused IEEE 754 arithmetic on two lanes; comparisons give a mask of all bits a lane. */
export const f64x2 = {
  /** The same number in both lanes. */
  constant: (value: number): Vector => {
    const half = float64Bytes(value);
    return { type: 'v128', code: [...simd(0x0c), ...half, ...half] };
  },
  splat: unary<'f64', 'v128'>(simd(0x14), 'v128'),
  lane: (a: Vector, lane: 0 | 1): Scalar => ({ type: 'f64', code: [...a.code, ...simd(0x21), lane] }),
  equal: vectorBinary(0x47),
  notEqual: vectorBinary(0x48),
  lessThan: vectorBinary(0x49),
  greaterThan: vectorBinary(0x4a),
  lessOrEqual: vectorBinary(0x4b),
  greaterOrEqual: vectorBinary(0x4c),
  nearest: vectorUnary(0x94),
  abs: vectorUnary(0xec),
  neg: vectorUnary(0xed),
  sqrt: vectorUnary(0xef),
  add: vectorBinary(0xf0),
  sub: vectorBinary(0xf1),
  mul: vectorBinary(0xf2),
  div: vectorBinary(0xf3),
  /** b < a ? b : a. */
  pmin: vectorBinary(0xf6),
  /** a < b ? b : a. */
  pmax: vectorBinary(0xf7),
  /** Float32 lanes 0 and 1, exactly. */
  promoteLow: vectorUnary(0x5f),
} as const;

/** The same for four lanes of float32. */
export const f32x4 = {
  constant: (value: number): Vector => ({
    type: 'v128',
    code: [...simd(0x0c), ...new Uint8Array(new Float32Array(4).fill(value).buffer)],
  }),
  greaterOrEqual: vectorBinary(0x46),
  neg: vectorUnary(0xe1),
  sqrt: vectorUnary(0xe3),
  add: vectorBinary(0xe4),
  sub: vectorBinary(0xe5),
  mul: vectorBinary(0xe6),
  /** Two float64, rounded, in lanes 0 and 1; zeros in the others. */
  demoteZero: vectorUnary(0x5e),
  /** Signed integers, rounded. */
  convertSigned: vectorUnary(0xfa),
} as const;

/** Integer arithmetic on four lanes of 32 bits. */
export const i32x4 = {
  constant: (...lanes: readonly [number, number, number, number]): Vector => ({
    type: 'v128',
    code: [...simd(0x0c), ...new Uint8Array(Int32Array.from(lanes).buffer)],
  }),
  splat: unary<'i32', 'v128'>(simd(0x11), 'v128'),
  lessThan: vectorBinary(0x39),
  shiftLeft: vectorShift(0xab),
  shiftRight: vectorShift(0xad),
  add: vectorBinary(0xae),
} as const;

/** Integer arithmetic on the bits of two lanes. */
export const i64x2 = {
  bitmask: unary<'v128', 'i32'>(simd(0xc4), 'i32'),
  shiftLeft: vectorShift(0xcb),
  shiftRightSigned: vectorShift(0xcc),
  shiftRight: vectorShift(0xcd),
  add: vectorBinary(0xce),
  sub: vectorBinary(0xd1),
  equal: vectorBinary(0xd6),
} as const;
