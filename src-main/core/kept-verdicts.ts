import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentId } from '@shared/contract/ids';
import type { KeptVerdicts } from '@shared/contract/records';
import type { StudyAnswer, StudyKind, StudyRequest } from '@shared/contract/studies';
import type { RunVerdicts } from '@shared/figures/verdicts/verdict-table';
import type { DynamicsKind } from '@shared/training/trajectory';
import { JUDGEABLE } from './judge-experiment';
import type { ArchiveWriter } from './ports';
import { packVerdicts, unpackVerdicts } from './verdict-content';

/** Verdicts as they are kept. */
export function keptOf(
  { cell, repetition, verdicts }: RunVerdicts,
  dynamics: DynamicsKind,
  programVersion: string,
): KeptVerdicts {
  return { dynamics, cell, repetition, programVersion, content: packVerdicts(verdicts) };
}

/** What was kept; null where another version of the program or other statements judged: it is to be judged again. */
export function readKept(kept: KeptVerdicts, programVersion: string): RunVerdicts | null {
  if (kept.programVersion !== programVersion) return null;
  const verdicts = unpackVerdicts(kept.content);
  if (verdicts === null) return null;
  const sameStatements =
    verdicts.length === JUDGEABLE.length &&
    verdicts.every(({ statement }, i) => statement === JUDGEABLE[i]!.id);
  return sameStatements ? { cell: kept.cell, repetition: kept.repetition, verdicts } : null;
}

/** Rows of one transaction: a few milliseconds of the thread that everybody waits for. */
const BATCH = 8;

/** Keeps verdicts a few at a time, and lets others pass between. */
export async function keepInBatches(
  archive: ArchiveWriter,
  id: ExperimentId,
  verdicts: readonly KeptVerdicts[],
): Promise<void> {
  for (let first = 0; first < verdicts.length; first += BATCH) {
    archive.keepVerdicts(id, verdicts.slice(first, first + BATCH));
    await new Promise((resume) => setTimeout(resume));
  }
}

interface Keeping {
  readonly archive: ArchiveWriter;
  readonly say: (level: 'warning', text: string) => void;
}

/** An answer on its way to a window: what a study has judged is kept, and does not travel on. */
export async function keptOnTheWay<K extends StudyKind>(
  asked: StudyRequest<K>,
  answer: StudyAnswer<K>,
  { archive, say }: Keeping,
): Promise<StudyAnswer<K>> {
  const request = asked as unknown as StudyRequest;
  if (request.kind !== 'verdicts') return answer;
  const verdicts = answer as StudyAnswer<'verdicts'>;
  try {
    await keepInBatches(archive, request.experiment, verdicts.fresh);
  } catch (error) {
    // Derived data: the window has its answer all the same.
    if (!(error instanceof WorkbenchError)) throw error;
    say('warning', `The verdicts could not be kept: ${error.message}`);
  }
  return { ...verdicts, fresh: [] } as StudyAnswer<K>;
}
