/** How many times larger than the file its members may be together; what is below FREE_BYTES is never too large. */
export const MOST_EXPANSION = 200;
export const FREE_BYTES = 64 * 1024 * 1024;

/** Of the small members, in bytes. */
export const LARGEST = {
  readme: 16 * 1024 * 1024,
  manifest: 64 * 1024 * 1024,
  sums: 16 * 1024 * 1024,
} as const;

export function expandsTooMuch(packed: number, unpacked: number): boolean {
  return unpacked > FREE_BYTES && unpacked > MOST_EXPANSION * packed;
}
