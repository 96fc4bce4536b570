/** A length in points, to a thousandth: finer than any printer, and the same text everywhere. */
export function decimal(length: number): string {
  return String(rounded(length));
}

export function rounded(length: number): number {
  // Adding 0 makes -0 plain.
  return Math.round(length * 1000) / 1000 + 0;
}
