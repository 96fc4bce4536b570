import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Digest, ExperimentId } from '../contract/ids';
import type { DataSet } from '../network/data/data-set';
import type { RunResult, TraceSeries } from '../training/run-result';
import type { Cell } from './plan';
import type { ExperimentSpec } from './spec';

const ID_LENGTH = 16;

/** JSON with sorted keys and no spaces: one text for one value. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`);
    return `{${entries.join(',')}}`;
  }
  return JSON.stringify(value);
}

function textDigest(text: string): Digest {
  return bytesToHex(sha256(utf8ToBytes(text))) as Digest;
}

/**
 * SHA-256 of what determines an experiment's results: the spec without its name and, for imported data, without the
 * path of the file (its content counts). Equal specs are one experiment, whatever they are called.
 */
export function specDigest(spec: ExperimentSpec): Digest {
  const { name, data, ...rest } = spec;
  return textDigest(canonicalJson({ ...rest, data: determining(data) }));
}

/** Of imported data, the content counts and not the path. */
function determining(data: ExperimentSpec['data']): object {
  return data.kind === 'imported' ? { ...data, file: undefined } : data;
}

/**
 * Digest of what two experiments must share so that equal places of their grids are equal runs: all but names and grids.
 * Draws do not depend on what else is in a grid.
 */
export function kinDigest(spec: ExperimentSpec): Digest {
  const { name, grid, data, ...rest } = spec;
  return textDigest(canonicalJson({ ...rest, data: determining(data) }));
}

export function experimentId(spec: ExperimentSpec): ExperimentId {
  return specDigest(spec).slice(0, ID_LENGTH) as ExperimentId;
}

/** Float64 values as little-endian bytes, whatever the platform. */
function littleEndianBytes(values: ArrayLike<number>): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 * values.length));
  for (let i = 0; i < values.length; i += 1) view.setFloat64(8 * i, values[i]!, true);
  return new Uint8Array(view.buffer);
}

/** SHA-256 of a data set's numbers and sizes. */
export function dataSetDigest(data: DataSet): Digest {
  const hash = sha256.create();
  for (const table of [data.train, data.test]) {
    if (table === null) continue;
    hash.update(littleEndianBytes([table.samples, table.features]));
    hash.update(littleEndianBytes(table.inputs));
    hash.update(littleEndianBytes(table.targets));
  }
  return bytesToHex(hash.digest()) as Digest;
}

/** Digest of an imported data set: a file gives one for each choice of target and standardisation. */
export function importedDataDigest(sha256OfFile: string, target: string, standardise: boolean): Digest {
  return textDigest(canonicalJson({ sha256OfFile, target, standardise }));
}

/** What the digest of results reads of a run. */
export type DigestedRun = Pick<RunResult, 'repetition' | 'stepsTaken' | 'measures'> & {
  readonly outcome: string;
  readonly traces: readonly TraceSeries[];
};

/**
 * SHA-256 over all results of an experiment, fed in canonical order: cells by index, runs by repetition, measures by
 * name, traces by quantity. Two computations agree in every bit exactly if their digests agree.
 */
export class ResultsDigest {
  readonly #hash = sha256.create();

  addRun(cell: Cell, run: DigestedRun): void {
    this.#text('run');
    this.#numbers([cell.learningRate, cell.scale, cell.depth, cell.steps, run.repetition, run.stepsTaken]);
    this.#text(run.outcome);
    this.#numbers([run.measures.length, run.traces.length]);
    for (const { measure, value, error, method } of byKey(run.measures, (entry) => entry.measure)) {
      this.#text(measure);
      this.#numbers([value, Number(error !== null), error ?? 0]);
      this.#text(method ?? '');
    }
    for (const { quantity, every, values } of byKey(run.traces, (entry) => entry.quantity)) {
      this.#text(quantity);
      this.#numbers([every, values.length]);
      this.#numbers(values);
    }
  }

  finish(): Digest {
    return bytesToHex(this.#hash.digest()) as Digest;
  }

  #text(text: string): void {
    const bytes = utf8ToBytes(text);
    this.#numbers([bytes.length]);
    this.#hash.update(bytes);
  }

  #numbers(values: ArrayLike<number>): void {
    this.#hash.update(littleEndianBytes(values));
  }
}

function byKey<T>(entries: readonly T[], key: (entry: T) => string): T[] {
  return [...entries].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
