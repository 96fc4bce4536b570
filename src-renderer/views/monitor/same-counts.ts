export function sameCounts(a: Uint32Array, b: Uint32Array): boolean {
  return a.length === b.length && a.every((count, i) => count === b[i]);
}
