import { WorkbenchError } from '@shared/contract/errors';
import { eigenpairs, type Eigenpairs } from '@shared/curvature/eigenpairs';
import { hessian } from '@shared/curvature/hessian';
import type { SymmetricOperator } from '@shared/curvature/operator';
import { probeVectors } from '@shared/curvature/probe-vectors';
import {
  spectralDensity,
  type DensityOptions,
  type SpectralDensity,
} from '@shared/curvature/spectral-density';
import { hessianSpectrum, LARGEST_SPECTRUM, type SpectrumProgress } from '@shared/curvature/spectrum';
import { plan, type Cell } from '@shared/experiment/plan';
import type { ExperimentSpec } from '@shared/experiment/spec';
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
  readonly part: 'training' | 'density' | 'eigenvectors' | SpectrumProgress['part'];
  /** Of this part, from 0 to 1; null where that is not known. */
  readonly share: number | null;
}

/** Eigenvectors that are computed at either end. */
const TOP_EIGENVECTORS = 8;
const BOTTOM_EIGENVECTORS = 3;
const EIGENPAIR_TOLERANCE = 1e-9;
const MOST_PRODUCTS = 4000;

/** Of a spectrum that is too large to be computed whole. */
const DENSITY: DensityOptions = { probes: 10, steps: 80, points: 400, relativeWidth: 0.01 };

/**
 * The spectrum of the Hessian at a moment of a run, from the spec alone: trains the run again up to there, so no
 * archived run is needed. All eigenvalues up to LARGEST_SPECTRUM parameters, their density beyond. Yields every few
 * milliseconds. Throws 'bad-arguments' where there is no such moment, and 'not-finite' where the weights or their
 * Hessian are no longer finite.
 */
export function* runSpectrum(
  { spec, prepared }: Pick<OpenSpec, 'spec' | 'prepared'>,
  moment: RunMoment,
): Generator<RunSpectrumProgress, SpectrumFacts> {
  const cell = requireRun(spec, moment);
  const { steps } = cell;
  const after = moment.after ?? steps;
  requireIndex('after', after, steps, `${place(cell)} takes ${counted(steps, 'update')}`);
  const task = prepared.task(cell, moment.repetition);

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
  const operator = hessian(task.model, weights);
  const whole = operator.dimension <= LARGEST_SPECTRUM;
  const spectrum = whole ? yield* hessianSpectrum(task.model, weights) : null;
  const density = whole ? null : yield* densityOf(operator);
  if (spectrum === null && density === null) {
    throw new WorkbenchError(
      'not-finite',
      `The Hessian at the weights ${when} is beyond the range of float64.`,
      'The run is diverging there: ask for an earlier moment.',
    );
  }
  const pairs = yield* pairsOf(operator);
  const { apply } = operator;
  const { model } = task;
  return spectrumFacts(cell, moment.repetition, after, { model, weights, apply, spectrum, density, pairs });
}

function* densityOf(operator: SymmetricOperator): Generator<RunSpectrumProgress, SpectralDensity | null> {
  const slices = spectralDensity(operator, probeVectors('spectralDensity', operator.dimension), DENSITY);
  for (let slice = slices.next(); ; slice = slices.next()) {
    if (slice.done) return slice.value;
    yield { part: 'density', share: slice.value };
  }
}

function* pairsOf(operator: SymmetricOperator): Generator<RunSpectrumProgress, Eigenpairs> {
  const { dimension } = operator;
  const smallest = Math.min(BOTTOM_EIGENVECTORS, Math.floor(dimension / 2));
  const slices = eigenpairs(operator, probeVectors('eigenpairs', dimension), {
    largest: Math.min(TOP_EIGENVECTORS, dimension - smallest),
    smallest,
    relativeTolerance: EIGENPAIR_TOLERANCE,
    maxProducts: MOST_PRODUCTS,
    verified: true,
  });
  for (let slice = slices.next(); ; slice = slices.next()) {
    if (slice.done) return slice.value;
    yield { part: 'eigenvectors', share: null };
  }
}

/** The cell of a run. Throws 'bad-arguments' where the plan has no such run. */
export function requireRun(spec: ExperimentSpec, { cell, repetition }: RunPlace): Cell {
  const { cells } = plan(spec);
  requireIndex('cell', cell, cells.length - 1, `${spec.name} has ${counted(cells.length, 'cell')}`);
  const found = cells[cell]!;
  const { repetitions } = found;
  requireIndex('repetition', repetition, repetitions - 1, `${place(found)} has ${repetitions}`);
  return found;
}

function requireIndex(what: string, value: number, largest: number, why: string): void {
  if (Number.isInteger(value) && value >= 0 && value <= largest) return;
  throw new WorkbenchError(
    'bad-arguments',
    `${what} is ${value}; it must be an integer from 0 to ${largest}: ${why}.`,
  );
}

function place({ index }: Cell): string {
  return `cell ${index}`;
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
