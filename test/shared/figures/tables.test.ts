import { describe, expect, it } from 'vitest';
import { plan } from '@shared/experiment/plan';
import { cellTable } from '@shared/figures/cell-table';
import { cellsCsv } from '@shared/figures/cells-csv';
import { figureTable } from '@shared/figures/figure-table';
import { gridSlices, sliceId } from '@shared/figures/grid-slice';
import { distanceLines } from '@shared/figures/distance-lines';
import { presetSpec, sampleAround, sourceOf } from './source';

const figure3 = presetSpec('figure-3');

describe('a figure’s numbers', () => {
  it('stand in a row an abscissa, with interval and n of every line', () => {
    const source = sourceOf(figure3, () => ({ finalSquaredDistance: sampleAround(1) }));
    const { columns, rows } = figureTable(distanceLines(source).panels[0]!);
    expect(columns.slice(0, 5)).toEqual(['Initialisation scale σ', 'η = 0.005', 'low', 'high', 'n']);
    expect(rows).toHaveLength(10);
    expect(rows[0]![0]).toBe(0.25);
    expect(rows[0]![1]).toBeCloseTo(1, 12);
    expect(rows[0]![4]).toBe(4);
  });
});

describe('the table of cells', () => {
  it('counts runs that failed beside those that finished', () => {
    const cells = plan(figure3).cells;
    const [row] = cellTable(cells, [
      {
        cell: 0,
        repetition: 0,
        status: 'failed',
        outcome: null,
        stepsTaken: 0,
        reason: 'lost',
        measures: [],
      },
      {
        cell: 0,
        repetition: 1,
        status: 'finished',
        outcome: 'diverged',
        stepsTaken: 9,
        reason: null,
        measures: [],
      },
    ]);
    expect(row).toMatchObject({ runs: 20, finished: 1, failed: 1, diverged: 1 });
  });

  it('as CSV has as many fields in every line, and every digit', () => {
    const { rows } = sourceOf(figure3, () => ({ finalSharpness: sampleAround(1 / 3) }));
    const lines = cellsCsv(rows).trimEnd().split('\r\n');
    expect(lines).toHaveLength(51);
    expect(new Set(lines.map((line) => line.split(',').length)).size).toBe(1);
    const column = lines[0]!.split(',').indexOf('finalSharpness.mean');
    expect(Number(lines[1]!.split(',')[column])).toBe(rows[0]!.finalSharpness!.mean);
  });
});

describe('slices', () => {
  it('are over scale where scales vary, over learning rate where depths do', () => {
    expect(gridSlices(figure3.grid).map(sliceId)).toEqual(['depth-10']);
    expect(gridSlices(presetSpec('figure-2').grid).map(sliceId)).toEqual(['scale-0.25']);
    expect(gridSlices(presetSpec('figure-1-trajectories').grid)).toHaveLength(1);
    const both = { ...figure3.grid, depths: [2, 4] };
    expect(gridSlices(both)).toHaveLength(2 + 10);
  });
});
