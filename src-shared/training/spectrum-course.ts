import { eigenpairs } from '../curvature/eigenpairs';
import { hessian } from '../curvature/hessian';
import { probeVectors } from '../curvature/probe-vectors';
import { stepWork } from '../network/model';
import { momentSteps } from './descent-trajectory';
import { makeScalarTrainer } from './make-scalar-trainer';
import type { RunTask } from './run-course';
import { SLICE_WORK } from './simulate-run';
import { weightsAfter } from './weights-after';

/** The ends of the Hessian's spectrum along a run. All lists have an entry a sample. */
export interface SpectrumCourse {
  /** Updates done, ascending: half of them evenly and half logarithmically spread, as momentSteps says. */
  readonly steps: readonly number[];
  /** The k largest eigenvalues, descending; the first is the sharpness. */
  readonly largest: readonly (readonly number[])[];
  readonly smallest: readonly number[];
  /** The largest residual among these: some eigenvalue lies as near to each. */
  readonly errors: readonly number[];
  readonly excessRisks: readonly number[];
  /** The last update after which weights and Hessian are finite; the run's last where it does not diverge. */
  readonly finiteAfter: number;
}

export interface SpectrumCourseOptions {
  /** About so many; at least 2. */
  readonly samples: number;
  /** k; of D at most D - 1. */
  readonly largest: number;
}

/** Of the largest |λ|: the ends of a spectrum to six digits, for drawing and for comparing with 2/η. */
const TOLERANCE = 1e-6;
const MAX_PRODUCTS = 400;

/**
 * Trains a run again and looks at its Hessian on the way. Of a run that diverges the samples are spread over the steps
 * that are finite. Yields the share of the work that is done, from 0 to 1, every few milliseconds.
 * Cost: twice the run, and some 60 Hessian products a sample.
 */
export function* spectrumCourse(
  task: RunTask,
  options: SpectrumCourseOptions,
): Generator<number, SpectrumCourse> {
  const { model, learningRate, initialise } = task;
  const finiteAfter = yield* lastFinite(task);
  if (finiteAfter < 0) {
    return { steps: [], largest: [], smallest: [], errors: [], excessRisks: [], finiteAfter };
  }
  const dimension = model.shape.parameterCount;
  const kept = momentSteps(finiteAfter, options.samples);
  const trainer = makeScalarTrainer(model);
  initialise(trainer.weights);
  const slice = Math.max(1, Math.floor(SLICE_WORK / stepWork(model)));
  const course = {
    steps: [] as number[],
    largest: [] as number[][],
    smallest: [] as number[],
    errors: [] as number[],
    excessRisks: [] as number[],
  };
  let time = 0;
  for (const [i, step] of kept.entries()) {
    const share = TRAINED_SHARE + ((1 - TRAINED_SHARE) * i) / kept.length;
    for (; time < step; time += 1) {
      trainer.step(learningRate);
      if (time % slice === 0) yield share;
    }
    const slices = eigenpairs(hessian(model, trainer.weights), probeVectors('eigenpairs', dimension), {
      largest: Math.min(options.largest, Math.max(1, dimension - 1)),
      smallest: dimension > 1 ? 1 : 0,
      relativeTolerance: TOLERANCE,
      maxProducts: MAX_PRODUCTS,
      verified: false,
    });
    let found = slices.next();
    for (; !found.done; found = slices.next()) yield share;
    const { largest, smallest } = found.value;
    const { excessRisk } = trainer.observe();
    // Where the Hessian overflows, the run is beyond what can be looked at, though its weights are not.
    if (!Number.isFinite(largest[0]!.value) || !Number.isFinite(excessRisk))
      return { ...course, finiteAfter: course.steps.at(-1) ?? -1 };
    course.steps.push(step);
    course.largest.push(largest.map(({ value }) => value));
    course.smallest.push((smallest[0] ?? largest[0]!).value);
    course.errors.push([...largest, ...smallest].reduce((most, { residual }) => Math.max(most, residual), 0));
    course.excessRisks.push(excessRisk);
  }
  return { ...course, finiteAfter };
}

/** Share of the progress that the first training takes. */
const TRAINED_SHARE = 0.15;

function* lastFinite(task: RunTask): Generator<number, number> {
  const slices = weightsAfter(task, task.steps);
  for (let slice = slices.next(); ; slice = slices.next()) {
    if (slice.done) return slice.value.finiteAfter;
    yield TRAINED_SHARE * slice.value;
  }
}
