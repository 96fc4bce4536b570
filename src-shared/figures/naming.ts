/** Of more lines than these only some are named: names would cover each other. */
const MOST_NAMED = 8;

/** Whether a member of an ordered family is named: all of a few, else evenly spaced ones with the first and the last. */
export function isNamed(index: number, count: number): boolean {
  if (count <= MOST_NAMED) return true;
  const step = Math.ceil((count - 1) / (MOST_NAMED - 1));
  const last = count - 1;
  return index === last || (index % step === 0 && last - index >= step / 2);
}
