import { MEASURES, OUTCOMES, TRACE_QUANTITIES, type RunResult } from '@shared/training/run-result';
import type { CheckedExperiment } from './check-experiment';
import { badBundle } from '@shared/contract/bad-bundle';

const LONGEST_METHOD = 60;

const among = (list: readonly string[], text: string): boolean => list.includes(text);

/** Holds a run of a bundle against its plan. Throws 'bad-bundle'. */
export function checkRun({ own, spec, cells }: CheckedExperiment, run: RunResult): void {
  const { cell: index, repetition, outcome, stepsTaken, measures, traces } = run;
  const refuse = (why: string): never => {
    throw badBundle(`"${own.name}", cell ${index}, repetition ${repetition}: ${why}`);
  };
  const cell = cells[index];
  if (cell === undefined || !(repetition >= 0 && repetition < cell.repetitions))
    return refuse('the plan has no such run');
  if (!among(OUTCOMES, outcome)) refuse(`"${outcome.slice(0, 40)}" is no outcome that this version knows`);
  if (!(stepsTaken >= 0 && stepsTaken <= cell.steps)) refuse(`it took ${stepsTaken} of ${cell.steps} steps`);
  for (const { measure, value, error, method } of measures) {
    if (!among(MEASURES, measure)) refuse(`"${measure.slice(0, 40)}" is no measure that this version knows`);
    if (typeof value !== 'number' || Number.isNaN(value)) refuse(`${measure} is no number`);
    if (error !== null && !(error >= 0)) refuse(`the error of ${measure} is ${error}`);
    if (method !== null && method.length > LONGEST_METHOD)
      refuse(`the method of ${measure} has no such name`);
  }
  for (const { quantity, every, values } of traces) {
    if (!among(TRACE_QUANTITIES, quantity) || spec.trace?.quantities.includes(quantity) !== true)
      refuse('it has a trace that its spec does not ask for');
    if (every !== spec.trace?.every || values.length > Math.floor(cell.steps / every) + 1)
      refuse(`its trace of ${quantity} is not as its spec asks for`);
  }
}
