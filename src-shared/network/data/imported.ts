import type { DataSet } from './data-set';

/** A table read from a CSV or TSV file: the first row names the columns. */
export interface ImportedData {
  readonly kind: 'imported';
  /** Path of the file, as the spec gives it. */
  readonly file: string;
  /** Name of the column to predict; every other column is a feature. */
  readonly target: string;
  /** Shift and scale every column (features and target) to mean 0 and variance 1 (divisor n). */
  readonly standardise: boolean;
  /** SHA-256 of the file's bytes, in hex; set when the file is read. */
  readonly sha256?: string | undefined;
}

export interface ImportLimits {
  readonly samples: number;
  readonly features: number;
}

/** A table or the one sentence that says what is wrong with the file, and where. */
export type ImportOutcome =
  | { readonly ok: true; readonly data: DataSet; readonly features: readonly string[] }
  | { readonly ok: false; readonly message: string };

const DECIMAL_COMMA = /^[+-]?\d*,\d+([eE][+-]?\d+)?$/;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

function fail(message: string): ImportOutcome {
  return { ok: false, message };
}

/**
 * Turns the cells of a table into a data set.
 *
 * @param rows the header, then one row a sample, every cell as text.
 * Rows and columns are counted from 1 in messages, the header being row 1.
 */
export function importTable(
  rows: readonly (readonly string[])[],
  spec: Pick<ImportedData, 'target' | 'standardise'>,
  limits: ImportLimits,
): ImportOutcome {
  const header = rows[0]?.map((name) => name.trim());
  if (header === undefined || rows.length < 2)
    return fail('The file has no data: a header and at least one row are needed.');
  const repeated = header.find((name, i) => header.indexOf(name) !== i);
  if (repeated !== undefined) return fail(`Row 1: the column name "${repeated}" stands there twice.`);
  const target = header.indexOf(spec.target);
  if (target < 0) {
    return fail(
      `There is no column "${spec.target}"; the columns are ${header.map((name) => `"${name}"`).join(', ')}.`,
    );
  }
  const samples = rows.length - 1;
  const features = header.length - 1;
  if (features < 1) return fail('The file needs at least one column beside the target.');
  if (samples > limits.samples)
    return fail(`The file has ${samples} rows; at most ${limits.samples} are allowed.`);
  if (features > limits.features) {
    return fail(`The file has ${features} feature columns; at most ${limits.features} are allowed.`);
  }
  const inputs = new Float64Array(samples * features);
  const targets = new Float64Array(samples);
  for (let i = 0; i < samples; i += 1) {
    const row = rows[i + 1]!;
    if (row.length !== header.length) {
      return fail(`Row ${i + 2} has ${row.length} cells; the header has ${header.length}.`);
    }
    for (let j = 0; j < header.length; j += 1) {
      const text = row[j]!.trim();
      const where = `Row ${i + 2}, column ${j + 1} ("${header[j]!}")`;
      if (text === '') return fail(`${where} is empty; every cell must hold a number.`);
      const value = Number(text);
      if (/^[+-]?inf(inity)?$/i.test(text) || (DECIMAL.test(text) && !Number.isFinite(value))) {
        return fail(`${where} is "${text}"; infinite values are not allowed.`);
      }
      if (DECIMAL_COMMA.test(text)) return fail(`${where} is "${text}"; numbers need a decimal point.`);
      if (!DECIMAL.test(text)) return fail(`${where} is "${text}", which is not a number.`);
      if (j === target) targets[i] = value;
      else inputs[i * features + (j < target ? j : j - 1)] = value;
    }
  }
  if (targets.every((value) => value === targets[0])) {
    return fail(
      `The target column "${spec.target}" is constant (${targets[0]!}); there is nothing to learn.`,
    );
  }
  if (spec.standardise) {
    standardiseColumn(targets, 0, 1);
    for (let j = 0; j < features; j += 1) standardiseColumn(inputs, j, features);
  }
  const names = header.filter((_, j) => j !== target);
  return { ok: true, data: { train: { samples, features, inputs, targets }, test: null }, features: names };
}

/**
 * Shifts and scales the column `start`, `start + stride`, … to mean 0 and variance 1; a constant one becomes 0. Works
 * on values divided by the largest, so that no sum or square overflows or vanishes.
 */
function standardiseColumn(values: Float64Array, start: number, stride: number): void {
  const count = values.length / stride;
  let size = 0;
  for (let i = start; i < values.length; i += stride) size = Math.max(size, Math.abs(values[i]!));
  if (size === 0) return;
  let mean = 0;
  for (let i = start; i < values.length; i += stride) {
    values[i]! /= size;
    mean += values[i]! / count;
  }
  let variance = 0;
  for (let i = start; i < values.length; i += stride) {
    values[i]! -= mean;
    variance += (values[i]! * values[i]!) / count;
  }
  // Rounding leaves a constant column with deviations of order count · ε.
  const noise = Number.EPSILON * count;
  const scale = variance > noise * noise ? 1 / Math.sqrt(variance) : 0;
  for (let i = start; i < values.length; i += stride) values[i]! *= scale;
}
