import type { Box } from './drawing';

export type Place = readonly [x: number, y: number];

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Margins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export function right({ x, width }: Box): number {
  return x + width;
}

export function bottom({ y, height }: Box): number {
  return y + height;
}

export function overlap(a: Box, b: Box): boolean {
  return a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a);
}

export function contains(box: Box, [x, y]: Place): boolean {
  return x >= box.x && x <= right(box) && y >= box.y && y <= bottom(box);
}

export function within(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
