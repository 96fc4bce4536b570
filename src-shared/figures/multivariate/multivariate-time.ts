import type { MultivariateFacts } from '../../theory/multivariate/multivariate-facts';
import { logTicks } from '../axis';
import type { FigureAxis } from '../figure-data';

/** Earlier than this fraction of the end nothing has happened yet. */
const EARLIEST = 1e-6;

/** Log time from where the flow begins to move to its end. */
export function flowTimeAxis({ flow: { times } }: MultivariateFacts): FigureAxis {
  const last = Math.max(times.at(-1)!, Number.MIN_VALUE);
  const first = Math.max(times.find((time) => time > 0) ?? last / 10, EARLIEST * last);
  const low = first < last ? first : last / 10;
  return { title: 'Time t', scale: 'log', domain: [low, last], ticks: logTicks(low, last) };
}

/** What was run, in a sentence. */
export function multivariateSaid({ experiment }: MultivariateFacts): string {
  const { samples, inputs, outputs, depth, width, start, inputKind } = experiment;
  const layers = depth === 1 ? '' : `, hidden width ${width}`;
  const kind = inputKind === 'orthogonal' ? 'orthogonal inputs' : 'Gaussian inputs';
  return `n = ${samples}, d = ${inputs}, m = ${outputs}, L = ${depth}${layers}, ${kind}, ${start === 'gaussian' ? 'Gaussian' : start} start. Gradient flow, exact but for the integrator’s tolerance.`;
}
