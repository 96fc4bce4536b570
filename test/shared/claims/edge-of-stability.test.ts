import { describe, expect, it } from 'vitest';
import type { Cell } from '@shared/experiment/plan';
import type { TraceQuantity, TraceSeries } from '@shared/training/run-result';
import { claimNamed, madeEvidence, type MadeRun } from './evidence';

const SAMPLES = 91;

function trace(quantity: TraceQuantity, value: (i: number) => number): TraceSeries {
  return { quantity, every: 5, values: Float64Array.from({ length: SAMPLES }, (_, i) => value(i)) };
}

/** Sharpness in units of 2/η, and risk, over the samples. */
function tracing(ratio: (i: number) => number, risk: (i: number) => number): (cell: Cell) => MadeRun {
  return ({ learningRate }) => ({
    traces: [trace('excessRisk', risk), trace('sharpness', (i) => (ratio(i) * 2) / learningRate)],
  });
}

const falling = (i: number): number => 1 / (1 + i);
const zigzag = (i: number): number => falling(i) * (i % 2 === 0 ? 1 : 1.5);

const judge = (figure: '1c' | '1d', id: string, run: (cell: Cell) => MadeRun): boolean | null =>
  claimNamed(figure, id).judge(madeEvidence('figure-1-trajectories', run)).holds;

describe('no edge of stability', () => {
  const holds = (run: (cell: Cell) => MadeRun): boolean | null => judge('1c', 'no-edge-of-stability', run);

  it('is a sharpness below 2/η throughout and a risk that never rises', () => {
    expect(holds(tracing((i) => i / SAMPLES, falling))).toBe(true);
    expect(holds(tracing((i) => (i === 3 ? 1.01 : 0.5), falling))).toBe(false);
    expect(holds(tracing(() => 0.5, zigzag))).toBe(false);
  });

  it('is undecided without traces, and where they end', () => {
    expect(holds(() => ({}))).toBeNull();
    expect(holds(tracing((i) => (i > 50 ? NaN : 0.5), falling))).toBeNull();
  });
});

describe('the edge of stability', () => {
  const holds = (run: (cell: Cell) => MadeRun): boolean | null => judge('1d', 'edge-of-stability', run);
  const about = (mean: number) => (i: number) => mean + (i % 2 === 0 ? 0.2 : -0.2);

  it('is a sharpness about 2/η in the later half while the risk falls, not from sample to sample', () => {
    expect(holds(tracing(about(1.05), zigzag))).toBe(true);
    expect(holds(tracing((i) => (i < SAMPLES / 2 ? 0.1 : about(1)(i)), zigzag))).toBe(true);
  });

  it('is not a sharpness that stays on one side, or far away', () => {
    expect(holds(tracing(() => 0.95, zigzag))).toBe(false);
    expect(holds(tracing(about(1.15), zigzag))).toBe(false);
    expect(holds(tracing((i) => (i < SAMPLES / 2 ? about(1)(i) : 0.5), zigzag))).toBe(false);
  });

  it('is not a risk that falls smoothly, or does not fall', () => {
    expect(holds(tracing(about(1), falling))).toBe(false);
    expect(holds(tracing(about(1), (i) => (i % 2 === 0 ? 1.1 : 1)))).toBe(false);
  });
});
