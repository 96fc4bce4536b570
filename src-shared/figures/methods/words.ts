import { settingLabels } from '../format-number';

/** 40,000. */
export function wholeNumber(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** "1 run", "1,600 runs". */
export function amount(count: number, singular: string): string {
  return `${wholeNumber(count)} ${singular}${count === 1 ? '' : 's'}`;
}

/** "a", "a and b", "a, b and c". */
export function enumeration(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
}

const MOST_LISTED = 6;

/** "= 0.35", "∈ {5, 10, 20, 40}", "at 10 values from 0.25 to 0.6": after a symbol. */
export function valuesSaid(values: readonly number[]): string {
  const labels = settingLabels([...values].sort((a, b) => a - b));
  if (labels.length === 1) return `= ${labels[0]!}`;
  if (labels.length <= MOST_LISTED) return `∈ {${labels.join(', ')}}`;
  return `at ${labels.length} values from ${labels[0]!} to ${labels.at(-1)!}`;
}
