import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentId } from '@shared/contract/ids';
import type { KeptVerdicts } from '@shared/contract/records';
import type { RunVerdicts } from '@shared/figures/verdicts/verdict-table';
import type { DynamicsKind } from '@shared/training/trajectory';
import { judgeExperiment, type JudgingProgress } from '../../core/judge-experiment';
import { keepInBatches, keptOf, readKept } from '../../core/kept-verdicts';
import type { ArchiveReader } from '../../core/ports';
import { PROGRAM_VERSION } from '../version';
import { writing } from './archive';
import { CHECK_WORKER_ENTRY } from './entries';
import { judgeInParallel, type ParallelJudging } from './judge-in-parallel';
import { say } from './output';
import { formatDuration } from './progress-line';

/** Time between two lines about judging, in milliseconds. */
const PROGRESS_MS = 5000;
/** Below this share the time left is a guess. */
const LEAST_SHARE = 0.02;

/** Judges, in several threads where there is much to do, with a line on standard error now and then. */
export async function judgeAll(judging: ParallelJudging): Promise<RunVerdicts[]> {
  const said = judgingLine();
  if (judging.processes > 1 && judging.places.length >= WORTH_THREADS) return judgeInParallel(judging, said);
  const { opened, places, dynamics, statements } = judging;
  const steps = judgeExperiment(opened, places, dynamics, statements);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    said(step.value);
  }
}

/** Fewer runs are judged before threads have started. */
const WORTH_THREADS = 20;

function judgingLine(): (progress: JudgingProgress) => void {
  const begun = performance.now();
  let last = begun;
  return ({ done, runs, share }) => {
    const now = performance.now();
    if (now - last < PROGRESS_MS) return;
    last = now;
    const left = ((now - begun) / 1000 / share) * (1 - share);
    say(`judged ${done} of ${runs} runs${share < LEAST_SHARE ? '' : `, about ${formatDuration(left)} left`}`);
  };
}

/** What was judged before, by this version of the program. */
export function judgedBefore(
  archive: ArchiveReader | null,
  id: ExperimentId,
  dynamics: DynamicsKind,
): RunVerdicts[] {
  const kept: Iterable<KeptVerdicts> = archive?.verdicts(id, dynamics) ?? [];
  return [...kept].map((own) => readKept(own, PROGRAM_VERSION)).filter((run) => run !== null);
}

/** Keeps verdicts with their experiment, unless another program works on the data folder. */
export async function keepJudged(
  folder: string,
  id: ExperimentId,
  judged: readonly RunVerdicts[],
  dynamics: DynamicsKind,
): Promise<void> {
  try {
    await writing(folder, CHECK_WORKER_ENTRY, (archive) =>
      keepInBatches(
        archive,
        id,
        judged.map((run) => keptOf(run, dynamics, PROGRAM_VERSION)),
      ),
    );
  } catch (error) {
    if (!(error instanceof WorkbenchError) || error.code !== 'folder-busy') throw error;
    say('The verdicts are not kept: another program works on this data folder.');
  }
}
