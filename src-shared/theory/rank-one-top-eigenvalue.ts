/** Doubles' 53 bits and a margin: bisection then stops at neighbouring numbers. */
const BISECTIONS = 80;

/**
 * Largest eigenvalue of scale · diag(values) + weight · z zᵀ, for ascending values, scale > 0 and weight >= 0: the
 * largest root µ of the secular equation weight · Σ z_i²/(µ - scale · values_i) = 1, by bisection. Cost O(d) a step.
 */
export function rankOneTopEigenvalue(
  values: Float64Array,
  scale: number,
  z: Float64Array,
  weight: number,
): number {
  const n = values.length;
  const top = scale * values[n - 1]!;
  let squares = 0;
  for (let i = 0; i < n; i += 1) squares += z[i]! * z[i]!;
  const sumAt = (mu: number): number => {
    let sum = 0;
    for (let i = 0; i < n; i += 1) {
      const square = z[i]! * z[i]!;
      if (square > 0) sum += square / (mu - scale * values[i]!);
    }
    return weight * sum;
  };
  // The sum decreases in µ; the root lies between the unperturbed eigenvalue and that plus the perturbation's norm.
  let low = top;
  let high = top + weight * squares;
  for (let i = 0; i < BISECTIONS; i += 1) {
    const middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) break;
    if (sumAt(middle) > 1) low = middle;
    else high = middle;
  }
  return high;
}
