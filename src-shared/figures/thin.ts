/**
 * Indices of at most about `most` entries that draw the same line as all of them: of each stretch the first, the least,
 * the greatest and the last, so that oscillations keep their envelope. Within a stretch numbers win over what is none.
 */
export function thin(values: ArrayLike<number>, most: number): number[] {
  const n = values.length;
  if (n <= most) return Array.from({ length: n }, (_, i) => i);
  const stretch = Math.ceil((KEPT_OF_STRETCH * n) / most);
  const kept: number[] = [];
  for (let start = 0; start < n; start += stretch) {
    const end = Math.min(n, start + stretch);
    let least = start;
    let greatest = start;
    for (let i = start; i < end; i += 1) {
      if (values[i]! < values[least]! || Number.isNaN(values[least])) least = i;
      if (values[i]! > values[greatest]! || Number.isNaN(values[greatest])) greatest = i;
    }
    kept.push(...new Set([start, least, greatest, end - 1].sort((a, b) => a - b)));
  }
  return kept;
}

const KEPT_OF_STRETCH = 4;
