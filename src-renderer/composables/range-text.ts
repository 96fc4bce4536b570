import type { ParameterDescription } from '@shared/network/initialisations/initialisation';
import { sentence } from './beside-field';

/** What a number means and may be, as a sentence. */
export function rangeText({ symbol, meaning, min, max, open, integer }: ParameterDescription): string {
  const from = open ? `more than ${min}` : `at least ${min}`;
  return sentence(`${meaning}, ${symbol}: ${integer ? 'an integer, ' : ''}${from} and at most ${max}`);
}
