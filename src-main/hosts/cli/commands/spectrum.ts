import { Command, InvalidArgumentError } from 'commander';
import { WorkbenchError } from '@shared/contract/errors';
import { LARGEST_SPECTRUM } from '@shared/curvature/spectrum';
import type { SpectrumFacts } from '@shared/figures/spectrum-facts';
import type { OpenSpec } from '../../../core/open-spec';
import { runReference } from '../../../core/run-reference';
import { runSpectrum, type RunMoment, type RunSpectrumProgress } from '../../../core/run-spectrum';
import { index, withDataFolder, withJson, type FolderOptions, type JsonOption } from '../arguments';
import { reading } from '../archive';
import { printJson, say } from '../output';
import { printSpectrum } from '../print-spectrum';
import { openReference } from '../read-spec';

interface SpectrumOptions extends FolderOptions, JsonOption {
  readonly cell?: number;
  readonly repetition?: number;
  readonly after?: number;
  readonly at?: Moment;
}

const DETAIL = `
[run] is cell:repetition, or the run's number in canonical order (by cell, then repetition); all are counted from 0.
Up to ${LARGEST_SPECTRUM} parameters all eigenvalues are computed, beyond that their density by stochastic Lanczos quadrature.`;

export function spectrumCommand(): Command {
  const command = new Command('spectrum')
    .description('the spectrum of the Hessian at a moment of one run, which is trained again up to there')
    .argument('<preset|spec.json|experiment>')
    .argument('[run]', 'cell:repetition or a run’s number (default: 0:0)')
    .option('--at <moment>', 'initial, final, or the number of updates done (default: final)', moment)
    .option('--cell <i>', 'a row of "lab table", counted from 0', index)
    .option('--repetition <r>', 'counted from 0', index)
    .option('--after <updates>', 'the same as --at with a number', index)
    .addHelpText('after', DETAIL);
  return withJson(withDataFolder(command)).action(
    (reference: string, run: string | undefined, options: SpectrumOptions) => {
      const opened = reading(options.dataDir, (archive) => openReference(reference, archive));
      const facts = finish(runSpectrum(opened, momentOf(opened, run, options)));
      if (options.json) printJson(facts);
      else printSpectrum(opened.spec.name, facts);
    },
  );
}

/** Updates done, or all of the run's. */
type Moment = number | 'final';

function moment(text: string): Moment {
  if (text === 'final') return text;
  if (text === 'initial') return 0;
  try {
    return index(text);
  } catch {
    throw new InvalidArgumentError('It must be initial, final, or an integer of at least 0.');
  }
}

function momentOf({ spec }: OpenSpec, run: string | undefined, options: SpectrumOptions): RunMoment {
  const { cell, repetition, at, after } = options;
  if (run !== undefined && (cell !== undefined || repetition !== undefined)) {
    throw new WorkbenchError(
      'bad-arguments',
      `The run is named twice: as "${run}" and by ${cell === undefined ? '--repetition' : '--cell'}.`,
      'Leave one of them out.',
    );
  }
  if (at !== undefined && after !== undefined) {
    throw new WorkbenchError(
      'bad-arguments',
      'The moment is named twice: by --at and by --after.',
      'Leave one of them out.',
    );
  }
  const place =
    run === undefined ? { cell: cell ?? 0, repetition: repetition ?? 0 } : runReference(spec, run);
  return { ...place, after: at === 'final' ? null : (at ?? after ?? null) };
}

/** Time between two lines about a long computation, in milliseconds. */
const PROGRESS_MS = 2000;

const PARTS = {
  training: 'training the run again',
  hessian: 'computing the Hessian',
  eigenvalues: 'computing its eigenvalues',
  density: 'computing the density of its eigenvalues',
  eigenvectors: 'computing eigenvectors',
} as const satisfies Record<RunSpectrumProgress['part'], string>;

function finish(slices: Generator<RunSpectrumProgress, SpectrumFacts>): SpectrumFacts {
  let last = performance.now();
  for (;;) {
    const step = slices.next();
    if (step.done) return step.value;
    if (performance.now() - last < PROGRESS_MS) continue;
    last = performance.now();
    const { part, share } = step.value;
    say(share === null ? PARTS[part] : `${PARTS[part]}: ${Math.floor(100 * share)} %`);
  }
}
