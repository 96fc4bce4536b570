import { allFinite, dot, scaledNorm } from './dense';

/** A thin decomposition A = Σ_i values[i] · u_i v_iᵀ of a rows × columns matrix, r = min(rows, columns). */
export interface SingularValueDecomposition {
  /** σ_1 ≥ … ≥ σ_r ≥ 0, length r. */
  readonly values: Float64Array;
  /** u_1 … u_r, orthonormal, each of length rows. */
  readonly left: readonly Float64Array[];
  /** v_1 … v_r, orthonormal, each of length columns. */
  readonly right: readonly Float64Array[];
}

/** Cyclic sweeps converge quadratically: matrices of a few hundred columns take six to ten. */
const MOST_SWEEPS = 60;

/**
 * Singular values and vectors by one-sided Jacobi rotations (Hestenes), on the shorter side, larger columns first
 * (de Rijk). Each rotation makes two columns orthogonal to relative accuracy, so that a small singular value of a
 * graded matrix, or of one whose entries are all 1e-40, comes out to nearly as many digits as a large one: unlike
 * roots of the eigenvalues of AᵀA, which lose all below √ε·σ_1.
 *
 * @param a row-major, rows × columns, from `offset` on; only read.
 * Vectors of a singular value 0 are any that complete an orthonormal set; the sign of a pair is arbitrary.
 * Cost: about 6 sweeps of 3 max(rows, columns) r² multiply-adds. Throws RangeError where an entry is not finite.
 */
export function singularValues(
  a: Float64Array,
  rows: number,
  columns: number,
  offset = 0,
): SingularValueDecomposition {
  const tall = rows >= columns;
  const r = tall ? columns : rows;
  const length = tall ? rows : columns;
  const entries = a.subarray(offset, offset + rows * columns);
  if (!allFinite(entries)) throw new RangeError('singularValues needs a matrix of finite numbers');
  // Divided by its largest entry where squares would leave the range of float64.
  const scale = scaleOf(entries);
  const at = (i: number, j: number): number => entries[tall ? j * columns + i : i * columns + j]! / scale;
  const sides = Array.from({ length: r }, (_, i) => Float64Array.from({ length }, (__, j) => at(i, j)));
  const turns = Array.from({ length: r }, (_, i) => {
    const unit = new Float64Array(r);
    unit[i] = 1;
    return unit;
  });
  for (let sweep = 0; sweep < MOST_SWEEPS && sweepOnce(sides, turns); sweep += 1);
  const norms = sides.map((side) => scaledNorm(side));
  const order = norms.map((_, i) => i).sort((i, j) => norms[j]! - norms[i]!);
  const long = orthonormal(
    order.map((i) => sides[i]!),
    order.map((i) => norms[i]!),
  );
  const short = order.map((i) => turns[i]!);
  return {
    values: Float64Array.from(order, (i) => norms[i]! * scale),
    left: tall ? long : short,
    right: tall ? short : long,
  };
}

const SMALLEST_SAFE = 1e-100;
const LARGEST_SAFE = 1e100;

function scaleOf(entries: Float64Array): number {
  const largest = entries.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  return largest === 0 || (largest > SMALLEST_SAFE && largest < LARGEST_SAFE) ? 1 : largest;
}

/** One rotation for every pair of columns; whether any was needed. */
function sweepOnce(sides: Float64Array[], turns: Float64Array[]): boolean {
  let turned = false;
  for (let i = 0; i < sides.length; i += 1) {
    for (let j = i + 1; j < sides.length; j += 1) {
      if (orthogonalise(sides, turns, i, j)) turned = true;
    }
  }
  return turned;
}

/** Beyond it, 1 + ζ² is ζ² in float64, and may overflow. */
const LARGE_ZETA = 1e8;

/** Rotates columns i < j until they are orthogonal, the larger one first; whether they were not. */
function orthogonalise(sides: Float64Array[], turns: Float64Array[], i: number, j: number): boolean {
  let [ni, nj] = [scaledNorm(sides[i]!), scaledNorm(sides[j]!)];
  if (ni < nj) {
    [sides[i], sides[j]] = [sides[j]!, sides[i]!];
    [turns[i], turns[j]] = [turns[j]!, turns[i]!];
    [ni, nj] = [nj, ni];
  }
  if (nj === 0) return false;
  const [x, y] = [sides[i]!, sides[j]!];
  const cosine = cosineOf(x, ni, y, nj);
  if (Math.abs(cosine) <= x.length * Number.EPSILON) return false;
  const zeta = (nj / ni - ni / nj) / (2 * cosine);
  const size = Math.abs(zeta);
  const t = (zeta < 0 ? -1 : 1) / (size > LARGE_ZETA ? 2 * size : size + Math.sqrt(1 + size * size));
  const c = 1 / Math.sqrt(1 + t * t);
  rotate(x, y, c, c * t);
  rotate(turns[i]!, turns[j]!, c, c * t);
  return true;
}

/** ⟨x, y⟩/(‖x‖‖y‖), without underflow of the products. */
function cosineOf(x: Float64Array, nx: number, y: Float64Array, ny: number): number {
  let sum = 0;
  for (let k = 0; k < x.length; k += 1) sum += (x[k]! / nx) * (y[k]! / ny);
  return sum;
}

function rotate(x: Float64Array, y: Float64Array, c: number, s: number): void {
  for (let k = 0; k < x.length; k += 1) {
    const [p, q] = [x[k]!, y[k]!];
    x[k] = c * p - s * q;
    y[k] = s * p + c * q;
  }
}

/** Columns over their norms; those of norm 0 are replaced by unit vectors orthogonal to all others. */
function orthonormal(
  columns: readonly Float64Array<ArrayBuffer>[],
  norms: readonly number[],
): Float64Array<ArrayBuffer>[] {
  const found = columns.filter((_, i) => norms[i]! > 0).map((column, i) => column.map((x) => x / norms[i]!));
  while (found.length < columns.length) found.push(completion(found, columns[0]!.length));
  return found;
}

/** What is left of that unit vector of which most is left once the parts along the others are taken away. */
function completion(others: readonly Float64Array[], length: number): Float64Array<ArrayBuffer> {
  let best = new Float64Array(length);
  let most = 0;
  for (let k = 0; k < length; k += 1) {
    const candidate = new Float64Array(length);
    candidate[k] = 1;
    // Twice is enough: the second pass removes what rounding left of the first.
    for (let pass = 0; pass < 2; pass += 1) {
      for (const other of others) {
        const along = dot(other, candidate);
        for (let i = 0; i < length; i += 1) candidate[i]! -= along * other[i]!;
      }
    }
    const left = scaledNorm(candidate);
    if (left > most) [best, most] = [candidate.map((x) => x / left), left];
  }
  return best;
}
