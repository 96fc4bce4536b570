import { describe, expect, it } from 'vitest';
import { LIVE_COUNTS } from '@shared/contract/live-state';
import { plan } from '@shared/experiment/plan';
import { divergenceHeatmap, shareLabel } from '@shared/figures/divergence-heatmap';
import { liveRows } from '@shared/figures/live-rows';
import { presetSpec, sampleAround, sourceOf } from './source';

const figure3 = presetSpec('figure-3');

describe('the divergence heatmap', () => {
  it('has learning rates upwards, scales to the right, and every cell’s place in the plan', () => {
    const { columns, lines, cells } = divergenceHeatmap(sourceOf(figure3, () => ({})));
    expect(lines.values.map(({ label }) => label)).toEqual(['0.005', '0.02', '0.07', '0.1', '0.2']);
    expect(columns.values).toHaveLength(10);
    expect(cells).toHaveLength(50);
    const planned = plan(figure3).cells;
    for (const { cell, column, line } of cells) {
      expect(planned[cell]!.learningRate).toBe(lines.values[line]!.value);
      expect(planned[cell]!.scale).toBe(columns.values[column]!.value);
    }
  });

  it('shows the share that diverged as the authors count, with Wilson’s interval', () => {
    const { cells } = divergenceHeatmap(
      sourceOf(figure3, ({ runs }, i) => ({ diverged: i === 0 ? 0 : i === 1 ? runs : 3 })),
    );
    const byCell = new Map(cells.map((cell) => [cell.cell, cell]));
    expect(byCell.get(0)).toMatchObject({ value: 0, shade: 0, label: '0', count: 0, n: 20 });
    expect(byCell.get(0)!.interval![1]).toBeCloseTo(0.1611, 4);
    expect(byCell.get(1)).toMatchObject({ value: 1, shade: 1, label: '1', count: 20, n: 20 });
    expect(byCell.get(2)).toMatchObject({ value: 0.15, label: '0.15', count: 3 });
  });

  it('writes 0 and 1 only where they are exact', () => {
    expect([0, 1e-4, 0.0051, 0.5, 0.9951, 1].map(shareLabel)).toEqual([
      '0',
      '<0.01',
      '0.01',
      '0.50',
      '>0.99',
      '1',
    ]);
  });

  it('marks what is missing and what failed, and shows nothing where nothing is known', () => {
    const { cells, notes } = divergenceHeatmap(
      sourceOf(figure3, ({ runs }, i) =>
        i === 7 ? { finished: 0 } : i === 8 ? { finished: runs - 1, failed: 1 } : {},
      ),
    );
    const byCell = new Map(cells.map((cell) => [cell.cell, cell]));
    expect(byCell.get(7)).toMatchObject({ value: null, label: '–', shade: null, unfinished: true });
    expect(byCell.get(8)).toMatchObject({ failed: 1, unfinished: false });
    expect(notes.join(' ')).toMatch(/20 of the runs are still missing.*1 run could not be computed/);
  });

  it('draws theory’s step between the learning rates, and never says that runs diverge beyond it', () => {
    const { steps } = divergenceHeatmap(sourceOf(figure3, () => ({})));
    // 2/S_min = 0.107: over 0.005, 0.02, 0.07 and 0.1.
    expect(steps[0]!.counts).toEqual(new Array(10).fill(4));
    expect(steps[0]!.meaning).toContain('beyond this no minimiser is stable');
    expect(divergenceHeatmap({ ...sourceOf(figure3, () => ({})), theory: null }).steps).toEqual([]);
  });

  it('has depths upwards and learning rates to the right where depths vary, with a step a depth', () => {
    const { columns, lines, steps, cells } = divergenceHeatmap(sourceOf(presetSpec('figure-2'), () => ({})));
    expect(lines.values.map(({ value }) => value)).toEqual([5, 10, 20, 40]);
    expect(columns.values).toHaveLength(25);
    expect(cells).toHaveLength(100);
    const [step] = steps;
    expect(step!.across).toBe('lines');
    expect(step!.counts).toEqual(
      [5, 10, 20, 40].map(
        (depth) => columns.values.filter(({ value }) => value <= 2 / (1.87 * depth)).length,
      ),
    );
  });

  it('says by an arrow that the critical rate lies beyond the grid', () => {
    const slow = { ...figure3, grid: { ...figure3.grid, training: figure3.grid.training.slice(0, 2) } };
    expect(divergenceHeatmap(sourceOf(slow, () => ({}))).steps[0]!.label).toMatch(/↑$/);
  });

  it('shades means by their logarithm where they span decades', () => {
    const spread = sourceOf(figure3, (_, i) => ({
      finalSharpness: sampleAround(i === 0 ? 1 : i === 1 ? 1000 : 31.6227766),
    }));
    const { cells, legend } = divergenceHeatmap(spread, {
      quantity: { kind: 'mean', measure: 'finalSharpness' },
    });
    const shades = new Map(cells.map(({ cell, shade }) => [cell, shade]));
    expect(shades.get(1)).toBe(1);
    expect(shades.get(0)).toBeGreaterThan(0);
    expect(shades.get(2)).toBeCloseTo((shades.get(0)! + 1) / 2, 6);
    expect(legend.ticks.map(({ label }) => label)).toEqual(['1', '10', '100', '10³']);
  });

  it('is made from live counts as well', () => {
    const cells = plan(figure3).cells;
    const counts = new Uint32Array(cells.length * LIVE_COUNTS.length);
    const set = (cell: number, name: (typeof LIVE_COUNTS)[number], count: number): void => {
      counts[cell * LIVE_COUNTS.length + LIVE_COUNTS.indexOf(name)] = count;
    };
    set(3, 'converged', 5);
    set(3, 'diverged', 2);
    set(3, 'asPublished', 3);
    set(3, 'failed', 1);
    const rows = liveRows(cells, counts);
    expect(rows[3]).toMatchObject({ finished: 7, failed: 1, diverged: 3, runs: 20 });
    const figure = divergenceHeatmap({ spec: figure3, rows, theory: null, scaleSymbol: 'σ' });
    expect(figure.cells.find(({ cell }) => cell === 3)).toMatchObject({ count: 3, n: 7, unfinished: true });
  });
});
