import {
  at,
  i32,
  storeCode,
  unsigned,
  type Address,
  type Integer,
  type Value,
  type ValueType,
  type Vector,
} from './instructions';

/** A variable of a function; as a value, what it holds. */
export interface Local<T extends ValueType> extends Value<T> {
  readonly index: number;
}
export type IntegerLocal = Local<'i32'>;
export type VectorLocal = Local<'v128'>;

/** A function of a module that can be called from others built after it. It takes integers and returns nothing. */
export interface FunctionReference {
  readonly index: number;
  readonly parameters: number;
}

const TYPE_CODES: Record<ValueType, number> = { i32: 0x7f, f64: 0x7c, v128: 0x7b };
const END = 0x0b;
const EMPTY_BLOCK = 0x40;

/** Writes the body of one function, statement by statement. */
export class FunctionBuilder {
  readonly #code: number[] = [];
  readonly #types: ValueType[] = [];
  readonly #parameters: number;
  /** Locals in use, innermost scope last, and those of ended scopes, to be used again. */
  #used: Local<ValueType>[] = [];
  readonly #free: Local<ValueType>[] = [];

  constructor(parameters: number) {
    this.#parameters = parameters;
  }

  parameter(index: number): IntegerLocal {
    return localOf('i32', index);
  }

  /** A new variable, which holds anything until it is set. It ends with the scope that it is made in. */
  integer(initial?: Integer): IntegerLocal {
    return this.#local('i32', initial);
  }

  /** A new variable, as `integer`. */
  vector(initial?: Vector): VectorLocal {
    return this.#local('v128', initial);
  }

  set<T extends ValueType>(local: Local<T>, value: Value<T>): void {
    this.#code.push(...value.code, 0x21, ...unsigned(local.index));
  }

  /** pointer ← pointer + bytes. */
  advance(pointer: IntegerLocal, bytes: number | Integer): void {
    this.set(pointer, i32.add(pointer, integerOf(bytes)));
  }

  store<T extends ValueType>(to: Address, value: Value<T>): void {
    this.#code.push(...storeCode(to, value));
  }

  /** memory[to, to + bytes) ← memory[from, from + bytes). */
  copy(to: Integer, from: Integer, bytes: number): void {
    this.#code.push(...to.code, ...from.code, ...i32.constant(bytes).code, 0xfc, 10, 0, 0);
  }

  call(target: FunctionReference, ...values: readonly (number | Integer)[]): void {
    if (values.length !== target.parameters) throw new Error('A call with too few or too many arguments.');
    for (const value of values) this.#code.push(...integerOf(value).code);
    this.#code.push(0x10, ...unsigned(target.index));
  }

  /** Runs the body `count` times, at least once. */
  loop(count: number | Integer, body: () => void): void {
    this.scope(() => {
      const left = this.integer(integerOf(count));
      this.#code.push(0x03, EMPTY_BLOCK);
      this.scope(body);
      this.set(left, i32.sub(left, i32.constant(1)));
      this.#code.push(...left.code, 0x0d, 0, END);
    });
  }

  /** Runs the body where the condition is not zero. */
  when(condition: Integer, body: () => void, otherwise?: () => void): void {
    this.#code.push(...condition.code, 0x04, EMPTY_BLOCK);
    this.scope(body);
    if (otherwise !== undefined) {
      this.#code.push(0x05);
      this.scope(otherwise);
    }
    this.#code.push(END);
  }

  /** Locals made inside end here: their registers and numbers are used again. */
  scope(body: () => void): void {
    const outer = this.#used;
    this.#used = [];
    body();
    this.#free.push(...this.#used);
    this.#used = outer;
  }

  /** The body with its locals declared, as the code section holds it. */
  finish(): number[] {
    const locals = this.#types.flatMap((type) => [1, TYPE_CODES[type]]);
    return sized([...unsigned(this.#types.length), ...locals, ...this.#code, END]);
  }

  #local<T extends ValueType>(type: T, initial: Value<T> | undefined): Local<T> {
    const place = this.#free.findLastIndex((local) => local.type === type);
    const local =
      place >= 0
        ? (this.#free.splice(place, 1)[0] as Local<T>)
        : localOf(type, this.#parameters + this.#types.push(type) - 1);
    this.#used.push(local);
    if (initial !== undefined) this.set(local, initial);
    return local;
  }
}

function localOf<T extends ValueType>(type: T, index: number): Local<T> {
  return { type, index, code: [0x20, ...unsigned(index)] };
}

export function integerOf(value: number | Integer): Integer {
  return typeof value === 'number' ? i32.constant(value) : value;
}

/** base + bytes as an address; the sum is folded where it is known. */
export function moved({ base, offset }: Address, bytes: number): Address {
  return at(base, offset + bytes);
}

const SECTIONS = { type: 1, function: 3, memory: 5, export: 7, code: 10 } as const;
/** What memories are measured in. */
export const PAGE_BYTES = 65536;

/** Builds a module with one memory of its own, exported as `memory`. Functions take integers and return nothing. */
export class ModuleBuilder {
  readonly #bodies: number[][] = [];
  readonly #parameterCounts: number[] = [];
  readonly #exports: number[][] = [[...nameBytes('memory'), 2, 0]];

  constructor(private readonly memoryBytes: number) {}

  /** Adds a function; with a name, it is exported. `build` gets its parameters. */
  function(
    parameters: number,
    build: (f: FunctionBuilder, ...parameters: IntegerLocal[]) => void,
    name?: string,
  ): FunctionReference {
    const f = new FunctionBuilder(parameters);
    build(f, ...Array.from({ length: parameters }, (_, i) => f.parameter(i)));
    const index = this.#bodies.push(f.finish()) - 1;
    this.#parameterCounts.push(parameters);
    if (name !== undefined) this.#exports.push([...nameBytes(name), 0, ...unsigned(index)]);
    return { index, parameters };
  }

  bytes(): Uint8Array<ArrayBuffer> {
    const counts = [...new Set(this.#parameterCounts)];
    const types = counts.map((count) => [0x60, ...unsigned(count), ...Array<number>(count).fill(0x7f), 0]);
    const pages = Math.max(1, Math.ceil(this.memoryBytes / PAGE_BYTES));
    return Uint8Array.from([
      ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      ...section(SECTIONS.type, types),
      ...section(
        SECTIONS.function,
        this.#parameterCounts.map((count) => unsigned(counts.indexOf(count))),
      ),
      ...section(SECTIONS.memory, [[0, ...unsigned(pages)]]),
      ...section(SECTIONS.export, this.#exports),
      ...section(SECTIONS.code, this.#bodies),
    ]);
  }
}

function section(id: number, entries: readonly (readonly number[])[]): number[] {
  return [id, ...sized([...unsigned(entries.length), ...entries.flat()])];
}

function sized(bytes: readonly number[]): number[] {
  return [...unsigned(bytes.length), ...bytes];
}

function nameBytes(name: string): number[] {
  return sized([...new TextEncoder().encode(name)]);
}
