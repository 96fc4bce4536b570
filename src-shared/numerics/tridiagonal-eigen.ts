/** Rounding unit of float64. */
const EPSILON = Number.EPSILON;
/** Each eigenvalue takes two or three QL sweeps; thirty means that the matrix is not finite. */
const SWEEPS_PER_EIGENVALUE = 30;

/**
 * All eigenvalues of a symmetric tridiagonal matrix by the implicitly shifted QL method (Wilkinson's shift).
 *
 * @param diagonal n entries; overwritten with the eigenvalues, in no particular order.
 * @param offDiagonal offDiagonal[i] couples i and i + 1, i < n - 1; overwritten. Length n.
 * @param rows row-major matrix of shape (rows.length / n) × n, overwritten with rows · V, where the columns of V are
 *   the eigenvectors: pass the identity for V itself, one unit row for one component of each, or nothing.
 * @returns false where an eigenvalue did not converge (entries not finite).
 * Cost: O(n²), and 3n² for each row. Errors: a few ε‖T‖ in each eigenvalue.
 */
export function tridiagonalEigen(
  diagonal: Float64Array,
  offDiagonal: Float64Array,
  rows: Float64Array = new Float64Array(0),
): boolean {
  const n = diagonal.length;
  const rowCount = rows.length / n;
  // A sweep through large entries rounds all of a block by ε‖T‖, so couplings between tiny diagonal entries (those of
  // a rank-deficient matrix) get no smaller than that: a bound relative to their neighbours alone would never be met.
  const negligible = EPSILON * largestEntry(diagonal, offDiagonal);
  for (let start = 0; start < n; start += 1) {
    for (let sweep = 0; ; sweep += 1) {
      const end = endOfBlock(diagonal, offDiagonal, start, negligible);
      if (end === start) break;
      if (sweep === SWEEPS_PER_EIGENVALUE) return false;
      sweepBlock(diagonal, offDiagonal, rows, rowCount, start, end);
    }
  }
  return true;
}

function largestEntry(...arrays: readonly Float64Array[]): number {
  let largest = 0;
  for (const array of arrays) for (const entry of array) largest = Math.max(largest, Math.abs(entry));
  return largest;
}

/** The first index at or after `start` whose coupling to the next one is negligible. */
function endOfBlock(
  diagonal: Float64Array,
  offDiagonal: Float64Array,
  start: number,
  negligible: number,
): number {
  let end = start;
  while (end < diagonal.length - 1) {
    const scale = Math.abs(diagonal[end]!) + Math.abs(diagonal[end + 1]!);
    if (Math.abs(offDiagonal[end]!) <= Math.max(EPSILON * scale, negligible)) break;
    end += 1;
  }
  return end;
}

/** One QL sweep over the unreduced block start … end: plane rotations chase the bulge from the bottom to the top. */
function sweepBlock(
  diagonal: Float64Array,
  offDiagonal: Float64Array,
  rows: Float64Array,
  rowCount: number,
  start: number,
  end: number,
): void {
  const n = diagonal.length;
  const halfGap = (diagonal[start + 1]! - diagonal[start]!) / (2 * offDiagonal[start]!);
  const root = Math.sqrt(halfGap * halfGap + 1);
  const shift = diagonal[start]! - offDiagonal[start]! / (halfGap + (halfGap < 0 ? -root : root));
  let g = diagonal[end]! - shift;
  let sine = 1;
  let cosine = 1;
  let correction = 0;
  for (let i = end - 1; i >= start; i -= 1) {
    const f = sine * offDiagonal[i]!;
    const b = cosine * offDiagonal[i]!;
    const radius = hypotenuse(f, g);
    offDiagonal[i + 1] = radius;
    if (radius === 0) {
      // An exact eigenvalue of the leading part: the block splits here.
      diagonal[i + 1]! -= correction;
      offDiagonal[end] = 0;
      return;
    }
    sine = f / radius;
    cosine = g / radius;
    g = diagonal[i + 1]! - correction;
    const r = (diagonal[i]! - g) * sine + 2 * cosine * b;
    correction = sine * r;
    diagonal[i + 1] = g + correction;
    g = cosine * r - b;
    for (let row = 0; row < rowCount; row += 1) {
      const at = row * n + i;
      const upper = rows[at + 1]!;
      rows[at + 1] = sine * rows[at]! + cosine * upper;
      rows[at] = cosine * rows[at]! - sine * upper;
    }
  }
  diagonal[start]! -= correction;
  offDiagonal[start] = g;
  offDiagonal[end] = 0;
}

/** √(a² + b²) for numbers whose squares may vanish or overflow. */
function hypotenuse(a: number, b: number): number {
  const large = Math.max(Math.abs(a), Math.abs(b));
  if (large === 0) return 0;
  const ratio = Math.min(Math.abs(a), Math.abs(b)) / large;
  return large * Math.sqrt(1 + ratio * ratio);
}
