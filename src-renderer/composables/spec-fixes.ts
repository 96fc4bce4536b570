import type { Problem } from '@shared/contract/errors';
import { INITIALISATIONS } from '@shared/catalogue';
import { readPath, writePath } from './spec-path';

/** A change that takes away a whole kind of problems at once. */
export interface SpecFix {
  readonly title: string;
  readonly apply: (spec: unknown) => unknown;
}

/** Fixes that suit the problems of a spec. */
export function specFixes(spec: unknown, problems: readonly Problem[]): SpecFix[] {
  const fixes: SpecFix[] = [];
  if (problems.some(({ message }) => message.includes("under the authors' scheme"))) {
    fixes.push({
      title: 'Use own draws, which go with any grid',
      apply: (draft) => writePath(draft, 'randomness', { scheme: 'content', draws: 'shared' }),
    });
  }
  const family = INITIALISATIONS.find(({ id }) => id === readPath(spec, 'initialisation.family'));
  if (family?.random === false && problems.some(({ path }) => path.endsWith('.repetitions'))) {
    fixes.push({ title: 'One repetition everywhere', apply: withOneRepetition });
  }
  if (problems.some(({ message }) => message.includes('choose a residual network'))) {
    fixes.push({
      title: 'Take a residual network',
      apply: (draft) => writePath(draft, 'network', { kind: 'residual' }),
    });
  }
  if (problems.some(({ message }) => message.includes('choose the activation identity'))) {
    fixes.push({
      title: 'Take a linear network',
      apply: (draft) => writePath(draft, 'network.activation', 'identity'),
    });
  }
  return fixes;
}

function withOneRepetition(spec: unknown): unknown {
  const training = readPath(spec, 'grid.training');
  if (!Array.isArray(training)) return spec;
  return writePath(
    spec,
    'grid.training',
    training.map((row: unknown) => writePath(row, 'repetitions', 1)),
  );
}
