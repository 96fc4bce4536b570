import type { CriticalRateFacts } from '../experiment/critical-rate/critical-rate-facts';
import type { RateEstimate } from '../experiment/critical-rate/estimate';
import { logAxis } from './axis';
import { criticalRateLines, settingAxis, type CriticalRateView } from './critical-rate-axis';
import type { FigureData, FigurePoint, FigureSeries, ReferenceLine } from './figure-data';
import { formatNumber } from './format-number';
import { LEARNING_RATE } from './phrases';

/** The measured critical learning rate with its interval over depth or scale, and the onset of divergence above. */
export function criticalRateFigure(rows: readonly CriticalRateFacts[], view: CriticalRateView): FigureData {
  const lines = criticalRateLines(rows, view);
  const series = lines.flatMap(({ label, ink, rows: own }, i): FigureSeries[] => {
    const pointsOf = (estimateOf: (row: CriticalRateFacts) => RateEstimate | null): FigurePoint[] =>
      own.map((row) => point(row[view.over], estimateOf(row), row.repetitions));
    const name = (what: string): string => (label === '' ? what : `${label}: ${what}`);
    const several = lines.length > 1;
    return [
      {
        id: `converging-${i}`,
        label: name('half converge'),
        ink: several ? ink : { kind: 'outcome', outcome: 'converged' },
        points: pointsOf(({ converging }) => converging),
        marked: true,
      },
      {
        id: `diverging-${i}`,
        label: name('half diverge'),
        ink: several ? ink : { kind: 'outcome', outcome: 'diverged' },
        points: pointsOf(({ diverging }) => diverging),
        marked: true,
        ...(several ? { drawn: 'dots' as const } : {}),
      },
    ];
  });
  const references = theoryLines(rows, view);
  return {
    id: `critical-rate-over-${view.over}`,
    title: 'Critical learning rate, measured',
    panels: [
      {
        x: settingAxis(rows, view),
        y: logAxis(LEARNING_RATE, ratesShown(rows), true),
        series,
        references,
      },
    ],
    caption: captionOf(rows),
    notes: notesOf(rows),
  };
}

function point(x: number, estimate: RateEstimate | null, n: number): FigurePoint {
  return {
    x,
    y: estimate?.rate ?? null,
    low: estimate?.low ?? null,
    high: estimate?.high ?? null,
    n,
  };
}

/** 2/S_min and its upper bound: theory has one value a depth, whatever the scale. */
export function theoryLines(rows: readonly CriticalRateFacts[], { over }: CriticalRateView): ReferenceLine[] {
  const byDepth = new Map(rows.map((row) => [row.depth, row]));
  const depths = [...byDepth.values()].sort((a, b) => a.depth - b.depth);
  const theory = { kind: 'theory' } as const;
  const along = (
    rateOf: (row: CriticalRateFacts) => number,
  ): { along: ReferenceLine['along']; suffix: string }[] =>
    over === 'depth' && depths.length > 1
      ? [{ along: { points: depths.map((row) => [row.depth, rateOf(row)]) }, suffix: '' }]
      : depths.map((row) => ({ along: { y: rateOf(row) }, suffix: `-${row.depth}` }));
  return [
    ...along((row) => row.criticalLearningRateUpperBound).map(({ along: where, suffix }) => ({
      id: `critical-bound${suffix}`,
      label: '',
      meaning: 'Dotted: the paper’s upper bound of the critical learning rate (Theorem 2).',
      stroke: 'dotted' as const,
      ink: theory,
      along: where,
    })),
    ...along((row) => row.criticalLearningRate).map(({ along: where, suffix }) => ({
      id: `critical${suffix}`,
      label: '2/S_{min}',
      meaning: 'Solid: critical learning rate 2/S_{min}; beyond it no minimiser is stable.',
      stroke: 'solid' as const,
      ink: theory,
      along: where,
    })),
  ];
}

function ratesShown(rows: readonly CriticalRateFacts[]): number[] {
  return rows.flatMap(({ converging, diverging, criticalLearningRate, criticalLearningRateUpperBound }) => [
    criticalLearningRate,
    criticalLearningRateUpperBound,
    ...[converging, diverging].flatMap((found) =>
      found === null ? [] : [found.rate, found.low ?? found.rate, found.high ?? found.rate],
    ),
  ]);
}

function captionOf(rows: readonly CriticalRateFacts[]): string {
  const runs = range(rows.map(({ repetitions }) => repetitions));
  const steps = range(rows.map((row) => row.steps));
  const { excessRisk } = rows[0]!;
  return `Largest learning rate at which at least half of ${runs} runs reach R − R_{min} ≤ ${formatNumber(excessRisk, 2)} within ${steps} steps, looked at after every step; and the smallest at which half become infinite. Bands: beyond them Wilson’s 95 % interval of the share lies clear of a half.`;
}

function range(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const said = (value: number): string => value.toLocaleString('en');
  return least === most ? said(least) : `${said(least)} to ${said(most)}`;
}

function notesOf(rows: readonly CriticalRateFacts[]): string[] {
  const { drawsOf } = rows[0]!;
  const notMonotone = rows.filter((row) => row.notMonotone.length > 0);
  const places = notMonotone.map(({ depth, scale }) => `L = ${depth}, scale ${formatNumber(scale, 3)}`);
  return [
    ...(drawsOf === null
      ? []
      : [
          `All rates start from the weights drawn at η = ${formatNumber(drawsOf, 4)}: new rates have no draws of their own.`,
        ]),
    ...(places.length === 0
      ? []
      : [
          `Convergence is not monotone in the rate at ${places.join('; ')}: the highest crossing is shown. At small rates the steps may not suffice; beyond 2/S_{min} runs may pass by a minimiser.`,
        ]),
    ...(rows.some(({ converging }) => converging === null)
      ? ['No point is drawn where at no tried rate half the runs converged within the steps.']
      : []),
  ];
}
