import type { Problem } from '../contract/errors';
import { LIBRARY_ORDERS } from '../contract/library';
import { SPEC_FIELD_NAMES } from '../experiment/spec-fields';
import { MEASURES } from '../training/run-result';
import { nearestWord } from './nearest-word';

/** Everything that the library can be sorted by. */
export const ORDER_NAMES: readonly string[] = [...LIBRARY_ORDERS, ...SPEC_FIELD_NAMES, ...MEASURES];

/** What is wrong with sorting by this; null where it can be done. */
export function orderProblem(by: string): Problem | null {
  if (ORDER_NAMES.includes(by)) return null;
  const nearest = nearestWord(by, ORDER_NAMES);
  const hint = nearest === null ? `what there is: ${ORDER_NAMES.join(', ')}.` : `do you mean ${nearest}?`;
  return { path: by, message: `Nothing can be sorted by "${by}"; ${hint}` };
}
