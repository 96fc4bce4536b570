import type { MomentFacts } from '../../theory/judged-run';
import type { FigureSeries } from '../figure-data';
import { FLOW_INK, pointAt, type FlowComparison } from './run-view';

/** Gradient flow beside gradient descent: at the same times. */
export function flowLine(
  { flow }: FlowComparison,
  value: (facts: MomentFacts) => number | null,
): FigureSeries {
  const points = flow.moments.map((facts) => pointAt(facts.time, value(facts)));
  return { id: 'flow', label: 'flow', ink: FLOW_INK, points, marked: false, stroke: 'dashed' };
}
