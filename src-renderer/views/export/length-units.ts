import { inches, millimetres, toInches, toMillimetres } from '@shared/drawing/units';

export const UNITS = ['mm', 'pt', 'in'] as const;
export type Unit = (typeof UNITS)[number];

const same = (length: number): number => length;
const CONVERSIONS = {
  mm: { toPoints: millimetres, fromPoints: toMillimetres, decimals: 2 },
  pt: { toPoints: same, fromPoints: same, decimals: 2 },
  in: { toPoints: inches, fromPoints: toInches, decimals: 3 },
} as const;

/** A length in points as a person reads it: 140.23 mm. */
export function inUnit(points: number, unit: Unit): number {
  const { fromPoints, decimals } = CONVERSIONS[unit];
  return Number(fromPoints(points).toFixed(decimals));
}

export function toPoints(length: number, unit: Unit): number {
  return CONVERSIONS[unit].toPoints(length);
}
