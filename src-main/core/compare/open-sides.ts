import type { OpenedSide } from '@shared/compare/answer';
import type { ComparisonSide } from '@shared/compare/comparison';
import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentRecord, RunRecord } from '@shared/contract/records';
import { isLinear } from '@shared/experiment/linearity';
import { plan } from '@shared/experiment/plan';
import { cellOf } from '@shared/figures/request-checks';
import type { RunVerdicts } from '@shared/figures/verdicts/verdict-table';
import type { MeasureName } from '@shared/training/run-result';
import { readKept } from '../kept-verdicts';
import { openArchived, theoryFacts } from '../open-archived';
import type { ArchiveReader } from '../ports';
import type { Breathe } from '../replay-run';

/** What every comparison reads besides the measure that is asked for. */
const ALWAYS: readonly MeasureName[] = ['finalSharpness', 'finalSharpnessAsPublished'];

export interface OpenSidesContext {
  readonly archive: ArchiveReader | null;
  /** Version of the program: verdicts of others are not read. */
  readonly program: string;
  readonly breathe: Breathe;
}

/**
 * The sides of a comparison with their runs, theory and kept verdicts; an experiment that stands on several sides is read
 * once. Rejects with 'unknown-experiment' or 'bad-arguments'.
 */
export async function openSides(
  sides: readonly ComparisonSide[],
  measure: MeasureName,
  context: OpenSidesContext,
): Promise<OpenedSide[]> {
  const opened = new Map<string, Promise<OpenedSide['compared']>>();
  const measures = new Set([...ALWAYS, measure]);
  const found: OpenedSide[] = [];
  for (const { experiment, cell, run } of sides) {
    const { archive } = context;
    const record = archive?.findById(experiment) ?? null;
    if (archive === null || record === null || record.deletedAt !== null) {
      throw new WorkbenchError(
        'unknown-experiment',
        'An experiment of this comparison is not in the data folder.',
        'Take it out of the comparison, or restore it from the bin.',
      );
    }
    if (cell !== null) cellOf(record.spec, { cell, repetition: run ?? 0 });
    // A cell is read alone where no side needs the whole: experiments may have a million runs.
    const whole = sides.some((side) => side.experiment === experiment && side.cell === null);
    const only = whole ? null : cell;
    const key = `${experiment} ${only ?? 'all'}`;
    const reading = opened.get(key) ?? read(archive, record, only, measures, context);
    opened.set(key, reading);
    found.push({ record, compared: { ...(await reading), cell, run } });
  }
  return found;
}

async function read(
  archive: ArchiveReader,
  record: ExperimentRecord,
  only: number | null,
  measures: ReadonlySet<MeasureName>,
  { program, breathe }: OpenSidesContext,
): Promise<OpenedSide['compared']> {
  const { id, spec } = record;
  const theory = theoryFacts({ ...openArchived(archive, record), spec });
  const runs: RunRecord[] = [];
  const verdicts: RunVerdicts[] = [];
  const cells = only === null ? plan(spec).cells.map(({ index }) => index) : [only];
  // Cell by cell, each to its end: a question that is left half-read would keep others from asking it.
  for (const cell of cells) {
    for (const run of archive.runsOfCell(id, cell))
      runs.push({ ...run, measures: run.measures.filter(({ measure }) => measures.has(measure)) });
    if (isLinear(spec)) {
      for (const kept of archive.verdictsOfCell(id, 'gradientDescent', cell)) {
        const judged = readKept(kept, program);
        if (judged !== null) verdicts.push(judged);
      }
    }
    await breathe();
  }
  return { spec, theory, cell: null, run: null, runs, verdicts };
}
