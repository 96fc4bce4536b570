import { describe, expect, it } from 'vitest';
import { RunIndex } from '../../../src-main/core/run-index';

const cell = (index: number, repetitions: number) => ({
  index,
  repetitions,
  learningRate: 0.1,
  scale: 0.1,
  depth: 2,
  steps: 10,
});

describe('run index', () => {
  const index = new RunIndex([cell(0, 2), cell(1, 3), cell(2, 1)]);

  it('numbers runs by cell, then repetition, and back', () => {
    expect(index.count).toBe(6);
    for (let run = 0; run < 6; run += 1) expect(index.numberOf(index.placeOf(run))).toBe(run);
    expect(index.placeOf(4)).toEqual({ cell: 1, repetition: 2 });
  });

  it('orders what is missing by repetition first', () => {
    expect([...index.missing([], () => 1, 1)]).toEqual([0, 2, 5, 1, 3, 4]);
    expect([
      ...index.missing(
        [
          { cell: 1, repetition: 0 },
          { cell: 2, repetition: 0 },
        ],
        () => 1,
        1,
      ),
    ]).toEqual([0, 1, 3, 4]);
  });

  it('puts the most work first among runs of one repetition', () => {
    const work = [1, 1, 7, 7, 7, 3];
    expect([...index.missing([], (run) => work[run]!, 1)]).toEqual([2, 5, 0, 3, 1, 4]);
  });

  it('keeps repetitions of a cell together that are computed side by side', () => {
    expect([...index.missing([], () => 1, 2)]).toEqual([0, 1, 2, 3, 5, 4]);
    expect([...index.missing([{ cell: 1, repetition: 0 }], () => 1, 4)]).toEqual([0, 1, 3, 4, 5]);
  });
});
