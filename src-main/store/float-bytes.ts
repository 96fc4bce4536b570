/**
 * Float64Arrays as BLOBs: the bytes as they lie in memory, so that NaN, −0 and infinities come back as they were.
 * Every machine that the workbench runs on is little-endian.
 */

export const BYTES_PER_VALUE = Float64Array.BYTES_PER_ELEMENT;

/** The bytes of `values`, not copied: SQLite does that when it binds them. */
export function bytesOf(values: Float64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/**
 * Copies a BLOB's bytes into `out`, from entry `offset` on. Copying, not viewing: a BLOB may start at an address that no
 * Float64Array can start at, and is not ours to hand out.
 * @returns The entries written.
 * @throws RangeError if the bytes are no whole number of values or do not fit.
 */
export function copyValues(bytes: Uint8Array, out: Float64Array, offset = 0): number {
  if (bytes.byteLength % BYTES_PER_VALUE !== 0) throw new RangeError('a series with a part of a number');
  new Uint8Array(out.buffer, out.byteOffset, out.byteLength).set(bytes, offset * BYTES_PER_VALUE);
  return bytes.byteLength / BYTES_PER_VALUE;
}

/** A copy of a BLOB that holds exactly `length` values. */
export function valuesOf(bytes: Uint8Array, length: number): Float64Array {
  const values = new Float64Array(length);
  if (copyValues(bytes, values) !== length) throw new RangeError('a series that is too short');
  return values;
}
