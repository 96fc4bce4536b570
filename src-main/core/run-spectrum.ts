import { WorkbenchError } from '@shared/contract/errors';
import { hessianSpectrum, LARGEST_SPECTRUM, type SpectrumProgress } from '@shared/curvature/spectrum';
import { plan, type Cell } from '@shared/experiment/plan';
import { spectrumFacts, type SpectrumFacts } from '@shared/figures/spectrum-facts';
import type { RunPlace } from '@shared/training/run-result';
import { weightsAfter } from '@shared/training/weights-after';
import type { OpenSpec } from './open-spec';

/** A moment of one run. */
export interface RunMoment extends RunPlace {
  /** Updates done; null: all of the run's. */
  readonly after: number | null;
}

export interface RunSpectrumProgress {
  readonly part: 'training' | SpectrumProgress['part'];
  /** Of this part, from 0 to 1. */
  readonly share: number;
}

/**
 * The spectrum of the Hessian at a moment of a run, from the spec alone: trains the run again up to there, so no
 * archived run is needed. Yields every few milliseconds. Throws 'bad-arguments' where there is no such moment or the
 * network is too large, and 'not-finite' where the weights or their Hessian are no longer finite.
 */
export function* runSpectrum(
  { spec, prepared }: Pick<OpenSpec, 'spec' | 'prepared'>,
  moment: RunMoment,
): Generator<RunSpectrumProgress, SpectrumFacts> {
  const { cells } = plan(spec);
  requireIndex('cell', moment.cell, cells.length - 1, `${spec.name} has ${counted(cells.length, 'cell')}`);
  const cell = cells[moment.cell]!;
  const { repetitions, steps } = cell;
  requireIndex('repetition', moment.repetition, repetitions - 1, `${place(cell)} has ${repetitions}`);
  const after = moment.after ?? steps;
  requireIndex('after', after, steps, `${place(cell)} takes ${counted(steps, 'update')}`);
  const task = prepared.task(cell, moment.repetition);
  requireSize(cell, task.model.shape.parameterCount);

  const training = weightsAfter(task, after);
  let trained = training.next();
  for (; !trained.done; trained = training.next()) yield { part: 'training', share: trained.value };
  const { weights, finite, finiteAfter } = trained.value;
  const when = `of ${place(cell)}, repetition ${moment.repetition}, after ${counted(after, 'update')}`;
  if (!finite) {
    throw new WorkbenchError(
      'not-finite',
      `The weights ${when} are no longer finite numbers: there is no Hessian.`,
      finiteAfter < 0 ? null : `The last finite ones are those after ${counted(finiteAfter, 'update')}.`,
    );
  }
  const spectrum = yield* hessianSpectrum(task.model, weights);
  if (spectrum === null) {
    throw new WorkbenchError(
      'not-finite',
      `The Hessian at the weights ${when} is beyond the range of float64.`,
      'The run is diverging there: ask for an earlier moment.',
    );
  }
  return spectrumFacts(cell, moment.repetition, after, spectrum);
}

function requireIndex(what: string, value: number, largest: number, why: string): void {
  if (Number.isInteger(value) && value >= 0 && value <= largest) return;
  throw new WorkbenchError(
    'bad-arguments',
    `${what} is ${value}; it must be an integer from 0 to ${largest}: ${why}.`,
  );
}

function requireSize({ depth }: Cell, dimension: number): void {
  if (dimension <= LARGEST_SPECTRUM) return;
  throw new WorkbenchError(
    'bad-arguments',
    `The network of depth ${depth} has D = ${dimension} parameters; a spectrum is computed for at most ${LARGEST_SPECTRUM}.`,
    'Its cost grows like D³. The largest eigenvalue alone, the sharpness, is measured for every run.',
  );
}

function place({ index }: Cell): string {
  return `cell ${index}`;
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
