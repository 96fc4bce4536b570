/** Whether two arrays of one length hold the same 64-bit patterns. */
export function sameBits(a: Float64Array, b: Float64Array): boolean {
  const left = new Uint32Array(a.buffer, a.byteOffset, 2 * a.length);
  const right = new Uint32Array(b.buffer, b.byteOffset, 2 * b.length);
  for (let i = 0; i < left.length; i += 1) if (left[i] !== right[i]) return false;
  return true;
}
