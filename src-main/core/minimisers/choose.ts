import { WorkbenchError } from '@shared/contract/errors';
import type { MinimisersAnswer, MinimiserSource } from '@shared/contract/minimiser-studies';
import type { StudyProgress } from '@shared/contract/studies';
import { LIMITS } from '@shared/experiment/limits';
import { fillBalancedMinimiser } from '@shared/network/initialisations/balanced-minimiser';
import { rescaleFirstLayers } from '@shared/network/initialisations/rescaled-minimiser';
import { linearModel, type LinearModel } from '@shared/network/model';
import type { RunPlace } from '@shared/training/run-result';
import { minimiserFacts } from '@shared/theory/minimiser-set/minimiser-facts';
import { minimiserNear } from '@shared/theory/minimiser-set/minimiser-near';
import { randomMinimiser } from '@shared/theory/minimiser-set/random-minimiser';
import type { TheorySetting } from '@shared/theory/theory-setting';
import { weightsAfter } from '@shared/training/weights-after';
import type { OpenSpec } from '../open-spec';
import { requireRun } from '../run-spectrum';

/** Networks and data: what an opened spec, or an archived experiment, knows of them. */
export type MinimiserSetting = Pick<OpenSpec, 'spec' | 'prepared'>;

export interface MinimiserChoice {
  /** Not read where the source is a run. */
  readonly depth: number;
  readonly source: MinimiserSource;
}

export interface ChosenMinimiser {
  readonly model: LinearModel;
  readonly theory: TheorySetting;
  readonly weights: Float64Array;
  readonly projection: MinimisersAnswer['projection'];
}

/** The minimiser that is asked for, rescaled by C = `factor`. Throws 'bad-arguments', and 'not-finite' where a run diverged. */
export function* chosenMinimiser(
  setting: MinimiserSetting,
  choice: MinimiserChoice,
  factor: number,
): Generator<StudyProgress, ChosenMinimiser> {
  const chosen = yield* unscaled(setting, choice);
  if (factor === 1) return chosen;
  if (chosen.theory.depth === 1)
    throw new WorkbenchError('bad-arguments', 'A network of one layer has no second one to rescale against.');
  rescaleFirstLayers(chosen.model.shape, factor, chosen.weights);
  return chosen;
}

function* unscaled(
  setting: MinimiserSetting,
  { depth, source }: MinimiserChoice,
): Generator<StudyProgress, ChosenMinimiser> {
  if (source.kind === 'run') return yield* ofRun(setting, source.place);
  const { model, theory } = networkOf(setting, depth);
  if (source.kind === 'balanced') {
    const weights = new Float64Array(model.shape.parameterCount);
    fillBalancedMinimiser(model, weights);
    return { model, theory, weights, projection: null };
  }
  const weights = randomMinimiser(model, source.seed);
  if (weights === null) throw unreachable(`The random layers of seed ${source.seed}`);
  return { model, theory, weights, projection: null };
}

function networkOf(
  { spec, prepared }: MinimiserSetting,
  depth: number,
): Omit<ChosenMinimiser, 'weights' | 'projection'> {
  if (!Number.isInteger(depth) || depth < 1 || depth > LIMITS.depth)
    throw new WorkbenchError(
      'bad-arguments',
      `The depth is ${depth}; it must be an integer from 1 to ${LIMITS.depth}.`,
    );
  const { network } = spec;
  const hidden = network.kind === 'fullyConnected' ? network.hiddenWidths : null;
  if (Array.isArray(hidden) && depth !== hidden.length + 1) {
    throw new WorkbenchError(
      'bad-arguments',
      `The depth is ${depth}; the spec lists ${hidden.length} hidden widths, which make ${hidden.length + 1} layers.`,
    );
  }
  const model = prepared.model(depth);
  if (model.kind !== 'linear') {
    throw new WorkbenchError(
      'bad-arguments',
      'These networks have GELU between their layers: minimisers are constructed of linear networks only.',
      'Choose the activation identity.',
    );
  }
  if (model.shape.parameterCount > LIMITS.parameters) {
    throw new WorkbenchError(
      'bad-arguments',
      `A network of depth ${depth} has ${model.shape.parameterCount} parameters; at most ${LIMITS.parameters} are allowed.`,
    );
  }
  return { model, theory: prepared.theory(depth) };
}

function* ofRun(setting: MinimiserSetting, place: RunPlace): Generator<StudyProgress, ChosenMinimiser> {
  const cell = requireRun(setting.spec, place);
  const { model, theory } = networkOf(setting, cell.depth);
  const task = setting.prepared.task(cell, place.repetition);
  const training = weightsAfter(task, cell.steps);
  let trained = training.next();
  for (; !trained.done; trained = training.next())
    yield { share: 0.9 * trained.value, said: 'training the run again' };
  const name = `Run ${place.repetition + 1} of cell ${place.cell}`;
  if (!trained.value.finite) {
    throw new WorkbenchError(
      'not-finite',
      `${name} diverged: its weights are no longer finite numbers, and no minimiser is near them.`,
      'Choose a run that converged.',
    );
  }
  const near = minimiserNear(linearModel(model.network, model.problem), trained.value.weights);
  if (near === null) throw unreachable(name);
  const before = minimiserFacts(theory, model, trained.value.weights);
  return {
    model,
    theory,
    weights: near.weights,
    projection: { relativeExcessRisk: before.relativeExcessRisk, moved: near.moved },
  };
}

function unreachable(what: string): WorkbenchError {
  return new WorkbenchError(
    'bad-arguments',
    `${what} cannot be brought to a minimiser: the product of the layers above the first is zero.`,
    'Choose another run or seed.',
  );
}
