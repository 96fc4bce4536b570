import { matchOf } from '../experiment/match';
import type { Cell } from '../experiment/plan';
import { cellsOf, type ComparedSide } from './compared-side';

/**
 * The cells of two sides that correspond: those of one learning rate, scale and depth, however these are written; single
 * cells that were chosen do, whatever their settings.
 */
export function correspondingCells(first: ComparedSide, second: ComparedSide): [Cell, Cell][] {
  const [ofFirst, ofSecond] = [cellsOf(first), cellsOf(second)];
  if (first.cell !== null && second.cell !== null)
    return ofFirst.flatMap((a) => ofSecond.map((b): [Cell, Cell] => [a, b]));
  const keyOf = ({ depth, scale, learningRate }: Cell): string => `${depth} ${scale} ${learningRate}`;
  const known = new Map(ofSecond.map((cell) => [keyOf(cell), cell]));
  const rates = translated(ofFirst, ofSecond, ({ learningRate }) => learningRate);
  const scales = translated(ofFirst, ofSecond, ({ scale }) => scale);
  return ofFirst.flatMap((a) => {
    const [learningRate, scale] = [rates.get(a.learningRate), scales.get(a.scale)];
    if (learningRate === undefined || scale === undefined) return [];
    const b = known.get(keyOf({ ...a, learningRate, scale }));
    return b === undefined ? [] : [[a, b] as [Cell, Cell]];
  });
}

/** For each of the first cells' numbers the one of the second cells' that stands for it, where there is one. */
function translated(
  first: readonly Cell[],
  second: readonly Cell[],
  read: (cell: Cell) => number,
): Map<number, number | undefined> {
  const candidates = [...new Set(second.map(read))];
  return new Map([...new Set(first.map(read))].map((value) => [value, matchOf(value, candidates)]));
}
