import { fixedAxis, logAxis } from '@shared/figures/axis';
import type { FigureData, FigurePoint } from '@shared/figures/figure-data';
import type { AnyFigure } from '@shared/figures/figure-request';
import type { HeatmapFigure } from '@shared/figures/heatmap-data';

const RATES = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05];

/** With intervals that reach below 0, a gap, a zero, and a point that stands alone. */
function points(index: number): FigurePoint[] {
  return RATES.map((x, i) => {
    const y = index === 1 && i === 2 ? null : index === 2 && i === 5 ? 0 : 0.3 * (index + 1) * x * 1000;
    return {
      x,
      y,
      low: y === null ? null : i === 0 ? -1 : 0.7 * y,
      high: y === null ? null : 1.4 * y,
      n: 20,
    };
  });
}

export const LINES: FigureData = {
  id: 'sharpness-lines',
  title: 'Sharpness after training, L = 10',
  caption: '20 runs a point.',
  notes: [],
  panels: [
    {
      x: logAxis('Learning rate η', RATES, false),
      y: logAxis('Squared distance ‖w_{prod} − w⋆‖²', [1e-3, 100], true),
      series: [0, 1, 2].map((index) => ({
        id: `depth-${index}`,
        label: `S_{min}, L = ${index + 2} & "rest", 100%`,
        ink: { kind: 'ordinal', index, count: 3 },
        points: points(index),
        marked: true,
      })),
      references: [
        {
          id: 'stability',
          label: '2/η',
          meaning: 'Dashed: 2/η; 100 % of it.',
          stroke: 'dashed',
          ink: { kind: 'theory' },
          along: { points: RATES.map((rate) => [rate, 0.05 / rate]) },
        },
        {
          id: 'lower',
          label: 'S_{min} = 3×10⁻²',
          meaning: 'Dotted: Theorem 2.',
          stroke: 'dotted',
          ink: { kind: 'outcome', outcome: 'diverged' },
          along: { y: 0.03 },
        },
        {
          id: 'critical',
          label: '0.015',
          meaning: 'Thin: critical.',
          stroke: 'solid',
          ink: { kind: 'initialisation' },
          along: { x: 0.015 },
        },
      ],
    },
    {
      x: logAxis('Learning rate η', RATES, false),
      y: fixedAxis('Share of runs', 0, 1),
      series: [
        {
          id: 'far',
          label: '',
          ink: { kind: 'initialisation' },
          points: [
            { x: 0.001, y: 0.1, low: null, high: null, n: 1 },
            { x: 0.01, y: 0.5, low: null, high: null, n: 1 },
            { x: 0.02, y: 1e300, low: null, high: null, n: 1 },
          ],
          marked: false,
        },
      ],
      references: [],
    },
  ],
};

export const HEATMAP: HeatmapFigure = {
  id: 'heatmap',
  title: 'Share of runs that diverged',
  caption: '20 runs a cell.',
  notes: [],
  columns: { title: 'Learning rate η', values: RATES.map((value) => ({ value, label: String(value) })) },
  lines: { title: 'Depth L', values: [2, 5, 10, 20].map((value) => ({ value, label: String(value) })) },
  cells: RATES.flatMap((_, column) =>
    [0, 1, 2, 3].map((line) => {
      const missing = column === 2 && line === 1;
      const value = missing ? null : (column * (line + 1)) / 20;
      return {
        column,
        line,
        cell: column * 4 + line,
        value,
        label: missing ? '–' : String(value),
        shade: value,
        interval: value === null ? null : ([value / 2, (1 + value) / 2] as const),
        count: missing ? null : column * (line + 1),
        n: missing ? 0 : 20,
        runs: 20,
        finished: missing ? 0 : 20,
        failed: 0,
        unfinished: missing,
      };
    }),
  ),
  legend: {
    title: 'Share of runs',
    ink: { kind: 'outcome', outcome: 'diverged' },
    ticks: [
      { shade: 0, label: '0' },
      { shade: 0.5, label: '50 %' },
      { shade: 1, label: '100 %' },
    ],
  },
  steps: [
    {
      id: 'critical',
      label: '2/S_{min}',
      meaning: 'Beyond this no minimiser is stable.',
      across: 'lines',
      counts: [5, 4, 3, 2],
    },
  ],
};

export const FIGURES: readonly AnyFigure[] = [
  { kind: 'lines', figure: LINES },
  { kind: 'heatmap', figure: HEATMAP },
];
