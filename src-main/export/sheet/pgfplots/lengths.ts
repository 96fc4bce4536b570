import { rounded } from '../decimal';

/** A length in big points (1/72 inch), to a thousandth. */
export function bp(length: number): string {
  return `${rounded(length)}bp`;
}
