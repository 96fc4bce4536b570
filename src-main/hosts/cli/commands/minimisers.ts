import { Command, Option } from 'commander';
import type { MinimiserSource } from '@shared/contract/minimiser-studies';
import { WorkbenchError } from '@shared/contract/errors';
import { minimisers } from '../../../core/minimisers/rescaled';
import { minimiserWalk, WALK_STEPS } from '../../../core/minimisers/walk';
import type { OpenSpec } from '../../../core/open-spec';
import { runReference } from '../../../core/run-reference';
import {
  count,
  index,
  number,
  withDataFolder,
  withJson,
  type FolderOptions,
  type JsonOption,
} from '../arguments';
import { reading } from '../archive';
import { followStudy } from '../follow-study';
import { printJson } from '../output';
import { printMinimiser, printWalk } from '../print-minimisers';
import { openReference } from '../read-spec';

interface MinimisersOptions extends FolderOptions, JsonOption {
  readonly source: MinimiserSource['kind'];
  readonly seed: number;
  readonly run: string;
  readonly depth?: number;
  readonly rescale: number;
  readonly walk?: true;
  readonly steps: number;
}

const HELP = `
--source balanced: rank-one layers of equal norm, Theorem 2's upper bound. random: Gaussian layers in a random basis, brought
to w_prod = w*. run: the last weights of the run (cell:repetition), brought to the nearest predictor of least risk; each is
brought there by Gauss-Newton steps, changes of least norm over all layers.
--rescale C takes W_C = (C W_1, W_2/C, W_3, ...): the same predictor. --walk goes downhill in sharpness from there.`;

export function minimisersCommand(): Command {
  const command = new Command('minimisers')
    .description('a minimiser, its sharpness beside the bounds, rescaled, and the way down to S_min')
    .argument('<preset|spec.json|experiment>')
    .addOption(
      new Option('--source <which>', 'where it is taken from')
        .choices(['balanced', 'random', 'run'])
        .default('balanced'),
    )
    .option('--seed <n>', 'of --source random', index, 0)
    .option('--run <run>', 'of --source run: cell:repetition, or its number', '0:0')
    .option('--depth <L>', 'number of layers (default: the first of the grid)', count)
    .option('--rescale <C>', 'factor of the first layer and divisor of the second', number, 1)
    .option('--walk', 'go downhill in sharpness among the minimisers of the same predictor')
    .option('--steps <n>', 'of the walk, at most', count, WALK_STEPS)
    .addHelpText('after', HELP);
  return withJson(withDataFolder(command)).action((reference: string, options: MinimisersOptions) => {
    const opened = reading(options.dataDir, (archive) => openReference(reference, archive));
    const choice = {
      depth: options.depth ?? opened.spec.grid.depths[0]!,
      source: sourceOf(opened, options),
      factor: factorOf(options),
    };
    const found = followStudy(minimisers(opened, choice));
    const walked = options.walk
      ? followStudy(minimiserWalk(opened, { ...choice, steps: options.steps }))
      : null;
    if (options.json) printJson({ ...found, walk: walked });
    else {
      printMinimiser(opened.spec.name, found, options.rescale);
      if (walked) printWalk(walked);
    }
  });
}

function sourceOf({ spec }: OpenSpec, { source, seed, run }: MinimisersOptions): MinimiserSource {
  if (source === 'random') return { kind: source, seed };
  return source === 'run' ? { kind: source, place: runReference(spec, run) } : { kind: source };
}

function factorOf({ rescale }: MinimisersOptions): number {
  if (rescale >= LEAST_FACTOR && rescale <= 1 / LEAST_FACTOR) return rescale;
  throw new WorkbenchError(
    'bad-arguments',
    `The factor C is ${rescale}; it must be a number from ${LEAST_FACTOR} to ${1 / LEAST_FACTOR}.`,
  );
}

const LEAST_FACTOR = 1e-6;
