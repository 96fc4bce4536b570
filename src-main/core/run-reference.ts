import { WorkbenchError } from '@shared/contract/errors';
import { plan } from '@shared/experiment/plan';
import type { ExperimentSpec } from '@shared/experiment/spec';
import type { RunPlace } from '@shared/training/run-result';
import { RunIndex } from './run-index';

/**
 * The run that a reference names: "cell:repetition", both counted from 0, or its number in canonical order (by cell, then
 * repetition), counted from 0. Throws 'bad-arguments' where it is neither, or no run of the plan has that number.
 */
export function runReference(spec: ExperimentSpec, text: string): RunPlace {
  const pair = /^(\d{1,9}):(\d{1,9})$/.exec(text);
  if (pair) return { cell: Number(pair[1]), repetition: Number(pair[2]) };
  const index = new RunIndex(plan(spec).cells);
  if (!/^\d{1,9}$/.test(text)) {
    throw new WorkbenchError(
      'bad-arguments',
      `The run is "${text}"; it must be cell:repetition, both counted from 0, or the run's number in canonical order, counted from 0.`,
    );
  }
  const number = Number(text);
  if (number < index.count) return index.placeOf(number);
  throw new WorkbenchError(
    'bad-arguments',
    `The run is ${number}; it must be an integer from 0 to ${index.count - 1}: ${spec.name} has ${index.count} ${index.count === 1 ? 'run' : 'runs'}.`,
  );
}
