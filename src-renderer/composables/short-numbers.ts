const DIGITS = 7;

/**
 * A spec with the rates and scales of the authors' sweeps to seven digits, as people write them: 0.2888889 for the
 * float32 number 0.28888890147209167. Validation takes one for the other. Other specs stay as they are.
 */
export function shortNumbers(spec: unknown): unknown {
  const { randomness } = (spec ?? {}) as { randomness?: { scheme?: unknown } };
  if (randomness?.scheme !== 'authors') return spec;
  const { grid } = spec as { grid?: unknown };
  return { ...(spec as object), grid: shortened(grid) };
}

function shortened(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(DIGITS));
  if (Array.isArray(value)) return value.map(shortened);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, shortened(entry)]));
}
